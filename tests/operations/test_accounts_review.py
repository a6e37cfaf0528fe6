"""manage.py accounts --review: every account with its roles, and those that nobody uses."""

from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.utils import timezone
from openpyxl import load_workbook

from chamber.models import User
from series.models import AuditLine, ColumnRole
from tests.helpers import making, people

pytestmark = pytest.mark.django_db


def review(path):
    out = StringIO()
    call_command("accounts", "--review", str(path), stdout=out)
    return out.getvalue()


@pytest.fixture
def staff():
    now = timezone.now()
    days = {"editor": 91, "first": 89, "chief": 400}
    for name, ago in days.items():
        getattr(people, name)()
        User.objects.filter(username=name).update(last_login=now - timedelta(days=ago))
    User.objects.filter(username="chief").update(is_active=False)
    people.admin()
    User.objects.filter(username="admin").update(date_joined=now - timedelta(days=120))
    people.newcomer()
    User.objects.filter(username="newcomer").update(must_change_password=True)
    ColumnRole.objects.create(
        user=people.first(), role=Group.objects.get(name="编辑"), column=making.column("简讯")
    )


def test_the_file_holds_every_account_and_the_command_tells_what_to_look_at(staff, tmp_path):
    told = review(tmp_path / "accounts.xlsx").splitlines()
    assert told == [
        "admin\t建立 120 天，从未登录，不用就停用",
        "chief\t已停用，仍有角色，请去掉",
        "editor\t91 天未登录，不用就停用",
        "newcomer\t还没有改掉别人给的密码，请本人登录修改；没有角色，请给角色或停用",
        f"5 个账号已写入 {tmp_path / 'accounts.xlsx'}",
    ]
    sheet = load_workbook(tmp_path / "accounts.xlsx").active
    rows = {row[0]: row for row in sheet.iter_rows(values_only=True)}
    assert rows["用户名"] == (
        "用户名",
        "姓名",
        "全站角色",
        "专栏角色",
        "最近登录",
        "第二步验证",
        "请核对",
    )
    assert rows["first"][1:4] == ("周初", "初审", "简讯：编辑")
    assert rows["admin"][2] == "管理员"
    assert AuditLine.objects.get().channel == "accounts"


def test_it_makes_no_accounts_and_overwrites_nothing(tmp_path):
    path = tmp_path / "accounts.xlsx"
    assert "0 个账号" in review(path)
    with pytest.raises(CommandError, match="请换一个文件名"):
        review(path)
    assert not User.objects.exists()
