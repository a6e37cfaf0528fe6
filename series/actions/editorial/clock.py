"""The machine's clock: a jump forward holds all schedules until a person confirms the time.

A machine that wakes up with a wrong date would publish what is embargoed, and no clock that is put
right afterwards undoes that. The newest moment that held is stored, an hour apart; a moment more
than 26 hours later is believed only after somebody has looked at it. A site that was off for a week
goes on in the same way. A clock that is put back does no harm: nothing is due then. Decision 105.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import CharField, JSONField, Value
from django.utils import timezone

from series.actions.audit.chain import record
from series.actions.errors import EditorialError
from series.models import AuditLine, DeskCheck, Entry
from series.models.audit import lock_audit_chain
from series.roles import may

NAME = "clock"  # of the row that holds the newest moment
LAST_LINE = "line"  # of the row that `with_last_line` adds
LONGEST_STEP = timedelta(hours=26)
EVERY = timedelta(hours=1)  # between two writings of the moment


def newest_moment():
    """Return the newest moment that the database knows, or None on a new site.

    Audit lines count only before the first moment was stored: whoever logs in while the clock is
    wrong writes one, and confirms nothing by that.
    """
    return _stored_moment() or _last_line()


def _stored_moment():
    return DeskCheck.objects.filter(name=NAME).values_list("checked_at", flat=True).first()


def _last_line():
    return AuditLine.objects.values_list("at", flat=True).order_by("-pk").first()


def with_last_line(checks):
    """Return these rows of DeskCheck and one named LAST_LINE.

    Its moment is that of the last audit line. So a page that reads the checks asks nothing more where no timer has ever run."""
    newest = AuditLine.objects.order_by("-pk")[:1].values("pk")
    lines = AuditLine.objects.filter(pk__in=newest).order_by()
    line = lines.values_list(
        "pk", Value(LAST_LINE, CharField()), "at", Value(0), Value([], JSONField())
    )
    return checks.order_by().union(line, all=True)


def fault(now, *, checks=None) -> str:
    """Return the sentence about a jump of the clock.
    “” where the time can be believed.

    `checks` are the rows of DeskCheck by name and the last line, where they have been read."""
    if checks is None:
        known = newest_moment()
    else:
        newest = checks.get(NAME) or checks.get(LAST_LINE)
        known = newest and newest.checked_at
    if known is None or now - known <= LONGEST_STEP or not _anything_planned():
        return ""
    return (
        f"服务器的时钟是 {_shown(now)}，而上次所知的时间是 {_shown(known)}，相差 {_length(now - known)}："
        "定时发布和下线已暂停，请核对时间后确认"
    )


def _anything_planned():
    """Tell whether a schedule or an expiry waits for its moment."""
    planned = Entry.objects.filter(publish_due_at__isnull=False)
    ending = Entry.objects.published().filter(expires_at__isnull=False)
    return planned.exists() or ending.exists()


def check(now) -> str:
    """Return `fault`; store the time where it can be believed.
    One moment an hour is stored."""
    if told := fault(now):
        return told
    known = _stored_moment()
    if known is None or now - known >= EVERY:
        _store(now)
    return ""


def _store(moment):
    DeskCheck.objects.update_or_create(name=NAME, defaults={"checked_at": moment})


@transaction.atomic
def confirm(*, by, now=None):
    """Confirm that the clock is right, so that schedules go on.
    `by` is None for the operator."""
    if by and not may(by, "publish"):
        raise EditorialError("确认时钟须由终审人员或管理员操作")
    lock_audit_chain()
    now, known = now or timezone.now(), newest_moment()
    _store(now)
    before = known.isoformat() if known else ""
    record("确认时钟", by=by, channel="publish_due", known=before, confirmed=now.isoformat())


def _shown(moment):
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"


def _length(step):
    return f"{step.days} 天" if step.days >= 2 else f"{step // timedelta(hours=1)} 小时"
