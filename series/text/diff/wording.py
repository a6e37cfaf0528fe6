"""Compare two texts by characters (decision 28).

As few characters as possible are marked; where the same change may be marked at several offsets
(“优势，” or “，优势”), the one that follows words and sentences is taken. In a rewritten passage a
single character that both happen to share is marked too.
"""

from dataclasses import dataclass

from series.text.language import segmenter

from .myers import Effort, Match, matches

# decision 28
FARTHEST = 40  # characters that a change is slid to either side
CONTEXT = 8
SHARED = 4  # a common run is kept if it is longer than a quarter of the changes beside it
LONG, STRANGE, CRUMB = 1_000, 4, 3  # characters; the share is one in STRANGE
CLOSERS = "。！？；，、：”’）》】…\n"


@dataclass(frozen=True)
class ChangedText:
    """A stretch of both texts.
    `old == new` where nothing changed; one of them may be empty."""

    old: str
    new: str

    @property
    def same(self) -> bool:
        return self.old == self.new

    @property
    def size(self) -> int:
        """Return the number of characters that a reader finds changed: 汇集→凝聚 is two."""
        return 0 if self.same else max(len(self.old), len(self.new))


def compare_texts(old: str, new: str, *, effort: Effort | None = None) -> tuple[ChangedText, ...]:
    """Return common and changed stretches in turn. Joined they give back both texts."""
    found, old_at, new_at = [], 0, 0
    for match in common_runs(old, new, effort=effort):
        found.append(ChangedText(old[old_at : match.old], new[new_at : match.new]))
        old_at, new_at = match.old + match.length, match.new + match.length
        found.append(ChangedText(old[match.old : old_at], old[match.old : old_at]))
    found.append(ChangedText(old[old_at:], new[new_at:]))
    return _tidy(_without_chance(_settled(_tidy(found))))


def common_runs(old: str, new: str, *, effort: Effort | None = None) -> list[Match]:
    """Return what two texts have in common, in order, as a reader sees it.

    Two long texts of one language share scattered characters whatever they say: where that is less
    than a quarter of the shorter one, only runs longer than CRUMB count.
    """
    found = matches(old, new, effort=effort)
    shorter = min(len(old), len(new))
    if shorter < LONG or sum(match.length for match in found) * STRANGE >= shorter:
        return found
    return [match for match in found if match.length > CRUMB]


def _tidy(found):
    """Join neighbouring stretches of one sort and leave out empty ones."""
    out: list[ChangedText] = []
    for piece in found:
        if not piece.old and not piece.new:
            continue
        if out and out[-1].same == piece.same:
            out[-1] = ChangedText(out[-1].old + piece.old, out[-1].new + piece.new)
        else:
            out.append(piece)
    return tuple(out)


def _settled(found):
    """Move each pure deletion and insertion to the best of its equivalent offsets."""
    empty = ChangedText("", "")
    out = [empty, *found, empty]
    for at in range(1, len(out) - 1):
        piece = out[at]
        if piece.same or (piece.old and piece.new):
            continue
        if out[at - 1].same and out[at + 1].same:
            out[at - 1 : at + 2] = _slid(*out[at - 1 : at + 2])
    return out


def _slid(first, piece, last):
    before, text, after = first.old, piece.old or piece.new, last.old
    whole, start = before + text + after, len(before) + _shift(before, text, after)
    end = start + len(text)
    moved = ChangedText(whole[start:end], "") if piece.old else ChangedText("", whole[start:end])
    return ChangedText(whole[:start], whole[:start]), moved, ChangedText(whole[end:], whole[end:])


def _shift(before, text, after):
    """Return how far to move the marked `text` between its equal neighbours.
    0 to leave it."""
    left, right = _room(before, text), _room(after[::-1], text[::-1])
    if not left and not right:
        return 0
    whole, start = before + text + after, len(before)
    end = start + len(text)
    starts = _borders(whole, start - left, start + right)
    ends = _borders(whole, end - left, end + right)
    ranked = [
        ((start + by in starts) + (end + by in ends) + _closes(whole, start + by, end + by), by)
        for by in range(-left, right + 1)
    ]
    return max(ranked, key=lambda rank: (rank[0], -abs(rank[1])))[1]


def _room(neighbour, text):
    """Return how many characters at the end of `neighbour` repeat `text` backwards."""
    limit = min(len(neighbour), FARTHEST)
    count = 0
    while count < limit and neighbour[-1 - count] == (neighbour + text)[-1 - count]:
        count += 1
    return count


def _borders(whole, first, last):
    """Return the offsets from `first` to `last` where a word ends."""
    start = max(0, first - CONTEXT)
    window = whole[start : last + CONTEXT]
    return {start + at for at in segmenter.word_borders(window)}


def _closes(whole, start, end):
    """Return 2 for whole sentences or clauses, 1 for half of one.
    What only ends or only follows one."""
    follows = start == 0 or whole[start - 1] in CLOSERS
    return follows + (whole[end - 1] in CLOSERS)


def _without_chance(found):
    out: list[ChangedText] = []
    for piece in found:
        out.append(piece)
        while len(out) >= 3 and _by_chance(*out[-3:]):
            first, shared, last = out[-3:]
            out[-3:] = [
                ChangedText(first.old + shared.old + last.old, first.new + shared.new + last.new)
            ]
    return out


def _by_chance(first, shared, last):
    if first.same or not shared.same or last.same:
        return False
    words = all(character.isalnum() for character in shared.old)
    return words and len(shared.old) * SHARED <= min(first.size, last.size)
