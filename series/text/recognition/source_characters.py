"""The characters of a text that was read: odd forms become usual, codes are named.

Rules for headings, names and titles see real characters only after this.
"""

from dataclasses import replace

from series.text.characters.settled import rewritten_phrases, settled, warnings
from series.text.markup import stored_html
from series.text.markup.blocks import Block, Source


def settle_characters(source: Source) -> Source:
    """Return the source with usual characters, and what is odd among its skipped parts."""
    heads = (source.title, source.column, source.source)
    read = "\n".join([*heads, *(block.text for block in source.blocks)])
    rewritten, odd = rewritten_phrases(read), warnings(read)
    if not rewritten and not odd:
        return source
    title, column, origin = map(settled, heads)
    return replace(
        source,
        blocks=tuple(map(_settled, source.blocks)),
        title=title,
        column=column,
        source=origin,
        skipped=(*source.skipped, *odd),
        rewritten=(*source.rewritten, *rewritten),
    )


def _settled(block: Block) -> Block:
    html = stored_html.map_text(block.html, settled)
    return replace(block, text=settled(block.text), html=html)
