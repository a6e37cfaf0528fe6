"""The buttons 定时发布, 取消排期 and 下线时间, and their part of the sidebar (decisions 25, 39)."""

from django.utils import timezone

from series.actions.editorial.schedules import schedule, set_expiry, shown, unschedule
from series.actions.errors import EditorialError
from series.forms.moments import parse_moment
from series.models import Visibility
from series.roles import may

FIRST_YEAR, LAST_YEAR = 2000, 2098


def may_schedule(user, entry):
    """Tell whether the user may schedule and expire this entry."""
    return may(user, "schedule", entry)


def schedule_entry(entry, revision, *, by, words, post):
    """Schedule the publication of a revision; return the message for the user."""
    at = typed_time(post)
    if at is None:
        raise EditorialError("请先填写发布时间，再按定时发布")
    schedule(entry, revision=revision, at=at, by=by)
    return f"《{entry}》{revision}将于 {shown(at)} 发布"


def unschedule_entry(entry, revision, *, by, words, post):
    """Cancel the schedule; return the message for the user."""
    unschedule(entry, by=by)
    return f"《{entry}》的排期已取消"


def change_expiry(entry, revision, *, by, words, post):
    """Set or clear the entry's expiry; return the message for the user."""
    at = typed_time(post)
    set_expiry(entry, at=at, by=by)
    return f"《{entry}》将于 {shown(at)} 下线" if at else f"《{entry}》不再自动下线"


def typed_time(post):
    """Parse the typed moment of a step; None where none was typed."""
    at = parse_moment(post.get("at", ""))
    if at and not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise EditorialError(f"年份 {at.year} 有误，请核对")
    return at


STEPS = {
    "schedule": (may_schedule, schedule_entry),
    "unschedule": (may_schedule, unschedule_entry),
    "expire": (may_schedule, change_expiry),
}
VERBS = {"schedule": "定时发布", "unschedule": "取消排期", "expire": "设定下线"}


def schedule_remark(entry):
    """Return a clause for a save: the scheduled older revision is still published; else ""."""
    if entry.scheduled_id is None:
        return ""
    return f"；{entry.scheduled}仍按排期于{shown(entry.publish_due_at)}发布，要换成新版请重新送审"


def timing_context(user, entry, *, ready):
    """Return the sidebar's context on schedules: what is planned, which buttons to show.

    `ready`: the newest revision has all signatures."""
    unpublished = not (entry.is_public and entry.live_id == entry.newest_id)
    can_schedule = may_schedule(user, entry)
    running = entry.is_public or entry.scheduled_id is not None
    return {
        "can_publish": may(user, "publish", entry) and unpublished,
        "can_schedule": can_schedule and unpublished and ready,
        "can_unschedule": can_schedule and entry.scheduled_id is not None,
        "can_expire": can_schedule and running,
        "outdated": entry.scheduled_id is not None and entry.scheduled_id != entry.newest_id,
        "is_expired": entry.visibility == Visibility.EXPIRED,
        "soonest": timezone.now(),
    }
