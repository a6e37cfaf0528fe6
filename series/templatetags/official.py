"""公文版式 on a page.
The rows of an official letter as HTML elements, every word escaped."""

import re
from itertools import groupby

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join

from series.outputs.registry import for_readers
from series.safe_markup import written_markup
from series.text.markup import tables
from series.text.markup.page_parts import line_html
from series.text.markup.tree_builder import CLOSING
from series.text.outputs import gbt9704
from series.text.outputs.cell_grid import is_number_cell, table_columns
from series.text.outputs.document import (
    DocumentList,
    DocumentPicture,
    DocumentTable,
    Paragraph,
    Quotation,
)
from series.text.typography.title_words import stored_breaks

register = template.Library()
BREAK, RULE = format_html("<br{}>", ""), format_html("<hr{}>", "")
CLOCKS = re.compile(r"(\d{1,2}:\d\d—\d{1,2}:\d\d)")
SIGNATURE_LINES = (gbt9704.ISSUER, gbt9704.DATE)


@register.simple_tag
def paper_rows(paper, pictures, entry=None):
    """Print all rows of a letter.

    `pictures` are {address: stored picture}; other pictures are replaced by their words. `entry`
    holds the words of its title, between which the lines of the title end.
    """
    known = stored_breaks(getattr(entry, "title_words", ""))
    first = next((row for row in paper.rows if not isinstance(row, gbt9704.LetterLine)), None)
    to = first if gbt9704.is_salutation(first) else None
    written = []
    for is_signature, rows in groupby(paper.rows, key=_is_signature_line):
        inside = _joined(
            _line(row, "to") if row is to else _row(row, pictures, known) for row in rows
        )
        written.append(
            format_html('<div class="signature">{}</div>', inside) if is_signature else inside
        )
    return _joined(written)


@register.filter
def output_address(entry, form):
    """Return the URL name of an entry's output in this `form`, as print or docx."""
    return f"series:{entry.kind}_{form}"


@register.filter
def reader_outputs(entry):
    """Return the outputs that readers have of this entry."""
    return for_readers(entry.kind)


def _is_signature_line(row):
    return isinstance(row, gbt9704.LetterLine) and row.role in SIGNATURE_LINES


def _row(row, pictures, known):
    if not isinstance(row, gbt9704.LetterLine):
        return _part(row, pictures)
    tag = "h1" if row.role == gbt9704.TITLE else "p"
    css = row.role + " apart" * row.apart + " below" * row.below
    return format_html('<{0} class="{1}">{2}</{0}>', tag, css, _title(row, known))


def _title(row, known):
    """Return the words of a line; a headline may break between its stored words."""
    if row.role != gbt9704.TITLE:
        return _words(row.words)
    return written_markup(line_html("".join(word.text for word in row.words), known))


def _line(line, css=""):
    if line.level:
        return format_html("<h{0}>{1}</h{0}>", line.level + 1, _words(line.words))
    if css:
        return format_html('<p class="{}">{}</p>', css, _words(line.words))
    return format_html("<p>{}</p>", _words(line.words))


def _part(part, pictures):
    if isinstance(part, Paragraph):
        return _line(part, CLOSING if part.closing else "")
    if isinstance(part, DocumentList):
        items = _joined(format_html("<li>{}</li>", _parts(item, pictures)) for item in part.items)
        return format_html("<{0}>{1}</{0}>", "ol" if part.ordered else "ul", items)
    if isinstance(part, Quotation):
        return format_html("<blockquote>{}</blockquote>", _parts(part.parts, pictures))
    if isinstance(part, DocumentTable):
        return _table(part, pictures)
    if isinstance(part, DocumentPicture):
        return _picture(part, pictures.get(part.src))
    return RULE


def _parts(parts, pictures):
    return _joined(_part(part, pictures) for part in parts)


def _table(table, pictures):
    rows = _joined(
        format_html("<tr>{}</tr>", _joined(_cell(cell, pictures) for cell in row))
        for row in table.rows
    )
    caption = format_html("<caption>{}</caption>", _words(table.caption)) if table.caption else ""
    size = tables.size_name(table_columns(table))
    css = format_html(' class="{}"', size) if size else ""
    return format_html("<table{}>{}<tbody>{}</tbody></table>", css, caption, rows)


def _cell(cell, pictures):
    tag = "th" if cell.head else "td"
    number = format_html(' class="{}"', "n") if not cell.head and is_number_cell(cell) else ""
    spans = (("colspan", cell.columns), ("rowspan", cell.rows))
    written = format_html_join("", ' {}="{}"', ((n, count) for n, count in spans if count > 1))
    return format_html("<{0}{1}{2}>{3}</{0}>", tag, written, number, _parts(cell.parts, pictures))


def _picture(shown, picture):
    caption = _words(shown.caption)
    words = format_html("<figcaption>{}</figcaption>", caption) if shown.caption else ""
    if picture is None:
        return format_html("<figure><p>［{}］</p>{}</figure>", shown.alt, words)
    return format_html(
        '<figure><img src="{}" width="{}" height="{}" alt="{}">{}</figure>',
        *(shown.src, picture.width, picture.height, shown.alt, words),
    )


def _words(words):
    return _joined(_word(word) for word in words)


def _word(word):
    written = _joined_lines([_with_whole_times(line) for line in word.text.split("\n")])
    for tag, wanted in ((word.raised, word.raised), ("em", word.italic), ("strong", word.bold)):
        if wanted:
            written = format_html("<{0}>{1}</{0}>", tag, written)
    return written


def _joined_lines(lines):
    return lines[0] if len(lines) == 1 else format_html_join(BREAK, "{}", ((one,) for one in lines))


def _with_whole_times(line):
    """Return the line with its spans of time (09:00—16:30) kept on one line."""
    pieces = enumerate(CLOCKS.split(line))
    return _joined(
        format_html('<span class="nb">{}</span>', piece) if at % 2 else piece
        for at, piece in pieces
    )


def _joined(pieces):
    """Return the pieces one behind the other, escaped where they are no markup yet."""
    return written_markup("".join(map(conditional_escape, pieces)))
