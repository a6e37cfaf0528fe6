"""`manage.py doctor` on accounts: second factors, roles of one person, the yearly review."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.utils import timezone

from chamber.models import User
from series.actions.audit.chain import record
from series.actions.desk.doctor import accounts
from series.actions.reports.accounts import accounts_table, confirm_review, table_digest
from series.roles import AUDITOR
from tests.helpers import people
from tests.helpers.second_factor import give_factor

pytestmark = pytest.mark.django_db
YEAR = timedelta(days=366)


def told(check):
    return [str(line) for line in check()]


def test_accounts_without_a_second_factor_are_counted_on_a_public_site(settings):
    editor, chief = people.editor(), people.chief()
    people.outsider()
    User.objects.create_user("gone", is_staff=True, is_active=False)
    assert told(accounts.second_factors) == []  # on localhost nobody is asked
    settings.SECOND_FACTOR_REQUIRED = True
    (line,) = told(accounts.second_factors)
    assert line.startswith("注意　第二步验证：2 个账号没有启用（chief、editor）")
    give_factor(editor)
    give_factor(chief)
    assert told(accounts.second_factors) == ["正常　第二步验证：工作台的账号都已启用"]


def test_one_person_with_two_of_the_three_roles_is_named():
    admin = people.admin()
    people.auditor()
    assert told(accounts.separate_roles)[0].startswith("正常")
    admin.groups.add(Group.objects.get(name=AUDITOR))
    assert told(accounts.separate_roles)[0].startswith("注意　三员分开：admin 兼任")


def test_a_review_is_overdue_after_a_year():
    assert told(accounts.review)[0].startswith("正常")
    with time_machine.travel(timezone.now() - YEAR):
        record("试写", by=None)
    assert "启用一年多还没有复核过" in told(accounts.review)[0]
    with time_machine.travel(timezone.now() - YEAR):
        confirm_review(by=people.auditor(), seen=table_digest(accounts_table()))
    assert told(accounts.review)[0].startswith("注意　账号核对：上次在 366 天前")
    confirm_review(by=people.auditor(), seen=table_digest(accounts_table()))
    assert told(accounts.review)[0].startswith("正常　账号核对：上次在 0 分钟前")
