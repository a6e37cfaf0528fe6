"""Copying a revision's content to the live row (decision 1).
Called while the row is locked."""

from django.db import transaction
from django.utils.dateparse import parse_date, parse_datetime

from chamber.page_cache.writes import declared
from series.actions.errors import EditorialError
from series.actions.relations.organizations import keys_named_in
from series.finished.reading import finish, has_reading
from series.models import (
    CHILD,
    Appearance,
    Attachment,
    Column,
    Entry,
    Figure,
    FormerTag,
    Mention,
    Picture,
    Series,
    Session,
    Tag,
    TaggedEntry,
    tag_at,
)
from series.models.content_fields import CONTENT_FIELDS, Found, What, fields_of, own_last
from series.text.language.tag_names import tag_slug
from series.text.markup import comb, stored_html
from series.text.markup.figures import split_figure_line, still_in_text
from series.text.markup.page_parts import heading_lines
from series.text.typography.title_words import break_lines

# The order of the plain text: what every entry has, what its kind adds, and the body last.
SEARCHED = sorted(
    (field for field in CONTENT_FIELDS if Found.TEXT in field.found),
    key=lambda field: (field.what is What.MARKUP, own_last(field)),
)


def create_row(kind, content, **fields):
    """Create the row of a new entry with every live field of `content`.
    Returns the child row.

    `fields` are those beside the content. What belongs to the row is written by
    `create_belongings`, once its first revision stands."""
    row = CHILD[kind](kind=kind, **fields)
    _fill(row, content)
    row.save(force_insert=True)
    return row


def create_belongings(row, content):
    """Create the sessions, tags, figures, mentions and files of a row that had none."""
    _create_sessions(row, content)
    tags = _tags_named(content["tags"])
    TaggedEntry.objects.bulk_create(TaggedEntry(tag=tag, content_object_id=row.pk) for tag in tags)
    Figure.objects.bulk_create(figures_in(row, content)[::-1])
    Mention.objects.bulk_create(_mentions_in(row))
    row.pictures.add(*Picture.objects.in_text(content["body"]).values())
    if content["attachments"]:
        row.attachments.add(*Attachment.objects.filter(pk__in=content["attachments"]))


def apply_content(entry, content):
    """Set every live field from `content` and save the row.
    Its tags, pictures and files go with it.

    Returns the child row, of the kind's own model.
    """
    row = CHILD[entry.kind].objects.get(pk=entry.pk)
    _fill(row, content)
    row.save()
    if "programme" in content:
        row.sessions.all().delete()
    _create_sessions(row, content)
    _apply_tags(row, content["tags"])
    _apply_figures(row, content)
    apply_mentions(row)
    row.pictures.set(Picture.objects.in_text(content["body"]).values())
    row.attachments.set(Attachment.objects.filter(pk__in=content["attachments"]))
    if row.is_public and has_reading(row):
        _finish_soon(row)
    return row


def _fill(row, content):
    set_fields(row, content)
    set_title_words(row, content)
    _check_number(row)
    _check_slug(row)


def _finish_soon(row):
    """Finish the text of a public row once the caller's transaction commits.

    Nobody waits for the audit chain meanwhile; a page that is opened in these milliseconds works
    its text out as before (decision 139)."""

    def finish_committed():  # not a partial: Django names what failed by its `__qualname__`
        found = type(row).objects.published().select_related("source", "finished")
        if public := found.filter(pk=row.pk).first():
            finish(public)

    transaction.on_commit(finish_committed, robust=True)


def set_fields(row, content):
    """Set every field of the row itself from `content`. Writes nothing."""
    set_content_fields(row, content)
    row.plain_text = plain_text(content)
    row.fingerprint = comb.fingerprint(content["body"])


def set_content_fields(row, content):
    """Set the fields that stand in `content`, without those that follow from it."""
    for field in fields_of(row.kind):
        if field.attribute:
            setattr(row, field.attribute, _live_value(field, field.value_in(content)))


def set_title_words(row, content):
    """Set the words of the headline, the lines beside it and the headings (decision 133).
    They follow the dictionary of the day, so no check compares them with the signed text."""
    sessions = (item["title"] for item in content.get("programme", ()))
    lines = (content.get(key, "") for key in ("headline", "subtitle", "kicker"))
    row.title_words = break_lines([*lines, *heading_lines(content["body"]), *sessions])


def fill_title_words(*, again=False) -> int:
    """Cut titles without stored words, or all; return how many.

    Nothing that was signed changes: the words follow from the title and the dictionary."""
    for model in (Column, Series):
        for row in model.objects.all():
            row.save(update_fields=["title_words"])
    rows = Entry.objects.filter(live__isnull=False)
    keys = rows if again else rows.filter(title_words="")
    return sum(_fill_words(key) for key in list(keys.values_list("pk", flat=True)))


@transaction.atomic
def _fill_words(key):
    row = Entry.objects.select_for_update().filter(pk=key, live__isnull=False).first()
    if row is None:
        return False
    known, child = row.title_words, CHILD[row.kind](pk=key, kind=row.kind)
    set_title_words(child, row.live.content)
    if child.title_words == known:
        return False
    return bool(Entry.objects.filter(pk=key).update(title_words=child.title_words))


