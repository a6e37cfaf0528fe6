"""The head and signature of a mail in the tree of a text (decision 157)."""

from lxml.etree import _Element

from series.text.recognition.mail_lines import find_mail_lines, subject_of
from series.text.structure.tree import element_text, empty, leaf_blocks, lines_of

NAME = "邮件的抬头和落尾"
HEADS = ("发件人", "寄件人", "From:", "FROM:")
_BEGINS = (*HEADS, "From", "--")


def take_mail_lines(document: _Element) -> tuple[list[str], str]:
    """Remove the lines of a mail around its text; return their words and the subject."""
    text = element_text(document)
    if not any(word in text for word in _BEGINS):
        return [], ""
    blocks = [block for block in leaf_blocks(document) if block.tag not in ("td", "th", "li")]
    parted = [lines_of(block) for block in blocks]
    lines = [line for own in parted for line in own]
    found = find_mail_lines(lines)
    words: list[str] = []
    at = 0
    for block, own in zip(blocks, parted, strict=True):
        places = range(at, at + len(own))
        at += len(own)
        filled = [place for place in places if lines[place].strip()]
        if filled and found.issuperset(filled) and block.find(".//img") is None:
            words += [lines[place].strip() for place in filled]
            empty(block)
    return words, subject_of(words)
