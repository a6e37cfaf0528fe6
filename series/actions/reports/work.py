"""Reports about people's work: how much each did, and how long each level took.

Writes nothing.
"""

from collections import Counter, defaultdict
from datetime import timedelta
from math import ceil

from django.contrib.auth import get_user_model
from django.db.models import Count, Q
from django.utils import timezone

from series.models import AuditLine, Decision, Level, Outcome, Result, Review, ReviewTask, Step

from .xlsx import Worksheet

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
WRITING = ("建稿", "改稿", "送审")
MOST_TASKS = 100_000


# 工作量


def workload(scope):
    """Return the report of work done by each editor, and by each reviewer and level."""
    written, signed = _writing(scope), _reviewing(scope)
    names = _names({*written, *(key[0] for key in signed)})
    return [_editors(written, names), _reviewers(signed, names)], None


def _writing(scope):
    """Return {person: Counter of 建稿, 改稿, 送审, returned, published}, without imports."""
    totals = defaultdict(Counter)
    lines = AuditLine.objects.filter(
        scope.within("at"),
        scope.columned("entry__column"),
        verb__in=WRITING,
        result=Result.DONE,
        actor__isnull=False,
    )
    for row in lines.order_by().values("actor", "verb").annotate(n=Count("pk")):
        totals[row["actor"]][row["verb"]] = row["n"]
    closed = ReviewTask.objects.filter(
        scope.within("closed_at"),
        scope.columned("entry__column"),
        revision__created_by__isnull=False,
    )
    sums = (
        closed.order_by()
        .values("revision__created_by")
        .annotate(
            returned=Count("pk", filter=Q(outcome=Outcome.RETURNED)),
            published=Count("pk", filter=Q(outcome=Outcome.DONE, step=Step.PUBLISH)),
        )
    )
    for row in sums.filter(Q(returned__gt=0) | Q(published__gt=0)):
        totals[row["revision__created_by"]].update(
            returned=row["returned"], published=row["published"]
        )
    return totals


def _reviewing(scope):
    """Return {(person, level): Counter of decisions}."""
    totals = defaultdict(Counter)
    rows = Review.objects.filter(scope.within("created_at"), scope.columned("entry__column"))
    for row in rows.order_by().values("reviewer", "level", "decision").annotate(n=Count("pk")):
        totals[row["reviewer"], row["level"]][row["decision"]] = row["n"]
    return totals


def _names(people):
    return {user.pk: str(user) for user in get_user_model().objects.filter(pk__in=people)}


def _editors(written, names):
    rows = [
        (names[person], *(done[key] for key in (*WRITING, "returned", "published")))
        for person, done in written.items()
    ]
    return Worksheet(
        "编辑",
        ("人员", "建稿", "改稿", "送审", "被退回", "已发布"),
        sorted(rows, key=lambda row: (-row[-1], -row[1], row[0])),
        bar=5,
        note="被退回、已发布按版本的撰写人计；改稿每保存一版计一次。",
    )


def _reviewers(signed, names):
    rows = [
        (
            *(names[person], Level(level).label, done[Decision.RETURN], done[Decision.HANDOVER]),
            done[Decision.APPROVE],
        )
        for (person, level), done in sorted(signed.items(), key=lambda pair: pair[0][1])
    ]
    columns = ("人员", "级别", "退回", "转交", "签字")
    return Worksheet("审核人", columns, sorted(rows, key=lambda row: row[0]), bar=4)


# 各级用时


def turnaround(scope):
    """Return the report of working hours that each step took.
    From its opening to its decision."""
    took, late = defaultdict(list), Counter()
    done = ReviewTask.objects.filter(
        scope.within("closed_at"),
        scope.columned("entry__column"),
        outcome__in=(Outcome.DONE, Outcome.RETURNED),
    )
    facts = done.order_by("-closed_at").values_list("step", "opened_at", "closed_at", "due_at")
    for step, opened, closed, due in facts[:MOST_TASKS].iterator(2000):
        took[step].append(working_hours_between(opened, closed))
        late[step] += bool(due and closed > due)
    return [
        Worksheet(
            "已办",
            ("环节", "件数", "中位用时", "九成以内", "最长", "超期 %"),
            [_row(Step(step), took[step], late[step]) for step in sorted(took)],
            bar=2,
            note="用时以小时计，只算工作日，周六、周日不计；因改稿失效的不计。",
        ),
        _open(scope),
    ], None


def _row(step, hours, late):
    hours.sort()
    share = round(100 * late / len(hours))
    middle, most = percentile(hours, 50), percentile(hours, 90)
    return (step.label, len(hours), middle, most, round(hours[-1], 1), share)


def percentile(ordered, part):
    """Return the nearest-rank percentile of sorted numbers, to one decimal."""
    return round(ordered[ceil(part / 100 * len(ordered)) - 1], 1)


def _open(scope):
    tasks = ReviewTask.objects.open().filter(scope.columned("entry__column"))
    late = Count("pk", filter=Q(due_at__lt=timezone.now()))
    groups = tasks.order_by().values("step").annotate(n=Count("pk"), late=late).order_by("step")
    rows = [(Step(row["step"]).label, row["late"], row["n"]) for row in groups]
    empty = "现在没有待办的审核。"
    return Worksheet("现在待办", ("环节", "其中超期", "件数"), rows, bar=2, empty=empty)


def working_hours_between(start, end):
    """Return the hours from `start` to `end` without Saturdays and Sundays in Shanghai."""
    return max(0.0, (_worked(end) - _worked(start)) / HOUR)


def _worked(moment):
    """Return the working time since Monday 1970-01-05 in Shanghai.

    Its offset has not changed since 1992.
    """
    here = timezone.localtime(moment)
    days = here.date().toordinal() - MONDAY
    weeks, weekday = divmod(days, 7)
    if weekday >= 5:
        return (weeks * 5 + 5) * DAY
    clock = timedelta(hours=here.hour, minutes=here.minute, seconds=here.second)
    return (weeks * 5 + weekday) * DAY + clock + timedelta(microseconds=here.microsecond)


MONDAY = 719167  # date(1970, 1, 5).toordinal()
