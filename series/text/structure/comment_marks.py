"""Comments of a word processor that were copied along as words (decision 157).

Where the text of a manuscript with comments is copied, [L1] stands at each commented place, and below
the text [L1] with what was remarked. Both go where they match; a mark alone may be the author's.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml.etree import _Element

from .tree import element_text, empty, leaf_blocks

NAME = "批注"
# The writer's initials, his name or 用户, with a number; [注1] and [图2] are the author's own.
_MARK = (
    r"[\[［](?!(?:脚|尾|附)?注|图|表|附|式|例|文|参|见|条|款|案|第|篇|卷)"
    r"(?:[A-Za-z]{1,4}|[\u4e00-\u9fff]{1,6}|[\u4e00-\u9fff]{0,4}[A-Za-z]{1,4})\d{1,3}[\]］]"
)
_MARKS = re.compile(_MARK)
_REMARK = re.compile(rf"(?P<mark>{_MARK})\s*(?P<words>.*)", re.DOTALL)
# Links of Word and Google Docs from a text to its comment, and back.
_TO_COMMENT = re.compile(r"#_?(?:msocom_|cmnt)\d{1,3}")
_TO_TEXT = re.compile(r"#_?(?:msoanchor_|cmnt_ref)\d{1,3}")


@dataclass(frozen=True)
class Comments:
    """The comments among lines: the marks in the text, and the places of the remarks."""

    marks: frozenset[str] = frozenset()
    places: frozenset[int] = frozenset()


def find_comments(lines: Sequence[str]) -> Comments:
    """Return the comments whose remarks stand below the text, each mark once in it."""
    filled = [at for at, line in enumerate(lines) if line.strip()]
    remarks: dict[str, int] = {}
    for at in reversed(filled):
        remark = _REMARK.fullmatch(lines[at].strip())
        if not remark or remark["mark"] in remarks:
            break
        remarks[remark["mark"]] = at
    if not remarks or len(remarks) == len(filled):
        return Comments()
    text = "\n".join(lines[at] for at in filled[: len(filled) - len(remarks)])
    marks = _MARKS.findall(text)
    matched = sorted(marks) == sorted(remarks)
    return Comments(frozenset(remarks), frozenset(remarks.values())) if matched else Comments()


def without_comments(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the lines without comments, and the words of these."""
    found = find_comments(lines)
    if not found.marks:
        return list(lines), []
    kept = [
        _MARKS.sub(lambda mark: "" if mark[0] in found.marks else mark[0], line)
        for at, line in enumerate(lines)
        if at not in found.places
    ]
    return kept, [*sorted(found.marks), *(lines[at].strip() for at in sorted(found.places))]


def take_comments(document: _Element) -> list[str]:
    """Remove the comments in a tree, linked or as words; return their words and marks."""
    words = _take_linked(document)
    if not _MARKS.search(element_text(document)):
        return words
    blocks = leaf_blocks(document)
    found = find_comments([element_text(block) for block in blocks])
    if not found.marks:
        return words
    words += sorted(found.marks)
    for at in sorted(found.places):
        words.append(element_text(blocks[at]).strip())
        empty(blocks[at])
    for part in document.iter():
        for name in ("text", "tail"):
            text = getattr(part, name)
            if text and ("[" in text or "［" in text):
                setattr(part, name, _cut(text, found.marks))
    return words


def _cut(text: str, marks: frozenset[str]) -> str:
    return _MARKS.sub(lambda mark: "" if mark[0] in marks else mark[0], text)


def _take_linked(document: _Element) -> list[str]:
    """Remove the links to comments, and the lines that link back from them."""
    words: list[str] = []
    links = [link for link in document.iter("a") if link.get("href", "").startswith("#")]
    for link in links:
        if _TO_COMMENT.fullmatch(link.get("href", "")):
            words.append(element_text(link).strip())
            empty(link)
    for link in links:
        if _TO_TEXT.fullmatch(link.get("href", "")):
            block = _block_of(link, document)
            if block is not None:
                words.append(element_text(block).strip())
                empty(block)
    return words


def _block_of(link: _Element, document: _Element) -> _Element | None:
    """Return the line that a link begins; None where others stand in it."""
    for outer in link.iterancestors():
        if outer is document:
            return None
        if outer.tag in ("p", "div", "li"):
            return outer if element_text(outer).strip().startswith(element_text(link)) else None
    return None
