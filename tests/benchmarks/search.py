"""Search at 1,000, 10,000 and 100,000 entries, and beside it what others build on.

    python -m tests.benchmarks.search [sizes…] [--against]

One site grows from size to size; at each the index is rebuilt. 200 questions of one to four words,
common and rare, three rounds, the best of each question kept. `--against` adds LIKE, FTS5's
trigrams, FTS5 over jieba's words and, up to 10,000, Whoosh with jieba's analyzer. With DATABASE_URL
the same on PostgreSQL.
"""

import argparse
import time
from random import Random

from tests.benchmarks.site import fresh_site, table

ROUNDS = 3
QUESTIONS = 200
SPARED = 10_000  # beyond this the others are asked fewer questions


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("sizes", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    parser.add_argument("--against", action="store_true")
    asked = parser.parse_args()
    fresh_site()
    from tests.benchmarks.search_site import Site

    site, rows, others = Site(), [], []
    for size in asked.sizes:
        site.grow_to(size)
        built = site.rebuild()
        lines = site.questions(QUESTIONS, Random(7))
        times = measured(site.find, lines)
        pages = measured(site.page, lines[:50], rounds=2)
        worst = measured(site.any_page, site.hostile(), rounds=2)
        row = [f"{size:,}", *spread(times), *spread(pages), f"{worst[-1]:.0f}", *built]
        rows.append([*row, site.one_more()])
        if asked.against:
            others += site.against(lines, size, few=size > SPARED)
    head = ["entries", "p50 ms", "p90", "p99", "most"]
    head += [
        "page p50 ms",
        "p90",
        "p99",
        "most",
        "hostile page, most",
        "rebuild, s",
        "ms an entry, CPU",
        "index ÷ text",
    ]
    table([*head, "one entry more, ms CPU"], rows)
    if others:
        print()
        table(["entries", "search by", "p50 ms", "p90", "p99", "most", "recall", "precision",
               "find nothing", "index ÷ text", "build, s CPU"], others)  # fmt: skip


def measured(deed, lines, *, rounds=ROUNDS):
    """The best milliseconds of each line, in order of size."""
    best = [float("inf")] * len(lines)
    for _ in range(rounds):
        for place, line in enumerate(lines):
            start = time.perf_counter()
            deed(line)
            best[place] = min(best[place], (time.perf_counter() - start) * 1000)
    return sorted(best)


def spread(times):
    """p50, p90, p99 and the most, as a table prints them."""
    last = len(times) - 1
    return [f"{times[round(last * part)]:.2f}" for part in (0.5, 0.9, 0.99, 1)]


if __name__ == "__main__":
    main()
