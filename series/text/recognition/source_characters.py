"""The characters of a text that was read: odd forms become usual, codes are named.

Rules for headings, names and titles see real characters only after this.
"""

from dataclasses import replace

from series.text.characters.settled import rewritten_phrases, settled, warnings
from series.text.characters.spaced import (
    close_up,
    close_up_markup,
    is_spaced,
    part_ligatures,
    spaced_phrases,
)
from series.text.markup import stored_html
from series.text.markup.blocks import Block, Source


def settle_characters(source: Source) -> Source:
    """Return the source with usual characters, and what is odd among its skipped parts."""
    heads = (source.title, source.column, source.source)
    read = "\n".join([*heads, *(block.text for block in source.blocks)])
    rewritten, odd = [*rewritten_phrases(read), *spaced_phrases(read)], warnings(read)
    if not rewritten and not odd:
        return source
    title, column, origin = (close_up(_usual(words)) for words in heads)
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
    html = part_ligatures(stored_html.map_text(block.html, settled))
    text = _usual(block.text)
    if is_spaced(text):
        text, html = close_up(text), close_up_markup(html, text)
    return replace(block, text=text, html=html)


def _usual(text: str) -> str:
    return part_ligatures(settled(text))
