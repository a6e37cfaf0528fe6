"""检查检索承诺：check that runs of published texts find them.
And only public texts.

What is looked for is taken from the entries themselves, as their pages show them, never from what
the index stored of them, and it is asked as a reader would type it. The witness counts letters by
Unicode's categories, not by the function that squeezes texts and questions: a character that falls
out of both would be found everywhere. Decisions 66 and 96.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from series.models import Entry, SearchDocument
from series.text.language.index_form import POINT, spellings

from .asking import Ask
from .damage import DamagedIndexError
from .documents import pieces_of, rows_of
from .engine import engine, live_slot
from .query import CLOSING, OPENING, read_query

DAMAGED = "检索索引已损坏，请运行 manage.py reindex 重建；稿件本身不受影响"
RUNS = 12
LONGEST_RUN = 12
BATCH = 200
MOST_RARE = 8
MARKS = "ﾞﾟ"  # letters to Unicode, but marks on the kana before them
PRIVATE_OR_RARE = range(0x20000, 0x40000), range(0xE000, 0xF900), range(0xF0000, 0x110000)
_NO_QUOTES = str.maketrans("", "", OPENING + "".join(CLOSING.values()))


@dataclass(frozen=True)
class Miss:
    """One broken promise: the entry, the words, and a sentence."""

    entry: Entry
    text: str
    why: str

    def __str__(self):
        return f"《{self.entry}》（{self.entry.pk}）：{self.why}“{self.text}”"


@dataclass
class IndexCheck:
    """A check of the index, and how many entries and runs it has looked for."""

    entries: int = 0
    runs: int = 0

    def misses(self, *, sample: int | None = None, seed: int = 0) -> Iterator[Miss]:
        """Yield every broken promise of all entries, or of `sample` entries chosen at random."""
        chance, slot = Random(seed), live_slot()  # noqa: S311 (a sample, no secret)
        public = list(Entry.objects.published().order_by("pk").values_list("pk", flat=True))
        chosen = (
            public if sample is None else sorted(chance.sample(public, min(sample, len(public))))
        )
        for start in range(0, len(chosen), BATCH):
            yield from self._public(chosen[start : start + BATCH], chance, slot)
        yield from self._others(slot)

    def _public(self, keys, chance, slot):
        documents = SearchDocument.objects.filter(slot=slot, entry__in=keys)
        document_keys = dict(documents.values_list("entry", "pk"))
        kinds = Entry.objects.filter(pk__in=keys).order_by("pk").values_list("pk", "kind")
        for key, row in rows_of(list(kinds)).items():
            self.entries += 1
            if not row.is_public:
                continue  # taken off a moment ago
            if key not in document_keys:
                yield Miss(row, row.headline, "索引里没有这一篇，找不到")
                continue
            for run in sample_runs(pieces_of(row).all(), chance):
                self.runs += 1
                if why := broken_promise(slot, document_keys[key], run):
                    yield Miss(row, run, why)

    def _others(self, slot):
        """Yield a Miss for each document whose entry readers may not see."""
        rows = SearchDocument.objects.filter(slot=slot).exclude(entry__visibility="public")
        for document in rows.select_related("entry"):
            yield Miss(document.entry, document.entry.headline, "没有公开，却能找到")


def index_fault(*, sample: int) -> str:
    """Return a sentence about what is wrong with the index, looking at `sample` entries.
    Or “”."""
    try:
        miss = next(IndexCheck().misses(sample=sample), None)
    except DamagedIndexError:
        return DAMAGED
    return str(miss or "")


def sample_runs(pieces, chance) -> list[str]:
    """Return a random run of each piece as it stands there.
    Short pieces whole, RUNS runs of the longest, and the runs around rare characters."""
    shown = [words for piece in pieces if (words := " ".join(piece.split()))]
    longest = max(shown, key=len, default="")
    runs = [piece for piece in shown if len(piece) <= LONGEST_RUN]
    for piece in [*shown, *[longest] * RUNS]:
        length = min(len(piece), chance.randint(1, LONGEST_RUN))
        start = chance.randint(0, len(piece) - length)
        runs.append(piece[start : start + length])
    runs += _around_rare(shown)
    return [run for run in dict.fromkeys(runs) if count_letters(run)]


def _around_rare(pieces):
    places = [(piece, at) for piece in pieces for at, c in enumerate(piece) if _is_rare(c)]
    return [piece[max(0, at - 1) : at + 2] for piece, at in places[:MOST_RARE]]


def _is_rare(character):
    return any(ord(character) in part for part in PRIVATE_OR_RARE)


def count_letters(text: str) -> int:
    """Return how many letters, digits and Chinese characters a text has.
    By Unicode's categories and the ranges for rare ones."""
    return sum(c not in MARKS and (unicodedata.category(c)[0] in "LN" or _is_rare(c)) for c in text)


def broken_promise(slot: str, key: int, run: str) -> str:
    """Return what is wrong when a reader looks for a run of this document.
    Else ""."""
    words = read_query(f"“{run.translate(_NO_QUOTES)}”").words
    asked = sum(len(word.squeezed.replace(POINT, "")) for word in words)
    if asked < count_letters(run):
        return "检索时有字被丢掉，会找出不相干的稿件："
    found = all(is_found(slot, key, word.squeezed) for word in words)
    return "" if found else "找不到文中的"


def is_found(slot: str, key: int, run: str) -> bool:
    """Tell whether the document of this key is a hit for the run.

    It is then the first hit, counted from its own key downwards.
    """
    return engine().newest(slot, Ask((spellings(run),)), limit=1, before=key + 1) == [key]
