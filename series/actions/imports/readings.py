"""From a file or a line of an archive to an ImportReading.
Recognised, ready to be planned."""

from collections import Counter
from dataclasses import replace

from series.actions.tags.suggestions import Site, named_topics, proposals, the_site
from series.models import Column
from series.text.account.archive import archive_witness
from series.text.account.docx import docx_witness
from series.text.account.html import html_witness
from series.text.account.witness import markdown_witness, plain_witness, source_witness
from series.text.documents import docx, jsonl, markdown
from series.text.documents.decoding import decode, decode_named, decode_page
from series.text.documents.official_text import with_issuer, with_official_form
from series.text.documents.plain_text import copied_source
from series.text.language.single_line import single_line
from series.text.language.tag_suggestions import LIMIT
from series.text.markup import stored_html
from series.text.markup.figures import propose_figures, proposed_line
from series.text.recognition import published
from series.text.recognition.closing_lines import CLOSING_MARKED, mark_closing_lines
from series.text.recognition.end_notes import with_end_notes
from series.text.recognition.heads.form_tables import with_text_out_of_form
from series.text.web import page
from series.text.web.embedded_data import without_embedded_data

from .account import (
    account_of,
    around_phrases,
    counts_of,
    dropped_phrases,
    extra_phrases,
    left_phrases,
)
from .files import FoundFile, read_bytes
from .office_files import as_readable, with_rtf_read
from .plan import ImportReading
from .receipt import ImportReceipt


def read_file(item: FoundFile, *, column: str) -> ImportReading:
    """Return the ImportReading of a file. Raises TextError or EditorialError."""
    data = read_bytes(item.path)
    return read_data(item.path.suffix.lower(), data, file=item.name, column=column)


def column_names(column) -> list[str]:
    """Return the names by which a 【…】 is a column.
    The operator's and those that exist."""
    return [column, *Column.objects.values_list("name", flat=True)]


def read_data(ending: str, data: bytes, *, file: str, column: str = "", known_only: bool = False):
    """Return the ImportReading of a file's bytes, with the account of its words.

    `known_only`: a 【…】 is a column only if there is one of that name, as in web pages.
    """
    ending, data = _as_meant(ending, data)
    source, witness = READERS[ending](data), WITNESSES[ending](data)
    names = column_names(column)
    is_page = READERS.get(ending) is _of_page
    columns = names if column or known_only or is_page else None
    if is_page and source.column not in names:
        source = replace(source, column="")  # a foreign page's section is none of ours
    return reading_of(source, file=file, column=column, columns=columns, witness=witness)


def read_source(ending: str, data: bytes):
    """Return (Source, Witness) of a file's bytes. Raises TextError or EditorialError."""
    ending, data = _as_meant(ending, data)
    return READERS[ending](data), WITNESSES[ending](data)


def _as_meant(ending: str, data: bytes) -> tuple[str, bytes]:
    """Return (ending, bytes) that a reader knows.
    A .txt may hold a page or Markdown: marks of either would stand in the text, the whole page
    in the headline (decision 104)."""
    ending, data = as_readable(ending, data)
    if ending == ".docx":
        return ending, with_rtf_read(data)
    if ending != ".txt":
        return ending, data
    text = decode(data)
    if text.lstrip().startswith("<") and len(jsonl.MARKUP.findall(text)) > 1:
        return ".html", text.encode()
    return (".md" if markdown.has_headings(text) else ending), data


def read_archive_text(text, *, file, column, key, digest, site) -> ImportReading:
    """Return the ImportReading of an archive's line.
    Its own date and tags go before the body's.

    Nobody looks at each text: without tags of its own it gets only protected terms and topics that
    the `site` has already (decision 97).
    """
    source = with_end_notes(jsonl.archive_source(text))
    column_named = text.column or column
    recognised = published.recognise(source, columns=[column_named] if column_named else None)
    if text.day:
        recognised = replace(recognised, published_on=text.day, published_time=text.clock)
    recognised = replace(
        recognised,
        author=recognised.author or text.author,
        editor=recognised.editor or text.editor,
    )
    reading = reading_from(
        recognised,
        source,
        file=file,
        column=column,
        tags=text.tags or _known(recognised, site),
        witness=archive_witness(text.record, is_markup=text.is_markup),
    )
    return replace(reading, url=text.url, key=key, digest=digest)


