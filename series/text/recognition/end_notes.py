"""Notes at a text's end go to their marks in it.

They become footnotes (decisions 38, 113).

“[1] …” or “① …” at the end are footnotes where each number stands exactly once in the text, in its
order and in the same form. Else they stay: a list of literature is cited more than once, and ① also
counts what a sentence lists.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape

from series.text.markup import stored_html
from series.text.markup.blocks import Block, Piece, Source

MOVED = "文末注释移到所注的文字后 {} 条"
NUMBERS = "注释的编号"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_NOTE = re.compile(
    rf"(?:注(?:释)?\s*)?(?:[\[［〔]\s*(?P<digits>\d{{1,3}})\s*[\]］〕]|(?P<circled>[{_CIRCLED}]))"
    r"\s*(?P<words>\S.*)"
)
# ↩ at its end says that a line is a note, whatever its number looks like.
_WITH_BACK = re.compile(
    r"(?:[\[［〔]\s*)?(?P<digits>\d{1,3})(?:\s*[\]］〕]|[.．、]|\s)\s*(?P<words>\S.*?)\s*[↩↵⤴⏎][\ufe0e\ufe0f]?(?P<circled>(?!))?"
)
_TITLE = re.compile(r"[【\[（(]?\s*(?:注\s*释|脚\s*注|尾\s*注|附\s*注|注)\s*[】\]）)]?\s*[:：]?")
_OPEN = r"(?:<(?:sup|sub|a(?:\s[^>]*)?)>)*"
_CLOSE = r"(?:</(?:sup|sub|a)>)*"
_LISTED = "：、；:;"
_LATE = 4  # lines that may stand below the notes: a signature, editors
_LINE_OF_TEXT = 20


@dataclass(frozen=True)
class _Notes:
    """The notes of a text.

    The places of their blocks, and the words of each in order."""

    start: int
    end: int
    is_circled: bool
    words: tuple[str, ...]


def with_end_notes(source: Source) -> Source:
    """Return the source with its notes at their marks; unchanged where they do not match."""
    notes = _find(source.blocks)
    text = notes and _placed(source.blocks[: notes.start], notes)
    if not notes or not text:
        return source
    kept = (*_without_last_rule(text), *source.blocks[notes.end :])
    count = len(notes.words)
    labels = [_label(number, notes) for number in range(1, count + 1)]
    titles = _title_of(source.blocks, notes)
    numbers = Piece(NUMBERS, "\n".join([*titles, *labels, *labels]))
    return replace(
        source,
        blocks=kept,
        rewritten=(*source.rewritten, MOVED.format(count)),
        dropped=(*source.dropped, numbers),
    )


def _without_last_rule(text: Sequence[Block]) -> Sequence[Block]:
    """Return the text without the rule that parted it from its notes."""
    return text[:-1] if len(text) > 1 and text[-1].kind == "hr" else text


def _title_of(blocks: Sequence[Block], notes: _Notes) -> list[str]:
    first = blocks[notes.start].text.strip()
    return [first] if _TITLE.fullmatch(first) else []


def _find(blocks: Sequence[Block]) -> _Notes | None:
    """Return the notes at the end of a text, their title included.

    None where there are none."""
    for end in range(len(blocks), max(1, len(blocks) - _LATE) - 1, -1):
        start = end
        while start > 1 and _lines(blocks[start - 1]):
            start -= 1
        if start == end:
            continue
        found = [note for block in blocks[start:end] for note in _lines(block)]
        forms = {bool(note["circled"]) for note in found}
        numbers = [_number(note) for note in found]
        if len(forms) != 1 or numbers != list(range(1, len(found) + 1)):
            return None
        titled = start > 1 and bool(_TITLE.fullmatch(blocks[start - 1].text.strip()))
        words = tuple(note["words"].strip() for note in found)
        return _Notes(start - titled, end, forms.pop(), words)
    return None


def _lines(block: Block) -> list[re.Match]:
    """Return the notes of a block whose every line is one; else nothing."""
    if block.kind != "p":
        return []
    found = [_note(line.strip()) for line in block.text.split("\n")]
    return [note for note in found if note] if all(found) else []


def _note(line: str) -> re.Match | None:
    return _WITH_BACK.fullmatch(line) or _NOTE.fullmatch(line)


def _number(note: re.Match) -> int:
    return int(note["digits"]) if note["digits"] else _CIRCLED.index(note["circled"]) + 1


def _label(number: int, notes: _Notes) -> str:
    return _CIRCLED[number - 1] if notes.is_circled else f"[{number}]"


def _placed(blocks: Sequence[Block], notes: _Notes) -> list[Block] | None:
    """Return the text with each note at its mark.

    None where a mark is missing or unsure."""
    marks = _marks_of(blocks, notes)
    if [number for _, number, _ in marks] != list(range(1, len(notes.words) + 1)):
        return None
    placed = list(blocks)
    for at, number, span in reversed(marks):
        html = placed[at].html
        note = f"<small>{escape(notes.words[number - 1], quote=False)}</small>"
        html = stored_html.clean(html[: span[0]] + note + html[span[1] :])
        placed[at] = replace(placed[at], text=stored_html.visible_text(html), html=html)
    return placed


def _marks_of(blocks: Sequence[Block], notes: _Notes) -> list[tuple[int, int, tuple[int, int]]]:
    """Return all marks in the text.

    Each as (place of the block, number, place in its markup)."""
    sign = rf"[{_CIRCLED}]" if notes.is_circled else r"[\[［〔]\s*(?P<number>\d{1,3})\s*[\]］〕]"
    form = re.compile(rf"{_OPEN}(?P<sign>{sign}){_CLOSE}")
    found = []
    for at, block in enumerate(blocks):
        for match in form.finditer(block.html):
            before = stored_html.visible_text(block.html[: match.start()])
            listed = notes.is_circled and before[-1:] in _LISTED
            if not before or before.endswith("\n") or listed or not _is_running(block):
                return []
            signed = match["sign"]
            number = _CIRCLED.index(signed) + 1 if notes.is_circled else int(match["number"])
            found.append((at, number, match.span()))
    return found


def _is_running(block: Block) -> bool:
    """Tell whether a block is running text.

    A note in a heading would stand in its name."""
    return block.kind in ("p", "blockquote", "ul", "ol", "table") and (
        len(block.text) >= _LINE_OF_TEXT
        or block.text.rstrip().endswith(("。", "！", "？", "]", "］"))
    )
