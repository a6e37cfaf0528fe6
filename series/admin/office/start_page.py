"""The start page of the desk: the user's tasks and drafts, the columns' state."""

from dataclasses import dataclass

from django.db.models import CharField, Value
from django.urls import reverse
from django.utils import timezone

from series.actions.desk.doctor.work import STORED
from series.actions.desk.start_page import (
    checks_made,
    columns_with_last,
    overdue_for,
    problems,
    silences,
    waiting_by_due,
    waiting_numbers,
)
from series.actions.editorial import clock
from series.actions.editorial.working_copies import new_texts_of
from series.actions.progress.calendar import week_of
from series.actions.progress.stages import (
    drafts_of,
    for_desk,
    latest_public,
    sources_of,
    stages_of,
    with_sources,
)
from series.dates import day_and_time
from series.models import Entry
from series.roles import may
from series.text.language.due_words import how_long
from series.text.language.lunar import full_lunar, weekday

MOST_ROWS = 12
FEW_ROWS = 6
# What the page's head counts, where there is any.
COUNTED = (("overdue", "逾期"), ("waiting", "等您处理"), ("drafts", "我的草稿"))


@dataclass(frozen=True)
class Queue:
    """One list of entries on the start page; `more`: there are further rows."""

    rows: list
    more: bool


def start_page(user):
    """Return the context of the start page.

    Each row of a queue has `stage`, `due` and `claim`. The number of queries does not grow with
    the rows."""
    now, columns, checks = timezone.now(), columns_with_last(), checks_made()
    queues = _queues(user, columns, now)
    public = waiting_numbers(user, now)
    shown = {name: Queue(rows[:MOST_ROWS], len(rows) > MOST_ROWS) for name, rows in queues.items()}
    return {
        **shown,
        "counted": [(name, shown[key]) for key, name in COUNTED if shown[key].rows],
        "unfinished": _unfinished(user),
        "day": timezone.localdate(now),
        "weekday": weekday(timezone.localdate(now)),
        "lunar": full_lunar(timezone.localdate(now)),
        "week": week_of(timezone.localdate(now), user=user),
        "silences": silences(user, columns)[:MOST_ROWS],
        "participation": public.participation,
        "consultations": public.consultations,
        "problems": problems(user, checks),
        "assigns": may(user, "assign"),
        "clock": clock.fault(now, checks=checks) if may(user, "view") else "",
        "confirms": may(user, "publish"),
        "operates": may(user, "operate"),
        "examination": checks.get(STORED) if may(user, "operate") else None,
    }


def _unfinished(user):
    """Return the user's new texts that are no revision yet.

    Each with `address` to go on."""
    copies = list(new_texts_of(user)[:MOST_ROWS]) if may(user, "create") else []
    for copy in copies:
        copy.address = f"{reverse(f'admin:series_{copy.kind}_add')}?copy={copy.key}"
    return copies


def _queues(user, columns, now):
    """Return {name: rows} of the page's lists of entries, each row complete.

    One query for the keys of all lists and one for their rows (decision 146)."""
    keys = _keys_of_queues(
        overdue=overdue_for(user, now),
        waiting=waiting_by_due(user),
        drafts=drafts_of(user),
        latest=latest_public(FEW_ROWS),
    )
    rows = for_desk(Entry.objects.filter(pk__in=set().union(*keys.values())))
    rows = with_sources(rows)
    # The columns come from the one query for all of them.
    rows = {row.pk: row for row in rows.prefetch_related(None)}
    _complete_rows(rows.values(), columns, user, now)
    for key in keys["overdue"]:
        rows[key].mine = key in keys["waiting"]
    order = {
        "overdue": _nearest_first,
        "waiting": _nearest_first,
        # What was returned stands first.
        "drafts": lambda row: (not row.stage.note, -row.newest_id),
        "latest": lambda row: (-row.published_at.timestamp(), -row.pk),
    }
    chosen = {**keys, "waiting": keys["waiting"] - keys["overdue"]}
    return {name: sorted((rows[key] for key in chosen[name]), key=order[name]) for name in order}


def _keys_of_queues(**queues):
    """Return {name: keys} of the first rows of these lists. One query."""
    parts = [
        Entry.objects.filter(pk__in=rows.prefetch_related(None)[: MOST_ROWS + 1].values("pk"))
        .order_by()
        .values_list(Value(name, CharField()), "pk")
        for name, rows in queues.items()
    ]
    keys = {name: set() for name in queues}
    for name, key in parts[0].union(*parts[1:]):
        keys[name].add(key)
    return keys


def _nearest_first(row):
    """Order rows by the due date of their task, those without one last."""
    due = row.stage.task and row.stage.task.due_at
    return due is None, due.timestamp() if due else 0, -row.newest_id


def _complete_rows(rows, columns, user, now):
    """Set the column, stage, due date and claim address of every row."""
    for row in rows:
        row.column = columns[row.column_id]
    stages = stages_of(rows, sources=sources_of(rows))
    for row in rows:
        row.stage = stages[row.pk]
        task = row.stage.task
        row.due = due_of(task, now) if task else None
        unclaimed = task and task.holder_id is None
        row.claim = reverse(f"admin:series_{row.kind}_claim", args=[row.pk]) if unclaimed else ""
        row.held = task and task.holder_id == user.pk


@dataclass(frozen=True)
class Due:
    """A due date in words.

    `when` is 今天 18:00, `left` is 还有 3 小时, `late` is true if it is past."""

    when: str
    left: str
    late: bool


def due_of(task, now):
    """Return the due date of a task in words; None where it has none."""
    if task.due_at is None:
        return None
    late = task.due_at < now
    return Due(day_and_time(task.due_at, now), how_long(task.due_at - now), late)
