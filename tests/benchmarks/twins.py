"""What the search for twins costs at 1,000 and at 10,000 entries: saving, looking, disk.

python -m tests.benchmarks.twins [1000 10000]
"""

import time

from tests.benchmarks.site import each_alone, fresh_site, milliseconds

SIZES = (1_000, 10_000)
TIMES = 15


def texts(total):
    """As many texts of some 1,300 characters, each a mixture of sentences of its own."""
    from random import Random

    from tests.helpers.samples.edits import demo_texts

    signs = sorted({sign for text in demo_texts().values() for sign in text if sign.isalnum()})
    for number in range(total):
        chance = Random(number)
        lines = ("".join(chance.choices(signs, k=40)) for _ in range(30))
        yield INTRODUCTION + "。".join(lines)


INTRODUCTION = "本栏目介绍全市民营经济代表人士履职尽责的做法，每周刊出一期，欢迎来稿。" * 3


def grow(total):
    """Entries with these texts, their numbers as `find_twins --commit` stores them. Seconds."""
    from django.db.models import QuerySet

    from series.actions.relations.similar_pairs import read_some
    from series.models import Entry, Revision
    from series.text.markup.stored_html import paragraph
    from tests.benchmarks.entries import grow_to

    grow_to(total)
    keys = Entry.objects.order_by("pk").values_list("pk", flat=True)
    bodies = dict(zip(keys, texts(total), strict=True))
    rows = list(Revision.objects.all())
    for row in rows:
        row.content["body"] = paragraph(bodies[row.entry_id])
    QuerySet(Revision).bulk_update(rows, ["content"], batch_size=500)
    start = time.process_time()
    while read_some(most=100):
        pass
    return time.process_time() - start


def at(size):
    """{what: milliseconds or bytes} at one size, on a site of its own."""
    fresh_site()
    taken = grow(size)
    from django.db import connection, transaction
    from django.db.models import QuerySet

    from series.actions.relations.similar import remember_text, similar_to_text
    from series.models import Entry, Revision, Shingle, TextSample
    from tests.helpers.samples.edits import edited

    known = list(texts(3))[2]
    fresh = "".join(reversed(known))
    entry = Entry.objects.select_related("newest").order_by("pk").last()

    def save(text):
        content = {**entry.newest.content, "body": f"<p>{text}</p>"}

        def deed():
            with transaction.atomic():
                QuerySet(Revision).filter(pk=entry.newest_id).update(content=content)
                TextSample.objects.filter(entry=entry.pk).delete()
                remember_text(entry.pk)
                transaction.set_rollback(True)

        return milliseconds(deed, times=TIMES)

    copy = edited(known, share=0.05, seed=1)
    found = {
        "read what was there, ms an entry": taken * 1000 / size,
        "after a save, a text like no other": save(fresh),
        "after a save, a text with a twin": save(copy),
        "look-up alone, a text like no other": milliseconds(
            lambda: similar_to_text(fresh), times=TIMES
        ),
        "rows an entry": Shingle.objects.count() / size,
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT SUM(pgsize) FROM dbstat WHERE name LIKE 'series_shingle%' "
            "OR name = 'shingle_once_an_entry'"
        )
        found["kB an entry on disk"] = (cursor.fetchone()[0] or 0) / 1000 / size
    assert [row.entry for row in similar_to_text(copy)][:1], "the twin is found"
    return found


if __name__ == "__main__":
    each_alone("twins", at, sizes=SIZES)
