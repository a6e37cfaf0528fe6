"""账号核对: the yearly review of accounts at the desk."""

import io
import re

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from openpyxl import load_workbook

from series.models import AuditLine
from series.roles import AUDITOR, FINAL, OPERATOR
from tests.helpers import people

pytestmark = pytest.mark.django_db
ADDRESS = "/desk/account-review/"


def confirm(desk, page):
    seen = re.search(r'name="seen" value="(\w+)"', page.text)[1]
    return desk.post(ADDRESS, {"seen": seen}, follow=True)


@pytest.mark.parametrize("who", ["auditor", "admin"])
def test_every_account_is_listed_and_the_review_is_recorded(as_person, who):
    people.newcomer()
    reviewer = getattr(people, who)()
    desk = as_person(reviewer)
    page = desk.get(reverse("admin:account_review"))
    assert "newcomer" in page.text
    assert "没有角色，请给角色或停用" in page.text
    assert "还没有复核过" in page.text
    done = confirm(desk, page)
    assert "已记下：账号已复核" in done.text
    assert f"，{reviewer}。" in done.text
    assert "每年至少核对一次" not in done.text
    line = AuditLine.objects.get(verb="账号已复核")
    assert (line.actor, line.detail["count"], line.detail["flagged"]) == (reviewer, 2, 1)


def test_a_list_that_has_changed_since_is_not_confirmed(as_person):
    desk = as_person(people.auditor())
    page = desk.get(ADDRESS)
    people.first().groups.add(Group.objects.get_or_create(name=FINAL)[0])
    assert "账号或角色刚有变动" in confirm(desk, page).text
    assert not AuditLine.objects.filter(verb="账号已复核").exists()
    assert "已记下" in confirm(desk, desk.get(ADDRESS)).text


def test_whoever_holds_two_of_the_three_roles_is_named(as_person):
    operator = people.operator()
    desk = as_person(people.admin())
    assert "兼任" not in desk.get(ADDRESS).text
    operator.groups.add(Group.objects.get_or_create(name=AUDITOR)[0])
    assert f"兼任{AUDITOR}、{OPERATOR}，应分给不同的人" in desk.get(ADDRESS).text


def test_the_list_is_a_workbook_and_its_export_is_recorded(as_person):
    answer = as_person(people.auditor()).get(reverse("admin:account_review_xlsx"))
    sheet = load_workbook(io.BytesIO(b"".join(answer))).active
    assert [row[0] for row in sheet.iter_rows(values_only=True)][-1] == "auditor"
    assert AuditLine.objects.get(verb="导出").object == "账号核对"
