"""The account of a source.
For every Han character whether it was kept, moved to a field, dropped with its words, or lost; and
what stands in the result without standing in the source. Decision 98.

Multisets would hide a loss behind a repetition, so characters are found in their runs: the body's
paragraphs first, in their order, then what the reader says that it dropped, then the fields. The
work is bounded (`_Finder.budget`); where a source is too wild the rest is compared as multisets.
"""

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace

from series.text.characters.replaced import with_ideographs
from series.text.language.han import HAN, han
from series.text.markup.blocks import Piece

from .witness import Witness

_FREE, _KEPT, _DROPPED, _MOVED = 0, 1, 2, 3
_SHORTEST = 4  # a part of a run that is looked for by itself anywhere in the source
_BUDGET = 200_000_000  # characters passed while looking; a page of 5 MB needs some millions
_MOST_TRIES = 40


@dataclass(frozen=True)
class Account:
    """The account of one source. Counts are of Han characters.

    `dropped` are (name, count, words), `left` (place, words) of what reached neither body nor
    fields and was dropped by nobody; `extra` are words of the result that are not in the source.
    `in_order`: the body's paragraphs stand in the source whole and in this order. `latin` are
    (place, word) of the numbers and Latin words that reached nothing (`series.text.account.latin`).
    """

    total: int
    kept: int
    moved: int
    dropped: tuple[tuple[str, int, str], ...] = ()
    left: tuple[tuple[str, str], ...] = ()
    extra: tuple[str, ...] = ()
    in_order: bool = True
    latin: tuple[tuple[str, str], ...] = ()

    @property
    def is_balanced(self) -> bool:
        return not self.left and not self.extra

    @property
    def lost(self) -> tuple[tuple[str, str], ...]:
        """Return (place, words) of all that reached nothing: Han characters, numbers, letters."""
        return self.left + self.latin

    @property
    def dropped_count(self) -> int:
        return sum(count for _, count, _ in self.dropped)

    @property
    def left_count(self) -> int:
        return sum(len(han(words)) for _, words in self.left)


def settle(
    witness: Witness,
    *,
    body: str,
    fields: tuple[Piece, ...] = (),
    dropped: tuple[Piece, ...] = (),
    added: tuple[Piece, ...] = (),
) -> Account:
    """Return the Account of a source whose words the witness gives.

    `body` is the visible text of what is stored; `fields` are the words that went into fields,
    `dropped` those that the reader left out, `added` those that it wrote itself (numbers).
    """
    asked = (witness, body, fields, dropped, added)
    first = _settle(*asked, place=_in_reading_order)
    if first.is_balanced or _agree_as_multisets(*asked):
        return replace(first, left=(), extra=())
    second = _settle(*asked, place=_longest_first)
    return second if second.is_balanced else first


def _settle(witness, body, fields, dropped, added, *, place) -> Account:
    finder = _Finder(witness)
    extra = place(finder, body, dropped)
    finder.mark_kinds()
    extra += _field_extras(finder, fields)
    if finder.budget <= 0:
        return _as_multisets(finder, body, fields, dropped)
    written = Counter(han("".join(piece.words for piece in added)))
    aside = han(witness.aside)
    return Account(
        total=len(finder.source),
        kept=finder.labels.count(_KEPT),
        moved=finder.labels.count(_MOVED),
        dropped=tuple(finder.dropped()),
        left=tuple(finder.left()),
        extra=tuple(words for words in extra if not _explained(words, written, aside)),
        in_order=finder.in_order,
    )


def _in_reading_order(finder, body, dropped):
    """Place the body's paragraphs in their order, then what was dropped; return the extras."""
    whole = han(body)
    if whole and finder.mark_whole(whole):
        extra = []
    else:
        extra = [rest for line in body.split("\n") for rest in finder.mark_in_order(han(line))]
    for piece in dropped:
        finder.mark_lines(piece.words, name=piece.name)
    return extra


def _longest_first(finder, body, dropped):
    """Place the longest runs first, whosever they are.
    A short one may stand inside a long one."""
    finder.in_order = False
    runs = [(han(line), _KEPT, "") for line in body.split("\n")]
    for piece in dropped:
        runs += [(han(line), _DROPPED, piece.name) for line in piece.words.split("\n")]
    rest = [run for run in sorted(runs, key=lambda run: -len(run[0])) if not finder.place(*run)]
    extra = [
        words for run, label, _ in rest if label == _KEPT for words in finder.mark_in_order(run)
    ]
    for run, label, name in rest:
        if label == _DROPPED:
            finder.mark_lines(run, name=name)
    return extra


