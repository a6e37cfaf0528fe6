"""Names and roles changed, added and deleted by SQL: each is found, and nobody's work is."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.utils import timezone

from chamber.models import User
from series.actions.audit.registers import RECORDED, REGISTERS, record_states
from series.actions.verification.verify import Verification
from series.models import AuditLine, ColumnRole, StandIn, Tag, TrustedSource
from tests.helpers import making, people

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def rows(module_transaction):
    """{name: key} of one row of each register, all of them recorded."""
    today = timezone.localdate()
    parent = making.organization()
    member = making.organization("武进区商会", kind="chamber", parent=parent, short_name="武商会")
    column, other = making.column(), making.column("简讯", levels=3)
    first, chief = people.first(), people.chief()
    User.objects.filter(pk=chief.pk).update(totp_secret="A" * 32, email="chief@example.org")
    made = {
        "organization": member,
        "parent": parent,
        "column": column,
        "other": other,
        "series": making.series(intro="每季一次" * 30),
        "tag": Tag.objects.create(name="两个健康", description="民营经济人士和民营经济"),
        "source": TrustedSource.objects.create(name="新华社", domain="news.cn"),
        "first": first,
        "chief": chief,
        "outsider": people.outsider(),
        "gone": User.objects.create_user("gone", is_active=False),
        "editors": Group.objects.get_or_create(name="编辑")[0],
        "finals": chief.groups.get(),
        "grant": ColumnRole.objects.create(user=first, role=chief.groups.get(), column=column),
        "stand_in": StandIn.objects.create(
            absent=chief, person=first, starts_on=today, ends_on=today
        ),
        "permission": Permission.objects.order_by("pk").first(),
    }
    record_states()
    return {name: row.pk for name, row in made.items()}


def sql(text, keys):
    with connection.cursor() as cursor:
        cursor.execute(text.format(**keys))


def faults():
    return [fault.what for fault in Verification().faults()]


def test_the_untouched_registers_have_no_fault(rows):
    assert faults() == []
    recorded = AuditLine.objects.filter(verb=RECORDED).get().detail["states"]
    assert set(recorded) == {model._meta.label_lower for model in REGISTERS}


CHANGED = [
    ("chamber_organization SET name = '伪商会' WHERE id = {organization}", "名称是“伪商会”"),
    ("chamber_organization SET short_name = '伪' WHERE id = {organization}", "简称是“伪”"),
    ("chamber_organization SET other_names = '伪名' WHERE id = {organization}", "其他名称是“伪名”"),
    ("chamber_organization SET kind = 'other' WHERE id = {organization}", "类别是“other”"),
    ("chamber_organization SET parent_id = NULL WHERE id = {organization}", "上级是“无”"),
    ("chamber_organization SET intro = '伪简介' WHERE id = {organization}", "简介是“伪简介”"),
    (
        "chamber_organization SET keyword_links = NOT keyword_links WHERE id = {organization}",
        "文中自动链接是“否”",
    ),
    ("series_column SET name = '伪专栏' WHERE id = {column}", "名称是“伪专栏”"),
    ("series_column SET description = '伪说明' WHERE id = {column}", "说明是“伪说明”"),
    ("series_column SET levels = 1 WHERE id = {column}", "审核级数是“1”，按审计记录应是“3”"),
    ("series_column SET review_hours = 0 WHERE id = {column}", "审核时限（小时）是“0”"),
    ("series_series SET title = '伪论坛' WHERE id = {series}", "名称是“伪论坛”"),
    ("series_series SET intro = '短' WHERE id = {series}", "的简介与审计记录不符"),
    ("series_series SET column_id = {other} WHERE id = {series}", "专栏是“{other}”"),
    ("series_series SET host_id = {parent} WHERE id = {series}", "主办是“{parent}”"),
    ("series_tag SET name = '伪话题' WHERE id = {tag}", "是“伪话题”"),
    ("series_tag SET slug = 'wei' WHERE id = {tag}", "是“wei”，按审计记录应是“两个健康”"),
    ("series_tag SET description = '伪' WHERE id = {tag}", "说明是“伪”"),
    ("series_trustedsource SET name = '伪社' WHERE id = {source}", "名称是“伪社”"),
    ("series_trustedsource SET domain = '' WHERE id = {source}", "网址域名是“无”"),
    ("chamber_user SET name = '冒名' WHERE id = {first}", "姓名是“冒名”，按审计记录应是“周初”"),
    ("chamber_user SET username = 'someone' WHERE id = {first}", "用户名是“someone”"),
    ("chamber_user SET email = 'thief@example.org' WHERE id = {chief}", "的邮箱与审计记录不符"),
    (
        "chamber_user SET oidc_issuer = 'https://evil.example', oidc_subject = 'me' WHERE id = {chief}",
        "的单点登录关联与审计记录不符",
    ),
    ("chamber_user SET totp_secret = '' WHERE id = {chief}", "的第二步验证与审计记录不符"),
    ("chamber_user SET is_superuser = NOT is_superuser WHERE id = {first}", "管理员是“是”"),
    ("chamber_user SET is_staff = NOT is_staff WHERE id = {outsider}", "工作台人员是“是”"),
    ("chamber_user SET is_active = NOT is_active WHERE id = {gone}", "在用是“是”"),
    ("chamber_user SET is_active = NOT is_active WHERE id = {first}", "在用是“否”"),
    ("chamber_user_groups SET group_id = {finals} WHERE user_id = {first}", "角色是“终审”"),
    ("auth_group SET name = '伪角色' WHERE id = {editors}", "是“伪角色”"),
    ("series_columnrole SET role_id = {editors} WHERE id = {grant}", "角色是“{editors}”"),
    ("series_columnrole SET column_id = {other} WHERE id = {grant}", "专栏是“{other}”"),
    ("series_columnrole SET user_id = {outsider} WHERE id = {grant}", "人员是“{outsider}”"),
    ("series_standin SET ends_on = '2099-12-31' WHERE id = {stand_in}", "结束是“2099-12-31”"),
    ("series_standin SET person_id = {outsider} WHERE id = {stand_in}", "代理人是“{outsider}”"),
]


@pytest.mark.parametrize(("change", "sentence"), CHANGED)
def test_a_row_that_was_changed(rows, change, sentence):
    sql(f"UPDATE {change}", rows)
    found = faults()
    assert any(sentence.format(**rows) in fault for fault in found), found


GIVEN = [
    ("chamber_user_groups (user_id, group_id) VALUES ({outsider}, {finals})", "角色是“终审”"),
    (
        "chamber_user_user_permissions (user_id, permission_id) VALUES ({first}, {permission})",
        "权限是“",
    ),
    ("auth_group_permissions (group_id, permission_id) VALUES ({finals}, {permission})", "权限是“"),
]


@pytest.mark.parametrize(("given", "sentence"), GIVEN)
def test_a_role_or_permission_that_was_given(rows, given, sentence):
    sql(f"INSERT INTO {given}", rows)
    found = faults()
    assert [sentence in fault for fault in found] == [True], found


def test_a_role_that_was_taken(rows):
    sql("DELETE FROM chamber_user_groups WHERE user_id = {first}", rows)
    assert faults() == ["用户“first”的角色是“无”，按审计记录应是“初审”"]


ADDED = {
    "组织": "chamber_organization",
    "专栏": "series_column",
    "系列": "series_series",
    "话题": "series_tag",
    "转载来源": "series_trustedsource",
    "用户": "chamber_user",
    "组": "auth_group",
    "栏目授权": "series_columnrole",
    "代理": "series_standin",
}
UNIQUE = {"name", "slug", "title", "username"}
OTHERS = {"series_columnrole": ("user_id", "outsider"), "series_standin": ("person_id", "outsider")}


@pytest.mark.parametrize("table", ADDED.values(), ids=ADDED)
def test_a_row_that_was_added(rows, table):
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, table)
    columns = [column.name for column in described if column.name != "id"]
    changed = {name: f"{name} || '2'" for name in UNIQUE}
    if table in OTHERS:
        name, other = OTHERS[table]
        changed[name] = str(rows[other])
    values = ", ".join(changed.get(name, f'"{name}"') for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    newest = f"(SELECT MAX(id) FROM {table})"
    sql(
        f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} WHERE id = {newest}",
        {},
    )
    assert ["没有审计记录，是在工作台和命令之外加上的" in fault for fault in faults()] == [True]


DELETED = [
    ("chamber_organization", "organization"),
    ("series_column", "other"),
    ("series_series", "series"),
    ("series_tag", "tag"),
    ("series_trustedsource", "source"),
    ("chamber_user", "gone"),
    ("auth_group", "editors"),
    ("series_columnrole", "grant"),
    ("series_standin", "stand_in"),
]


@pytest.mark.parametrize(("table", "name"), DELETED)
def test_a_row_that_was_deleted(rows, table, name):
    sql(f"DELETE FROM {table} WHERE id = {{{name}}}", rows)
    assert ["现在没有，是在工作台和命令之外删除的" in fault for fault in faults()] == [True]


def test_a_record_of_the_missing_rows_accepts_no_changed_one(rows):
    sql("UPDATE series_column SET levels = 1 WHERE id = {column}", rows)
    User.objects.create_user("new_by_shell")
    assert record_states() == 1
    assert ["审核级数" in fault for fault in faults()] == [True]
    assert record_states(accept=True) == 1
    assert faults() == []
