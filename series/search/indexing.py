"""Write to the index, in the transaction that publishes or withdraws an entry.

So a crash leaves no half of it. While another slot is built, it is written to as well. Decision 69.
"""

from series.models import SearchDocument, learn_vocabulary

from .composing import compose
from .documents import minute_of, pieces_of, rows_of, year_of
from .engine import building_slot, engine, live_slot

SEPARATOR = "|"


def index(entry):
    """Add a public entry to the index as it now stands in the database."""
    learn_vocabulary()
    (row,) = rows_of([(entry.pk, entry.kind)]).values()
    document = compose(pieces_of(row))
    for slot in filter(None, (live_slot(), building_slot())):
        store_documents(slot, [(row, document)])


def index_many(keys, *, kind):
    """Add public entries of one kind to the index, as they now stand."""
    if not keys:
        return
    learn_vocabulary()
    rows = rows_of([(key, kind) for key in keys])
    pairs = [(row, compose(pieces_of(row))) for row in rows.values()]
    for slot in filter(None, (live_slot(), building_slot())):
        store_documents(slot, pairs)


def remove(key):
    """Remove the entry from the answers of every search."""
    SearchDocument.objects.filter(entry=key).delete()


def store_documents(slot, pairs):
    """Add (row, document) pairs to the slot in this order, in place of earlier versions."""
    SearchDocument.objects.filter(slot=slot, entry__in=[row.pk for row, _ in pairs]).delete()
    stored = SearchDocument.objects.bulk_create(_row(slot, *pair) for pair in pairs)
    documents = [(row.pk, document) for row, (_, document) in zip(stored, pairs, strict=True)]
    engine().add(slot, documents)


def _row(slot, row, document):
    return SearchDocument(
        slot=slot,
        entry_id=row.pk,
        minute=minute_of(row.published_at),
        year=year_of(row),
        kind=row.kind,
        column_id=row.column_id,
        series_id=row.series_id,
        source_id=row.source_id,
        title=SEPARATOR.join(document.titles),
        names=SEPARATOR.join(document.names),
        keywords=SEPARATOR.join(document.keywords),
    )
