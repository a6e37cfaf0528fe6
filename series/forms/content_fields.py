"""One field of a content in a form: its input, what it shows, and what is stored of it."""

from django import forms

from series.models.content_fields import FIELDS, What
from series.text.language.tag_names import split_tags
from series.text.markup.programme import render_programme


def line_field(key, *, css="vTextField", help_text=""):
    """Return a one-line input as long as the model's own field."""
    field = FIELDS[key]
    return forms.CharField(
        label=field.label,
        required=False,
        max_length=field.max_length,
        help_text=help_text or field.owner._meta.get_field(key).help_text,
        widget=forms.TextInput(attrs={"class": css}),
    )


def area_field(key, *, rows, help_text=""):
    field = FIELDS[key]
    widget = forms.Textarea(attrs={"rows": rows, "class": "vLargeTextField"})
    return forms.CharField(
        label=field.label,
        required=False,
        max_length=field.max_length,
        help_text=help_text,
        widget=widget,
    )


def shown_value(field, value):
    """Return what an input shows of a stored value."""
    if field.what is What.NAMES:
        return "，".join(value)
    if field.what is What.LINES:
        return "\n".join(value)
    if field.what is What.DATELINE:
        return value.replace("T", " ")
    return render_programme(value) if field.what is What.PROGRAMME else value


def stored_value(field, value):
    """Return what a content holds of an input's cleaned value."""
    if field.what is What.REFERENCE:
        return value.pk if value else None
    if field.what is What.FILES:
        return sorted(row.pk for row in value or ())
    if field.what is What.NAMES:
        return split_tags(value)
    if field.what in (What.DATE, What.MOMENT):
        return value.isoformat() if value else ""
    return value
