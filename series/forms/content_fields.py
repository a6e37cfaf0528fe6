"""Form fields of a content: their inputs, what they offer, initial values and stored values."""

from collections import defaultdict
from functools import cached_property, partial

from django import forms
from django.db.models import BigIntegerField, CharField, F, Value
from django.db.models.functions import Cast, Coalesce, Concat, NullIf

from chamber.models import Organization
from series.models import Attachment, Column, Series
from series.models.content_fields import FIELDS, What
from series.text.language.tag_names import split_tags
from series.text.markup.programme import render_programme


def line_field(key, *, css="vTextField", help_text="", wraps=False):
    """Return a one-line form field with the length of the model's field.

    One that `wraps` shows a long line whole, on several lines of the page."""
    field = FIELDS[key]
    one_row = {"rows": 1, "placeholder": field.label}
    widget = forms.Textarea(attrs=one_row) if wraps else forms.TextInput()
    widget.attrs["class"] = css
    return forms.CharField(
        label=field.label,
        required=False,
        max_length=field.max_length,
        help_text=help_text or field.owner._meta.get_field(key).help_text,
        widget=widget,
    )


def area_field(key, *, rows, help_text=""):
    """Return a form field of several lines with the length of the model's field."""
    field = FIELDS[key]
    widget = forms.Textarea(attrs={"rows": rows, "class": "vLargeTextField"})
    return forms.CharField(
        label=field.label,
        required=False,
        max_length=field.max_length,
        help_text=help_text,
        widget=widget,
    )


class Offers:
    """What the choice fields of a form offer, read in one query.

    Each field asked for its own rows, which was a quarter of the queries of a text's page
    (decision 136).
    """

    def __init__(self, form):
        self._querysets = {
            name: field.queryset
            for name, field in form.fields.items()
            if isinstance(field, forms.ModelChoiceField) and field.queryset.model in _COLUMNS_OF
        }
        for name in self._querysets:
            form.fields[name].choices = partial(self._choices_of, name, form.fields[name])

    def keys_of(self, name):
        """Return the ids that this field offers."""
        return [key for key, _ in self._rows[name]]

    def _choices_of(self, name, field):
        several = isinstance(field, forms.ModelMultipleChoiceField) or field.empty_label is None
        return [*([] if several else [("", field.empty_label)]), *self._rows[name]]

    @cached_property
    def _rows(self):
        """Return {name of a field: [(id, label)]}, each in the order of its model."""
        parts = [
            queryset.order_by().values_list(Value(name, CharField()), *_COLUMNS_OF[queryset.model])
            for name, queryset in self._querysets.items()
        ]
        rows = defaultdict(list)
        for name, *_, key, label in sorted(parts[0].union(*parts[1:], all=True), key=_place_of):
            rows[name].append((key, label))
        return rows


def _place_of(row):
    return row[1:4]


def _label(short, full):
    return Coalesce(NullIf(short, Value("")), full)


def _number(expression):
    return Cast(expression, BigIntegerField())


# (number, words and number by which the rows stand in order, id, label) of a row.
_NOTHING, _KEY = Value("", CharField()), _number(F("pk"))
_COLUMNS_OF = {
    Column: (_number(F("order")), _NOTHING, _KEY, _KEY, F("name")),
    Series: (
        *(_number(F("order")), _NOTHING, _KEY, _KEY),
        Concat("column__name", Value("："), _label("short_title", "title")),
    ),
    Organization: (
        *(_number(Value(0)), Concat("kind", Value(" "), "name"), _KEY, _KEY),
        _label("short_name", "name"),
    ),
    Attachment: (_number(Value(0)), _NOTHING, -_KEY, _KEY, F("title")),
}


def shown_value(field, value):
    """Return a stored value as its input shows it."""
    if field.what is What.NAMES:
        return "，".join(value)
    if field.what is What.LINES:
        return "\n".join(value)
    if field.what is What.DATELINE:
        return value.replace("T", " ")
    return render_programme(value) if field.what is What.PROGRAMME else value


def stored_value(field, value):
    """Return a cleaned value as a content stores it."""
    if field.what is What.REFERENCE:
        return value.pk if value else None
    if field.what is What.FILES:
        return sorted(row.pk for row in value or ())
    if field.what is What.NAMES:
        return split_tags(value)
    if field.what in (What.DATE, What.MOMENT):
        return value.isoformat() if value else ""
    return value
