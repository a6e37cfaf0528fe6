"""The check that a live row has its live revision's content, field by field.

The expected row is made by `live_row.set_fields`, the same function that wrote it.
"""

from series.actions.editorial.live_row import (
    figures_in,
    registered_speakers,
    sessions_of,
    set_fields,
)
from series.actions.tags.history import TagHistory
from series.models import ENTRY_KINDS, Picture
from series.models.content_fields import fields_of
from series.text.language.tag_names import tag_slug
from series.text.markup import stored_html

from .faults import Fault

DERIVED = {"plain_text": "检索文字", "fingerprint": "指纹"}
SESSION = ("order", "starts", "ends", "kind", "title", "speaker", "note", "speakers")
RELATED = ("tags", "pictures", "attachments", "figure_rows")
FIGURE = ("order", "label", "quote", "before", "digits", "after", "value", "section")


def row_faults(keys):
    """Yield a fault for each of these live rows that was not so signed."""
    history = TagHistory(keys)
    for kind in ENTRY_KINDS.values():
        rows = kind.model.objects.filter(pk__in=keys, live__isnull=False).select_related("live")
        further = (f"{name}__appearances" for name in kind.rows)
        rows = rows.prefetch_related(*RELATED, *kind.rows, *further)
        for row in rows.defer("draft_text").order_by("pk"):
            for name in differing_fields(row, row.live.content, history=history):
                yield Fault("稿件", row.pk, f"公开内容的“{name}”与所签版本不符", row.pk)


def differing_fields(row, content, *, history):
    """Yield the names of the fields in which the live row differs from the content.

    `history` is the TagHistory of the row.
    """
    expected = type(row)(pk=row.pk, kind=row.kind)
    set_fields(expected, content)
    labels = {field.attribute: field.label for field in fields_of(row.kind) if field.attribute}
    for name, label in {**labels, **DERIVED}.items():
        if getattr(row, name) != getattr(expected, name):
            yield label
    if not _same_tags(row, content["tags"], history):
        yield "话题"
    yield from _differing_relations(row, content)


def _same_tags(row, names, history):
    """Tell whether the row has the signed tags, as renamed and merged since."""
    slugs = {tag.slug for tag in row.tags.all()}
    return slugs == {tag_slug(name) for name in names} or slugs == history.slugs_today(row, names)


def _differing_relations(row, content):
    if not _same_pictures(row, content["body"]):
        yield "图片"
    if {file.pk for file in row.attachments.all()} != set(content["attachments"]):
        yield "附件"
    if _values(row.figure_rows.all(), FIGURE) != _values(figures_in(row, content), FIGURE):
        yield "数字"
    sessions = row.sessions.all() if "programme" in content else ()
    if _values(sessions, SESSION) != _values(sessions_of(row, content), SESSION):
        yield "议程"
    elif any(_appearances(item) != registered_speakers(item) for item in sessions):
        yield "嘉宾"


def _appearances(session):
    return [(row.order, row.speaker_id) for row in session.appearances.all()]


def _same_pictures(row, body):
    """Tell whether the row has the signed text's pictures.
    By number and digest."""
    stored = {picture.get_absolute_url() for picture in row.pictures.all()}
    named = set(stored_html.picture_addresses(body))
    return stored == named or stored == set(Picture.objects.in_text(body))


def _values(items, names):
    return [tuple(getattr(item, name) for name in names) for item in items]
