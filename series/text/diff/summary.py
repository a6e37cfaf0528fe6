"""Sentences that count the changes between two revisions.

They read “改 8 处：换字 5，增 1，删 1，移动 1 段；话题增 2 去 1”.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .compare import JOINT, ChangedBlock, picture_descriptions
from .wording import ChangedText


@dataclass(frozen=True)
class FieldChange:
    """A changed line of text: headline, summary, a time, a row of the programme."""

    label: str
    pieces: tuple[ChangedText, ...]

    @property
    def words(self) -> str:
        return change_phrase(self.pieces)


@dataclass(frozen=True)
class SetChange:
    """Names that were added or removed: tags, attachments, pictures.
    `old` and `new` keep their order."""

    label: str
    old: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def gone(self) -> tuple[str, ...]:
        return tuple(name for name in self.old if name not in self.new)

    @property
    def come(self) -> tuple[str, ...]:
        return tuple(name for name in self.new if name not in self.old)

    @property
    def words(self) -> str:
        counts = ((" 增 ", self.come), (" 去 ", self.gone))
        phrases = "".join(f"{word}{len(names)}" for word, names in counts if names)
        return phrases.strip() or "次序不同"


def change_phrase(pieces: Iterable[ChangedText]) -> str:
    """Return the changes of a text in words.
    They read 改 2 字; 改 2 处，各 1 字; 删 7 字，增 9 字."""
    changed = [piece for piece in pieces if not piece.same]
    swapped = [piece.size for piece in changed if piece.old and piece.new]
    gone = sum(piece.size for piece in changed if not piece.new)
    come = sum(piece.size for piece in changed if not piece.old)
    phrases = [_swapped(swapped)] if swapped else []
    phrases += [f"删 {gone} 字"] if gone else []
    phrases += [f"增 {come} 字"] if come else []
    return "，".join(phrases)


def _swapped(sizes):
    if len(sizes) == 1:
        return f"改 {sizes[0]} 字"
    counted = f"各 {sizes[0]} 字" if len(set(sizes)) == 1 else f"共 {sum(sizes)} 字"
    return f"改 {len(sizes)} 处，{counted}"


def block_phrase(place: ChangedBlock) -> str:
    """Return the words beside one changed block."""
    if place.state in ("new", "gone"):
        size = len(place.new or place.old)
        return f"{'新增' if place.state == 'new' else '删去'}，{size} 字"
    words = change_phrase(place.marked)
    if place.state == "moved":
        return f"移动，并{words}" if words else "移动"
    return words or ("分段不同" if JOINT in place.old + place.new else "格式不同")


def change_summary(
    places: Sequence[ChangedBlock], lines: Sequence[FieldChange], sets: Sequence[SetChange]
) -> str:
    """Return one sentence over all changes, or that there are none."""
    counts = _counts(places, lines)
    total = sum(number for _, number, _ in counts)
    phrases = []
    if total:
        counted = "，".join(f"{word} {number}{unit}" for word, number, unit in counts if number)
        phrases.append(f"改 {total} 处：{counted}")
    phrases += [f"{change.label}{change.words}" for change in sets]
    return f"{'；'.join(phrases)}。其余相同。" if phrases else "两版内容相同。"


def _counts(places, lines):
    marked = [piece for place in places for piece in place.marked]
    marked += [piece for line in lines for piece in line.pieces if not piece.same]
    states = [place.state for place in places]
    return [
        ("换字", sum(1 for piece in marked if piece.old and piece.new), ""),
        ("增", sum(1 for piece in marked if not piece.old), ""),
        ("删", sum(1 for piece in marked if not piece.new), ""),
        ("新增", states.count("new"), " 段"),
        ("删去", states.count("gone"), " 段"),
        ("移动", states.count("moved"), " 段"),
        ("格式", sum(len(place.notes) for place in places), ""),
    ]


def picture_change(old: str, new: str) -> SetChange | None:
    """Return the pictures that came into or left a body; None without a change.
    They are named by their alternative texts."""
    before, after = picture_descriptions(old), picture_descriptions(new)
    if before.keys() == after.keys():
        return None
    named = {src: alt or src for src, alt in (before | after).items()}
    return SetChange(
        "图片", tuple(named[src] for src in before), tuple(named[src] for src in after)
    )
