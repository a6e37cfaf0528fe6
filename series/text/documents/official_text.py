"""Take the form of an official document (GB/T 9704) from a text of plain lines."""

from dataclasses import replace

from series.text.markup.blocks import Source
from series.text.recognition.official_document import read_official
from series.text.recognition.official_lines import squeezed
from series.text.recognition.official_marks import OfficialLine

from .docx_dropped import Dropped


def with_official_form(source: Source) -> Source:
    """Return the source with headline, issuer and day of its form; itself for another text."""
    lines = [OfficialLine(block.text) for block in source.blocks]
    document = read_official(lines)
    if source.title or document is None or not document.headline:
        return source
    dropped = Dropped()
    for _, role, words in document.left_out(lines):
        dropped.add(role, words)
    gone = {*document.roles, *document.title}
    return replace(
        source,
        blocks=tuple(block for at, block in enumerate(source.blocks) if at not in gone),
        title=document.headline,
        published_on=document.day,
        source=document.issuer,
        dropped=(*source.dropped, *dropped.pieces),
        skipped=(*source.skipped, *dropped.phrases),
    )


def with_issuer(source: Source) -> Source:
    """Return the source with its signing office where it is a letter.

    The title heads one: 关于…的通知, then who receives it; nothing leaves the text. Itself for another text."""
    if not source.title or source.source:
        return source
    lines = [OfficialLine(source.title), *(OfficialLine(block.text) for block in source.blocks)]
    document = read_official(lines)
    if document is None or squeezed(document.headline) != squeezed(source.title):
        return source
    return replace(source, source=document.issuer) if not document.roles else source
