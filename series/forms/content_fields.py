"""Form fields of a content: their inputs, initial values and stored values."""

from django import forms

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
