"""The passages that two bodies have in common, as a page shows them: place, words, differences."""

from collections.abc import Sequence
from dataclasses import dataclass

from .alignment import parts
from .block_names import names
from .compare import STEPS
from .markup import plain
from .matching import Effort
from .passages import Common, common
from .wording import Piece, pieces


@dataclass(frozen=True)
class Pair:
    """One passage. `name` and `other_name` say where it begins (节二, 段三); `same` letters are
    equal."""

    name: str
    other_name: str
    pieces: tuple[Piece, ...]
    same: int


@dataclass(frozen=True)
class SideBySide:
    found: Common
    pairs: tuple[Pair, ...]


def side_by_side(body: str, other: str) -> SideBySide:
    """The passages in the order of `body`. In each `Piece`, `old` is the other's wording."""
    text, other_text = plain(body), plain(other)
    found, effort = common(text, other_text), Effort(STEPS)
    starts, other_starts = _starts(body), _starts(other)
    pairs = [
        Pair(
            _name_at(starts, one.start),
            _name_at(other_starts, one.other_start),
            pieces(
                other_text[one.other_start : one.other_end],
                text[one.start : one.end],
                effort=effort,
            ),
            one.same,
        )
        for one in found.passages
    ]
    return SideBySide(found, tuple(pairs))


def _starts(body: str) -> list[tuple[int, str]]:
    """(where it begins in the plain text, its name) of every block with words."""
    found, at = [], 0
    blocks = parts(body)
    for part, name in zip(blocks, names(blocks), strict=True):
        if part.block.text:
            found.append((at, name))
            at += len(part.block.text) + 1
    return found


def _name_at(starts: Sequence[tuple[int, str]], place: int) -> str:
    return next((name for at, name in reversed(starts) if at <= place), "")
