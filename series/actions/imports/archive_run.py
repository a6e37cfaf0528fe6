"""The batches of an archive's texts: read, planned one by one, stored together (decision 98)."""

import logging
from dataclasses import replace

from django.db import DatabaseError, DataError, IntegrityError
from django.db.models import F

from series.actions.relations.related import relate
from series.actions.relations.similar import remember_text
from series.models import Entry, PendingRelation
from series.text.markup.blocks import TextError

from .batch import finish_batch, is_simple, write_batch
from .receipt import ImportReceipt

log = logging.getLogger(__name__)
MOST_NAMED = 3


class ArchiveBatch:
    """One batch of a run.
    `results` has a receipt for each text, in the order of the lines."""

    def __init__(self, run, batch):
        self.run, self.batch = run, batch
        self.results = [row.receipt for row, _ in batch]
        self.waiting = []  # (place, reading, plan) of texts that are stored together

    def receipts(self):
        """Import the batch and return its receipts."""
        for at, (row, read) in enumerate(self.batch):
            if row.receipt is None:
                result = self.run.text(
                    row.name, lambda at=at, row=row, read=read: self._take(at, row, read)
                )
                self.results[at] = result
        self._store()
        return self.results

    def _take(self, at, row, read):
        reading = read()
        if isinstance(reading, str):
            raise TextError(reading)
        plan = self.run.plan(reading, entry=row.entry)
        if isinstance(plan, ImportReceipt):
            return plan
        if self.run.commit and is_simple(plan):
            self.run.remember(plan)
            self.waiting.append((at, reading, plan))
            return plan.receipt
        self._store()
        return self.run.write(plan)

    def _store(self):
        """Store the waiting texts together; where that fails, one by one."""
        waiting, self.waiting = self.waiting, []
        plans = [plan for _, _, plan in waiting]
        if not plans:
            return
        try:
            texts = write_batch(plans, catalogue=self.run.catalogue)
        except (IntegrityError, DataError):
            self._store_each(waiting)
        except DatabaseError:
            raise
        except Exception:
            log.exception("import of a batch; its texts are imported one by one")
            self._store_each(waiting)
        else:
            self._tell(waiting, _finished(texts))

    def _store_each(self, waiting):
        self.run.catalogue.ids.clear()
        for _, _, plan in waiting:
            self.run.forget(plan)
        for at, reading, plan in waiting:
            name = plan.receipt.file
            self.results[at] = self.run.text(name, lambda reading=reading: reading)

    def _tell(self, waiting, sentences):
        for at, _, plan in waiting:
            notes = [plan.message, *sentences.get(plan.key, ())[:MOST_NAMED]]
            receipt = replace(plan.receipt, status=plan.status, message="；".join(notes))
            self.results[at] = receipt


def _finished(texts):
    """Work out similar texts and relations.
    A failure is logged and made good at the end."""
    try:
        return finish_batch(texts)
    except Exception:
        log.exception("similar texts and relations of a batch")
        return {}


def finish_imports():
    """Compare and relate the imported texts that a run left undone when it was killed."""
    imported = Entry.objects.filter(import_key__isnull=False)
    unread = imported.filter(newest__isnull=False).exclude(sample__revision=F("newest"))
    for key in list(unread.values_list("pk", flat=True)):
        remember_text(key)
    pending = PendingRelation.objects.filter(entry__in=imported.published().values("pk"))
    for key in list(pending.values_list("entry", flat=True)):
        relate(key)
