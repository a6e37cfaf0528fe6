"""The start page's facts beside the work in hand: silent columns and what is broken.

Writes nothing, and asks only what an index answers; slower checks are run by `check_desk`.
"""

from collections import Counter
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from operator import itemgetter

from django.db.models import BigIntegerField, CharField, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Coalesce, NullIf
from django.utils import timezone

from series.actions.consultations.tallies import ConsultationsAtWork, counts_at_work
from series.actions.editorial import clock
from series.actions.notifying import MOST_MAIL_ATTEMPTS
from series.actions.progress.stages import pending, waiting_for
from series.models import ENTRY_KINDS, Column, DeskCheck, Entry, Notification, ReviewTask
from series.models.entry import UNTITLED
from series.registration.board import ParticipationNumbers, participation_counts
from series.roles import columns_of, may, seen_by

from .checks import CHECKS, FOR_AUDITORS

SCHEDULE_GRACE = timedelta(minutes=15)
REPORT_DUE = timedelta(days=120)
EXAMPLES = 3


@dataclass(frozen=True)
class Silence:
    """The days since a column last published; None where it never did."""

    column: Column
    days: int | None

    @property
    def allowed(self):
        return self.column.longest_silence

    @property
    def over(self):
        return self.days is not None and self.days > self.allowed

    @property
    def sentence(self):
        if self.days is None:
            return "还没有发布过"
        if self.over:
            return f"{self.days} 天，超 {self.days - self.allowed} 天"
        return f"{self.days} 天，余 {self.allowed - self.days} 天"


@dataclass(frozen=True)
class Problem:
    """One kind of problem: `count` and `words` make a phrase (3 处链接失效).

    `findings` are those that the checks stored. `at` is when a check found it; None where it was
    found just now.
    """

    name: str
    count: int
    words: str
    findings: list = field(default_factory=list)
    more: bool = False
    at: datetime | None = None

    @property
    def examples(self):
        """Return the first few headlines or sentences of the findings."""
        names = dict.fromkeys(item.get("headline") or item["text"] for item in self.findings)
        return list(names)[:EXAMPLES]


def columns_with_last():
    """Return {id: Column} in order, each with `last`, the moment of its newest publication."""
    latest = (
        Entry.objects.published().listed().filter(column=OuterRef("pk")).order_by("-published_at")
    )
    rows = Column.objects.annotate(last=Subquery(latest.values("published_at")[:1]))
    return {column.pk: column for column in rows}


def silences(user, columns):
    """Return the Silence of each column of this person, nearest to its limit first."""
    mine = columns_of(user, "view")
    rows = [
        Silence(column, _days_since(column.last))
        for column in columns.values()
        if mine is None or column.pk in mine
    ]
    return sorted(rows, key=lambda row: -_share(row))


def _days_since(moment):
    if moment is None:
        return None
    return max((timezone.localdate() - timezone.localdate(moment)).days, 0)


def _share(silence):
    return -1 if silence.days is None else silence.days / max(silence.allowed, 1)


def by_due(rows):
    """Return these entries ordered by the due date of their open task, earliest first."""
    due = ReviewTask.objects.open().filter(entry=OuterRef("pk")).values("due_at")[:1]
    return rows.annotate(due=Subquery(due)).order_by(F("due").asc(nulls_last=True), "-newest_id")


def waiting_by_due(user):
    return by_due(waiting_for(user))


def overdue_for(user, now):
    """Return the entries with an overdue task that concerns this person.

    It is a task that they may do, or, for people who assign reviews, any task in their columns.
    """
    late = ReviewTask.objects.overdue(now)
    columns = columns_of(user, "assign")
    rows = pending().filter(pk__in=late.values("entry"))
    if columns is not None:
        rows = rows.filter(Q(pk__in=waiting_for(user).values("pk")) | Q(column__in=columns))
    return by_due(seen_by(user, rows))


def checks_made():
    """Return {name: DeskCheck} of what was checked last, and of the last audit line.

    One query."""
    return {row.name: row for row in clock.with_last_line(DeskCheck.objects.all())}


def problems(user, checked):
    """Return the Problems that concern this person; `checked` comes from `checks_made`.

    One query."""
    stored = [
        _checked(user, checked[name], words)
        for name, words in CHECKS.items()
        if name in checked and (name not in FOR_AUDITORS or may(user, "audit"))
    ]
    return [*stored, *_problems_of_now(user)]