def _agree_as_multisets(witness, body, fields, dropped, added):
    """Tell whether body, fields and dropped words have exactly the source's characters, each once."""
    source = Counter(han("".join(segment.text for segment in witness.segments)))
    words = [body, *(piece.words for piece in (*fields, *dropped))]
    written = Counter(han("".join(piece.words for piece in added)))
    return source + written == Counter(han("".join(words)))


def _as_multisets(finder, body, fields, dropped) -> Account:
    """Return the Account of a source too wild for looking.
    What is left has no place."""
    source = Counter(finder.source)
    named = [(piece.name, han(piece.words)) for piece in dropped]
    kept, moved = Counter(han(body)), Counter(han("".join(p.words for p in fields)))
    gone = Counter("".join(words for _, words in named))
    left = "".join((source - kept - moved - gone).elements())
    extra = "".join((kept - source).elements())
    return Account(
        total=source.total(),
        kept=(kept & source).total(),
        moved=moved.total(),
        dropped=tuple((name, len(words), words) for name, words in named if words),
        left=(("位置不明", left),) if left else (),
        extra=(extra,) if extra else (),
        in_order=False,
    )


def _field_extras(finder, fields):
    return [han(piece.words) for piece in fields if not finder.mark_field(han(piece.words))]


def _explained(words: str, written: Counter, aside: str) -> bool:
    """Tell whether words are the reader's own or stand aside.
    The source does not show them.

    What the reader has written explains as many characters as it has, once.
    """
    if words in aside:
        return True
    count = Counter(words)
    if count <= written:
        written.subtract(count)
        return True
    return False


