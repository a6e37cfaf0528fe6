"""阅读量：the report of how often pages were read.

By day or week, column, topic, writer and text.

Counts of pages alone; who read them is known to nobody (decision 43).
"""

from django.db.models import Exists, F, OuterRef, Subquery, Sum
from django.db.models.functions import TruncMonth, TruncWeek

from series.models import DailyViews, Entry, TaggedEntry
from series.models.entry import TEXTS

from .editorial import ReportListing, bar_table
from .exports import NOBODY

SHOWN = 50
MOST_DAYS, MOST_WEEKS = 31, 366


def readings(scope):
    """Return the report of readings: by time, column, topic and writer, and each text."""
    views = DailyViews.objects.filter(
        scope.columned("entry__column"), day__range=(scope.period.first, scope.period.last)
    ).order_by()
    tables = [
        _by_time(views, days=scope.period.days),
        _by(views, "专栏", F("entry__column__name")),
        _by_topic(views),
        _by_writer(views),
    ]
    totals = views.values("entry").annotate(n=Sum("count"))
    return tables, ReportListing(
        "每篇",
        ("稿件", "专栏", "发布", "次数"),
        _entries(totals, scope),
        lambda row: (str(row), str(row.column), row.published_at, row.readings),
        entry_of=lambda row: row,
        linked=0,
        numeric=(3,),
        widths={"稿件": 44, "专栏": 24, "发布": 17},
    )


def _by_time(views, *, days):
    if days <= MOST_DAYS:
        rows = views.values_list("day").annotate(n=Sum("count")).order_by("day")
        return bar_table("按日", ("日期", "次数"), rows)
    weekly = days <= MOST_WEEKS
    step = TruncWeek("day") if weekly else TruncMonth("day")
    rows = views.annotate(step=step).values("step").annotate(n=Sum("count")).order_by("step")
    form = "%Y-%m-%d" if weekly else "%Y-%m"
    pairs = ((row["step"].strftime(form), row["n"]) for row in rows)
    return bar_table("按周" if weekly else "按月", ("周一" if weekly else "月份", "次数"), pairs)


def _by(views, name, value):
    rows = views.annotate(name=value).values("name").annotate(n=Sum("count"))
    pairs = ((row["name"] or NOBODY, row["n"]) for row in rows.order_by("-n", "name")[:SHOWN])
    return bar_table(f"按{name}", (name, "次数"), pairs, widths={name: 30})


def _by_topic(views):
    """Return readings by topic; a text with two topics counts for both."""
    of_entry = dict(views.values_list("entry").annotate(n=Sum("count")))
    counts = {}
    pairs = TaggedEntry.objects.order_by().values_list("content_object", "tag__name")
    for entry, name in pairs.iterator():
        if entry in of_entry:
            counts[name] = counts.get(name, 0) + of_entry[entry]
    rows = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:SHOWN]
    note = "一篇有几个话题的，各算一次。"
    return bar_table("按话题", ("话题", "次数"), rows, widths={"话题": 30}, note=note)


def _by_writer(views):
    """Return readings by the author that the page names.

    Else by who saved the public version."""
    rows = views.values("entry__author", "entry__live__created_by__name").annotate(n=Sum("count"))
    counts = {}
    for row in rows:
        name = row["entry__author"] or row["entry__live__created_by__name"] or NOBODY
        counts[name] = counts.get(name, 0) + row["n"]
    pairs = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:SHOWN]
    return bar_table("按作者", ("作者", "次数"), pairs, widths={"作者": 30})


def _entries(totals, scope):
    """Return the entries that were read in the period with `readings`, most read first."""
    of_entry = totals.filter(entry=OuterRef("pk")).values("n")
    days = (scope.period.first, scope.period.last)
    read = DailyViews.objects.filter(entry=OuterRef("pk"), day__range=days)
    rows = Entry.objects.filter(scope.columned(), Exists(read))
    rows = rows.annotate(readings=Subquery(of_entry)).select_related("column").defer(*TEXTS)
    return rows.order_by("-readings", "-pk")
