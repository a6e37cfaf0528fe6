"""Review tasks: an entry in review has one that is open.
It is closed when its step is done.

Decision 20.
"""

from datetime import timedelta

from django.utils import timezone

from series.models import Outcome, ReviewTask

DAY = timedelta(days=1)


def task_of(entry):
    """Return the entry's open task, or None."""
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


def close_task(entry, outcome, *, revision=None):
    """Close the open task if there is one (of `revision`, where given).
    Returns 0 or 1."""
    rows = ReviewTask.objects.open().filter(entry=entry)
    if revision:
        rows = rows.filter(revision=revision)
    return rows.update(outcome=Outcome(outcome), closed_at=timezone.now())


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
