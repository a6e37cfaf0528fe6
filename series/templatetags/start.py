"""The start page: what waits for this person, and how the house stands."""

from dataclasses import dataclass

from django import template
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
from series.roles import may
from series.text.language.due_words import how_long
from series.text.language.lunar import full_lunar, weekday

register = template.Library()

MOST_ROWS = 12
FEW_ROWS = 6
GAP_WIDTH, DAY_WIDTH = 336, 8
MOST_TEETH = 80


@dataclass(frozen=True)
class Queue:
    """One list of the start page; `more` says that there are further rows."""

    rows: list
    more: bool


@register.simple_tag
def start_page(user):
    """Everything on the start page, each row of a queue with `stage`, `due` and `claim`. The
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
    """What is said of the task's due date; None where it has none."""
    if task.due_at is None:
        return None
    late = task.due_at < now
    return Due(day_and_time(task.due_at, now), how_long(task.due_at - now), late)


@register.filter
def entry_address(finding):
    """The page of the entry that a finding of the checks names."""
    return reverse(f"admin:series_{finding['kind']}_change", args=[finding["entry"]])


@register.simple_tag
def checked_at(problems):
    """When the checks ran last; None where they never did."""
    return max((problem.at for problem in problems if problem.at), default=None)


@register.simple_tag
def broken(problems):
    """Whether the checks found anything at all."""
    return any(problem.count for problem in problems)


@register.filter
def near_time(moment):
    """今天 18:00, 昨天 17:40, 11-20 18:00; another year in full."""
    return day_and_time(moment, timezone.now())


def day_and_time(moment, now):
    here, today = timezone.localtime(moment), timezone.localdate(now)
    names = {-1: "昨天", 0: "今天", 1: "明天"}
    day = names.get((here.date() - today).days)
    if day is None:
        day = here.strftime("%m-%d" if here.year == today.year else "%Y-%m-%d")
    return f"{day} {here:%H:%M}"


@register.inclusion_tag("admin/_gap.html")
def gap_comb(silence):
    """栏目间隔：one tooth a day; the spine is as long as the longest silence allowed, teeth past
    its end stand in ink. Long spines have thinner steps, and a tooth for several days."""
    allowed, days = max(silence.allowed, 1), silence.days or 0
    step = min(DAY_WIDTH, GAP_WIDTH * 6 / 7 / allowed)
    every = max(1, -(-allowed // MOST_TEETH))
    spine, reach = allowed * step, min(days, allowed) * step
    room = min(days, int((GAP_WIDTH - 2) / step))
    past = list(range(allowed, room, every)) or ([allowed] if days > allowed else [])
    return {
        "spine": f"M0 2h{spine:.1f}",
        "reach": f"M0 2h{reach:.1f}",
        "gone": teeth_at(range(0, min(days, allowed), every), step, 13),
        "left": teeth_at(range(min(days, allowed), allowed, every), step, 5),
        "past": "".join(f"M{place * step + 1.5:.1f} 0v16" for place in past),
    }


def teeth_at(places, step, length):
    return "".join(f"M{place * step + 1:.1f} 3v{length}" for place in places)
