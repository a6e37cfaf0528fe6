"""The buttons of an open review task: claim, release, hand over, change the due date.

Each step is called with the revision that the page showed, and returns the message for the user.
"""

from django.contrib.auth import get_user_model
from django.utils import timezone

from series.actions.editorial.assignments import claim, hand_over, release, set_due
from series.actions.errors import EditorialError
from series.admin.base import parse_positive_int
from series.forms.moments import parse_moment


def claim_task(entry, revision, *, by, words, post):
    """Assign the open task to the user."""
    _check_current(entry, revision)
    task = claim(entry, by=by)
    return f"《{entry}》的{task.get_step_display()}由您办理"


def release_task(entry, revision, *, by, words, post):
    """Give the open task back, so that others can claim it."""
    _check_current(entry, revision)
    task = release(entry, by=by)
    return f"《{entry}》的{task.get_step_display()}已放回，同级人员都可认领"


def hand_over_task(entry, revision, *, by, words, post):
    """Assign the open task to the chosen person."""
    key = parse_positive_int(post.get("to", ""))
    to = get_user_model().objects.filter(pk=key, is_active=True).first()
    if to is None:
        raise EditorialError("请先选好转交给谁，再按转交")
    hand_over(entry, revision=revision, by=by, to=to, opinion=words)
    return f"《{entry}》已转交给{to}"


def change_due(entry, revision, *, by, words, post):
    """Set or clear the due date of the open task."""
    _check_current(entry, revision)
    due_at = parse_moment(post.get("due_at", ""))
    set_due(entry, due_at=due_at, by=by)
    if due_at is None:
        return f"《{entry}》不再设期限"
    return f"《{entry}》的期限改为 {timezone.localtime(due_at):%Y-%m-%d %H:%M}"


def _check_current(entry, revision):
    """Raise EditorialError if the page showed an older revision than the newest."""
    if revision.pk != entry.newest_id:
        raise EditorialError(f"《{entry}》已有更新的版本，请刷新后再操作")
