"""What tests are made of: entries in any state, by the same actions that the desk uses."""

from datetime import timedelta

from django.utils import timezone

from chamber.models import Organization, OrganizationKind
from series.actions.editorial.content import tidy_content
from series.actions.editorial.live_row import apply_content, plain_text
from series.actions.editorial.publication import publish, publish_archive, withdraw
from series.actions.editorial.reviews import sign, submit
from series.actions.editorial.revisions import create_entry, save_revision
from series.actions.editorial.schedules import publish_due, set_expiry
from series.actions.editorial.tasks import task_of
from series.actions.media.usage import remember_files
from series.models import CHILD, Column, Entry, Kind, Revision, Series
from series.models.revision import content_digest

from . import people

BODY = (
    "<p>常州市工商联组织企业家走进园区，交流技术改造的做法。</p>"
    "<h2>以学促干</h2><p>与会人员就人才、融资和市场三件事发言。</p>"
)


def column(name="新时代 新常商 新力量", **fields):
    """The column of this name, made if it is new."""
    return Column.objects.get_or_create(name=name, defaults=fields)[0]


def series(title="常商论坛", *, in_column=None, **fields):
    """The series of this title in its column, made if it is new."""
    place = in_column or column()
    return Series.objects.get_or_create(column=place, title=title, defaults=fields)[0]


def organization(name="常州市工商业联合会", *, kind=OrganizationKind.FEDERATION, **fields):
    return Organization.objects.get_or_create(name=name, defaults={"kind": kind, **fields})[0]


def article(state="draft", **content):
    """An Article in `state` (a key of STATES); `content` are content keys."""
    return entry(Kind.ARTICLE, state, **content)


def initiative(state="draft", **content):
    given = {"headline": "致全市企业家的倡议书", "audience": "全市企业家", **content}
    return entry(Kind.INITIATIVE, state, **given)


def event(state="draft", **content):
    given = {
        "headline": "常商论坛走进新能源企业",
        "form": "forum",
        "starts_at": "2026-12-04T14:00:00+08:00",
        "ends_at": "2026-12-04T17:00:00+08:00",
        "venue": "常州大剧院",
        **content,
    }
    return entry(Kind.EVENT, state, **given)


def flatpage(state="draft", **content):
    """A FlatPage in `state`, the first at /pages/about/ unless told otherwise."""
    others = Entry.objects.exclude(slug="").count()
    slug = f"about-{others + 1}" if others else "about"
    given = {"headline": "关于工商联", "slug": slug, **content}
    return entry(Kind.FLATPAGE, state, **given)


def entry(kind, state="draft", **content):
    """An entry of `kind`; rows may be given where the content holds their ids."""
    given = {"headline": "民营企业座谈会召开", "body": BODY, "column": column(), **content}
    for key in ("column", "series", "source", "issuer"):
        if hasattr(given.get(key), "pk"):
            given[key] = given[key].pk
    row = create_entry(kind, given, by=people.editor())
    return bring_to(row, state)


def bring_to(row, state):
    """Take a draft to `state` (a key of STATES) and return its child row."""
    for step in STATES[state]:
        step(row)
    return CHILD[row.kind].objects.get(pk=row.pk)


def bring_to_review(row):
    submit(row, revision=newest(row), by=people.editor())


def bring_in(row):
    """Publish the newest revision without signatures: a third of the queries of three reviews."""
    publish_archive(row, revision=newest(row), by=people.chief(), channel="desk")


def publish_signed(row):
    publish(row, revision=approve_fully(row), by=people.chief())


def take_off(row):
    withdraw(row, reason="内容有误", by=people.chief())


def bring_to_expiry(row):
    moment = timezone.now() + timedelta(hours=1)
    set_expiry(row, at=moment, by=people.chief())
    publish_due(moment)


def newest(row):
    return Entry.objects.select_related("newest").get(pk=row.pk).newest


def approve_fully(row):
    """Every signature that the newest revision needs, by the three reviewers. Returns it."""
    revision = newest(row)
    if task_of(row) is None:
        submit(row, revision=revision, by=people.editor())
    for reviewer in (people.first(), people.second(), people.chief())[: row.column.levels]:
        sign(row, revision=revision, by=reviewer)
    return revision


def change(row, *, by=None, **content):
    """Save the newest content with these keys changed. Returns the newest revision."""
    return save_revision(row, {**newest(row).content, **content}, by=by or people.editor())


def store_unchecked(row, **content):
    """Store the newest content with these keys changed as a revision, whatever files it names, as
    releases before decision 106 did."""
    entry = Entry.objects.select_related("newest").get(pk=row.pk)
    content = tidy_content(entry.kind, {**entry.newest.content, **content})
    revision = Revision.objects.create(
        entry_id=entry.pk,
        number=entry.newest.number + 1,
        content=content,
        digest=content_digest(content),
        created_by=people.editor(),
    )
    Entry.objects.filter(pk=entry.pk).update(newest=revision, draft_text=plain_text(content))
    remember_files(revision)
    if entry.live_id is None:
        apply_content(entry, content)
    return revision


def unchecked_article(state="draft", *, body, **content):
    """An article in `state` with a body that `store_unchecked` stored."""
    row = article(**content)
    store_unchecked(row, body=body)
    return bring_to(row, state)


def republish(row, **content):
    """Change, sign and publish once more. Returns the child row."""
    revision = change(row, **content)
    approve_fully(row)
    return publish(row, revision=revision, by=people.chief())


# By state: the actions that bring a draft there. `public` is a text of an archive, `published` one
# that three reviewers signed: for tests that look at reviews, signatures or slips.
STATES = {
    "draft": (),
    "submitted": (bring_to_review,),
    "signed": (approve_fully,),
    "public": (bring_in,),
    "published": (publish_signed,),
    "withdrawn": (publish_signed, take_off),
    "expired": (publish_signed, bring_to_expiry),
}
