"""The characters of a text that was read: odd forms become usual, codes are named.

Rules for headings, names and titles see real characters only after this.
"""

import re
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

_SIGN = re.compile(r"#{1,6}[ \t\u3000]+(?=.{0,60}[\u4e00-\u9fff])[^#\n]{2,60}(?<![。！？；，、])")
_SIGN_IN_MARKUP = re.compile(r"^(<p[^>]*>(?:<\w+>)*)#{1,6}\s+")
_SIGN_OF_TITLE = re.compile(r"^#{1,6}\s+(?=\S)")


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


def without_heading_signs(source: Source) -> Source:
    """Return the source without the # of Markdown before a heading alone in its line.

    Lines side by side that all begin so are no headings (decision 157)."""
    marked = [block.kind == "p" and bool(_SIGN.fullmatch(block.text)) for block in source.blocks]
    beside = [False, *marked, False]
    places = [
        at
        for at, is_marked in enumerate(marked)
        if is_marked and not (beside[at] or beside[at + 2])
    ]
    title = _SIGN_OF_TITLE.sub("", source.title)
    count = len(places) + (title != source.title)
    if not count:
        return source
    blocks = list(source.blocks)
    for at in places:
        html = _SIGN_IN_MARKUP.sub(r"\1", blocks[at].html, count=1)
        blocks[at] = replace(blocks[at], text=stored_html.visible_text(html), html=html)
    phrase = f"标题前的 # 去掉 {count} 处"
    return replace(source, blocks=tuple(blocks), title=title, rewritten=(*source.rewritten, phrase))
