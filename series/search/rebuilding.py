"""Build a new index beside the one that serves. Decision 69.

The build goes through the public entries in order of publication, one batch a transaction, and
stores how far it got; an interrupted build continues from there. What is published meanwhile is
written to both slots. At the end the missing entries are added and the slots change places, in one
transaction that locks the audit chain, as every publication does, so that no entry is missed.
"""

import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from multiprocessing import get_context
from time import sleep

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from series.models import Entry, SearchDocument, SearchIndex, Slot, SlotState
from series.models.audit import lock_audit_chain
from series.text.language import vocabulary

from .asking import Ask
from .composing import compose, dictionary_folders, start_worker
from .damage import DamagedIndexError
from .documents import pieces_of, rows_of
from .draft_index import rebuild_drafts
from .engine import engine, live_slot
from .identity import identity
from .indexing import store_documents

BATCH = 200
WORTH_A_POOL = 400  # entries; below, starting the processes costs more (jieba: a second each)
PROBE = Ask((("工商",),))
GRACE = 3.0  # seconds in which questions that began in the old slot are answered


@dataclass(frozen=True)
class Rebuilt:
    """The result: the entries of the new index, and whether an earlier build was continued."""

    entries: int
    resumed: bool


def is_current() -> bool:
    """Tell whether the serving index was made with what is installed now."""
    return SearchIndex.objects.filter(state=SlotState.LIVE, identity=identity()).exists()


def is_there() -> bool:
    """Tell whether an index was ever built here, with any versions."""
    return SearchIndex.objects.filter(state=SlotState.LIVE).exists()


def rebuild(
    *,
    processes: int = 2,
    batch: int = BATCH,
    tell: Callable[[int, int], None] = lambda done, total: None,
    grace: float = GRACE,
) -> Rebuilt:
    """Build a new index and let it serve, then the desk's.

    Call `tell(done, total)` after every batch."""
    slot, resumed = _begin()
    total = Entry.objects.published().count()
    with _workers(processes if total > WORTH_A_POOL else 1) as composed:
        while _step(slot, batch, composed):
            tell(min(SearchIndex.objects.get(slot=slot).done, total), total)
    engine().finish(slot)
    old = _change_places(slot)
    if SearchDocument.objects.filter(slot=old).exists():
        sleep(grace)
    _clear(old)
    rebuild_drafts()
    return Rebuilt(SearchDocument.objects.filter(slot=slot).count(), resumed)


@transaction.atomic
def _begin():
    """Return (slot to build, whether an earlier build of the same identity is continued)."""
    lock_audit_chain()
    made_with = identity()
    begun = SearchIndex.objects.filter(state=SlotState.BUILDING).first()
    if begun and begun.identity == made_with and _takes_texts(begun.slot):
        return begun.slot, True
    slot = Slot.B if live_slot() == Slot.A else Slot.A
    _clear(slot)
    engine().create(slot)
    SearchIndex.objects.update_or_create(
        slot=slot,
        defaults={
            **{"state": SlotState.BUILDING, "identity": made_with},
            **{"reached_at": None, "reached": 0, "done": 0},
        },
    )
    return slot, False


def _takes_texts(slot):
    """Tell whether the tables of a build that was cut off can still be read."""
    try:
        engine().newest(slot, PROBE, limit=1)
        engine().in_headings(slot, PROBE, limit=1)
    except DamagedIndexError:
        return False
    return True


@transaction.atomic
def _clear(slot):
    engine().drop(slot)
    SearchDocument.objects.filter(slot=slot).delete()
    SearchIndex.objects.filter(slot=slot).delete()


def _workers(processes):
    """Return a context whose function composes many pieces, in this many processes."""
    if processes < 2:
        return nullcontext(lambda many: map(compose, many))
    return _Pool(processes)


class _Pool:
    def __init__(self, processes):
        terms = vocabulary.in_use()
        self._pool = ProcessPoolExecutor(
            processes,
            mp_context=get_context("spawn"),
            initializer=start_worker,
            initargs=(terms.entries, terms.stamp, dictionary_folders(), os.getpid()),
        )

    def __enter__(self):
        return lambda many: self._pool.map(compose, many, chunksize=10)

    def __exit__(self, *_):
        self._pool.shutdown(cancel_futures=True)


def _step(slot, batch, composed):
    """Index the next batch; return False where there is none."""
    state = SearchIndex.objects.get(slot=slot)
    rows = Entry.objects.published().order_by("published_at", "pk")
    if state.reached_at:
        rows = rows.filter(
            Q(published_at__gt=state.reached_at)
            | Q(published_at=state.reached_at, pk__gt=state.reached)
        )
    passed = list(rows.values_list("pk", "kind", "published_at", "version")[:batch])
    if not passed:
        return False
    rows = rows_of([(key, kind) for key, kind, _, _ in passed])
    documents = dict(zip(rows, composed(list(map(pieces_of, rows.values()))), strict=True))
    _store_batch(slot, passed, rows, documents)
    return True


@transaction.atomic
def _store_batch(slot, passed, rows, documents):
    """Store the documents of a batch, and compose again those whose entry has changed.

    An entry that was published meanwhile is in the slot already.
    """
    keys = [key for key, _, _, _ in passed]
    now = Entry.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    versions = {row.pk: row.version for row in now if row.is_public}
    stored = SearchDocument.objects.filter(slot=slot, entry__in=keys)
    present = set(stored.values_list("entry", flat=True))
    missing = [row for row in passed if row[0] in versions and row[0] not in present]
    pairs = []
    for key, kind, _, version in missing:
        row, document = rows.get(key), documents.get(key)
        if row is None or versions[key] != version:
            row, document = _fresh(key, kind)
        pairs.append((row, document))
    store_documents(slot, pairs)
    last_key, _, last_at, _ = passed[-1]
    state = SearchIndex.objects.get(slot=slot)
    state.reached_at, state.reached, state.done = last_at, last_key, state.done + len(passed)
    state.save()


@transaction.atomic
def _change_places(slot):
    """Add what is missing and let the slot serve; return the slot that served before."""
    lock_audit_chain()
    documents = SearchDocument.objects.filter(slot=slot, entry=OuterRef("pk"))
    left = Entry.objects.published().filter(~Exists(documents)).order_by("published_at", "pk")
    for key, kind in left.values_list("pk", "kind"):
        store_documents(slot, [_fresh(key, kind)])
    old = live_slot()
    SearchIndex.objects.filter(slot=old).delete()
    SearchIndex.objects.filter(slot=slot).update(state=SlotState.LIVE)
    return old


def _fresh(key, kind):
    (row,) = rows_of([(key, kind)]).values()
    return row, compose(pieces_of(row))
