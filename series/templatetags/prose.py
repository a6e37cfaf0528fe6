"""Body text on a page, as `series.text.markup.page_parts` writes it from parsed elements."""

from dataclasses import replace

from django import template
from django.utils.html import format_html

from series.finished import reading as finished
from series.safe_markup import written_markup
from series.text.markup import page_parts as text
from series.text.markup import pictures
from series.text.typography.title_words import stored_breaks

register = template.Library()


register.filter("prose", finished.prose)


@register.filter
def reading(entry, keywords=()):
    """Return the text of an article with its contents; a page has found it already."""
    found = entry.reading if hasattr(entry, "reading") else finished.work_out(entry, keywords)
    return found.markup


@register.filter
def halves(title, row=None):
    """Return the title in words; lines break between them alone.
    `row` is what holds the words that were cut when the title was published or saved."""
    known = stored_breaks(getattr(row, "title_words", ""))
    return written_markup(text.title_html(title, known))


@register.filter
def broken(line, row):
    """Return a subtitle or another line of a title's kind; lines break between its words."""
    return written_markup(text.line_html(line, stored_breaks(row.title_words)))


@register.filter
def letter(entry, keywords=()):
    """Return the body as one letter, for calls and events."""
    return entry.reading.markup if hasattr(entry, "reading") else finished.letter(entry, keywords)


@register.filter
def passages(proof):
    """Return the passages of a proof, those without marks with their markup, ready to print."""
    parts, notes = text.block_parts(proof.body, finished.photos(proof))
    filled = [
        replace(one, html=written_markup(parts[one.block])) if one.plain else one
        for one in proof.passages
    ]
    return {"all": filled, "notes": written_markup(notes)}


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
