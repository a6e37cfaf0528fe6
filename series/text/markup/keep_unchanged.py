"""Keep the stored markup of blocks that the editor left unchanged.
In the rich-text field.

The field keeps one order of formats (a link around bold words) and its own spelling of cells and
items. `clean` restores our spelling; here a block that only differs in the order of its formats
gets its stored markup back, so that every difference is a change that somebody made.
"""

from collections import defaultdict

from .stored_html import INLINE, blocks, clean, tokens


def edited_body(html: str, *, stored: str) -> str:
    """Return the body to save for `html`, which was edited from `stored`.
    Raises TextError as `clean` does."""
    if html.replace("\r\n", "\n") == stored:
        return stored
    stored_by_shape = defaultdict(list)
    for block in blocks(stored):
        stored_by_shape[block_shape(block.html)].append(block.html)
    return "\n".join(_as_stored(block.html, stored_by_shape) for block in blocks(clean(html)))


def _as_stored(html, stored_by_shape):
    same = stored_by_shape.get(block_shape(html))
    if not same:
        return html
    return same.pop(0) if len(same) > 1 else same[0]


def block_shape(html: str) -> tuple[tuple[str, ...], ...]:
    """Return the elements of a block and, for each stretch of text, its formats."""
    parts: list[tuple[str, ...]] = []
    open_formats: list[str] = []
    for token in tokens(html):
        if token["text"]:
            _add(parts, token["text"], sorted(open_formats))
        elif token["tag"] not in INLINE or token["tag"] == "img":
            parts.append((token[0], *sorted(open_formats)))
        elif token["end"]:
            open_formats.pop()
        else:
            open_formats.append(token[0])
    return tuple(parts)


def _add(parts, text, formats):
    if parts and parts[-1][0] == "" and list(parts[-1][2:]) == formats:
        text = parts.pop()[1] + text
    parts.append(("", text, *formats))
