"""Headlines as people remember them: found among the first ten, and the mean of 1 ÷ place.

    python -m tests.benchmarks.remembered

1,200 texts of our own, each asked for in six ways; beside it LIKE for each word, newest first.
"""

from random import Random

from tests.benchmarks.site import fresh_site, table

TEXTS = 1_200


def main():
    fresh_site()
    from series.models import Entry
    from tests.helpers.corpus import publish, texts
    from tests.helpers.questions import FIRST, frames, measure, questions

    def by_reading(key, line):
        rows = Entry.objects.published()
        for word in line.split():
            rows = rows.filter(plain_text__icontains=word)
        shown = list(rows.newest_first().values_list("pk", flat=True)[:FIRST])
        return shown.index(key) + 1 if key in shown else None

    found = texts(TEXTS)
    keys = publish(found)
    shared, chance, asked = frames([text.headline for text in found]), Random(3), {}
    for key, text in zip(keys, found, strict=True):
        for way, line in questions(text.headline, chance, shared).items():
            asked.setdefault(way, []).append((key, line))
    rows = [
        [way, lines[0][1], len(lines), measure(lines), measure(lines[:300], by_reading)]
        for way, lines in asked.items()
    ]
    table(["asked by", "for example", "questions", "found / MRR", "LIKE"], rows)


if __name__ == "__main__":
    main()
