"""Figures of the reports, over deeds that the actions themselves did."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from chamber.models import User
from series.actions.editorial.reviews import return_for_changes, sign, submit
from series.actions.editorial.revisions import create_entry
from series.actions.editorial.tasks import working_hours_after
from series.actions.errors import EditorialError
from series.actions.progress.periods import Period, period_between, usual_choices
from series.actions.reports.editorial import ageing, history, months_since, output, scope_of
from series.actions.reports.searches import searches
from series.actions.reports.work import percentile, turnaround, working_hours_between, workload
from series.models import AuditLine, ColumnRole
from series.roles import FINAL
from tests.helpers import making, people

pytestmark = pytest.mark.django_db
MONDAY = "2026-11-23T09:00:00+08:00"
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))
BUILDERS = (history, ageing, workload, turnaround, output, searches)


def rows_of(report, name):
    tables, _ = report
    return next(list(table.rows) for table in tables if table.title == name)


def scope(user=None, period=NOVEMBER):
    return scope_of(user or people.chief(), period)


def chief_of(column):
    user = User.objects.create_user("lanmu", name="栏目终审", is_staff=True)
    role = Group.objects.get_or_create(name=FINAL)[0]
    ColumnRole.objects.create(user=user, role=role, column=column)
    return user


def at(text):
    return datetime.fromisoformat(f"{text}+08:00")


# Periods


def test_a_period_begins_and_ends_at_midnight_in_shanghai():
    assert NOVEMBER.start.isoformat() == "2026-11-01T00:00:00+08:00"
    assert NOVEMBER.end.isoformat() == "2026-12-01T00:00:00+08:00"
    assert (NOVEMBER.days, str(NOVEMBER)) == (30, "2026-11-01 至 2026-11-30")


@time_machine.travel("2027-01-05T00:30:00+08:00", tick=False)
def test_usual_choices_over_the_new_year():
    chosen = {name: str(period) for name, period in usual_choices()}
    assert chosen["本月"] == "2027-01-01 至 2027-01-05"
    assert chosen["上月"] == "2026-12-01 至 2026-12-31"
    assert chosen["去年"] == "2026-01-01 至 2026-12-31"


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        ("2026-11-30", "2026-11-01", "晚于结束日期"),
        ("2020-01-01", "2026-11-01", "超过三年"),
        ("昨天", "", "日期“昨天”无法识别"),
        ("", "2026-02-30", "日期“2026-02-30”无法识别"),
        ("0001-01-01", "", "无法识别"),
        ("9999-12-31", "9999-12-31", "无法识别"),
    ],
)
def test_a_period_that_is_none_says_why(first, last, sentence):
    with pytest.raises(EditorialError, match=sentence):
        period_between(first, last)


# Working hours


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-11-23T09:00", "2026-11-23T10:30", 1.5),
        ("2026-11-20T18:00", "2026-11-23T06:00", 12),
        ("2026-11-21T09:00", "2026-11-22T09:00", 0),
        ("2026-11-20T00:00", "2026-11-27T00:00", 120),
        ("2026-11-23T10:00", "2026-11-23T09:00", 0),
    ],
)
def test_saturday_and_sunday_do_not_count(start, end, hours):
    assert working_hours_between(at(start), at(end)) == hours


def test_the_hours_between_undo_the_hours_after():
    start = at("2026-11-20T17:20")
    for hours in (1, 6, 7, 24, 30, 100, 500):
        for shift in range(0, 100, 7):
            moment = start + timedelta(hours=shift)
            if timezone.localtime(moment).weekday() < 5:
                due = working_hours_after(moment, hours)
                assert working_hours_between(moment, due) == hours


def test_percentiles_are_by_rank():
    assert percentile([1.0], 90) == 1.0
    assert percentile([1.0, 2.0, 3.0, 4.0], 50) == 2.0
    assert percentile([float(n) for n in range(1, 101)], 90) == 90.0


# The reports


@time_machine.travel(MONDAY, tick=False)
def test_workload_counts_each_persons_deeds():
    making.article("published", headline="甲")
    making.article("draft", headline="乙")
    returned = making.article("submitted", headline="丙")
    return_for_changes(
        returned, revision=making.newest(returned), by=people.first(), opinion="请核对"
    )
    making.change(returned, headline="丙改")
    create_entry("article", {**making.newest(returned).content}, by=None, channel="import")
    report = workload(scope())
    assert rows_of(report, "编辑") == [("陈编", 3, 1, 2, 1, 1)]
    assert sorted(rows_of(report, "审核人")) == [
        ("吴复", "复审", 0, 0, 1),
        ("周初", "初审", 1, 0, 1),
        ("郑终", "终审", 0, 0, 1),
    ]
    october = Period(date(2026, 10, 1), date(2026, 10, 31))
    assert rows_of(workload(scope(period=october)), "编辑") == []


def test_turnaround_measures_working_hours_and_lateness():
    with time_machine.travel(MONDAY, tick=False) as clock:
        entry = making.article()
        revision = making.newest(entry)
        submit(entry, revision=revision, by=people.editor())
        clock.shift(2 * 3600)
        sign(entry, revision=revision, by=people.first())
        clock.shift(30 * 3600)
        sign(entry, revision=revision, by=people.second())
        report = turnaround(scope())
    assert rows_of(report, "已办") == [
        ("初审", 1, 2.0, 2.0, 2.0, 0),
        ("复审", 1, 30.0, 30.0, 30.0, 100),
    ]
    assert rows_of(report, "现在待办") == [("终审", 0, 1)]


@time_machine.travel(MONDAY, tick=False)
def test_output_counts_what_came_out_and_is_public():
    run = making.series()
    making.article("published", series=run, number=1)
    making.article("published", headline="旧文", dateline="2024-03-05")
    making.event("published")
    making.article("withdrawn")
    report = output(scope())
    assert rows_of(report, "按月") == [("2026-11", 2)]
    assert sorted(rows_of(report, "按类型")) == [("文章", 1), ("活动", 1)]
    assert rows_of(report, "按系列") == [("常商论坛", "新时代 新常商 新力量", 1)]
    whole = Period(date(2024, 1, 1), date(2026, 11, 30))
    assert rows_of(output(scope(period=whole)), "按月") == [("2024-03", 1), ("2026-11", 2)]


def test_ageing_counts_from_the_last_publication():
    with time_machine.travel("2024-05-10T09:00:00+08:00", tick=False) as clock:
        old = making.article("published", headline="老稿")
        renewed = making.article("published", headline="更新过")
        clock.move_to("2026-11-01T09:00:00+08:00")
        making.republish(renewed, headline="更新过的稿")
        clock.move_to("2026-11-23T09:00:00+08:00")
        report = ageing(scope())
        _, listing = report
        rows = [listing.row(found) for found in listing.objects]
    assert [(row[0], row[4]) for row in rows] == [("老稿", 30), ("更新过的稿", 0)]
    assert rows_of(report, "按时间")[0] == ("三个月内", 1)
    assert rows_of(report, "按时间")[-1] == ("两年以上", 1)
    assert rows_of(report, "按专栏") == [("新时代 新常商 新力量", 2, 1, 30)]
    assert old.pk


@pytest.mark.parametrize(
    ("moment", "today", "months"),
    [
        ("2026-10-24T09:00", date(2026, 11, 24), 1),
        ("2026-10-25T09:00", date(2026, 11, 24), 0),
        ("2025-11-24T23:59", date(2026, 11, 24), 12),
        ("2026-12-24T09:00", date(2026, 11, 24), 0),
    ],
)
def test_months_are_whole_months(moment, today, months):
    assert months_since(at(moment), today) == months


@time_machine.travel(MONDAY, tick=False)
def test_history_lists_every_line_of_the_period():
    making.article("published")
    report = history(scope())
    _, listing = report
    assert listing.objects.count() == AuditLine.objects.count()
    assert rows_of(report, "按日") == [(date(2026, 11, 23), AuditLine.objects.count())]
    assert ("发布", 0, 1) in rows_of(report, "按动作")
    year = Period(date(2026, 1, 1), date(2026, 12, 31))
    assert rows_of(history(scope(period=year)), "按月")[0][0] == "2026-11"


# Who sees what


@time_machine.travel(MONDAY, tick=False)
def test_a_chief_of_one_column_sees_its_figures_alone():
    own, other = making.column("甲栏"), making.column("乙栏")
    making.article("published", column=own, headline="甲稿")
    making.article("published", column=other, headline="乙稿")
    making.article("submitted", column=other, headline="乙二")
    part, whole = scope(chief_of(own)), scope()
    assert part.columns == {own.pk}
    for build in BUILDERS:
        said = said_by(build(part))
        assert "乙" not in said, build.__name__
        assert "乙" in said_by(build(whole)) or build in (workload, turnaround, searches)
    assert rows_of(workload(part), "编辑") == [("陈编", 1, 0, 1, 0, 1)]
    assert rows_of(workload(whole), "编辑") == [("陈编", 3, 0, 3, 0, 2)]
    assert rows_of(turnaround(part), "现在待办") == []
    assert "登录" not in said_by(history(part))


def said_by(report):
    tables, listing = report
    rows = [row for table in tables for row in table.rows]
    rows += [listing.row(found) for found in listing.objects] if listing else []
    return str(rows)


# What they cost


@pytest.mark.parametrize("build", BUILDERS)
def test_a_report_costs_the_same_with_one_and_three(build):
    counts = []
    for number in (1, 3):
        for one in range(number):
            making.article("published", headline=f"{number}-{one}")
        given = scope(people.chief(), Period(timezone.localdate(), timezone.localdate()))
        with CaptureQueriesContext(connection) as asked:
            said_by(build(given))
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 6


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="the plan is SQLite's")
@pytest.mark.parametrize(
    ("build", "index"),
    [
        (history, "audit_at"),
        (workload, "audit_at"),
        (turnaround, "task_closed"),
        (output, "entry_"),
    ],
)
def test_a_period_is_a_range_of_an_index(build, index):
    with CaptureQueriesContext(connection) as asked:
        said_by(build(scope()))
    plans = []
    for query in asked.captured_queries:
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
            plans.append(" ".join(str(row[3]) for row in cursor.fetchall()))
    assert any(index in plan for plan in plans), plans
    scans = ("SCAN series_auditline", "SCAN series_reviewtask", "SCAN series_entry")
    assert not [
        p for p in plans if any(f"{scan} " in f"{p} " and "INDEX" not in p for scan in scans)
    ]
