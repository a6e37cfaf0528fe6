"""The pages of the reports: who may, which period, and the workbook of each."""

import io
import re
from datetime import datetime

import openpyxl
import pytest
import time_machine
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from chamber.models import User
from series.models import AuditLine, ColumnRole, SearchTally
from series.roles import FINAL
from tests.helpers import making

pytestmark = pytest.mark.django_db
SLUGS = ("history", "ageing", "workload", "turnaround", "output", "readings", "searches")


def address(slug, form=""):
    return reverse(f"admin:report_{slug}{form}")


def book(client, slug, **query):
    answer = client.get(address(slug, "_xlsx"), query)
    assert answer.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))


@pytest.mark.parametrize("slug", SLUGS)
def test_every_report_has_a_page_and_a_workbook(client, chief, slug):
    making.article("published", headline="=cmd|' /C calc'!A0")
    client.force_login(chief)
    page = client.get(address(slug))
    assert page.status_code == 200
    assert f'href="{address(slug)}" aria-current="page"' in page.text
    written = book(client, slug)
    for sheet in written.worksheets:
        assert sheet.freeze_panes == "A2"
        assert re.search("[一-龥]", sheet.title)
        assert all(re.search("[一-龥]", cell.value) for cell in sheet[1])
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}
    line = AuditLine.objects.latest("pk")
    assert (line.verb, line.actor) == ("导出", chief)
    assert line.object.startswith("报表：")


def test_a_report_of_nothing_says_so(client, chief):
    client.force_login(chief)
    for slug in SLUGS:
        page = client.get(address(slug), {"from": "2001-01-01", "to": "2001-01-31"})
        assert page.status_code == 200
        assert "没有" in page.text or slug == "ageing"


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("person", ["editor", "first", "second"])
def test_no_report_for_others(client, request, person, slug):
    client.force_login(request.getfixturevalue(person))
    for form in ("", "_xlsx"):
        assert client.get(address(slug, form)).status_code == 403
    assert not AuditLine.objects.filter(verb="导出").exists()
    assert "/desk/reports/" not in client.get(reverse("admin:index")).text


def test_a_chief_of_one_column_gets_that_column_alone(client):
    own, other = making.column("甲栏"), making.column("乙栏")
    making.article("published", column=own, headline="甲稿")
    making.article("published", column=other, headline="乙稿")
    person = User.objects.create_user("lanmu", is_staff=True)
    role = Group.objects.get(name=FINAL)
    ColumnRole.objects.create(user=person, role=role, column=own)
    client.force_login(person)
    for slug in SLUGS:
        page = client.get(address(slug))
        assert page.status_code == 200
        assert "乙稿" not in page.text
        assert "乙栏" not in page.text
        cells = [str(c.value) for s in book(client, slug).worksheets for r in s.rows for c in r]
        assert not [text for text in cells if "乙" in text]
    assert "甲稿" in client.get(address("ageing")).text


def test_a_period_that_is_none_is_said_and_the_usual_one_shown(client, chief):
    client.force_login(chief)
    page = client.get(address("output"), {"from": "2026-13-01"})
    assert page.status_code == 200
    assert "日期“2026-13-01”无法识别，请写成 2026-11-24" in page.text
    answer = client.get(address("output", "_xlsx"), {"from": "2026-13-01"})
    assert answer.status_code == 302
    assert answer.url.startswith("../output/?")
    for hostile in ("\0", "9" * 400, "<script>", "2026-11-01' OR 1=1"):
        assert client.get(address("history"), {"from": hostile, "p": hostile}).status_code == 200


def test_the_list_is_paged_and_the_workbook_whole(client, chief):
    with time_machine.travel("2026-11-23T09:00:00+08:00", tick=False):
        for number in range(12):
            making.article("published", headline=f"第{number}篇")
        client.force_login(chief)
        total = AuditLine.objects.count()
        page = client.get(address("history"))
        assert (len(page.context["rows"]), page.context["page"].paginator.count) == (50, total)
        assert "p=2" in page.text
        second = client.get(address("history"), {"p": "2"})
        assert second.context["rows"][0] != page.context["rows"][0]
        sheet = book(client, "history")["全部动作"]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert len(rows) == total
    assert all(isinstance(row[0], datetime) for row in rows)


def test_only_reading(client, chief):
    client.force_login(chief)
    for slug in SLUGS:
        for form in ("", "_xlsx"):
            assert client.post(address(slug, form)).status_code == 405


def test_the_bar_of_the_largest_number_is_the_longest(client, chief):
    making.article("published")
    client.force_login(chief)
    page = client.get(address("history")).text
    lengths = [int(found) for found in re.findall(r'<path d="M0 6h(\d+)"', page)]
    assert max(lengths) == 160
    assert min(lengths) >= 1


def test_what_nobody_found_leads_to_the_search_and_to_the_workbook(client, chief):
    day = timezone.localdate()
    SearchTally.objects.create(question="氢能 <b>", day=day, times=3)
    SearchTally.objects.create(question="", day=day, times=2)
    client.force_login(chief)
    page = client.get(address("searches")).text
    assert page.count('<a href="/search/?q=%E6%B0%A2%E8%83%BD+%3Cb%3E">氢能 &lt;b&gt;</a>') == 3
    assert page.index("没有找到的") < page.index("找得最多的") < page.index("全部检索词")
    written = book(client, "searches")
    assert written.sheetnames == ["没有找到的", "找得最多的", "按日", "全部检索词"]
    rows = list(written["全部检索词"].iter_rows(min_row=2, values_only=True))
    assert [row[:3] for row in rows] == [("氢能 <b>", 3, 3), ("（含号码或邮箱，不留原文）", 2, 0)]
