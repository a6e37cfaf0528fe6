"""作废：a draft that was never submitted goes to the bin.

There it is restored, or purged after 30 days.

What was submitted or public stays for ever. The database refuses it in the bin, too (decision 119).
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from series.actions.audit.chain import record
from series.actions.errors import EditorialError
from series.actions.notifying import notify, writers_of
from series.actions.relations.similar import forget_text, remember_text
from series.models import Entry, Figure, Mention, Series, TaggedEntry
from series.models.audit import lock_audit_chain
from series.roles import may

from .live_row import apply_content

DISCARDED, RESTORED = "作废", "恢复稿件"
KEPT_DAYS = 30


@transaction.atomic
def discard(entry, *, revision, by):
    """Put a draft that was never submitted into the bin.

    Its topics, figures, mentions and similar texts count no more; its issue number and its
    address are free.
    Raises EditorialError.
    """
    lock_audit_chain()
    entry = _locked(entry)
    if not may(by, "edit", entry):
        raise EditorialError("作废须由这个专栏的编辑操作")
    if entry.discarded_at:
        raise EditorialError(f"《{entry}》已在回收站里")
    if was_submitted(entry):
        raise EditorialError(f"《{entry}》送审过或发布过，不能作废；已公开的请用撤稿")
    if revision.pk != entry.newest_id:
        raise EditorialError(f"《{entry}》刚有新的版本，请刷新后再作废")
    _forget(entry)
    Entry.objects.filter(pk=entry.pk).update(
        discarded_at=timezone.now(), discarded_by=by, number=None, slug="", import_key=None
    )
    detail = {"import_key": entry.import_key} if entry.import_key else {}
    record(DISCARDED, by=by, entry=entry, digest=revision.digest, object=str(entry), **detail)
    message = f"《{entry}》被{by}作废，{KEPT_DAYS} 天内可以在回收站恢复"
    notify(writers_of(revision), message, entry=entry, but=by)


def was_submitted(entry) -> bool:
    """Tell whether an entry ever left its writers' hands: such a one is never deleted."""
    return bool(entry.live_id or entry.slip_number or entry.first_published_at)


def may_be_discarded(user, entry) -> bool:
    """Tell whether this person could put the entry into the bin now."""
    return not entry.discarded_at and not was_submitted(entry) and may(user, "edit", entry)


@transaction.atomic
def restore(entry, *, by):
    """Take a draft out of the bin, as it was. Raises EditorialError.

    An issue number or address that another entry took meanwhile is left out.
    """
    lock_audit_chain()
    entry = _locked(entry)
    if not may(by, "edit", entry):
        raise EditorialError("恢复须由这个专栏的编辑操作")
    if not entry.discarded_at:
        raise EditorialError(f"《{entry}》不在回收站里")
    if not entry.newest_id:
        raise EditorialError(f"《{entry}》作废已满 {KEPT_DAYS} 天，已经清除，不能恢复")
    Entry.objects.filter(pk=entry.pk).update(
        discarded_at=None, discarded_by=None, import_key=_free_key(entry)
    )
    row = apply_content(entry, _with_free_address(_with_free_number(entry)))
    record(RESTORED, by=by, entry=entry, digest=entry.newest.digest, object=str(entry))
    transaction.on_commit(lambda: remember_text(entry.pk), robust=True)
    return row


def days_left(entry) -> int:
    """Return in how many days the entry in the bin is purged, at least 0."""
    return max(KEPT_DAYS - (timezone.now() - entry.discarded_at).days, 0)


def overdue():
    """Return the drafts that have been in the bin for 30 days.

    One with words that somebody typed since then and did not save is left out: they would be lost.
    """
    limit = timezone.now() - timedelta(days=KEPT_DAYS)
    rows = Entry.objects.in_bin().filter(discarded_at__lte=limit)
    return rows.exclude(working_copies__saved_at__gt=limit).order_by("discarded_at", "pk")


def _locked(entry):
    return Entry.objects.select_for_update().get(pk=entry.pk)


def _forget(entry):
    TaggedEntry.objects.filter(content_object=entry.pk).delete()
    Figure.objects.filter(entry=entry.pk).delete()
    Mention.objects.filter(entry=entry.pk).delete()
    forget_text(entry.pk)


def _free_key(entry):
    """Return the import key that the entry had, unless an import has used it again."""
    line = entry.audit.filter(verb=DISCARDED).order_by("-pk").first()
    key = line and line.detail.get("import_key")
    return None if Entry.objects.filter(import_key=key).exists() else key


def _with_free_number(entry):
    content = entry.newest.content
    if not content["series"] or not content["number"]:
        return content
    Series.objects.select_for_update().get(pk=content["series"])
    same = Entry.objects.filter(series=content["series"], number=content["number"])
    taken = same.exclude(pk=entry.pk).exists()
    return {**content, "number": None} if taken else content


def _with_free_address(content):
    taken = content.get("slug") and Entry.objects.filter(slug=content["slug"]).exists()
    return {**content, "slug": ""} if taken else content
