"""Compare two contents field by field, by labels and readable values."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from series.actions.editorial.content import full_content
from series.models import Attachment
from series.models.content_fields import CONTENT_FIELDS, FIELDS, What
from series.text.diff.compare import ChangedBlock, compare_bodies
from series.text.diff.summary import FieldChange, SetChange, change_summary, picture_change
from series.text.diff.wording import compare_texts

from .content_fields import shown_value

# Every field but the body, which is compared by its blocks.
COMPARED = tuple(field for field in CONTENT_FIELDS if field.what is not What.MARKUP)
LABELS = {field.key: field.label for field in COMPARED}
SETS = (What.NAMES, What.FILES)


@dataclass(frozen=True)
class Comparison:
    """The comparison of two contents.

    `lines` and `sets` are the fields that differ; `places` are all blocks of both bodies."""

    lines: tuple[FieldChange, ...]
    sets: tuple[SetChange, ...]
    places: tuple[ChangedBlock, ...]

    @property
    def summary(self) -> str:
        return change_summary(self.places, self.lines, self.sets)

    @property
    def altered(self) -> bool:
        return bool(self.lines or self.sets or any(place.altered for place in self.places))


def compare_contents(kind, old: Mapping, new: Mapping) -> Comparison:
    """Compare two contents of one kind."""
    before, after = full_content(kind, old), full_content(kind, new)
    differ = [field for field in COMPARED if before.get(field.key) != after.get(field.key)]
    lines = [_line(field, before, after) for field in differ if field.what not in SETS]
    sets = [_set(field, before, after) for field in differ if field.what in SETS]
    sets.append(picture_change(before["body"], after["body"]))
    return Comparison(
        tuple(line for line in lines if any(not piece.same for piece in line.pieces)),
        tuple(change for change in sets if change),
        compare_bodies(before["body"], after["body"]),
    )


def _line(field, before, after):
    return FieldChange(
        field.label,
        compare_texts(readable_value(field.key, before), readable_value(field.key, after)),
    )


def _set(field, before, after):
    old, new = before[field.key], after[field.key]
    return SetChange(field.label, _members(field, old), _members(field, new))


def _members(field, values):
    if field.what is not What.FILES:
        return tuple(values)
    titles = dict(Attachment.objects.filter(pk__in=values).values_list("pk", "title"))
    return tuple(titles.get(pk, f"第{pk}号附件（已删除）") for pk in values)


def readable_value(key, content) -> str:
    """Return the value of a field as readable text; "" where it is empty."""
    field, value = FIELDS[key], content.get(key)
    if value in (None, "", [], False):
        return ""
    if field.what is What.REFERENCE:
        return str(field.model.objects.filter(pk=value).first() or "（已删除）")
    if field.what is What.CHOICE:
        return dict(field.choices.choices).get(value, value)
    if field.what is What.MOMENT:
        pattern = "%Y-%m-%d" if content.get("all_day") else "%Y-%m-%d %H:%M"
        return timezone.localtime(parse_datetime(value)).strftime(pattern)
    if field.what in (What.LINES, *SETS):
        return "\n".join(_members(field, value))
    return "是" if value is True else str(shown_value(field, value))
