"""Body text on a page, as `series.text.markup.page_parts` writes it from parsed elements."""

from dataclasses import replace

from django import template
from django.utils.html import format_html

from series.models import Picture
from series.safe_markup import written_markup
from series.text.markup import page_parts as text
from series.text.markup import pictures, stored_html

register = template.Library()


@register.filter
def prose(body, keywords=()):
    """Return the body's lead, sections and closing words, each ready to print; `keywords` are the
    pages that names in it lead to."""
    cut = text.cut_sections(body, _photos(body), keywords=keywords)
    return replace(
        cut,
        lead=written_markup(cut.lead),
        sections=tuple(_section(part) for part in cut.sections),
        closing=written_markup(cut.closing),
        notes=written_markup(cut.notes),
    )


def _section(part):
    words = {"title": written_markup(part.title), "signs": written_markup(part.signs)}
    return replace(part, **words, html=written_markup(part.html))


@register.filter
def halves(title):
    """Return the title in parts that stay whole; it breaks between them."""
    return written_markup(text.title_html(title))


@register.filter
def letter(body, keywords=()):
    """Return the body as one letter, for calls and events."""
    return written_markup(text.letter_html(body, _photos(body), keywords=keywords))


def _photos(body):
    """Return what there is of the body's pictures: one query, and none for a text without pictures."""
    return Picture.objects.photos(stored_html.picture_ids(body))


@register.filter
def photo(pair, sizes=pictures.ALONG_TEXT):
    """Return a picture by itself, in the smallest file that will do for these `sizes`. `pair` is
    the stored picture and what a text says of it: no words that were not signed with the text."""
    picture, shown = pair
    src = picture.get_absolute_url()
    tag = format_html(
        '<img src="{}" width="{}" height="{}" alt="{}">',
        *(src, picture.width, picture.height, shown.alt),
    )
    return written_markup(pictures.picture_element(src, tag, picture.renditions, sizes=sizes))


@register.filter
def units(line):
    """Return a plain line in which number and unit stay together."""
    return written_markup(text.keep_units(line))
