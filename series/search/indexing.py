"""Writing to the index: in the transaction that publishes or takes back, so that a crash leaves
neither half. While another slot is built, it is written to as well."""

from series.models import SearchDocument, learn_vocabulary

from .composing import compose
from .documents import minute_of, pieces_of, rows_of, year_of
from .engine import building_slot, engine, live_slot

SEPARATOR = "|"


def index(entry):
    """Make a public entry findable as it now stands in the database."""
    learn_vocabulary()
    (row,) = rows_of([(entry.pk, entry.kind)]).values()
    document = compose(pieces_of(row))
    for slot in filter(None, (live_slot(), building_slot())):
        store_documents(slot, [(row, document)])


def remove(key):
    """Put the entry out of reach of every search."""
    SearchDocument.objects.filter(entry=key).delete()


def store_documents(slot, pairs):
    """Add (row, document) to the slot in this order; earlier versions are out of reach."""
    SearchDocument.objects.filter(slot=slot, entry__in=[row.pk for row, _ in pairs]).delete()
    kept = SearchDocument.objects.bulk_create(_row(slot, *pair) for pair in pairs)
    engine().add(slot, [(one.pk, document) for one, (_, document) in zip(kept, pairs, strict=True)])


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
