"""The desk's own index: texts that readers do not see.

An entry is in it while it is not public, or while its newest revision is not; the text that readers
see stands in the public index. Nothing here writes to the public tables, and no reader's question
reads these. What is written over stays in the engine's lists, out of reach, until `reindex`.
Decision 125.
"""

import logging
from collections.abc import Callable

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from series.models import DraftDocument, Entry, Visibility
from series.text.language.index_form import squeeze

from .asking import DRAFTS, IndexedDocument
from .damage import DamagedIndexError
from .engine import engine

BATCH = 200
NOT_FOR_READERS = Q(newest__isnull=False) & (
    ~Q(visibility=Visibility.PUBLIC) | Q(live__isnull=True) | ~Q(newest=F("live"))
)
_log = logging.getLogger(__name__)


@transaction.atomic(savepoint=False)
def refresh_drafts(keys) -> None:
    """Store the texts of these entries as they now stand.

    Those that readers see are removed.

    A damaged index does not refuse a save: the text is in its revision, and `reindex` finds it.
    """
    DraftDocument.objects.filter(entry__in=keys).delete()
    rows = Entry.objects.filter(NOT_FOR_READERS, pk__in=keys).select_for_update(of=("self",))
    facts = list(
        rows.order_by("pk").values_list(
            *("pk", "newest", "live", "visibility", "draft_text", "plain_text")
        )
    )
    if not facts:
        return
    try:
        with transaction.atomic():
            _store(facts)
    except DamagedIndexError as error:
        _log.warning("drafts %s are not in the index: %s", [row[0] for row in facts], error)


def _store(facts):
    stored = DraftDocument.objects.bulk_create(
        DraftDocument(entry_id=entry, revision_id=newest) for entry, newest, *_ in facts
    )
    pairs = zip(stored, facts, strict=True)
    engine().add(DRAFTS, [(row.pk, _document(*fact[1:])) for row, fact in pairs])


def _document(newest, live, visibility, draft_text, plain_text):
    """Return the document of one text: its words alone, no names, no filters.

    With the text that was public, where it was withdrawn and revised since.
    """
    withdrawn = visibility != Visibility.PUBLIC and live not in (None, newest)
    texts = (draft_text, plain_text) if withdrawn else (draft_text,)
    whole = tuple(filter(None, map(squeeze, texts)))
    return IndexedDocument(titles=(), names=(), keywords=(), whole=whole)


def missing():
    """Return the entries whose text should be in the index and is not."""
    there = DraftDocument.objects.filter(entry=OuterRef("pk"), revision=OuterRef("newest"))
    return Entry.objects.filter(NOT_FOR_READERS).filter(~Exists(there))


def fill_drafts(*, tell: Callable[[int], None] = lambda done: None) -> int:
    """Store the texts that are missing, a batch a transaction; return how many."""
    done, last = 0, 0
    while keys := list(
        missing().filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]
    ):
        refresh_drafts(keys)
        done, last = done + len(keys), keys[-1]
        tell(done)
    return done


def rebuild_drafts(*, tell: Callable[[int], None] = lambda done: None) -> int:
    """Make the index anew and return how many texts it has.

    Searching meanwhile finds what is in it already.
    """
    with transaction.atomic():
        engine().drop(DRAFTS)
        DraftDocument.objects.all().delete()
        engine().create(DRAFTS)
    done = fill_drafts(tell=tell)
    engine().finish(DRAFTS)
    return done
