"""The site that search is measured on, after Django is set up."""

import time
from datetime import datetime, timedelta
from itertools import pairwise

from django.db import transaction
from django.test import Client
from django.utils import timezone

from series.actions.imports.batch import insert_child_rows
from series.models import Article, Column, Entry, Kind, Revision, SearchDocument
from series.search import warming
from series.search.composing import load_dictionaries
from series.search.engine import engine, live_slot
from series.search.indexing import index
from series.search.query import read_query
from series.search.rebuilding import rebuild
from series.search.searching import entries_holding, search_entries
from series.text.language import segmenter
from series.text.language.index_form import squeeze
from tests.benchmarks.search_texts import long_texts

from .search_others import OTHERS

OLDEST = datetime(2000, 1, 1, 9, tzinfo=timezone.get_default_timezone())
PHRASES = (
    *("改革开放", "社会主义", "国有企业", "会员单位", "市工商联"),
    *("企业", "经济", "发展", "中国", "记者"),
)
BATCH = 2_000


class Site:
    """One growing site. `texts` are the raw bytes of headlines and texts."""

    def __init__(self):
        self.size = self.texts = 0
        self.client = Client()
        warming.switch_on().join()  # as in the server
        self.column = Column.objects.get_or_create(name="新时代 新常商 新力量")[0]

    def grow_to(self, size):
        for start in range(self.size, size, BATCH):
            self._add(start, min(start + BATCH, size))
        self.size = size

    @transaction.atomic
    def _add(self, start, stop):
        found = long_texts(start, stop)
        entries = Entry.objects.bulk_create(map(self._entry, range(start, stop), found), 500)
        insert_child_rows(Article, entries)
        revisions = Revision.objects.bulk_create(
            [Revision(entry=entry, number=1, content={}, digest="0" * 64) for entry in entries], 500
        )
        for entry, revision in zip(entries, revisions, strict=True):
            entry.live = entry.newest = revision
            entry.visibility = "public"
        Entry.objects.bulk_update(entries, ["live", "newest", "visibility"], 300)
        self.texts += sum(len(entry.plain_text.encode()) for entry in entries)

    def _entry(self, number, text):
        moment = OLDEST + timedelta(hours=2 * number)
        return Entry(
            kind=Kind.ARTICLE, column=self.column, headline=text.headline,
            plain_text="\n".join([text.headline, *text.paragraphs]),
            published_at=moment, first_published_at=moment,
        )  # fmt: skip

    def rebuild(self):
        """(seconds, CPU milliseconds an entry in this and the working processes, index ÷ text)."""
        wall, spent = time.perf_counter(), _processor_time()
        rebuild(processes=2, grace=0)
        wall, spent = time.perf_counter() - wall, _processor_time() - spent
        return [f"{wall:.0f}", f"{spent * 1000 / self.size:.1f}", f"{self.index_size():.2f}"]

    def index_size(self):
        """Bytes of the engine's tables and of the documents beside them, against the texts."""
        rows = SearchDocument.objects.filter(slot=live_slot())
        beside = sum(
            len("".join(row).encode())
            for row in rows.values_list("title", "names", "keywords").iterator()
        )
        return (sum(engine().size(live_slot()).values()) + beside + 60 * self.size) / self.texts

    def one_more(self):
        """CPU milliseconds to index one entry that is published, the mean of twenty."""
        load_dictionaries()
        entries = list(Entry.objects.order_by("-pk")[:20])
        spent = time.process_time()
        for entry in entries:
            with transaction.atomic():
                index(entry)
        return f"{(time.process_time() - spent) * 1000 / len(entries):.1f}"

    def questions(self, count, chance):
        """Lines of one to four words: the phrases of the trade, words of one text (near each other
        or anywhere in it)."""
        lines = list(PHRASES)
        keys = list(Entry.objects.values_list("pk", flat=True))
        while len(lines) < count:
            text = Entry.objects.get(pk=chance.choice(keys)).plain_text
            start = chance.randint(0, max(0, len(text) - 200))
            words = [squeeze(word) for word in segmenter.cut_words(text[start : start + 200])]
            words = [word for word in words if 2 <= len(word) <= 8][1:-1]
            wanted = chance.randint(1, 4)
            if len(words) >= wanted:
                lines.append(" ".join(chance.sample(words, wanted)))
        return lines

    def find(self, line):
        return search_entries(read_query(line)).count

    def page(self, line):
        answer = self.client.get("/search/", {"q": line})
        assert answer.status_code == 200
        assert b"<mark>" in answer.content, line

    def hostile(self):
        """Lines that ask for the most work: many frequent words, one long run that stands
        somewhere or nowhere, words that nothing holds, letters, single characters."""
        text = squeeze(Entry.objects.order_by("-pk")[5].plain_text)
        frequent = "的 一 是 在 了 不 和 有".split()
        nowhere = squeeze("".join(PHRASES)) * 4
        return [
            " ".join(PHRASES[:8]), " ".join(f"{a}{b}" for a, b in pairwise(PHRASES)),
            text[300:400], nowhere[:100], text[300:350] + nowhere[:50], " ".join(frequent),
            "发展 -的 -一", "经济 -中国 -企业 -记者", " ".join(nowhere[n : n + 12] for n in range(8)),
            "xian" * 25, "fangan" * 16, "zgrmyhjjfz", " ".join("qwrtypsd"), "龘靐 齉爩 鱻麤",
        ]  # fmt: skip

    def any_page(self, line):
        assert self.client.get("/search/", {"q": line}).status_code == 200

    def against(self, lines, size, *, few):
        """A row for each of the others, with recall and precision against every entry that holds
        the words. With `few` of so many lines, each asked once: reading 100,000 texts is slow."""
        from .search import measured, spread

        lines, rounds = (lines[:30], 1) if few else (lines, 2)
        truth = {line: self._truth(line) for line in lines[:100]}
        rows = []
        for name, make, largest in OTHERS:
            if largest and size > largest:
                continue
            spent = time.process_time()
            other = make(Entry.objects.order_by("published_at", "pk"))
            if other is None:
                continue
            spent = time.process_time() - spent
            times = measured(other.first_ten, lines, rounds=rounds)
            share = f"{other.size() / self.texts:.2f}" if other.size() else "0"
            quality = _quality(other, truth)
            rows.append([f"{size:,}", name, *spread(times), *quality, share, f"{spent:.0f}"])
        return rows

    def _truth(self, line):
        return set.intersection(*(entries_holding(word) for word in line.split()))


def _quality(other, truth):
    """Recall and precision over all hits, and how many questions find nothing that is there."""
    found = right = there = nothing = 0
    for line, keys in truth.items():
        answer = other.all(line)
        found, right, there = found + len(answer), right + len(answer & keys), there + len(keys)
        nothing += bool(keys) and not answer
    precision = f"{right / found:.3f}" if found else "–"
    return [f"{right / there:.3f}", precision, f"{nothing} of {len(truth)}"]


def _processor_time():
    import resource

    own, children = (
        resource.getrusage(which) for which in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
