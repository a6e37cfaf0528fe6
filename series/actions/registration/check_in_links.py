"""Links of helpers and walls: made and revoked at the desk. Decision 131."""

import secrets

from django.db import transaction
from django.utils import timezone

from chamber.personal_data.fields import keyed_hashes
from series.actions.audit.chain import record
from series.actions.errors import EditorialError, RegistrationError
from series.models import CheckInLink, CheckInLinkKind, PreparedRows
from series.models.audit import lock_audit_chain
from series.models.participation.check_in import LINK_PURPOSE
from series.registration.attendance import closes_at, door_closed_because

from .promotion import lock_settings
from .settings import check_may

BYTES = 24
REVOKED = "这条签到链接已被收回，请向主办方要新的。"


class EndedCheckInError(RegistrationError):
    """A link that was revoked, or whose event takes no check-ins now."""


@transaction.atomic
def make_link(event, *, kind, name, by) -> tuple[CheckInLink, str]:
    """Make a link for helpers or a wall.

    Returns it and its token, which is stored nowhere.
    """
    lock_audit_chain()
    check_may(by, "register", event)
    lock_settings(event.pk)
    if kind not in CheckInLinkKind.values or not name:
        raise EditorialError("请写明链接给谁用，例如“2号口”")
    if event.starts_at is None or timezone.now() >= closes_at(event):
        raise EditorialError("活动没有时间或已经结束，不能生成签到链接")
    token = secrets.token_urlsafe(BYTES)
    link = CheckInLink.objects.create(
        event=event, kind=kind, name=name[:40], token_hash=_hashes(token)[0], created_by=by
    )
    record("生成签到链接", by=by, entry=event, link=link.pk, purpose=link.get_kind_display())
    return link, token


@transaction.atomic
def revoke_link(link, *, by):
    """End a link now; who was checked in by it stays so."""
    lock_audit_chain()
    check_may(by, "register", link.event)
    if CheckInLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now()):
        record("收回签到链接", by=by, entry=link.event, link=link.pk)


def link_of(token: str, kind) -> CheckInLink | None:
    """Return the link of a token with its event; None where this site made none."""
    made = CheckInLink.objects.filter(kind=kind, token_hash__in=_hashes(token)) if token else None
    key = made.values_list("pk", flat=True).first() if token else None
    found = _WITH_EVENT.rows(key) if key else ()
    return found[0] if found else None


# To compile it took a seventh of a search at the door.
_WITH_EVENT = PreparedRows(
    lambda key: CheckInLink.objects.select_related(
        "event__registration_settings", "event__series"
    ).filter(pk=key),
    values=1,
)


def ended_because(link) -> str:
    """Return why a link opens nothing now; empty while it is good."""
    if link.revoked_at:
        return REVOKED
    return door_closed_because(link.event, timezone.now())


def check_open(link):
    """Raise EndedCheckInError where the link opens nothing now; read under the event's lock."""
    link.refresh_from_db(fields=["revoked_at"])
    if sentence := ended_because(link):
        raise EndedCheckInError(sentence)


def _hashes(token):
    return keyed_hashes(token, LINK_PURPOSE)
