"""The body of a published text: its headings and the beginning of its closing words."""

from itertools import takewhile

from series.text.markup import stored_html
from series.text.markup.blocks import Block

from .head_lines import names_person_of_office
from .headings import heading_levels
from .metadata_line import is_metadata_line

_MOST_SPEAKERS = 3


def lay_out_body(blocks: list[Block]) -> tuple[str, tuple[str, ...], list[Block]]:
    """Return (the body's markup, its headings, the blocks that are paragraphs, lists, tables …)."""
    levels = _levels(blocks)
    closing = _closing(levels, blocks)
    out, headings, paragraphs = [], [], []
    for at, (block, level) in enumerate(zip(blocks, levels, strict=True)):
        if at == closing:
            out.append("<hr>")
        if level:
            headings.append(block.text)
            out.append(
                stored_html.paragraph(block.text, level) if block.kind == "p" else block.html
            )
        else:
            if block.kind != "hr":
                paragraphs.append(block)
            out.append(block.html)
    return "".join(out), tuple(headings), paragraphs


def _levels(blocks: list[Block]) -> list[str]:
    marked = any(block.kind in ("h2", "h3", "h4") for block in blocks)
    if marked:
        return [block.kind if block.kind in ("h2", "h3", "h4") else "" for block in blocks]
    first = sum(1 for _ in takewhile(_names_speaker, blocks[:_MOST_SPEAKERS]))
    lines = [block.text if _may_be_heading(block) else "。" for block in blocks[first:]]
    return [""] * first + heading_levels(lines)


def _names_speaker(block: Block) -> bool:
    """Tell whether a line above a speech says who speaks or when.

    It heads no section."""
    return is_metadata_line(block.text) or names_person_of_office(block.text)


def _may_be_heading(block: Block) -> bool:
    """Tell whether a block is one line of running text.
    Lines that a writer broke are none."""
    is_line = block.kind == "p" and "\n" not in block.text and not block.is_caption
    return is_line and not is_metadata_line(block.text)


def _closing(levels: list[str], blocks: list[Block]) -> int | None:
    """Return where the last paragraph closes the whole text (decision 8).
    Each section has the same number of paragraphs, only the last has one more, and that one is
    the shorter."""
    starts = [at for at, level in enumerate(levels) if level == "h2"]
    if len(starts) < 2 or any(block.kind == "hr" for block in blocks):
        return None
    ends = [*starts[1:], len(levels)]
    sizes = [end - start - 1 for start, end in zip(starts, ends, strict=True)]
    last = len(blocks) - 1
    regular = len(set(sizes[:-1])) == 1 and sizes[-1] == sizes[0] + 1
    shorter = len(blocks[last].text) < len(blocks[last - 1].text)
    return last if regular and shorter and blocks[last].kind == "p" else None
