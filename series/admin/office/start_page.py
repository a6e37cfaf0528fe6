"""The desk's start page: what waits for this person, and the state of the columns."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from series.actions.desk.start_page import (
    columns_with_last,
    overdue_for,
    problems,
    silences,
    waiting_by_due,
)
from series.actions.progress.calendar import week_of
from series.actions.progress.stages import drafts_of, latest_public, stages_of
from series.dates import day_and_time
from series.roles import may
from series.text.language.due_words import how_long
from series.text.language.lunar import full_lunar, weekday

MOST_ROWS = 12
FEW_ROWS = 6


@dataclass(frozen=True)
class Queue:
    """One list of the start page; `more` says that there are further rows."""

    rows: list
    more: bool


def start_page(user):
    """Return everything on the start page, each row of a queue with `stage`, `due` and `claim`. The
    number of queries does not grow with the rows."""
    now, columns = timezone.now(), columns_with_last()
    found = {
        "overdue": _rows(overdue_for(user, now)),
        "waiting": _rows(waiting_by_due(user)),
        "drafts": _rows(drafts_of(user)),
        "latest": _rows(latest_public(FEW_ROWS)),
    }
    _complete(found, columns, user, now)
    late = {row.pk for row in found["overdue"]}
    mine = {row.pk for row in found["waiting"]}
    for row in found["overdue"]:
        row.mine = row.pk in mine
    found["waiting"] = [row for row in found["waiting"] if row.pk not in late]
    return {
        **{name: Queue(rows[:MOST_ROWS], len(rows) > MOST_ROWS) for name, rows in found.items()},
        "day": timezone.localdate(now),
        "weekday": weekday(timezone.localdate(now)),
        "lunar": full_lunar(timezone.localdate(now)),
        "week": week_of(timezone.localdate(now), user=user),
        "silences": silences(user, columns)[:MOST_ROWS],
        "problems": problems(user),
        "assigns": may(user, "assign"),
    }


def _rows(rows):
    # The columns come from the one query for all of them.
    return list(rows.prefetch_related(None)[: MOST_ROWS + 1])


def _complete(found, columns, user, now):
    """Give every row its column, its stage, and what is said of its due date."""
    rows = [row for queue in found.values() for row in queue]
    for row in rows:
        row.column = columns[row.column_id]
    stages = stages_of(rows)
    for row in rows:
        row.stage = stages[row.pk]
        task = row.stage.task
        row.due = due_of(task, now) if task else None
        unclaimed = task and task.holder_id is None
        row.claim = reverse(f"admin:series_{row.kind}_claim", args=[row.pk]) if unclaimed else ""
        row.held = task and task.holder_id == user.pk


@dataclass(frozen=True)
class Due:
    """`when` in a word (今天 18:00), `left` in one (还有 3 小时); `late` when it is past."""

    when: str
    left: str
    late: bool


def due_of(task, now):
    """Return what is said of the task's due date; None where it has none."""
    if task.due_at is None:
        return None
    late = task.due_at < now
    return Due(day_and_time(task.due_at, now), how_long(task.due_at - now), late)
