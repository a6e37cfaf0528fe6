"""The buttons of time: 定时发布, 取消排期, 下线时间; and what the pane beside the text says of it."""

from django.utils import timezone

from series.actions.editorial.schedules import schedule, set_expiry, shown, unschedule
from series.actions.errors import EditorialError
from series.models import Visibility
from series.roles import may

from .task_buttons import moment_of

FIRST_YEAR, LAST_YEAR = 2000, 2098


def may_schedule(user, entry):
    return may(user, "schedule", entry)


def scheduled(entry, revision, *, by, words, post):
    at = _typed(post)
    if at is None:
        raise EditorialError("请先填写发布时间，再按定时发布")
    schedule(entry, revision=revision, at=at, by=by)
    return f"《{entry}》{revision}将于 {shown(at)} 发布"


def unscheduled(entry, revision, *, by, words, post):
    unschedule(entry, by=by)
    return f"《{entry}》的排期已取消"


def ending(entry, revision, *, by, words, post):
    at = _typed(post)
    set_expiry(entry, at=at, by=by)
    return f"《{entry}》将于 {shown(at)} 下线" if at else f"《{entry}》不再自动下线"


def _typed(post):
    at = moment_of(post.get("at", ""))
    if at and not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise EditorialError(f"年份 {at.year} 有误，请核对")
    return at


STEPS = {
    "schedule": (may_schedule, scheduled),
    "unschedule": (may_schedule, unscheduled),
    "expire": (may_schedule, ending),
}
VERBS = {"schedule": "定时发布", "unschedule": "取消排期", "expire": "设定下线"}


def kept_schedule(entry):
    """Return the half sentence that a save adds where an earlier revision goes out all the same."""
    if entry.scheduled_id is None:
        return ""
    return f"；{entry.scheduled}仍按排期于{shown(entry.publish_due_at)}发布，要换成新版请重新送审"


def timing_of(user, entry, *, ready):
    """Return the context of the pane: what is planned, and which of its buttons this person has.
    `ready`: the newest revision has all signatures."""
    fresh = not (entry.is_public and entry.live_id == entry.newest_id)
    can_schedule = may_schedule(user, entry)
    running = entry.is_public or entry.scheduled_id is not None
    return {
        "can_publish": may(user, "publish", entry) and fresh,
        "can_schedule": can_schedule and fresh and ready,
        "can_unschedule": can_schedule and entry.scheduled_id is not None,
        "can_expire": can_schedule and running,
        "outdated": entry.scheduled_id is not None and entry.scheduled_id != entry.newest_id,
        "is_expired": entry.visibility == Visibility.EXPIRED,
        "soonest": timezone.now(),
    }
