"""Putting a revision in front of readers, and taking an entry back."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from series.models import Entry, TaggedEntry, Visibility
from series.roles import may

from .applying import apply_content
from .auditing import record
from .content import check_complete, check_references, original_moment
from .counting import count, hold_numbers
from .errors import EditorialError
from .reviewing import missing_levels
from .revising import locked


@transaction.atomic
def publish(entry, *, revision, by, channel="desk"):
    """Put a fully signed revision in front of readers."""
    if not may(by, "publish", entry):
        raise EditorialError("发布须由终审人员或管理员操作")
    entry = locked(entry)
    missing = missing_levels(entry, revision=revision)
    if missing:
        levels = "、".join(level.label for level in missing)
        raise EditorialError(f"《{entry}》还缺{levels}签字，暂不能发布")
    check_references(revision.content)
    row = _go_live(entry, revision)
    record("发布", by=by, channel=channel, entry=entry, digest=revision.digest)
    return row


@transaction.atomic
def publish_archive(entry, *, revision, by=None, channel):
    """Publish a text that was public elsewhere: no signatures, its original date, audited."""
    entry = locked(entry)
    row = _go_live(entry, revision)
    record(
        "归档导入发布",
        by=by,
        channel=channel,
        entry=entry,
        digest=revision.digest,
        original=revision.content["dateline"],
    )
    return row


def _go_live(entry, revision):
    if revision.entry_id != entry.pk:
        raise EditorialError(f"这一版不是《{entry}》的版本，不能发布")
    if entry.live_id == revision.pk and entry.is_public:
        raise EditorialError(f"《{entry}》的这一版已经发布，无需重复发布")
    check_complete(entry.kind, revision.content)
    hold_numbers()
    if entry.is_public:
        count(entry, step=-1)
    moment, time_known = original_moment(revision.content)
    first = entry.published_at is None
    claimed = Entry.objects.filter(pk=entry.pk, version=entry.version).update(
        version=F("version") + 1,
        live=revision,
        visibility=Visibility.PUBLIC,
        withdrawn_at=None,
        published_at=(moment or timezone.now()) if first else entry.published_at,
        time_known=time_known if first else entry.time_known,
    )
    if not claimed:
        raise EditorialError(f"《{entry}》刚被他人改动，请刷新后再试")
    row = apply_content(entry, revision.content)
    count(row, step=1)
    return row


@transaction.atomic
def withdraw(entry, *, reason, by, channel="desk"):
    """Take a public entry off every page. Its address answers 410 from now on."""
    if not may(by, "withdraw", entry):
        raise EditorialError("撤稿须由终审人员或管理员操作")
    if not reason.strip():
        raise EditorialError("撤稿须写明原因，请填写后再撤")
    entry = locked(entry)
    if not entry.is_public:
        raise EditorialError(f"《{entry}》目前没有公开，无需撤稿")
    hold_numbers()
    count(entry, step=-1)
    Entry.objects.filter(pk=entry.pk).update(
        visibility=Visibility.WITHDRAWN,
        withdrawn_at=timezone.now(),
        version=F("version") + 1,
    )
    TaggedEntry.objects.filter(content_object=entry.pk).update(published_at=None)
    record(
        "撤稿", by=by, channel=channel, entry=entry, digest=entry.live.digest, reason=reason.strip()
    )
    entry.refresh_from_db()
    return entry
