"""Publication of a revision, and withdrawal of an entry."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from chamber.page_cache.writes import declared, touch
from series.actions.audit.chain import record
from series.actions.audit.registers import row_states
from series.actions.counters.published import count_entry, lock_counters
from series.actions.endorsements.versions import note_version
from series.actions.errors import EditorialError
from series.actions.notifying import notify, read_by_deed, writers_of
from series.actions.relations.organizations import names_read_first
from series.actions.relations.related import delete_relations, relate_soon
from series.models import (
    CHILD,
    ENTRY_KINDS,
    Entry,
    Figure,
    FinishedText,
    Mention,
    Outcome,
    TaggedEntry,
    Visibility,
)
from series.models.audit import lock_audit_chain
from series.models.revision import content_digest
from series.page_keys import keys_of_entry
from series.roles import may
from series.search.draft_index import refresh_drafts
from series.search.indexing import index, remove

from .comment_check import check_settled
from .content import check_complete, check_references, original_moment
from .live_row import apply_content, create_missing_tags
from .reviews import missing_levels, sign
from .revisions import lock_entry
from .tasks import close_task

NO_SCHEDULE = {"publish_due_at": None, "scheduled": None, "scheduled_by": None}


@names_read_first
@transaction.atomic
def publish(entry, *, revision, by, channel="desk"):
    """Publish the newest revision if it is fully signed (decision 3)."""
    if not may(by, "publish", entry):
        raise EditorialError("发布须由终审人员或管理员操作")
    lock_audit_chain()
    entry = lock_entry(entry)
    if not may(by, "publish", revision.content["column"]):
        raise EditorialError("您不能在这一版所在的专栏发布，请联系该栏目的终审人员")
    if revision.pk != entry.newest_id:
        raise EditorialError(f"《{entry}》已有更新的版本，请刷新后发布最新一版")
    check_settled(entry)
    tags = row_states(*create_missing_tags(revision.content["tags"]))
    row = publish_revision(entry, revision)
    record("发布", by=by, channel=channel, entry=entry, digest=revision.digest, **tags)
    notify(writers_of(revision), f"《{entry}》{revision}已发布", entry=entry, but=by)
    read_by_deed(by, entry)
    return row


@names_read_first
@transaction.atomic
def sign_and_publish(entry, *, revision, by, opinion="", channel="desk"):
    """Sign the last level and publish, both or neither (签字并发布)."""
    sign(entry, revision=revision, by=by, opinion=opinion)
    return publish(entry, revision=revision, by=by, channel=channel)


def publish_revision(entry, revision, *, moment=None):
    """Check the signatures again and make the revision public.

    The caller has locked chain and row. `moment` is the time of publication where it is not now
    (a schedule's).
    """
    check_signed(entry, revision)
    check_references(revision.content)
    row = _make_public(entry, revision, moment=moment)
    close_task(entry, Outcome.DONE, revision=revision)
    return row


def check_signed(entry, revision):
    """Check that every level signed exactly this content. Raises EditorialError."""
    if content_digest(revision.content) != revision.digest:
        raise EditorialError(
            f"《{entry}》{revision}的内容与签字时的摘要不符，不能发布，请告知管理员核验"
        )
    missing = missing_levels(entry, revision=revision)
    if missing:
        levels = "、".join(level.label for level in missing)
        raise EditorialError(f"《{entry}》还缺{levels}签字，暂不能发布")


@names_read_first
@transaction.atomic
def publish_archive(entry, *, revision, by=None, channel):
    """Publish a text that was public elsewhere, without signatures, under its original date.

    It has an audit verb of its own (decisions 3 and 15).
    """
    lock_audit_chain()
    entry = lock_entry(entry)
    tags = row_states(*create_missing_tags(revision.content["tags"]))
    row = _make_public(entry, revision)
    record(
        "归档导入发布",
        by=by,
        channel=channel,
        entry=entry,
        digest=revision.digest,
        original=revision.content["dateline"],
        **tags,
    )
    return row


def _make_public(entry, revision, *, moment=None):
    with declared(*_touched_by(entry)):
        row = _copied(entry, revision, moment=moment)
        touch(*_touched_by(row))
    return row


def _touched_by(entry):
    """Return the keys of the pages that show the entry now (decision 137)."""
    row = (
        CHILD[entry.kind]
        .objects.only("column", "series", "published_at", *_links_of(entry.kind))
        .get(pk=entry.pk)
    )
    tags = TaggedEntry.objects.filter(content_object=entry.pk).values_list("tag", flat=True)
    return keys_of_entry(row, tags)


def _links_of(kind):
    return ("about_event",) if hasattr(CHILD[kind], "about_event") else ()


def _copied(entry, revision, *, moment):
    """Copy a revision to the live row and to all that counts and finds."""
    if revision.entry_id != entry.pk:
        raise EditorialError(f"这一版不是《{entry}》的版本，不能发布")
    if entry.live_id == revision.pk and entry.is_public:
        raise EditorialError(f"《{entry}》的这一版已经发布，无需重复发布")
    check_complete(entry.kind, revision.content)
    lock_counters()
    if entry.is_public:
        count_entry(entry, step=-1)
    original, time_known = original_moment(revision.content)
    first = entry.published_at is None
    going_out = moment or timezone.now()
    published_at = (original or going_out) if first else entry.published_at
    claimed = Entry.objects.filter(pk=entry.pk, version=entry.version).update(
        version=F("version") + 1,
        live=revision,
        visibility=Visibility.PUBLIC,
        withdrawn_at=None,
        published_at=published_at,
        first_published_at=entry.first_published_at or published_at,
        time_known=time_known if first else entry.time_known,
        expires_at=_coming(entry.expires_at, after=going_out),
        **NO_SCHEDULE,
    )
    if not claimed:
        raise EditorialError(f"《{entry}》刚被他人改动，请刷新后再试")
    row = apply_content(entry, revision.content)
    if ENTRY_KINDS[row.kind].is_call:
        note_version(row.pk, revision)
    count_entry(row, step=1)
    index(row)
    refresh_drafts([row.pk])
    if ENTRY_KINDS[row.kind].is_listed:
        relate_soon(row.pk)
    return row


def _coming(moment, *, after):
    """Return an expiry that is still to come, else None.

    An expiry that has passed ends with the new publication.
    """
    return moment if moment and moment > after else None


@transaction.atomic
def withdraw(entry, *, reason, by, revision=None, channel="desk"):
    """Withdraw a public entry from every page. Its address answers 410 from now on.

    `revision` is the one that the person saw public; it is refused if another one is public now.
    """
    if not may(by, "withdraw", entry):
        raise EditorialError("撤稿须由终审人员或管理员操作")
    if not reason.strip():
        raise EditorialError("撤稿须写明原因，请填写后再撤")
    lock_audit_chain()
    entry = lock_entry(entry)
    if not entry.is_public:
        raise EditorialError(f"《{entry}》目前没有公开，无需撤稿")
    if revision and revision.pk != entry.live_id:
        raise EditorialError(f"《{entry}》公开的已是{entry.live}，请刷新核对后再撤")
    unpublish(entry, Visibility.WITHDRAWN, withdrawn_at=timezone.now(), **NO_SCHEDULE)
    record(
        "撤稿", by=by, channel=channel, entry=entry, digest=entry.live.digest, reason=reason.strip()
    )
    message = f"《{entry}》已由{by}撤稿：{reason.strip()}"
    notify(writers_of(entry.live), message, entry=entry, but=by)
    entry.refresh_from_db()
    return entry


def unpublish(entry, visibility, **fields):
    """Remove a public entry, whose row is locked, from every list, counter and tag."""
    with declared(*_touched_by(entry)):
        _removed(entry, visibility, fields)


def _removed(entry, visibility, fields):
    lock_counters()
    count_entry(entry, step=-1)
    Entry.objects.filter(pk=entry.pk).update(
        visibility=visibility, version=F("version") + 1, **fields
    )
    TaggedEntry.objects.filter(content_object=entry.pk).update(published_at=None)
    for model in (Mention, Figure):
        model.objects.filter(entry=entry.pk).update(published_at=None)
    FinishedText.objects.filter(pk=entry.pk).delete()
    remove(entry.pk)
    refresh_drafts([entry.pk])
    delete_relations(entry.pk)