class _Finder:
    """The source's Han characters with a label each."""

    def __init__(self, witness: Witness):
        self.segments = witness.segments
        self.runs = [han(segment.text) for segment in witness.segments]
        self.source = "".join(self.runs)
        self.labels = bytearray(len(self.source))
        self.names: dict[int, str] = {}  # position: name of the dropped piece that begins there
        self.cursor = 0
        self.in_order = True
        self.budget = _BUDGET

    def _find(self, words: str, start: int, end: int | None = None) -> int:
        end = len(self.source) if end is None else end
        if self.budget <= 0:
            return -1
        at = self.source.find(words, start, end)
        self.budget -= (end if at < 0 else at) - start + len(words)
        return at

    def _free(self, words: str, label: int = _FREE) -> int:
        """Return where the words stand under one label, from the beginning; -1 if nowhere."""
        wanted, at = bytes([label]) * len(words), -1
        for _ in range(_MOST_TRIES):
            at = self._find(words, at + 1)
            if at < 0 or self.labels[at : at + len(words)] == wanted:
                return at
        return -1

    def _mark(self, at: int, length: int, label: int) -> None:
        self.labels[at : at + length] = bytes([label]) * length

    def mark_whole(self, words: str) -> bool:
        at = self._find(words, 0)
        if at >= 0:
            self._mark(at, len(words), _KEPT)
        return at >= 0

    def mark_in_order(self, words: str) -> list[str]:
        """Mark a paragraph of the body as kept.
        Return its runs that the source does not have."""
        if not words:
            return []
        at = self._find(words, self.cursor)
        if at < 0 or any(self.labels[at : at + len(words)]):
            at = self._free(words)
            self.in_order = self.in_order and at >= self.cursor
        if at >= 0:
            self._mark(at, len(words), _KEPT)
            self.cursor = at + len(words)
            return []
        self.in_order = False
        return self._mark_runs(words)

    def _mark_runs(self, words: str) -> list[str]:
        """Mark every run of a paragraph that the source has; return the others."""
        rests, at = [""], 0
        while at < len(words):
            length = self._mark_run(words, at)
            if length:
                rests.append("")
            else:
                rests[-1] += words[at]
            at += length or 1
        return [rest for rest in rests if rest]

    def _mark_run(self, words: str, start: int) -> int:
        """Mark the longest run that begins at `start` and is free in the source.
        Return its length.

        A run shorter than _SHORTEST counts only right behind the one before.
        """
        seed = words[start : start + _SHORTEST]
        place = self.cursor
        if self.source[place : place + 1] != seed[0] or any(self.labels[place : place + 1]):
            place = self._free(seed) if len(seed) == _SHORTEST else self._near(seed)
        length = 0
        while (
            0 <= place + length < len(self.source)
            and place >= 0
            and start + length < len(words)
            and self.source[place + length] == words[start + length]
            and not self.labels[place + length]
        ):
            length += 1
        if length:
            self._mark(place, length, _KEPT)
            self.cursor = place + length
        return length

    def _near(self, seed: str) -> int:
        """Return where a short run stands soon behind the run before; -1 if nowhere."""
        return self._find(seed, self.cursor, min(self.cursor + 8, len(self.source)))

    def place(self, words: str, label: int, name: str) -> bool:
        """Mark a whole run where it stands free; tell whether it does."""
        at = self._free(words) if words else 0
        if at >= 0 and words:
            self._mark(at, len(words), label)
            if label == _DROPPED:
                self.names[at] = name
        return at >= 0

    def mark_lines(self, words: str, *, name: str) -> None:
        """Mark line by line what a reader dropped, where it is free."""
        for line in words.split("\n"):
            self._mark_dropped(han(line), name)

    def _mark_dropped(self, words: str, name: str) -> None:
        if not words:
            return
        at = self._free(words)
        if at >= 0:
            self._mark(at, len(words), _DROPPED)
            self.names[at] = name
        elif len(words) >= 2 * _SHORTEST and words not in self.source:
            half = len(words) // 2
            self._mark_dropped(words[:half], name)
            self._mark_dropped(words[half:], name)

    def mark_kinds(self) -> None:
        """Mark as dropped what is still free in segments that are no text.
        By their nature."""
        start = 0
        for segment, run in zip(self.segments, self.runs, strict=True):
            if segment.kind:
                for begin, end in self._runs_of(_FREE, start, start + len(run)):
                    self._mark(begin, end - begin, _DROPPED)
                    self.names[begin] = segment.kind
            start += len(run)

    def mark_field(self, words: str) -> bool:
        """Mark the words of a field.
        They may stand in what was dropped around the text."""
        if not words:
            return True
        for label in (_FREE, _DROPPED):
            at = self._free(words, label)
            if at >= 0:
                self._mark(at, len(words), _MOVED)
                return True
        if words in self.source:
            return True  # the field repeats words of the body
        parts = [
            self._free_part(words[: len(words) // 2]),
            self._free_part(words[len(words) // 2 :]),
        ]
        return all(parts)

    def _free_part(self, words: str) -> bool:
        """Mark a half of a field's words, which the source has in two places."""
        if len(words) >= 2:
            for label in (_FREE, _DROPPED):
                at = self._free(words, label)
                if at >= 0:
                    self._mark(at, len(words), _MOVED)
                    return True
            if len(words) >= _SHORTEST:
                half = len(words) // 2
                return all([self._free_part(words[:half]), self._free_part(words[half:])])
        return words in self.source

    def _runs_of(self, label: int, start: int, end: int):
        """Yield (begin, end) of each run under one label."""
        sign, at = bytes([label]), start
        while (at := self.labels.find(sign, at, end)) >= 0:
            begin = at
            while at < end and self.labels[at] == label:
                at += 1
            yield begin, at

    def dropped(self):
        """Return (name, count, words) of what was dropped, in the order of the source."""
        found: dict[str, list[str]] = {}
        for _, name, words in self._dropped_runs():
            found.setdefault(name, []).append(words)
        return [(name, sum(map(len, runs)), " ".join(runs)) for name, runs in found.items()]

    def _dropped_runs(self):
        starts = sorted(self.names)
        for begin, end in self._runs_of(_DROPPED, 0, len(self.labels)):
            yield from _cut(begin, end, starts, self.names, self.source)

    def left(self):
        """Return (place, words) of every run that nothing explains."""
        found, start = [], 0
        for segment, run in zip(self.segments, self.runs, strict=True):
            spans = list(self._runs_of(_FREE, start, start + len(run)))
            if spans:
                found += _words_in(segment, [(b - start, e - start) for b, e in spans])
            start += len(run)
        return found


def _cut(begin, end, starts, names, source):
    """Yield (begin, name, words) of a run, cut where another dropped piece begins."""
    at = begin
    while at < end:
        place = bisect_right(starts, at)
        after = min(end, starts[place]) if place < len(starts) else end
        yield at, names[starts[place - 1]] if place else "", source[at:after]
        at = after


def _words_in(segment, spans):
    """Return (place, words) of spans of a segment's Han characters, with the marks between them."""
    text = with_ideographs(segment.text)
    places = [match.start() for match in HAN.finditer(text)]
    found = []
    for begin, end in spans:
        words = text[places[begin] : places[end - 1] + 1]
        before = text[: places[begin]].strip()[-8:]
        after = f"“{before}”之后" if before else ""
        found.append((segment.place + after, words))
    return found