def reading_of(source, *, file, column="", columns=None, witness=None) -> ImportReading:
    """Recognise the parts of a source; return its ImportReading. For `columns` see `recognise`."""
    source = with_end_notes(with_text_out_of_form(source))
    text = _with_closing_lines(published.recognise(source, columns=columns))
    return reading_from(text, source, file=file, column=column, witness=witness)


def _with_closing_lines(text):
    """Return the text with its 落款 at the right; the receipt names it."""
    body, count = mark_closing_lines(text.body)
    if not count:
        return text
    return replace(text, body=body, rewritten=(*text.rewritten, CLOSING_MARKED.format(count)))


def with_proposals(receipt: ImportReceipt, text) -> ImportReceipt:
    """Return the receipt of a recognised text with the topics and figures proposed for it.

    They take longer than the reading, so a text that did not change gets none (decision 113).
    """
    return replace(receipt, proposed_tags=_proposed(text), proposed_figures=_figures(text))


def reading_from(text, source, *, file, column="", tags=(), witness=None):
    """Return the ImportReading of a recognised text: `text` was recognised in `source`.

    `witness` gives the words of the file itself; without one those of `source` are all there are.
    `tags` are chosen: by the archive, the demonstration, or as known topics.
    """
    account = account_of(text, source, witness or source_witness(source))
    around = around_phrases(source, account)
    titles = (text.column, text.kicker, text.headline, text.subtitle)
    spaces_kept = _spaces(*titles, stored_html.visible_text(text.body))
    receipt = ImportReceipt(
        file=file,
        column=single_line(text.column or column),
        headline=text.headline,
        kicker=text.kicker,
        subtitle=text.subtitle,
        series=text.series,
        number=text.number,
        date=_dateline(text),
        source=single_line(text.source),
        author=text.author,
        editor=text.editor,
        summary=text.summary,
        headings=text.headings,
        paragraphs=text.paragraphs,
        marks=dict(Counter(text.marks)),
        spaces_kept=spaces_kept,
        spaces_between=max(0, _spaces(*_texts_of(source)) - spaces_kept),
        dropped=(*text.dropped, *text.skipped),
        rewritten=text.rewritten,
        han_equal=not (account.lost or account.extra or around)
        and (text.han_equal or account.in_order),
        han=counts_of(account),
        dropped_words=dropped_phrases(account),
        left=(*left_phrases(account), *around),
        extra=extra_phrases(account),
        tags=tuple(tags),
    )
    pictures = {image.token: image for image in text.images}
    return ImportReading(receipt, text.body, pictures, text, source)


def _known(text, site: Site):
    return tuple(named_topics(text.headline, stored_html.visible_text(text.body), site=site))


def _proposed(text):
    words = stored_html.visible_text(text.body)
    return tuple(proposals(text.headline, words, site=the_site(), enough=LIMIT))


def _figures(text):
    return tuple(map(proposed_line, propose_figures(text.body)))


def _texts_of(source):
    return source.title, source.column, *(block.text for block in source.blocks)


def _spaces(*texts):
    return sum(words.count(" ") + words.count("\u3000") for words in texts)


def _dateline(text):
    if text.published_on is None:
        return ""
    clock = f"T{text.published_time:%H:%M}" if text.published_time else ""
    return f"{text.published_on.isoformat()}{clock}"


def _of_text(data):
    text, gone = decode_named(data)
    source = with_official_form(copied_source(text))
    return replace(source, skipped=(*gone, *source.skipped))


def _of_markdown(data):
    text, gone = decode_named(data)
    source = with_issuer(markdown.read_markdown(text))
    return replace(source, skipped=(*source.skipped, *gone))


def _of_page(data):
    data, pictures = without_embedded_data(data)
    text, gone = _page_text(data)
    source = page.read_page(text, pictures=pictures)
    return replace(source, skipped=(*source.skipped, *gone))


def _page_witness(data):
    return replace(html_witness(_page_text(without_embedded_data(data)[0])[0]), is_page=True)


def _page_text(data):
    return decode_page(data, declared=page.charset_of(data))


READERS = {
    ".txt": _of_text,
    ".md": _of_markdown,
    ".html": _of_page,
    ".htm": _of_page,
    ".docx": docx.read_manuscript,
}
WITNESSES = {
    ".txt": lambda data: plain_witness(decode(data)),
    ".md": lambda data: markdown_witness(decode(data)),
    ".html": _page_witness,
    ".htm": _page_witness,
    ".docx": docx_witness,
}
