"""What is indexed of an entry.
Everything that a reader of its page can see of it."""

import re
from html import unescape

from django.utils import timezone

from series.models import ENTRY_KINDS
from series.models.content_fields import ORGANIZATIONS, Found, fields_of
from series.text.markup import stored_html

from .asking import mark
from .composing import Pieces

ALT = re.compile(r'\salt="([^"]*)"')
AMONG = re.compile(r"[、，,；;\s]+")


def rows_of(keys) -> dict:
    """Return {key: row of its kind's model} for these (key, kind), in their order.

    With all that `pieces_of` reads; some ten queries for any number of keys.
    """
    rows = {}
    for kind, about in ENTRY_KINDS.items():
        of_kind = [key for key, its_kind in keys if its_kind == kind]
        if of_kind:
            rows |= _with_relations(about).in_bulk(of_kind)
    return {key: rows[key] for key, _ in keys if key in rows}


def _with_relations(kind):
    organizations = [field.key for field in _organizations(kind.kind)]
    return kind.model.objects.select_related("series", *organizations).prefetch_related(
        *("tagged__tag", "mentions__organization", "attachments", "pictures"), *kind.rows
    )


def pieces_of(row) -> Pieces:
    """Return the pieces of a public entry; `row` comes from `rows_of`."""
    body = stored_html.visible_text(row.body)
    series = [row.series.title, row.series.short_title] if row.series_id else []
    title = f"{row.kicker}{row.headline}"  # found as it is read, in one run
    return Pieces(
        titles=(title, row.subtitle, row.numbered_subtitle, *series),
        names=tuple(_names(row)),
        persons=tuple(_persons(row)),
        rest=(*row.plain_text.removesuffix(body).splitlines(), *_beside(row), body),
        text=row.plain_text,
        marks=tuple(_marks(row)),
    )


def year_of(row) -> int:
    """Return the year of publication, in Shanghai."""
    return timezone.localtime(row.published_at).year


def minute_of(moment) -> int:
    """Return the moment in whole minutes since 1970, the order of documents."""
    return int(moment.timestamp() // 60)


def _persons(row):
    """Return speakers and the persons named in fields, one by one."""
    items = [item for name in ENTRY_KINDS[row.kind].rows for item in getattr(row, name).all()]
    speakers = [item.speaker for item in items]
    named = [each["name"] for item in items for each in item.speakers]
    texts = (*speakers, *named, *_found_as(Found.PERSON, row))
    return [name for text in texts for name in AMONG.split(text)]


def _names(row):
    """Return tags, places, organizations."""
    names = [item.tag.name for item in row.tagged.all()]
    mentioned = [mention.organization for mention in row.mentions.all()]
    of_fields = [getattr(row, field.key) for field in _organizations(row.kind)]
    for organization in (*of_fields, *mentioned):
        names += [organization.name, organization.short_name] if organization else []
    return [*names, *_found_as(Found.NAME, row)]


def _beside(row):
    """Return the words beside the text: names of attachments, descriptions of pictures."""
    return [
        *(attachment.title for attachment in row.attachments.all()),
        *(unescape(text) for text in ALT.findall(row.body)),
        *(picture.caption for picture in row.pictures.all()),
        *_found_as(Found.BESIDE, row),
    ]


def _found_as(found, row):
    return [getattr(row, field.key) for field in fields_of(row.kind) if found in field.found]


def _organizations(kind):
    return [field for field in ORGANIZATIONS if field in fields_of(kind)]


def _marks(row):
    yield mark("k", row.kind)
    yield mark("c", row.column_id)
    yield mark("y", year_of(row))
    if row.series_id:
        yield mark("s", row.series_id)
    if row.source_id:
        yield mark("o", row.source_id)
    for item in row.tagged.all():
        yield mark("t", item.tag_id)
