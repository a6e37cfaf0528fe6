"""检查检索承诺：check that any run of characters in a published text finds it, and only public texts.

What is looked for is taken from the entries themselves, as their pages show them, never from what
the index stored of them. Decision 66.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from series.models import Entry, SearchDocument
from series.text.language.index_form import squeeze

from .asking import Ask
from .documents import pieces_of, rows_of
from .engine import engine, live_slot

RUNS = 12
LONGEST_RUN = 12
BATCH = 200


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
                if not is_found(slot, document_keys[key], run):
                    yield Miss(row, run, "找不到文中的")

    def _others(self, slot):
        """Yield a Miss for each document whose entry readers may not see."""
        rows = SearchDocument.objects.filter(slot=slot).exclude(entry__visibility="public")
        for document in rows.select_related("entry"):
            yield Miss(document.entry, document.entry.headline, "没有公开，却能找到")


def sample_runs(pieces, chance) -> list[str]:
    """Return a random run of each piece, short pieces whole, and RUNS runs of the longest."""
    squeezed = [piece for piece in map(squeeze, pieces) if piece]
    longest = max(squeezed, key=len, default="")
    runs = [piece for piece in squeezed if len(piece) <= LONGEST_RUN]
    for piece in [*squeezed, *[longest] * RUNS]:
        length = min(len(piece), chance.randint(1, LONGEST_RUN))
        start = chance.randint(0, len(piece) - length)
        runs.append(piece[start : start + length])
    return list(dict.fromkeys(runs))


def is_found(slot: str, key: int, run: str) -> bool:
    """Tell whether the document of this key is a hit for the run.

    It is then the first hit, counted from its own key downwards.
    """
    return engine().newest(slot, Ask(((run,),)), limit=1, before=key + 1) == [key]
