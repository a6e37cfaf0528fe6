"""检索词：the report of what readers searched for, first what they did not find (decision 71).

Questions belong to no column: whoever may see the reports sees them all.
"""

from django.db.models import Max, OuterRef, Q, Subquery, Sum
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.utils.http import urlencode

from series.models import SearchTally

from .editorial import MOST_DAILY, ReportListing, bar_table

SHOWN = 50
NOT_KEPT = "（含号码或邮箱，不留原文）"
MISSED = Q(hits=0) | Q(guessed=True)
COUNTED = 1_000  # results are counted up to here


def searches(scope):
    """Return the report of questions: not found, most frequent, by day, and each question."""
    first, last = scope.period.first, scope.period.last
    rows = SearchTally.objects.between(first, last).order_by()
    tables = [_missed(rows), _most(rows), _by_day(rows, daily=scope.period.days <= MOST_DAILY)]
    newest = SearchTally.objects.between(first, last).filter(question=OuterRef("question"))
    newest = newest.order_by("-day")
    questions = rows.values("question").annotate(
        total=Sum("times"),
        missed=Sum("times", filter=MISSED & ~Q(question=""), default=0),
        last=Max("day"),
        hits_last=Subquery(newest.values("hits")[:1]),
        guessed_last=Subquery(newest.values("guessed")[:1]),
    )
    return tables, ReportListing(
        "全部检索词",
        ("检索词", "次数", "其中没有找到", "最近一次", "最近的结果"),
        questions.order_by("-total", "question"),
        _row,
        url_of=lambda row: search_address(row["question"]),
        linked=0,
        numeric=(1, 2),
        widths={"检索词": 44, "最近的结果": 16},
    )


def search_address(question):
    """Return the address of the search page for a question.
    "" where its words are not stored."""
    return f"{reverse('series:search')}?{urlencode({'q': question})}" if question else ""


def _missed(rows):
    questions = rows.missed().values("question").annotate(n=Sum("times"), last=Max("day"))
    return bar_table(
        "没有找到的",
        ("检索词", "最近一次", "次数"),
        (
            (row["question"], row["last"], row["n"])
            for row in questions.order_by("-n", "question")[:SHOWN]
        ),
        widths={"检索词": 44},
        link=_first_cell,
        note="没有一篇含有这些字，或者只有猜的结果，后来也没有找到。",
        empty="这段时间读者找的都找到了。",
    )


def _most(rows):
    questions = rows.exclude(question="").values("question").annotate(n=Sum("times"))
    return bar_table(
        "找得最多的",
        ("检索词", "次数"),
        ((row["question"], row["n"]) for row in questions.order_by("-n", "question")[:SHOWN]),
        widths={"检索词": 44},
        link=_first_cell,
    )


def _first_cell(row):
    return search_address(row[0])


def _by_day(rows, *, daily):
    if daily:
        days = rows.values_list("day").annotate(n=Sum("times")).order_by("day")
        return bar_table("按日", ("日期", "次数"), days)
    months = rows.annotate(month=TruncMonth("day")).values("month").annotate(n=Sum("times"))
    pairs = ((f"{row['month']:%Y-%m}", row["n"]) for row in months.order_by("month"))
    return bar_table("按月", ("月份", "次数"), pairs)


def _row(row):
    return (
        *(row["question"] or NOT_KEPT, row["total"], row["missed"], row["last"]),
        _answer(row) if row["question"] else "",
    )


def _answer(row):
    if not row["hits_last"]:
        return "没有"
    if row["guessed_last"]:
        return "只有猜的结果"
    return f"{row['hits_last']} 条" if row["hits_last"] < COUNTED else f"{COUNTED} 条以上"
