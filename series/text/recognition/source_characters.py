"""The characters of a text that was read: radicals become ideographs, odd codes are named.

Rules for headings, names and titles see real characters only after this.
"""

from dataclasses import replace

from series.text.characters.private_codes import private_phrase
from series.text.characters.replaced import replaced_phrase, with_ideographs
from series.text.markup import stored_html
from series.text.markup.blocks import Block, Source


def settle_characters(source: Source) -> Source:
    """Return the source with ideographs for radicals, and what is odd among its skipped parts."""
    heads = (source.title, source.column, source.source)
    read = "\n".join([*heads, *(block.text for block in source.blocks)])
    replaced, private = ((phrase,) if phrase else () for phrase in _phrases(read))
    if not replaced and not private:
        return source
    title, column, origin = map(with_ideographs, heads)
    return replace(
        source,
        blocks=tuple(map(_settled, source.blocks)),
        title=title,
        column=column,
        source=origin,
        skipped=(*source.skipped, *private),
        rewritten=(*source.rewritten, *replaced),
    )


def _phrases(text: str) -> tuple[str, str]:
    return replaced_phrase(text), private_phrase(text)


def _settled(block: Block) -> Block:
    html = stored_html.map_text(block.html, with_ideographs)
    return replace(block, text=with_ideographs(block.text), html=html)
