"""Notes that link back to their reference, whatever their addresses are called (decision 157).

Pages, Markdown and encyclopaedias end each note with ↩ or ↑, or begin it with ^; the link goes to the
place in the text, and the reference there links to the note.
"""

import re

from lxml.etree import _Element

from .tree import cut_start, element_text, empty

_SIGN = re.compile(r"\s*[\[［(（]?\s*(?:注释?\s*)?(?:\d{1,3}|[ivxlc]{1,6}|[*†①-⑳])\s*[\]］)）]?\s*")
BACK = re.compile(r"\s*(?:[↩↵⤴↑⬆⇧^⏎]\ufe0e?\ufe0f?|返回(?:正文|原文)?|\[返回\])\s*")
# The same sign as words, behind a note that lost its links.
BACK_BEHIND = re.compile(r"\s*[↩↵⤴⏎][\ufe0e\ufe0f]?\s*$")
_LONGEST_NOTE = 600
_LINES = frozenset({"li", "p", "div", "td", "dd", "blockquote", "section", "h2", "h3"})
_BLOCKS = frozenset({"li", "p", "div", "dd", "section", "aside"})


def find_linked_notes(document: _Element) -> list[tuple[_Element, _Element]]:
    """Return (reference, block of its note) for each note with a link back.

    The link back goes, and so does the number at the beginning of the note."""
    links = [link for link in document.iter("a") if link.get("href", "").startswith("#")]
    if not any(map(_goes_back, links)):
        return []
    named = {
        name: element
        for element in document.iter()
        if isinstance(element.tag, str) and (name := element.get("id") or element.get("name"))
    }
    found: list[tuple[_Element, _Element]] = []
    for link in links:
        note = _note_of(link, named)
        back = note is not None and next(filter(_goes_back, note.iter("a")), None)
        if note is not None and back is not None and back is not False:
            empty(back)
            _cut_number(note, element_text(link))
            found.append((link, note))
    return found


def _cut_number(note: _Element, sign: str) -> None:
    """Take the number from the beginning of a note that repeats its reference's."""
    number = re.escape("".join(c for c in sign if c.isalnum() or c in "*†"))
    repeated = re.match(rf"\s*[\[［(（]?{number}[\]］)）]?[.．、:：]?(?!\d)", element_text(note))
    if number and repeated:
        cut_start(note, repeated[0])


def _goes_back(link: _Element) -> bool:
    return link.get("href", "").startswith("#") and bool(BACK.fullmatch(element_text(link)))


def _note_of(link: _Element, named: dict[str, _Element]) -> _Element | None:
    """Return the block that a reference links to; None for a link to another part."""
    if not _SIGN.fullmatch(element_text(link)):
        return None
    target = named.get(link.get("href", "")[1:])
    while target is not None and target.tag not in _BLOCKS:
        target = target.getparent()
    if target is None or target in link.iterancestors():
        return None
    fits = len(element_text(target)) <= _LONGEST_NOTE and _stands_in_text(link)
    return target if fits else None


def _stands_in_text(link: _Element) -> bool:
    """Tell whether words stand before a link in its line."""
    line = next((outer for outer in link.iterancestors() if outer.tag in _LINES), None)
    if line is None:
        return False
    before = element_text(line).partition(element_text(link))[0]
    return bool(before.strip())


def write_linked_notes(document: _Element) -> list[str]:
    """Write the notes as lines that begin with their number, [1] also at the reference.

    Return the numbers that were written."""
    labels: list[str] = []
    for number, (reference, note) in enumerate(find_linked_notes(document), start=1):
        label = f"[{number}]"
        labels += [label] * 2
        outer = note.getparent()
        if note.tag == "li" and outer is not None:
            outer.tag = "div"
        first = next((part for part in note.iter("p") if element_text(part).strip()), note)
        first.text = f"{label} {(first.text or '').lstrip()}"
        note.tag = "div"
        empty(reference)
        reference.text = label
    return labels