def _checked(user, row, words):
    mine = columns_of(user, "view")
    findings = [
        item
        for item in row.findings
        if mine is None or item.get("column") is None or item["column"] in mine
    ]
    hidden = max(row.total - len(row.findings), 0) if mine is None else 0
    return Problem(
        row.name, len(findings) + hidden, words, findings, more=hidden > 0, at=row.checked_at
    )


# Name of a problem of entries → its words, and the sentence about one of them.
OF_ENTRIES = {
    "schedules": ("篇定时稿件逾时未发", "定于 {:%m-%d %H:%M}，尚未发布"),
    "unreported": ("场活动已办，未见报道", "{:%m-%d} 已办，还没有公开的报道"),
}


MAILS, MOST_MAILS = "mails", 50


def _problems_of_now(user):
    """Return the Problems of late schedules, events without a report and mails that failed.

    Schedules are late after a quarter of an hour, events those held of late. One query."""
    now = timezone.now()
    late = Entry.objects.filter(publish_due_at__lt=now - SCHEDULE_GRACE)
    parts = [_named("schedules", seen_by(user, late), "publish_due_at")]
    for kind in (each for each in ENTRY_KINDS.values() if each.takes_place):
        held = kind.model.objects.unreported(now).filter(ends_at__gte=now - REPORT_DUE)
        parts.append(_named("unreported", seen_by(user, held), "-ends_at"))
    sees_mails = may(user, "people") or may(user, "audit")
    parts += [_failed_mails()] if sees_mails else []
    rows = list(parts[0].union(*parts[1:]))
    found = [_problem_of(name, [row for row in rows if row[0] == name]) for name in OF_ENTRIES]
    return [*found, *([_problem_of_mails(rows)] if sees_mails else [])]


def _named(name, rows, order):
    """Return the first 50 of these entries with the name of their problem, as values."""
    rows = rows.filter(pk__in=rows.order_by(order)[:50].values("pk")).order_by()
    moment = order.removeprefix("-")
    return rows.values_list(Value(name, CharField()), moment, "pk", "kind", "column_id", "headline")


def _problem_of(name, rows):
    """Return the Problem of rows that `_named` gave.
    The schedule due first and the newest event stand first."""
    words, sentence = OF_ENTRIES[name]
    findings = [
        {
            "text": sentence.format(timezone.localtime(moment)),
            "entry": key,
            "kind": kind,
            "column": column,
            "headline": headline or UNTITLED,
        }
        for _, moment, key, kind, column, headline in sorted(
            rows, key=itemgetter(1), reverse=name == "unreported"
        )
    ]
    return Problem(name, len(findings), words, findings)


def _failed_mails():
    """Return the newest mails that could not be sent, as `_named` does.

    The number of failures stands for the column, the person's name for the headline."""
    failed = Notification.objects.filter(mailed_at=None, mail_failures__gt=0).order_by("-pk")
    rows = Notification.objects.filter(pk__in=failed[:MOST_MAILS].values("pk")).order_by()
    failures = Cast("mail_failures", BigIntegerField())
    person = Coalesce(NullIf("user__name", Value("")), "user__username")
    return rows.values_list(
        Value(MAILS, CharField()), "created_at", "pk", Value("", CharField()), failures, person
    )


def _problem_of_mails(rows):
    mails = sorted((row for row in rows if row[0] == MAILS), key=itemgetter(2), reverse=True)
    findings = [
        {"text": f"发给{person}：试了 {failures} 次（最多 {MOST_MAIL_ATTEMPTS} 次）"}
        for *_, failures, person in mails
    ]
    return Problem(MAILS, len(findings), "封通知邮件没有发出", findings)


@dataclass(frozen=True)
class Waiting:
    """What the public waits for: its registrations and endorsements, its questions."""

    participation: ParticipationNumbers
    consultations: ConsultationsAtWork


def waiting_numbers(user, now) -> Waiting:
    """Return how many of the public wait for this person; two queries."""
    kinds = {
        ParticipationNumbers: participation_counts(user, now),
        ConsultationsAtWork: counts_at_work(user, now),
    }
    sums = Counter()
    if parts := [part for each in kinds.values() for part in each]:
        for name, many in parts[0].union(*parts[1:], all=True):
            sums[name] += many
    numbers = [kind(**{each.name: sums[each.name] for each in fields(kind)}) for kind in kinds]
    return Waiting(*numbers)
