"""A content as text: the filled fields with their labels, and the body."""

from dataclasses import dataclass
from functools import cached_property

from django import forms

from series.models import Picture

LEFT_OUT = ("headline", "body", "body_html", "note", "base")


@dataclass(frozen=True)
class ReadableContent:
    """A content for readers: `rows` are (label, text) pairs, `body` is safe markup."""

    headline: str
    rows: tuple[tuple[str, str], ...]
    body: str

    @cached_property
    def shown_pictures(self):
        """Return {address: Picture} of the pictures that the body shows."""
        return Picture.objects.in_text(self.body)


def readable_content(form_class, content, *, known=()):
    """Return a content with the labels of its form.

    `known` are rows that the page has read already, like the column of the entry."""
    form = form_class(content=content)
    known = {(type(row), row.pk): row for row in known if row}
    rows = ((field.label, _text(field, known)) for field in form if field.name not in LEFT_OUT)
    return ReadableContent(
        content["headline"], tuple(row for row in rows if row[1]), content["body"]
    )


def _text(bound, known):
    """Return the value of a bound field as text; "" where it is empty."""
    value, field = bound.initial, bound.field
    if value in (None, "", []) or value is False:
        return ""
    if isinstance(field, forms.ModelMultipleChoiceField):
        return "、".join(str(row) for row in field.queryset.filter(pk__in=value))
    if isinstance(field, forms.ModelChoiceField):
        row = known.get((field.queryset.model, value))
        return str(row or field.queryset.filter(pk=value).first() or "（已删除）")
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value))
    if isinstance(field, forms.TimeField):
        return value.strftime("%H:%M")
    return "是" if value is True else str(value)
