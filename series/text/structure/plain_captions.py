"""Captions of a few plain words below the pictures of a manuscript (decision 152).

In Word nothing tells 检验线 below a picture from a heading. It is a caption where the text has no
plain short line elsewhere: then its headings, if any, have a look or a number of their own.
"""

from lxml.etree import _Element

from series.text.language.han import han
from series.text.typography.caption_words import may_be_caption

from .tree import element_text, leaf_blocks

_LONGEST, _PARAGRAPH = 16, 30
_ENDS = tuple("。！？!?…）)”》")
CAPTION = "caption"


def mark_plain_captions(document: _Element) -> None:
    """Name plain short lines below pictures captions, where no others stand."""
    blocks = leaf_blocks(document)
    texts = [element_text(block).strip() for block in blocks]
    written = [at for at, text in enumerate(texts) if len(text) >= _PARAGRAPH]
    if not written:
        return
    short = [
        at
        for at in range(written[0] + 1, written[-1])
        if _is_plain(blocks[at], texts[at]) and len(texts[at + 1]) >= _PARAGRAPH
    ]
    pictured = [
        at for at in short if not texts[at - 1] and blocks[at - 1].find(".//img") is not None
    ]
    if pictured and len(pictured) == len(short):
        for at in pictured:
            blocks[at].set("class", CAPTION)


def _is_plain(block: _Element, text: str) -> bool:
    bold = block.find(".//strong") is not None
    fits = len(han(text)) >= 2 and len(text) <= _LONGEST and not text.endswith(_ENDS)
    return block.tag == "p" and not bold and fits and may_be_caption(text)
