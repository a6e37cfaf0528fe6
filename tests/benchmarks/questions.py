"""Questions as people ask them: is the text that answers one among the first ten?

    python -m tests.benchmarks.questions [texts] [questions]

Texts of twelve subjects of our own (tests/benchmarks/subjects.py). Beside the site's search plain BM25
over jieba's words, with every text in memory. With DATABASE_URL the same on PostgreSQL.
"""

import sys
import time
from collections import Counter, defaultdict
from math import log

from tests.benchmarks.search import spread
from tests.benchmarks.site import fresh_site, table

FIRST = 10
SIZES = (3_000, 240)
COMPOSED = 5_000  # more texts are indexed without keyterms, which take the time
K, B = 1.2, 0.75


class Bm25:
    """Plain BM25 over jieba's words, all texts in memory."""

    def __init__(self, texts):
        from series.text.language.segmenter import cut_words

        self.cut = cut_words
        counted = [Counter(cut_words("\n".join([one.headline, *one.paragraphs]))) for one in texts]
        self.lengths = [sum(counts.values()) for counts in counted]
        self.mean = sum(self.lengths) / len(counted)
        self.found = defaultdict(list)
        for place, counts in enumerate(counted):
            for word, times in counts.items():
                self.found[word].append((place, times))

    def places(self, question):
        scores, total = Counter(), len(self.lengths)
        for word in set(self.cut(question)):
            holders = self.found.get(word, ())
            rarity = log(1 + (total - len(holders) + 0.5) / (len(holders) + 0.5))
            for place, times in holders:
                long = K * (1 - B + B * self.lengths[place] / self.mean)
                scores[place] += rarity * times * (K + 1) / (times + long)
        return [place for place, _ in scores.most_common(FIRST)]


def main():
    count, asked = (int(word) for word in sys.argv[1:3]) if len(sys.argv) > 2 else SIZES
    fresh_site()
    from series.search import warming
    from tests.benchmarks.subjects import texts_and_questions
    from tests.helpers.corpus import publish

    warming.switch_on().join()
    texts, questions = texts_and_questions(count, asked)
    keys = publish(texts, indexed=count <= COMPOSED)
    if count > COMPOSED:
        index_plainly(keys)
    ways, times, lost = Counter(), [], []
    for one in questions:
        start = time.perf_counter()
        how, found = answer(one.question)
        times.append((time.perf_counter() - start) * 1000)
        ways[how] += 1
        if keys[one.place] not in found:
            lost.append((how, one.question))
    plain = Bm25(texts)
    by_plain = sum(one.place in plain.places(one.question) for one in questions)
    for how, question in lost[:10]:
        print(f"lost ({how}): {question}")
    head = ["texts", "questions", "found", "plain BM25", "answered by", "p50 ms", "p90", "p99"]
    table([*head, "most"], [[
        count, asked, f"{1 - len(lost) / asked:.3f}", f"{by_plain / asked:.3f}",
        ", ".join(f"{how} {times}" for how, times in ways.most_common()), *spread(sorted(times)),
    ]])  # fmt: skip


def index_plainly(keys):
    """Put texts into the index without keyterms and sounds, which no question as asked reads."""
    from series.models import Kind
    from series.search.asking import IndexedDocument
    from series.search.documents import pieces_of, rows_of
    from series.search.engine import engine, live_slot
    from series.search.indexing import store_documents
    from series.text.language.index_form import squeeze

    for start in range(0, len(keys), 1_000):
        pairs = []
        for row in rows_of([(key, Kind.ARTICLE) for key in keys[start : start + 1_000]]).values():
            pieces = pieces_of(row)
            titles, rest = map(squeeze, pieces.titles[:1]), map(squeeze, pieces.rest)
            whole = (*(piece for piece in rest if piece), squeeze(row.headline))
            pairs.append((row, IndexedDocument(tuple(titles), (), (), whole, pieces.marks)))
        store_documents(live_slot(), pairs)
    engine().finish(live_slot())


def answer(question):
    """Return (how, keys of the first ten entries), as the page of a search finds them."""
    from series.search.guessing import guess
    from series.search.narrowing import EVERYTHING
    from series.search.query import read_query
    from series.search.searching import search_entries

    query = read_query(question)
    found, how = search_entries(query), "exact"
    if not found.count and (other := guess(query, EVERYTHING)):
        found, how = other.answer, other.how
    return how, [one.entry for one in found.candidates[:FIRST]]


if __name__ == "__main__":
    main()
