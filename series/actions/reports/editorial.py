"""The editorial reports of one period: counts and lists.
Of the columns that the person may see.

Writes nothing. A report is some tables and, where rows matter one by one, a list that a page shows
in parts and an export as a whole.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import chain

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncDate, TruncMonth
from django.utils import timezone

from series.actions.progress.periods import Period
from series.models import AuditLine, Entry, Kind, Result
from series.models.entry import TEXTS_OF_ENTRY
from series.roles import columns_of

from .exports import NOBODY, who
from .xlsx import Worksheet

AT_ONCE = 1000
PUBLISHED = ("发布", "到时发布")
MOST_DAILY = 92
AGES = (("三个月内", 0, 3), ("三到六个月", 3, 6), ("半年到一年", 6, 12), ("一到两年", 12, 24))


@dataclass(frozen=True)
class Scope:
    """The scope of a report.
    A period, and ids of columns (None: all, and rows without column)."""

    period: Period
    columns: frozenset | None = None

    def columned(self, path="column"):
        return Q() if self.columns is None else Q(**{f"{path}__in": self.columns})

    def within(self, field):
        return Q(**{f"{field}__gte": self.period.start, f"{field}__lt": self.period.end})


def scope_of(user, period):
    columns = columns_of(user, "reports")
    return Scope(period, None if columns is None else frozenset(columns))


@dataclass(frozen=True)
class ReportListing:
    """A report's list of single rows.

    `row` returns the cells of an object; `linked` is the index of the cell that links to the entry
    of `entry_of` or to the address of `url_of`; `numeric` are the indexes of cells with numbers.
    """

    title: str
    columns: tuple[str, ...]
    objects: QuerySet
    row: Callable
    linked: int
    entry_of: Callable = lambda row: None
    url_of: Callable | None = None
    numeric: tuple[int, ...] = ()
    widths: dict = field(default_factory=dict)

    def table(self):
        rows = (self.row(item) for item in self.objects.iterator(AT_ONCE))
        return Worksheet(self.title, self.columns, rows, widths=self.widths)


def bar_table(title, columns, rows, **options):
    """Return a table whose last cell is a number drawn as a bar."""
    return Worksheet(title, columns, list(rows), bar=len(columns) - 1, **options)


# 站点历史


def history(scope):
    """Return the report of all audited actions: by day, person and verb, and each line."""
    lines = AuditLine.objects.filter(scope.within("at"), scope.columned("entry__column"))
    daily = scope.period.days <= MOST_DAILY
    step = TruncDate("at") if daily else TruncMonth("at")
    days = lines.order_by().annotate(step=step).values("step").annotate(n=Count("pk"))
    pairs = ((_step(row["step"], daily=daily), row["n"]) for row in days.order_by("step"))
    tables = [
        bar_table("按日" if daily else "按月", ("日期" if daily else "月份", "动作数"), pairs),
        _by_person(lines),
        _by_verb(lines),
    ]
    return tables, ReportListing(
        "全部动作",
        ("时间", "人员", "动作", "结果", "稿件", "对象"),
        _with_entries(lines.order_by("-number")),
        _history_row,
        entry_of=lambda line: line.entry,
        linked=4,
        widths={"时间": 17, "动作": 16, "稿件": 44, "对象": 40},
    )


def _step(moment, *, daily):
    return moment if daily else f"{timezone.localtime(moment):%Y-%m}"


def _by_person(lines):
    groups = lines.order_by().values("actor__name", "actor__username").annotate(n=Count("pk"))
    pairs = (
        (row["actor__name"] or row["actor__username"] or NOBODY, row["n"])
        for row in groups.order_by("-n")
    )
    return bar_table("按人员", ("人员", "动作数"), pairs)


def _by_verb(lines):
    refused = Count("pk", filter=~Q(result=Result.DONE))
    groups = lines.order_by().values("verb").annotate(n=Count("pk"), refused=refused)
    rows = ((row["verb"], row["refused"], row["n"]) for row in groups.order_by("-n", "verb"))
    return bar_table("按动作", ("动作", "其中被拒或失败", "次数"), rows)


def _with_entries(lines):
    return lines.select_related("actor", "entry").defer(*TEXTS_OF_ENTRY)


def _history_row(line):
    return (
        *(line.at, who(line), line.verb, line.get_result_display()),
        *(str(line.entry or ""), line.object),
    )


# 久未更新


def ageing(scope):
    """Return the report of public entries by the time since their last publication.

    For an archive text it is the original date.
    """
    again = AuditLine.objects.filter(
        entry=OuterRef("pk"), verb__in=PUBLISHED, result=Result.DONE
    ).order_by("-pk")
    rows = Entry.objects.published().filter(scope.columned())
    rows = rows.annotate(touched=Coalesce(Subquery(again.values("at")[:1]), "published_at"))
    today = timezone.localdate()
    moments = rows.values_list("touched", "column__name")
    ages = [(months_since(moment, today), name) for moment, name in moments]
    tables = [_by_age(ages), _oldest_by_column(ages)]
    cards = rows.select_related("column").only("kind", "headline", "column__name", "published_at")
    return tables, ReportListing(
        "久未更新的稿件",
        ("标题", "类型", "专栏", "最近更新", "未改月数"),
        cards.order_by("touched", "pk"),
        lambda row: _ageing_row(row, today),
        entry_of=lambda row: row,
        linked=0,
        numeric=(4,),
        widths={"标题": 50, "专栏": 24, "最近更新": 17},
    )


def months_since(moment, today):
    """Return whole months between a moment and a day in Shanghai."""
    day = timezone.localtime(moment).date()
    months = (today.year - day.year) * 12 + today.month - day.month
    return max(0, months - (today.day < day.day))


def _by_age(ages):
    spans = (*AGES, ("两年以上", 24, None))
    pairs = (
        (name, sum(1 for age, _ in ages if age >= least and (below is None or age < below)))
        for name, least, below in spans
    )
    return bar_table("按时间", ("距最近更新", "篇数"), pairs)


def _oldest_by_column(ages):
    totals = {}
    for age, name in ages:
        count, old, oldest = totals.get(name, (0, 0, 0))
        totals[name] = (count + 1, old + (age >= 12), max(oldest, age))
    rows = [(name, *numbers) for name, numbers in totals.items()]
    columns = ("专栏", "公开篇数", "一年未改", "最久月数")
    return bar_table("按专栏", columns, sorted(rows, key=lambda row: -row[3]), widths={"专栏": 24})


def _ageing_row(row, today):
    months = months_since(row.touched, today)
    return (str(row), row.get_kind_display(), str(row.column), row.touched, months)


# 发稿统计


def output(scope):
    """Return the report of public entries of the period by month, kind, column and series."""
    rows = Entry.objects.published().filter(scope.within("published_at"), scope.columned())
    rows = rows.order_by()
    months = rows.annotate(month=TruncMonth("published_at")).values("month")
    kinds = {row["kind"]: row["n"] for row in rows.values("kind").annotate(n=Count("pk"))}
    names = rows.values("column__name", "series__title")
    return [
        bar_table(
            "按月",
            ("月份", "篇数"),
            (
                (f"{timezone.localtime(row['month']):%Y-%m}", row["n"])
                for row in months.annotate(n=Count("pk")).order_by("month")
            ),
        ),
        bar_table("按类型", ("类型", "篇数"), ((k.label, kinds[k]) for k in Kind if k in kinds)),
        _by_column(rows),
        _by_series(names),
    ], None


def _by_column(rows):
    groups = rows.values("column__name").annotate(n=Count("pk"), last=Max("published_at"))
    columns = ("专栏", "最近一篇", "篇数")
    named = ((row["column__name"], row["last"], row["n"]) for row in groups.order_by("-n"))
    return bar_table("按专栏", columns, named, widths={"专栏": 24, "最近一篇": 17})


def _by_series(names):
    groups = names.filter(series__isnull=False).annotate(n=Count("pk")).order_by("-n")
    named = ((row["series__title"], row["column__name"], row["n"]) for row in groups)
    return bar_table("按系列", ("系列", "专栏", "篇数"), named, widths={"系列": 30, "专栏": 24})


def sheets_of(tables, listing):
    """Return the worksheets of an export: the tables, then the whole list."""
    return chain(tables, [listing.table()] if listing else [])
