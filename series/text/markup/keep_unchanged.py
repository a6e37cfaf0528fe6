"""Keep the stored markup of blocks that the editor did not change in the rich-text field.

The field keeps one order of formats (a link around bold words) and its own spelling of cells and
items. `clean` restores our spelling; here a block that only differs in the order of its formats
gets its stored markup back, so that every difference is a change that somebody made.
"""

from collections import defaultdict

from .stored_html import INLINE, blocks, clean, tokens


def edited_body(html: str, *, stored: str) -> str:
    """Return the body to save for `html`, which was edited from `stored`. Raises TextError as
    `clean` does."""
    if html.replace("\r\n", "\n") == stored:
        return stored
    known = defaultdict(list)
    for block in blocks(stored):
        known[block_shape(block.html)].append(block.html)
    return "\n".join(_as_stored(block.html, known) for block in blocks(clean(html)))


def _as_stored(html, known):
    same = known.get(block_shape(html))
    if not same:
        return html
    return same.pop(0) if len(same) > 1 else same[0]


def block_shape(html: str) -> tuple[tuple[str, ...], ...]:
    """Return the elements of a block and, for each stretch of text, its formats."""
    found: list[tuple[str, ...]] = []
    open_formats: list[str] = []
    for token in tokens(html):
        if token["text"]:
            _add(found, token["text"], sorted(open_formats))
        elif token["tag"] not in INLINE or token["tag"] == "img":
            found.append((token[0], *sorted(open_formats)))
        elif token["end"]:
            open_formats.pop()
        else:
            open_formats.append(token[0])
    return tuple(found)


def _add(found, text, formats):
    if found and found[-1][0] == "" and list(found[-1][2:]) == formats:
        text = found.pop()[1] + text
    found.append(("", text, *formats))
