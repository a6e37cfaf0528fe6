"""Audit of access to what readers do not see (decision 31).

There is one line for a person, an entry and a revision within half an hour, whichever of its
pages they opened.
"""

from datetime import timedelta

from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from series.models import AuditLine, Entry, Revision
from series.models.entry import TEXTS_OF_ENTRY
from series.models.waiting import short_wait

from .chain import record

SEEN, OPENED = "查看未发布稿件", "打开未发布文件"
WHILE = timedelta(minutes=30)


def record_access(user, entry_id, *, number=None, page="", live_first=False):
    """Record that a person opened an unpublished revision of an entry at the desk.

    It is the newest revision, or the one of this `number`. A page with `live_first` shows what
    readers see of a public entry, which needs no line.
    """
    seen = _lately(SEEN, by=user, entry=entry_id).filter(digest=OuterRef("digest"))
    rows = Revision.objects.filter(entry=entry_id).annotate(seen=Exists(seen))
    rows = rows.filter(number=number) if number else rows.filter(entry__newest=F("pk"))
    revision = rows.select_related("entry").defer("content", *TEXTS_OF_ENTRY).first()
    if revision is None or revision.seen:
        return
    entry = revision.entry
    if entry.is_public and (live_first or revision.pk == entry.live_id):
        return
    _record(SEEN, by=user, entry=entry, digest=revision.digest, revision=revision.number, page=page)


def note_picture(user, pk):
    """Record that a person was sent a picture that no public entry shows.

    One line an entry, not a picture, since a list shows dozens.
    """
    entry = Entry.objects.only("pk").filter(pictures=pk).first()
    _once(OPENED, by=user, entry=entry, object="图片" if entry else "未入稿的图片")


def note_attachment(user, pk):
    """Record that a person was sent an attachment that no public entry shows."""
    entry = Entry.objects.only("pk").filter(attachments=pk).first()
    _once(OPENED, by=user, entry=entry, object=f"附件 {pk}")


def _once(verb, *, by, entry, digest="", object="", **detail):
    """Record an access, unless the same was recorded within half an hour."""
    same = _lately(verb, by=by, entry=entry).filter(digest=digest)
    if object:
        same = same.filter(object=object)
    if not same.exists():
        _record(verb, by=by, entry=entry, digest=digest, object=object, **detail)


def _lately(verb, *, by, entry):
    return AuditLine.objects.filter(
        at__gte=timezone.now() - WHILE, actor=by, verb=verb, entry=entry
    )


def _record(verb, **facts):
    with short_wait():  # the page is shown without its line rather than late
        record(verb, **facts)
