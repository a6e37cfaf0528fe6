"""Form fields of a content: their inputs, what they offer, initial values and stored values."""

from collections import defaultdict
from functools import cached_property, partial

from django import forms
from django.db.models import BigIntegerField, CharField, F, Value
from django.db.models.functions import Cast, Coalesce, Concat, NullIf

from chamber.models import Organization
from series.models import Attachment, CannedOpinion, Column, Series, TrustedSource
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
    """What the choice fields of a form offer and its page knows, by one query.

    Each field asked for its own rows, which was a quarter of the queries of a text's page
    (decision 136); trusted sources and canned opinions come with them (decision 166).
    """

    def __init__(self, form):
        self._querysets = {
            name: field.queryset
            for name, field in form.fields.items()
            if isinstance(field, forms.ModelChoiceField) and _columns_of(field)
        }
        self._fields = {name: form.fields[name] for name in self._querysets}
        for name, field in self._fields.items():
            field.choices = partial(self._choices_of, name, field)
        self._querysets |= {name: model.objects.all() for name, model in _LISTS.items()}

    @property
    def sources(self):
        """Return {name: domain} of the trusted sources of reprints."""
        return {words: domain for words, _, domain in self._rows["trusted sources"]}

    @property
    def opinions(self):
        """Return the canned opinions in the order of their model."""
        return [
            CannedOpinion(pk=key, decision=decision, text=text)
            for decision, key, text in self._rows["canned opinions"]
        ]

    def keys_of(self, name):
        """Return the ids that this field offers."""
        return [key for _, key, _ in self._rows[name]]

    def _choices_of(self, name, field):
        several = isinstance(field, forms.ModelMultipleChoiceField) or field.empty_label is None
        label = getattr(field, "offered_label", _given_label)
        rows = [(key, label(words, name)) for words, key, name in self._rows[name]]
        return [*([] if several else [("", field.empty_label)]), *rows]

    @cached_property
    def _rows(self):
        """Return {name: [(words of its place, id, label)]}, each in the order of its model."""
        parts = [
            queryset.order_by().values_list(
                Value(name, CharField()),
                *(_columns_of(self._fields.get(name)) or _COLUMNS_OF[queryset.model]),
            )
            for name, queryset in self._querysets.items()
        ]
        rows = defaultdict(list)
        found = sorted(parts[0].union(*parts[1:], all=True), key=_place_of)
        for name, _, words, _, key, label in found:
            rows[name].append((words, key, label))
        for name, field in self._fields.items():
            if getattr(field, "last_first", False):
                rows[name].reverse()
        return rows


def _place_of(row):
    return row[1:4]


def _given_label(words, label):
    return label


def _columns_of(field):
    """Return the columns that a field names for what it offers, or its model's."""
    own = getattr(field, "offered_columns", None)
    return own or (field and _COLUMNS_OF.get(field.queryset.model))


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
    TrustedSource: (_number(Value(0)), F("name"), _KEY, _KEY, F("domain")),
    CannedOpinion: (_number(F("order")), F("decision"), _KEY, _KEY, F("text")),
}
# Lists of the office that a page of a text shows beside its form.
_LISTS = {"trusted sources": TrustedSource, "canned opinions": CannedOpinion}


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
