"""What related entries cost at 1,000 and at 10,000 public entries: a publication, a withdrawal, a
page.

python -m tests.benchmarks.relating [1000 10000]
"""

import time

from tests.benchmarks.site import each_alone, fresh_site, milliseconds

SIZES = (1_000, 10_000)
TIMES = 15
WORDS, A_TEXT = 3_000, 12


def grow(total):
    """Entries with twelve words each, of which a few are in most texts and most in few;
    milliseconds that each took."""
    from random import Random

    from series.actions.relations.related import relate_some
    from series.models import Entry, Revision, RevisionKeyterms
    from tests.benchmarks.entries import grow_to

    grow_to(total)
    chance, names = Random(1), [f"词{number}" for number in range(WORDS)]
    weights = [1 / (number + 1) for number in range(WORDS)]
    RevisionKeyterms.objects.bulk_create(
        [
            RevisionKeyterms(
                revision_id=key, words=list(set(chance.choices(names, weights, k=A_TEXT)))
            )
            for key in Revision.objects.values_list("pk", flat=True)
        ],
        batch_size=500,
    )
    start, last = time.process_time(), 0
    while last is not None:
        last = relate_some(Entry.objects.published(), after=last, most=100)
    return (time.process_time() - start) * 1000 / total


def at(size):
    """{what: milliseconds or a number} at one size, on a site of its own."""
    fresh_site()
    taken = grow(size)
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext

    from series.actions.relations.related import delete_relations, relate
    from series.models import Entry, RelatedEntry
    from series.views.related import related_to

    rows = list(Entry.objects.order_by("pk")[size // 2 : size // 2 + 40])

    def undone(deed):
        with transaction.atomic():
            deed()
            transaction.set_rollback(True)

    def worst(deed):
        return max(milliseconds(lambda row=row: undone(lambda: deed(row)), times=3) for row in rows)

    def once(deed, row):
        return milliseconds(lambda: undone(lambda: deed(row)), times=TIMES)

    with CaptureQueriesContext(connection) as asked:
        related_to(rows[0])
    return {
        "work all out, ms an entry": taken,
        "after a publication, ms": once(lambda row: relate(row.pk), rows[0]),
        "after a publication, dearest of 40, ms": worst(lambda row: relate(row.pk)),
        "at withdrawal, ms": once(lambda row: delete_relations(row.pk), rows[0]),
        "queries of a page": len(asked),
        "for a page, ms": milliseconds(lambda: related_to(rows[0]), times=TIMES),
        "rows kept an entry": RelatedEntry.objects.count() / size,
    }


if __name__ == "__main__":
    each_alone("relating", at, sizes=SIZES)
