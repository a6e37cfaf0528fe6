"""Review tasks: an entry in review has one that is open.
It is closed when its step is done.

Decision 20.
"""

from datetime import timedelta

from django.utils import timezone

from series.models import Notification, Outcome, ReviewTask

from .page_facts import facts_of

DAY = timedelta(days=1)


def task_of(entry):
    """Return the entry's open task, or None."""
    if facts := facts_of(entry):
        return facts.task
    rows = ReviewTask.objects.open().filter(entry=entry)
    return rows.select_related("holder", "revision").first()


def open_task(entry, revision, step, *, holder=None, due_at=None):
    """Open the task of this step.
    Without `due_at` it is due after the column's review hours."""
    now = timezone.now()
    hours = entry.column.review_hours
    return ReviewTask.objects.create(
        entry_id=entry.pk,
        revision=revision,
        step=step,
        holder=holder,
        due_at=due_at or (working_hours_after(now, hours) if hours else None),
    )


def people_asked(entry):
    """Return who holds the open task, or who was asked to take it.

    [] without an open task."""
    task = task_of(entry)
    if task is None or task.holder:
        return [task.holder] if task else []
    rows = task.notifications.select_related("user")
    return [row.user for row in rows]


def close_task(entry, outcome, *, revision=None):
    """Close the open task if there is one (of `revision`, where given).

    Returns 0 or 1. What asked for it is read from then on, by everybody (decision 118).
    """
    rows = ReviewTask.objects.open().filter(entry=entry)
    if revision:
        rows = rows.filter(revision=revision)
    now, keys = timezone.now(), list(rows.values_list("pk", flat=True))
    Notification.objects.unread().filter(task__in=keys).update(read_at=now)
    return rows.update(outcome=Outcome(outcome), closed_at=now)


def saving_warning(entry):
    """Return the sentence that saving would end a review or void signatures.

    "" where it would not."""
    task = task_of(entry)
    if task is None:
        return ""
    where = f"待{task.get_step_display()}" if task.holder is None else f"由{task.holder}办理"
    return f"这篇稿件正在审核（{where}），保存新版即退出审核，已有签字失效，须重新送审"


def working_hours_after(moment, hours):
    """Return the moment `hours` later, without Saturdays and Sundays in Shanghai."""
    left, here = timedelta(hours=hours), timezone.localtime(moment)
    while True:
        if here.weekday() >= 5:
            here = _midnight(here + DAY)
            continue
        rest = _midnight(here + DAY) - here
        if left < rest:
            return here + left
        left -= rest
        here = _midnight(here + DAY)


def _midnight(moment):
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)
