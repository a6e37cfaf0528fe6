"""Move Word's footnotes from the end to their places (decisions 38, 152)."""

import re

from lxml.etree import _Element

from series.text.markup.runs import MARGIN
from series.text.structure.linked_notes import find_linked_notes
from series.text.structure.tree import element_text, leaf_blocks, style_of, walk
from series.text.web.removed import remove_keeping_tail

from .receipt import Notes

_TO_NOTE = re.compile(r"#_?(ftn|edn|footnote-|endnote-|fn:?)(\d{1,3})")
_TO_REFERENCE = re.compile(r"#_?(ftn|edn|footnote-|endnote-|fn:?)-?ref[-:]?(\d{1,3})")
_MOVED = "脚注移到所注的文字后 {} 条"
_SIGN = re.compile(r"\s*[\[［(（]?\s*(?:\d{1,3}|[ivxlc]{1,6}|[*①-⑳])\s*[\]］)）]?\s*")


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
    _take_linked_notes(document, notes)
    for reference, note in find_linked_notes(document):
        _move_line(note, reference)
        notes.rewritten[_MOVED] += 1
    _drop_empty_lists(document)


def _take_linked_notes(document: _Element, notes: Notes) -> None:
    """Move the lines that link back to their references (Word on the web)."""
    lines = {line: line.iter("a") for line in leaf_blocks(document) if line.tag not in ("td", "th")}
    listed = {
        found.groups(): line
        for line, links in lines.items()
        for link in links
        if (found := _TO_REFERENCE.fullmatch(link.get("href", "")))
    }
    for reference in list(document.iter("a")) if listed else ():
        found = _TO_NOTE.fullmatch(reference.get("href", ""))
        note = listed.get(found.groups()) if found else None
        if note is None or note in reference.iterancestors() or not _is_sign(reference):
            continue
        del listed[found.groups()]
        _move_line(note, reference)
        notes.rewritten["Word 脚注移到所注的文字后 {} 条"] += 1


def _is_sign(reference: _Element) -> bool:
    return bool(_SIGN.fullmatch(element_text(reference)))


def _move_line(note: _Element, reference: _Element) -> None:
    outer = note.getparent()
    for link in list(note.iter("a")):
        if _TO_REFERENCE.fullmatch(link.get("href", "")):
            link.set("href", "#_")
    _move(note, reference)
    while outer is not None and outer.tag in ("li", "ol", "ul") and not element_text(outer).strip():
        inner, outer = outer, outer.getparent()
        remove_keeping_tail(inner)
    around = reference.getparent()
    if around.tag in ("sup", "span") and element_text(around) == element_text(reference):
        around.tag = "span"


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
