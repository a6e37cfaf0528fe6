"""催办：one reminder for each review task that is almost due or overdue."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from series.actions.editorial.assignments import candidates
from series.actions.notifying import notify
from series.models import ReviewTask
from series.models.audit import lock_audit_chain

BEFORE = timedelta(hours=4)


def remind(now=None):
    """Remind the holder of each task that is due within four hours or overdue.

    Without a holder everybody who may take it is reminded. Returns how many tasks that were.
    """
    now = now or timezone.now()
    due = ReviewTask.objects.open().filter(due_at__lte=now + BEFORE, reminded_at=None)
    due = due.select_related("entry__column", "revision", "holder").order_by("due_at")
    return sum(_remind(task, now) for task in due)


@transaction.atomic
def _remind(task, now):
    """Remind of one task.
    Returns 1 where this process was the first to do so, else 0."""
    lock_audit_chain()
    fresh = ReviewTask.objects.open().filter(pk=task.pk, reminded_at=None, due_at=task.due_at)
    if not fresh.update(reminded_at=now):
        return 0
    people = [task.holder] if task.holder else candidates(task.entry, task)
    notify(people, reminder_sentence(task, now), entry=task.entry, task=task)
    return 1


def reminder_sentence(task, now):
    """Return the reminder's text: when the task is due, or that it is overdue."""
    when = f"{timezone.localtime(task.due_at):%m-%d %H:%M}"
    if task.due_at < now:
        return f"《{task.entry}》{task}已逾期（期限 {when}），请尽快办理"
    return f"《{task.entry}》{task}将于 {when} 到期，请及时办理"
