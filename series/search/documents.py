"""What is indexed of an entry: everything that a reader of its page can see of it."""

import re
from html import unescape

from django.utils import timezone

from chamber.models import Organization
from series.models import Article, Event, Initiative, Kind
from series.text import markup

from .asking import mark
from .composing import Pieces

ALT = re.compile(r'\salt="([^"]*)"')
AMONG = re.compile(r"[、，,；;\s]+")
MODELS = {model.KIND: model for model in (Article, Initiative, Event)}


def pieces_of(row) -> Pieces:
    """The pieces of a public entry (its Article, Initiative or Event); some eight queries."""
    body = markup.plain(row.body)
    series = [row.series.title, row.series.short_title] if row.series_id else []
    return Pieces(
        titles=(row.headline, row.subtitle, row.numbered_subtitle, *series),
        names=tuple(_names(row)),
        persons=tuple(_persons(row)),
        rest=(*row.plain_text.removesuffix(body).splitlines(), *_beside(row), body),
        text=row.plain_text,
        marks=tuple(_marks(row)),
    )


def year_of(row) -> int:
    """The year of publication in Shanghai."""
    return timezone.localtime(row.published_at).year


def _persons(row):
    """Speakers and author, one by one."""
    speakers = [item.speaker for item in row.sessions.all()] if row.kind == Kind.EVENT else []
    return [name for text in (*speakers, row.author) for name in AMONG.split(text)]


def _names(row):
    """Tags, places, organizations."""
    names = list(row.tagged.values_list("tag__name", flat=True))
    keys = {row.source_id, getattr(row, "issuer_id", None)} - {None}
    keys |= set(row.mentions.values_list("organization", flat=True))
    for organization in Organization.objects.filter(pk__in=keys):
        names += [organization.name, organization.short_name]
    return [*names, *(getattr(row, key, "") for key in ("venue", "address", "host"))]


def _beside(row):
    """What stands beside the text: names of attachments, descriptions of pictures."""
    return [
        *row.attachments.values_list("title", flat=True),
        *(unescape(text) for text in ALT.findall(row.body)),
        *row.pictures.values_list("caption", flat=True),
        *(getattr(row, key, "") for key in ("audience", "state_note")),
    ]


def _marks(row):
    yield mark("k", row.kind)
    yield mark("c", row.column_id)
    yield mark("y", year_of(row))
    if row.series_id:
        yield mark("s", row.series_id)
    if row.source_id:
        yield mark("o", row.source_id)
    for tag in row.tagged.values_list("tag", flat=True):
        yield mark("t", tag)
