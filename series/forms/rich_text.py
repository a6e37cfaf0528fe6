"""The body as two fields of one text: typed lines, and markup for the rich-text editor.

Without script the lines are sent; with it the editor switches the fields and sends the markup.
"""

from django import forms
from django.templatetags.static import static

from series.text.markup.blocks import TextError
from series.text.markup.keep_unchanged import edited_body
from series.text.markup.stored_html import clean, plain
from series.text.markup.typed_lines import body_markup, typed_body

TYPED, MARKUP = "body", "body_html"
LIBRARY = "django_prose_editor/editor.js"


class StoredMarkup(forms.Textarea):
    """Switched off and out of sight until the editor stands; tells it where its library lies."""

    is_hidden = True

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        own = {"hidden": True, "disabled": True, "data-library": static(LIBRARY)}
        own["autocomplete"] = "off"  # a reload shows what is stored
        context["widget"]["attrs"] |= own
        return context


class OneOfTwoField(forms.CharField):
    """Where the other field was sent, this one shows what `both` made of it."""

    def bound_data(self, data, initial):
        return initial if data is None else data


def both(data):
    """Return what either field shows of the text in the data of a request."""
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
    """Return the body of a valid form, from whichever field was sent. Raises TextError."""
    if MARKUP in form.data:
        return edited_body(form.cleaned_data[MARKUP], stored=stored)
    return body_markup(form.cleaned_data[TYPED])


def plain_body(data):
    """Return the plain text of whichever field the data of a form hold. Raises TextError."""
    return plain(clean(data[MARKUP] if MARKUP in data else body_markup(data.get(TYPED, ""))))
