"""Move Word's footnotes from the list at the end to their places (decision 38)."""

from lxml.etree import _Element

from series.text.markup.runs import MARGIN
from series.text.structure.tree import element_text, style_of, walk
from series.text.web.removed import remove_keeping_tail

from .receipt import Notes


def take_notes(document: _Element, notes: Notes) -> None:
    """Move the words of each note to its reference.
    Our `<small>` is a note, elsewhere it is small print: foreign ones lose their element first."""
    for small in list(document.iter("small")):
        small.tag = "span"
    listed = {
        part.get("id", ""): part
        for part in document.iter("div")
        if style_of(part).get("mso-element") in ("footnote", "endnote") and part.get("id")
    }
    for reference in list(document.iter("a")):
        note = listed.pop(reference.get("href", "").removeprefix("#_"), None)
        if note is not None and note not in reference.iterancestors():
            _move(note, reference)
            notes.rewritten["Word 脚注移到所注的文字后 {} 条"] += 1
    _drop_empty_lists(document)


def _move(note: _Element, reference: _Element) -> None:
    back = next((link for link in note.iter("a") if link.get("href", "").startswith("#_")), None)
    if back is not None:
        remove_keeping_tail(back)
    note_text, tail = " ".join(element_text(note).split()), reference.tail
    remove_keeping_tail(note)
    reference.clear()
    reference.tag, reference.text, reference.tail = "small", note_text.strip(MARGIN), tail


def _drop_empty_lists(document: _Element) -> None:
    """Remove the empty lists of notes.
    All that is left of one is the short line above it."""
    for part in walk(document):
        is_list = style_of(part).get("mso-element", "").endswith("note-list")
        if is_list and not element_text(part).strip():
            remove_keeping_tail(part)