def _live_value(field, value):
    """Return a content's value in the type of the row's field."""
    if field.what is What.DATE:
        return parse_date(value) if value else None
    if field.what is What.MOMENT:
        return parse_datetime(value) if value else None
    return value


def _check_number(row):
    if row.series_id is None or row.number is None:
        return
    # Two entries that take one number at the same moment wait for each other here.
    Series.objects.select_for_update().get(pk=row.series_id)
    same = Entry.objects.filter(series=row.series_id, number=row.number)
    conflict = same.exclude(pk=row.pk).first()
    if conflict:
        raise EditorialError(
            f"系列“{row.series}”的第{row.number}期已是《{conflict}》，请改用其他期号"
        )


def _check_slug(row):
    other = row.slug and Entry.objects.filter(slug=row.slug).exclude(pk=row.pk).first()
    if other:
        raise EditorialError(f"网址“{row.slug}”已是《{other}》的，请换一个")


def _create_sessions(row, content):
    sessions = Session.objects.bulk_create(sessions_of(row, content))
    Appearance.objects.bulk_create(
        Appearance(session=session, speaker_id=key, order=order)
        for session in sessions
        for order, key in registered_speakers(session)
    )


def registered_speakers(session):
    """Return [(order, key)] of a session's speakers who stand in the register."""
    return [
        (order, each["id"]) for order, each in enumerate(session.speakers, start=1) if "id" in each
    ]


def sessions_of(row, content):
    """Return the programme of a content as rows that are not saved."""
    items = enumerate(content.get("programme", ()), start=1)
    return [Session(event=row, order=order, **item) for order, item in items]


def _apply_tags(row, names):
    tags = _tags_named(names)
    TaggedEntry.objects.filter(content_object=row.pk).exclude(tag__in=tags).delete()
    for tag in tags:
        TaggedEntry.objects.get_or_create(tag=tag, content_object_id=row.pk)
    TaggedEntry.objects.filter(content_object=row.pk).update(published_at=_visible_at(row))


def _tags_named(names):
    """Return the tags of these names.

    In one order for everybody: two saves that make the same new tags never deadlock (decision 14).
    """
    return list({tag.pk: tag for tag in map(tag_named, sorted(names, key=tag_slug))}.values())


def _apply_figures(row, content):
    Figure.objects.filter(entry=row.pk).delete()
    # The last first: newest keys first is then the order in which the editor wrote them.
    Figure.objects.bulk_create(figures_in(row, content)[::-1])


def figures_in(row, content):
    """Return the figures of a content as rows that are not saved.

    A figure whose words are no longer in the text is left out of a draft; such a text is not
    published (`check_complete`).
    """
    shared = {"entry_id": row.pk, "published_at": _visible_at(row)}
    facts = enumerate(still_in_text(content.get("figures", ()), content["body"]), start=1)
    return [Figure(**shared, order=order, **vars(fact)) for order, fact in facts]


def apply_mentions(row):
    """Store which organizations the entry's text names."""
    mentions = _mentions_in(row)
    Mention.objects.filter(entry=row.pk).delete()
    Mention.objects.bulk_create(mentions)


def _mentions_in(row):
    """Return the mentions of a row's text as rows that are not saved."""
    keys, moment = keys_named_in(row.plain_text), _visible_at(row)
    return [Mention(entry_id=row.pk, organization_id=key, published_at=moment) for key in keys]


def _visible_at(row):
    return row.published_at if row.is_public else None


def tag_named(name):
    """Return the tag of this name or former name; create it where it is new.

    Spellings with the same slug are one tag. A former name leads to the tag that had it, so that
    an old text never brings a renamed or merged tag back (decision 59).
    """
    slug = tag_slug(name)
    return tag_at(slug) or Tag.objects.get_or_create(slug=slug, defaults={"name": name})[0]


@declared()
def create_missing_tags(names) -> list[Tag]:
    """Create the tags of these names that do not exist, and return them.

    The caller's audit line tells them, before the content is applied (decision 114).
    """
    missing: dict = {}
    for name in sorted(names, key=tag_slug):  # of several spellings the first names the tag
        missing.setdefault(tag_slug(name), name)
    for model in (Tag, FormerTag):
        for slug in model.objects.filter(slug__in=missing).values_list("slug", flat=True):
            del missing[slug]
    return [tag_named(name) for name in missing.values()]


def plain_text(content):
    """Return all of a content that a reader sees and searches, one piece a line."""
    fields = (_pieces(field, content[field.key]) for field in SEARCHED if field.key in content)
    return "\n".join(piece for pieces in fields for piece in pieces if piece)


def _pieces(field, value):
    """Return the lines that a value gives to the plain text."""
    if field.what is What.MARKUP:
        return [stored_html.visible_text(value)]
    if field.what is What.NAMES:
        return [" ".join(value)]
    if field.what is What.PROGRAMME:
        return [_words_of_session(item) for item in value]
    if field.key == "figures":
        return [split_figure_line(line)[0] for line in value]
    return value if field.what is What.LINES else [value]


def _words_of_session(item):
    speakers = (
        each[key] for each in item.get("speakers", ()) for key in ("name", "post", "organization")
    )
    return " ".join(filter(None, (item["title"], item["speaker"], *speakers, item["note"])))
