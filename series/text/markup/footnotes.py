"""Footnotes: `<small>` becomes a numbered reference and a list at the end (decision 38).

The words of a note are not part of the running text: not of its sections' names, its title parts or
its combs.
"""

import re
from collections.abc import Iterable

from lxml.html import HtmlElement

from .stored_html import visible_text

REFERENCE = "noteref"
_NOTE = re.compile("<small>.*?</small>", re.DOTALL)
BEGINS = '<section class="notes" role="doc-endnotes" aria-label="注释"><ol>'
ENDS = "</ol></section>"


def take_out_notes(blocks: Iterable[HtmlElement]) -> list[HtmlElement]:
    """Return the notes of all blocks in reading order.
    Each leaves a REFERENCE with its number."""
    notes: list[HtmlElement] = []
    for block in blocks:
        for note in list(block.iter("small")):
            if note.text_content().strip() and not _is_inside(note):
                notes.append(_replaced(note, number=len(notes) + 1))
    return notes


def without_notes(html: str) -> str:
    """Return the visible text of stored markup without its notes."""
    return visible_text(_NOTE.sub("", html))


def _is_inside(note):
    return any(parent.tag == "small" for parent in note.iterancestors())


def _replaced(note, *, number):
    reference = note.makeelement(REFERENCE, {"number": str(number)})
    reference.tail, note.tail = note.tail, None
    note.getparent().replace(note, reference)
    return note


def note_reference(number: str) -> str:
    """Return the markup of a raised number in the text."""
    return (
        f'<sup class="note-sign"><a id="note-{number}-place" href="#note-{number}"'
        f' role="doc-noteref" aria-label="注{number}">{number}</a></sup>'
    )


def note_item(number: int, words: str) -> str:
    """Return the markup of one note in the list. `words` is its safe markup."""
    return (
        f'<li id="note-{number}">{words} <a class="note-back" href="#note-{number}-place"'
        f' role="doc-backlink" aria-label="回到正文中的注{number}">↩</a></li>'
    )


def note_list(items: Iterable[str]) -> str:
    """Return the markup of the list at the end of a text; empty without notes."""
    inside = "".join(items)
    return f"{BEGINS}{inside}{ENDS}" if inside else ""
