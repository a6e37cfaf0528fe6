"""Word's footnotes: a list at the end of the text → each note at its place, as ours stand."""

from lxml.etree import _Element

from series.text.markup.runs import MARGIN
from series.text.web.content import drop

from .receipt import Notes
from .tree import css, walk, words


def take_notes(document: _Element, notes: Notes) -> None:
    """Move the words of each note to its reference. `<small>` means a note with us and small
    print elsewhere, so that foreign ones lose their element first."""
    for small in list(document.iter("small")):
        small.tag = "span"
    listed = {
        part.get("id", ""): part
        for part in document.iter("div")
        if css(part).get("mso-element") in ("footnote", "endnote") and part.get("id")
    }
    for sign in list(document.iter("a")):
        note = listed.pop(sign.get("href", "").removeprefix("#_"), None)
        if note is not None and note not in sign.iterancestors():
            _move(note, sign)
            notes.rewritten["Word 脚注移到所注的文字后 {} 条"] += 1
    _drop_empty_lists(document)


def _move(note: _Element, sign: _Element) -> None:
    back = next((link for link in note.iter("a") if link.get("href", "").startswith("#_")), None)
    if back is not None:
        drop(back)
    said, tail = " ".join(words(note).split()), sign.tail
    drop(note)
    sign.clear()
    sign.tag, sign.text, sign.tail = "small", said.strip(MARGIN), tail


def _drop_empty_lists(document: _Element) -> None:
    """What is left of the list is the short line above it."""
    for part in walk(document):
        is_list = css(part).get("mso-element", "").endswith("note-list")
        if is_list and not words(part).strip():
            drop(part)
