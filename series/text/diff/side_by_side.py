"""The common passages of two bodies as a page shows them: place, words, differences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from series.text.markup.stored_html import visible_text

from .alignment import body_blocks
from .block_names import block_names
from .myers import Effort
from .passages import Common, common_passages
from .wording import ChangedText, compare_texts


@dataclass(frozen=True)
class Pair:
    """One paragraph of a passage, or several where the texts divide them differently.
    `name` and `other_name` name the blocks where it begins (节二, 段三)."""

    name: str
    other_name: str
    pieces: tuple[ChangedText, ...]

    @property
    def size(self) -> int:
        """Return the number of letters in this text."""
        return sum(character.isalnum() for piece in self.pieces for character in piece.new)


@dataclass(frozen=True)
class SideBySide:
    """The common passages of two bodies and their paragraphs in pairs."""

    found: Common
    pairs: tuple[Pair, ...]


def side_by_side(body: str, other: str) -> SideBySide:
    """Return the common passages in the order of `body`.
    In each ChangedText, `old` is the other's wording."""
    text, other_text = visible_text(body), visible_text(other)
    found, effort = common_passages(text, other_text), Effort()
    starts, other_starts = _starts(body), _starts(other)
    pairs = []
    for one in found.passages:
        at, other_at = one.start, one.other_start
        words = compare_texts(
            other_text[other_at : one.other_end], text[at : one.end], effort=effort
        )
        for part in _paragraphs(words):
            pairs.append(Pair(_name_at(starts, at), _name_at(other_starts, other_at), part))
            at += sum(len(piece.new) for piece in part) + 1
            other_at += sum(len(piece.old) for piece in part) + 1
    return SideBySide(found, tuple(pairs))


def _paragraphs(words: Sequence[ChangedText]) -> Iterator[tuple[ChangedText, ...]]:
    """Yield the stretches, divided where both texts begin a new line."""
    part: list[ChangedText] = []
    for piece in words:
        if not piece.same:
            part.append(piece)
            continue
        *ended, last = piece.new.split("\n")
        for line in ended:
            yield (*part, ChangedText(line, line))
            part = []
        part.append(ChangedText(last, last))
    yield tuple(part)


def _starts(body: str) -> list[tuple[int, str]]:
    """Return (offset in the plain text, name) of every block with words."""
    found, at = [], 0
    blocks = body_blocks(body)
    for part, name in zip(blocks, block_names(blocks), strict=True):
        if part.block.text:
            found.append((at, name))
            at += len(part.block.text) + 1
    return found


def _name_at(starts: Sequence[tuple[int, str]], place: int) -> str:
    return next((name for at, name in reversed(starts) if at <= place), "")
