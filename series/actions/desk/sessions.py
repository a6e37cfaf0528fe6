"""A person's sessions: the list that its owner reads, and how sessions are ended.
Decision 110."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from chamber.models import UserSession
from series.actions.audit.chain import record
from series.actions.errors import EditorialError
from series.models.audit import lock_audit_chain

ENDED = "结束登录"


@dataclass(frozen=True)
class OpenSession:
    """One session in words; `mark` names it without telling the key that opens it."""

    mark: str
    device: str
    address: str
    started_at: datetime
    seen_at: datetime
    current: bool


def open_sessions(user, *, current):
    """Return the person's sessions that have not ended, the one with the key `current` first."""
    rows = [
        OpenSession(
            _mark(row),
            row.device or "未知设备",
            row.address or "未知地址",
            row.started_at,
            row.seen_at,
            row.session_key == current,
        )
        for row in _open_rows(user).order_by("-seen_at")
    ]
    return sorted(rows, key=lambda row: not row.current)


@transaction.atomic
def end_session(user, mark, *, by):
    """End the person's session with this mark. Raises EditorialError where there is none."""
    lock_audit_chain()
    found = [row for row in _open_rows(user) if _mark(row) == mark]
    if not found:
        raise EditorialError("这个登录已经结束，请刷新本页")
    found[0].delete()
    record(ENDED, by=by, object=user.get_username(), count=1)


@transaction.atomic
def end_sessions(user, *, by, keep=None):
    """End all sessions of this person but the one with the key `keep`.
    Returns how many."""
    lock_audit_chain()
    rows = _open_rows(user).exclude(session_key=keep)
    count = rows.count()
    UserSession.objects.filter(user=user).exclude(session_key=keep).delete()
    if count:
        record(ENDED, by=by, object=user.get_username(), count=count)
    return count


def end_facts(session):
    """Return the seconds that a session has left, and whether a request would prolong it."""
    left = (session.ends_at - timezone.now()).total_seconds() if session.ends_at else 0
    return {"left": max(int(left), 0), "prolongable": session.prolongable}


def _open_rows(user):
    return UserSession.objects.filter(user=user, expire_date__gt=timezone.now())


def _mark(row):
    return salted_hmac("series.actions.desk.sessions", row.session_key).hexdigest()[:16]
