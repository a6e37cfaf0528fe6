"""The body as two form fields: typed lines, and markup for the rich-text editor.

Without script the lines are sent; with script the editor switches the fields and sends the markup.
Decisions 11 and 37.
"""

from django import forms
from django.templatetags.static import static

from series.text.markup.blocks import TextError
from series.text.markup.keep_unchanged import edited_body
from series.text.markup.stored_html import clean, visible_text
from series.text.markup.typed_lines import body_markup, typed_body

TYPED, MARKUP = "body", "body_html"
LIBRARY = "django_prose_editor/editor.js"


class StoredMarkup(forms.Textarea):
    """Hidden and disabled text area, with the address of the editor's library.

    The script enables it once the editor works."""

    is_hidden = True

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        attributes = {"hidden": True, "disabled": True, "data-library": static(LIBRARY)}
        attributes["autocomplete"] = "off"  # a reload shows what is stored
        context["widget"]["attrs"] |= attributes
        return context


class OneOfTwoField(forms.CharField):
    """A body field that shows the result of `both_fields` where it was not sent."""

    def bound_data(self, data, initial):
        return initial if data is None else data


def both_fields(data):
    """Make the initial value of the body field that was not sent."""
    if MARKUP in data:
        return {TYPED: _lines(data[MARKUP])}
    return {MARKUP: _markup(data[TYPED])} if TYPED in data else {}


def _lines(html):
    try:
        return typed_body(clean(html))
    except TextError:
        return html


def _markup(typed):
    try:
        return clean(body_markup(typed))
    except TextError:
        return typed


def written_body(form, *, stored):
    """Return the markup of a valid form's body, from the field that was sent.

    Raises TextError."""
    if MARKUP in form.data:
        return edited_body(form.cleaned_data[MARKUP], stored=stored)
    return body_markup(form.cleaned_data[TYPED])


def plain_body(data):
    """Return the plain text of the body field that was sent. Raises TextError."""
    return visible_text(markup_body(data))


def markup_body(data):
    """Return the safe markup of the body field that was sent. Raises TextError."""
    return clean(data[MARKUP] if MARKUP in data else body_markup(data.get(TYPED, "")))
