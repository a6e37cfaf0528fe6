"""分享链接：links that show one revision to people without an account (decision 26).

A link has a signed token, an expiry and a count of its openings, and can be revoked.
"""

from datetime import timedelta

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from series.actions.audit.chain import origin, record
from series.actions.errors import EditorialError
from series.models import AuditLine, Entry, ShareLink, Visibility
from series.models.audit import lock_audit_chain
from series.models.entry import TEXTS_OF_ENTRY
from series.models.waiting import short_wait
from series.roles import may
from series.text.language.single_line import single_line
from series.text.markup import stored_html

SIGNER = Signer(salt="series.share")
LONGEST_DAYS = 30
OPENED, OPENING_PERIOD = "打开分享", timedelta(hours=1)


class NoSuchLinkError(LookupError):
    """An error for a token that this site never made."""


class EndedLinkError(LookupError):
    """An error for a link that has ended; the message says why."""


@transaction.atomic
def share(entry, *, revision, by, days, note=""):
    """Create a link to this revision for `days` days (1–30). Returns the ShareLink."""
    lock_audit_chain()
    if not may(by, "share", entry):
        raise EditorialError("您不能分享这篇稿件，请联系编辑")
    if not 1 <= days <= LONGEST_DAYS:
        raise EditorialError(f"有效期须为 1 到 {LONGEST_DAYS} 天，请重新填写")
    if revision.entry_id != entry.pk:
        raise EditorialError(f"这一版不是《{entry}》的版本，请刷新后再分享")
    if Entry.objects.in_bin().filter(pk=entry.pk).exists():
        raise EditorialError(f"《{entry}》已作废，请先恢复再分享")
    if entry.visibility == Visibility.WITHDRAWN:
        raise EditorialError(f"《{entry}》已撤稿，不能分享")
    link = ShareLink.objects.create(
        entry_id=entry.pk,
        revision=revision,
        note=single_line(note)[:60],
        created_by=by,
        expires_at=timezone.now() + timedelta(days=days),
    )
    detail = {"link": link.pk, "days": days, "note": link.note}
    record("分享草稿", by=by, entry=entry, digest=revision.digest, object=str(link), **detail)
    return link


@transaction.atomic
def revoke(link, *, by):
    """Revoke the link now."""
    lock_audit_chain()
    if not may(by, "share", link.entry):
        raise EditorialError("您不能撤销这条链接，请联系编辑")
    ended = ShareLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now())
    if not ended:
        raise EditorialError("这条链接早已撤销")
    record("撤销分享", by=by, entry=link.entry, digest=link.revision.digest, link=link.pk)


def token_of(link) -> str:
    return SIGNER.sign(str(link.pk)).replace(":", "~")


def link_of(token):
    """Return the link of this token if it is still valid.

    Raises NoSuchLinkError, or EndedLinkError with the sentence that the visitor reads.
    """
    try:
        key = int(SIGNER.unsign(token.replace("~", ":")))
    except (BadSignature, ValueError) as error:
        raise NoSuchLinkError from error
    rows = ShareLink.objects.select_related("entry", "revision")
    link = rows.defer(*TEXTS_OF_ENTRY).filter(pk=key).first()
    if link is None:
        raise NoSuchLinkError
    if link.revoked_at:
        raise EndedLinkError("这条链接已被编辑撤销。")
    if link.expires_at <= timezone.now():
        raise EndedLinkError("这条链接已过有效期，请向编辑索取新链接。")
    if link.entry.discarded_at:
        raise EndedLinkError("这篇草稿已作废。")
    if link.entry.visibility == Visibility.WITHDRAWN:
        raise EndedLinkError("这篇稿件已撤稿。")
    if link.entry.visibility == Visibility.EXPIRED and link.revision_id == link.entry.live_id:
        raise EndedLinkError("这篇稿件已下线。")
    return link


@transaction.atomic
def open_link(token):
    """Return the link of a token.
    Count that it was opened and record it, once an hour an address.

    The audit line has the visitor's address. Without that limit anybody could fill the audit.
    """
    link = link_of(token)
    with short_wait():
        lock_audit_chain()
        _record_opening(link)
    ShareLink.objects.filter(pk=link.pk).update(
        opened_count=F("opened_count") + 1, last_opened_at=timezone.now()
    )
    return link


def _record_opening(link):
    """Record an opening of the link unless its address has a recent line.
    Recent is within the hour."""
    since, address = timezone.now() - OPENING_PERIOD, origin.get().address
    same = AuditLine.objects.filter(
        entry=link.entry, verb=OPENED, address=address, at__gt=since, detail__link=link.pk
    )
    if not same.exists():
        digest = link.revision.digest
        record(OPENED, by=None, channel="site", entry=link.entry, digest=digest, link=link.pk)


def opens(token, *, picture=None, attachment=None) -> bool:
    """Tell whether the link of a token shows this picture or attachment."""
    if not token:
        return False
    try:
        content = link_of(token).revision.content
    except LookupError:
        return False
    if picture:
        return picture.get_absolute_url() in stored_html.picture_addresses(content["body"])
    return attachment.pk in content["attachments"]


def links_of(entry):
    """Return the entry's links, newest first, each with its `token`; ended ones have ""."""
    links = list(ShareLink.objects.filter(entry=entry).select_related("created_by", "revision"))
    now = timezone.now()
    for link in links:
        alive = link.revoked_at is None and link.expires_at > now
        link.token = token_of(link) if alive else ""
    return links
