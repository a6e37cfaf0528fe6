"""Body text on a page, as `series.text.markup.page_parts` writes it from parsed elements."""

from dataclasses import replace

from django import template
from django.utils.html import format_html

from series.safe_markup import written_markup
from series.text.markup import page_parts as text
from series.text.markup import pictures
from series.text.markup.pictures import Photo

register = template.Library()


@register.filter
def prose(entry, keywords=()):
    """Return the lead, sections and closing paragraph, ready to print.

    `keywords` are the pages that names in it link to.
    """
    parts = text.cut_sections(entry.body, _photos(entry), keywords=keywords)
    return replace(
        parts,
        lead=written_markup(parts.lead),
        sections=tuple(_section(part) for part in parts.sections),
        closing=written_markup(parts.closing),
        notes=written_markup(parts.notes),
    )


def _section(part):
    words = {"title": written_markup(part.title), "signs": written_markup(part.signs)}
    return replace(part, **words, html=written_markup(part.html))


@register.filter
def halves(title):
    """Return the title in parts that are not broken; lines break between them."""
    return written_markup(text.title_html(title))


@register.filter
def letter(entry, keywords=()):
    """Return the body as one letter, for calls and events."""
    return written_markup(text.letter_html(entry.body, _photos(entry), keywords=keywords))


@register.filter
def passages(proof):
    """Return the passages of a proof, those without marks with their markup, ready to print."""
    parts, notes = text.block_parts(proof.body, _photos(proof))
    filled = [
        replace(one, html=written_markup(parts[one.block])) if one.plain else one
        for one in proof.passages
    ]
    return {"all": filled, "notes": written_markup(notes)}


def _photos(entry):
    """Return {address: Photo} of the pictures that the text shows."""
    return {
        address: Photo(row.width, row.height, tuple(row.renditions))
        for address, row in entry.shown_pictures.items()
    }


@register.filter
def photo(pair, sizes=pictures.ALONG_TEXT):
    """Print a single picture, in the smallest file that is enough for these `sizes`.

    `pair` is the stored picture and what a text says of it, since only words of the signed text may
    be shown.
    """
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
