"""What is left out of a Word document and what is written in.
For the receipt."""

from collections import Counter
from dataclasses import dataclass, field

from series.text.characters.invisible import invisible_phrase
from series.text.markup.blocks import Piece
from series.text.recognition.official_lines import ROLES

NUMBERS, LETTERS = "自动编号", "画成符号的字母"


@dataclass
class Dropped:
    """The words that were left out of a document, and those added.
    `pieces` were left out; `added` are those that Word shows without storing them as text.
    `counts` are of parts whose words are not known, `invisible` of characters without a shape."""

    pieces: list[Piece] = field(default_factory=list)
    added: list[Piece] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    invisible: int = 0

    def add(self, sort: str, words: str) -> None:
        """Note one part of a sort, such as “隐藏文字”.
        One without words is not worth a line."""
        if words:
            self.pieces.append(Piece(sort, words))

    def write(self, sort: str, words: str) -> None:
        """Note words that were written into the text."""
        self.added.append(Piece(sort, words))

    @property
    def phrases(self) -> tuple[str, ...]:
        """Return one phrase for each sort: “隐藏文字 2 处：…、…”."""
        found: dict[str, list[str]] = {}
        for piece in self.pieces:
            if piece.name == LETTERS:
                continue  # the sign stands in the text
            found.setdefault(piece.name, []).append(piece.words.replace("\n", "／"))
        named = (_phrase(sort, words) for sort, words in found.items())
        counted = (f"{sort} {count} 处" for sort, count in self.counts.items() if count)
        return (*counted, *named, *filter(None, [invisible_phrase(self.invisible)]))

    @property
    def rewritten(self) -> tuple[str, ...]:
        """Return the phrase of the numbers that became words; nothing of them was left out."""
        count = sum(piece.name == NUMBERS for piece in self.added)
        return (f"自动编号改为文字 {count} 处",) if count else ()


def _phrase(sort: str, words: list[str]) -> str:
    """Return “隐藏文字 2 处：…、…”; of a line with a label of its own, the line."""
    if sort not in ROLES:
        return f"{sort} {len(words)} 处：{'、'.join(words)}"
    first, *more = words
    label = "" if first.startswith(f"{sort}：") else f"{sort}："
    return f"{label}{' '.join([first, *more])}"
