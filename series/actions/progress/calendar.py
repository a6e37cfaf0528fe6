"""排期日历：the calendar of publications, expiries, review dates and events, day by day."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from series.models import Entry, Event, Kind, ReviewTask, Step, Visibility
from series.models.entry import TEXTS
from series.roles import columns_of, may
from series.text.language import lunar

from .periods import midnight

MOST_A_SOURCE = 300
FIRST_YEAR, LAST_YEAR = 1902, 2098  # whole years of the lunar calendar
DAY = timedelta(days=1)
WEEKDAYS = "一二三四五六日"
# How an item's line is drawn: solid, dotted, grey, green.
DUE, RISK, OUT, MEETING = "", "risk", "out", "jade"


@dataclass(frozen=True)
class Item:
    """One line of a day: `label` says what happens, `style` how it is drawn.

    `timed` is false where only the day is known.
    """

    moment: datetime
    label: str
    style: str
    entry: Entry
    timed: bool = True


@dataclass
class CalendarDay:
    """One day with its items; `note` is the lunar day, solar term or festival."""

    date: date
    note: str
    today: bool = False
    inside: bool = True
    items: list[Item] = field(default_factory=list)

    @property
    def weekday(self):
        return f"周{WEEKDAYS[self.date.weekday()]}"


@dataclass(frozen=True)
class Week:
    """Seven days from Monday, with a day of the `previous` and of the `following` week.

    These are None where the lunar calendar ends.
    """

    days: list[CalendarDay]
    previous: date | None
    following: date | None


def monday_of(day):
    return day - DAY * day.weekday()


def known(day):
    """Return the day, or None where it is outside the years of the lunar calendar."""
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def week_of(day, *, user):
    """Return the Week of `day`, with what this person may see."""
    first = monday_of(day)
    days = days_between(first, first + 6 * DAY, user=user)
    return Week(days, known(first - 7 * DAY), known(first + 7 * DAY))


def weeks_of(month, *, user):
    """Return the month that begins on the day `month`, as weeks from Monday.

    Days of the months before and after fill the weeks; they are not `inside`.
    """
    first, last = monday_of(month), next_month(month) - DAY
    days = days_between(first, monday_of(last) + 6 * DAY, user=user)
    for day in days:
        day.inside = day.date.month == month.month
    return [days[start : start + 7] for start in range(0, len(days), 7)]


def next_month(month):
    return (month + 31 * DAY).replace(day=1)


def days_between(first, last, *, user):
    """Return the CalendarDays from `first` to `last`, with their items in order of time.

    One query.
    """
    today = timezone.localdate()
    days = {}
    for offset in range((last - first).days + 1):
        day = first + DAY * offset
        days[day] = CalendarDay(day, lunar.day_note(day), today=day == today)
    for item in _items(midnight(first), midnight(last + DAY), user):
        days[timezone.localtime(item.moment).date()].items.append(item)
    for day in days.values():
        day.items.sort(key=lambda item: (item.moment, item.entry.pk))
    return list(days.values())


def _items(start, end, user):
    if not may(user, "view"):
        return
    columns = columns_of(user, "view")
    for entry in _dated(start, end, columns):
        for moment, *about in _moments(entry):
            if moment and start <= moment < end:
                yield Item(moment, *about[:2], entry, timed=about[2])


def _dated(start, end, columns):
    """Return the entries of which a date lies in the span.

    Dates are a publication, an expiry, a beginning and a due review.

    Each has `step` and `due` of its open task. Each condition reads its own index, and MOST_A_SOURCE rows of it at most, earliest first.
    """
    public = Entry.objects.filter(visibility__in=(Visibility.PUBLIC, Visibility.EXPIRED))
    # By exclusion: with a condition of equality SQLite begins with every public entry.
    events = Event.objects.exclude(visibility__in=(Visibility.WITHDRAWN, Visibility.EXPIRED))
    sources = (
        (Entry.objects.all(), "publish_due_at"),
        (public, "published_at"),
        (Entry.objects.all(), "expires_at"),
        (events, "starts_at"),
    )
    found = Q(pk__in=[])
    for rows, name in sources:
        found |= Q(pk__in=_within(rows, name, start, end, columns).values("pk"))
    # A text that waits for publication is left out: it is not at risk.
    reviews = ReviewTask.objects.open().exclude(step=Step.PUBLISH)
    due = _within(reviews, "due_at", start, end, columns, of="entry__column")
    found |= Q(pk__in=due.values("entry"))
    task = ReviewTask.objects.open().filter(entry=OuterRef("pk")).order_by()
    rows = Entry.objects.filter(found).select_related("event").defer(*TEXTS)
    return rows.annotate(
        step=Subquery(task.values("step")[:1]), due=Subquery(task.values("due_at")[:1])
    )


def _within(rows, name, start, end, columns, *, of="column"):
    """Return the rows of these columns whose field `name` lies in the span, earliest first."""
    rows = rows.filter(**{f"{name}__gte": start, f"{name}__lt": end}).order_by(name, "pk")
    if columns is not None:
        rows = rows.filter(**{f"{of}__in": columns})
    return rows[:MOST_A_SOURCE]


def _moments(entry):
    """Yield (moment, label, style, whether the hour is known) of an entry's dates.

    An expiry counts of public, ended and scheduled entries.
    """
    yield entry.publish_due_at, "待发", DUE, True
    if entry.visibility in (Visibility.PUBLIC, Visibility.EXPIRED):
        yield entry.published_at, "已发", OUT, entry.time_known
    if entry.visibility == Visibility.EXPIRED:
        yield entry.expires_at, "已下线", OUT, True
    elif entry.is_public or entry.scheduled_id:
        yield entry.expires_at, "下线", OUT, True
    if entry.kind == Kind.EVENT and entry.visibility in (Visibility.PUBLIC, Visibility.DRAFT):
        label = "活动" if entry.is_public else "活动，未发布"
        yield entry.event.starts_at, label, MEETING, not entry.event.all_day
    if entry.due and entry.step != Step.PUBLISH:
        yield entry.due, f"{Step(entry.step).label}到期", RISK, True
