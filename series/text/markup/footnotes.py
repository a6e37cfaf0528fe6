"""Footnotes: `<small>` at its place in a body → a numbered reference there and a list at the end.

The words of a note stay out of the running text: of its sections' names, its halves, its combs.
"""

from collections.abc import Iterable

from lxml.html import HtmlElement

REFERENCE = "noteref"
BEGINS = '<section class="notes" role="doc-endnotes" aria-label="注释"><ol>'
ENDS = "</ol></section>"


def take_out(blocks: Iterable[HtmlElement]) -> list[HtmlElement]:
    """Return the notes of all blocks in reading order; each leaves a REFERENCE with its number."""
    notes: list[HtmlElement] = []
    for block in blocks:
        for note in list(block.iter("small")):
            if note.text_content().strip() and not _is_inside(note):
                notes.append(_replaced(note, number=len(notes) + 1))
    return notes


def _is_inside(note):
    return any(parent.tag == "small" for parent in note.iterancestors())


def _replaced(note, *, number):
    sign = note.makeelement(REFERENCE, {"number": str(number)})
    sign.tail, note.tail = note.tail, None
    note.getparent().replace(note, sign)
    return note


def reference(number: str) -> str:
    """Return the raised number in the text."""
    return (
        f'<sup class="note-sign"><a id="note-{number}-place" href="#note-{number}"'
        f' role="doc-noteref" aria-label="注{number}">{number}</a></sup>'
    )


def item(number: int, words: str) -> str:
    """Return one note of the list; `words` are its safe markup."""
    return (
        f'<li id="note-{number}">{words} <a class="note-back" href="#note-{number}-place"'
        f' role="doc-backlink" aria-label="回到正文中的注{number}">↩</a></li>'
    )


def listed(items: Iterable[str]) -> str:
    """Return the list at the end of a text, empty where nothing is noted."""
    inside = "".join(items)
    return f"{BEGINS}{inside}{ENDS}" if inside else ""
