"""Names and roles changed, added and deleted by SQL: each is found, and nobody's work is."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.utils import timezone

from chamber.models import User
from series.actions.audit.chain import record
from series.actions.audit.registers import (
    FIRST_REGISTERS,
    RECORDED,
    REGISTERS,
    STATES,
    record_states,
)
from series.actions.editorial.placements import move, place, set_period, take_down
from series.actions.tags.tags import merge_tags, name_tag
from series.actions.tags.usage import delete_tag
from series.actions.tags.vocabulary import drop_term, keep_term
from series.actions.verification.verify import Verification
from series.models import (
    AuditHead,
    AuditLine,
    CannedOpinion,
    Column,
    ColumnRole,
    Entry,
    FormerTag,
    NavigationLink,
    Notice,
    Place,
    Placement,
    Redirect,
    Speaker,
    StandIn,
    Tag,
    Term,
    TrustedSource,
)
from tests.helpers import making, people

pytestmark = pytest.mark.django_db
LATER = {model for model in REGISTERS if model not in FIRST_REGISTERS}


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
        "speaker": Speaker.objects.create(name="吴越", organization="江南大学"),
        "first": first,
        "chief": chief,
        "outsider": people.outsider(),
        "gone": User.objects.create_user("gone", is_active=False),
        "nobodys": Group.objects.create(name="没有人的角色"),
        "finals": chief.groups.get(),
        "grant": ColumnRole.objects.create(user=first, role=chief.groups.get(), column=column),
        "stand_in": StandIn.objects.create(
            absent=chief, person=first, starts_on=today, ends_on=today
        ),
        "link": NavigationLink.objects.create(area="help", label="订阅", address="/feeds/"),
        "redirect": Redirect.objects.create(old_path="/old/", new_address="/feeds/"),
        "permission": Permission.objects.order_by("pk").first(),
        **lists_of_the_desk(column),
    }
    record_states()
    return {name: row.pk for name, row in made.items()}


def lists_of_the_desk(column):
    """{name: row} of a term, an opinion, a notice, a placement and a former topic."""
    now, tag = timezone.now(), Tag.objects.create(name="民企")
    entry = making.article("public", headline="排在头条的一篇", column=column)
    period = {"starts_at": now, "ends_at": now + timedelta(days=9)}
    notice = Notice.objects.create(
        text="国庆期间照常收稿，来稿请发邮箱" * 6, url="/articles/", **period
    )
    return {
        "term": Term.objects.create(name="试用词条", folded="试用词条", synonyms="试用"),
        "opinion": CannedOpinion.objects.create(decision="return", text="请核对数字"),
        "notice": notice,
        "placement": Placement.objects.create(column=column, place="lead", entry=entry, **period),
        "other_entry": making.article("public", headline="想上头条的一篇", column=column),
        "former": FormerTag.objects.create(name="老名", slug="lao-ming", tag=tag),
    }


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
    ("series_speaker SET name = '伪名' WHERE id = {speaker}", "“伪名”"),
    ("series_speaker SET post = '伪职' WHERE id = {speaker}", "职务是“伪职”"),
    ("series_navigationlink SET address = '/伪/' WHERE id = {link}", "地址是“/伪/”"),
    ("series_navigationlink SET is_active = NOT is_active WHERE id = {link}", "“订阅”的在用是“否”"),
    ("series_redirect SET new_address = '/伪/' WHERE id = {redirect}", "新地址是“/伪/”"),
    ("series_redirect SET old_path = '/伪/' WHERE id = {redirect}", "旧地址是“/伪/”"),
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
    ("auth_group SET name = '伪角色' WHERE id = {nobodys}", "是“伪角色”"),
    ("series_columnrole SET role_id = {nobodys} WHERE id = {grant}", "角色是“{nobodys}”"),
    ("series_columnrole SET column_id = {other} WHERE id = {grant}", "专栏是“{other}”"),
    ("series_columnrole SET user_id = {outsider} WHERE id = {grant}", "人员是“{outsider}”"),
    ("series_standin SET ends_on = '2099-12-31' WHERE id = {stand_in}", "结束是“2099-12-31”"),
    ("series_standin SET person_id = {outsider} WHERE id = {stand_in}", "代理人是“{outsider}”"),
    ("series_formertag SET name = '伪名' WHERE id = {former}", "旧名称是“伪名”"),
    ("series_formertag SET tag_id = {tag} WHERE id = {former}", "话题是“{tag}”"),
    ("series_term SET name = '伪词' WHERE id = {term}", "词条是“伪词”"),
    ("series_term SET kind = 'person' WHERE id = {term}", "类别是“person”"),
    ("series_term SET spellings = '伪写法' WHERE id = {term}", "其他写法是“伪写法”"),
    ("series_term SET synonyms = '伪同义' WHERE id = {term}", "同义词是“伪同义”"),
    ("series_cannedopinion SET text = '同意' WHERE id = {opinion}", "意见是“同意”"),
    ("series_cannedopinion SET decision = 'approve' WHERE id = {opinion}", "用于是“approve”"),
    ("series_notice SET text = '本站关闭' WHERE id = {notice}", "的内容与审计记录不符"),
    ("series_notice SET url = 'https://evil.example' WHERE id = {notice}", "链接是“https://evil"),
    ("series_notice SET ends_at = '2099-12-31 00:00:00+00:00' WHERE id = {notice}", "到是“2099"),
    (
        "series_placement SET entry_id = {other_entry} WHERE id = {placement}",
        "稿件是“{other_entry}”",
    ),
    ("series_placement SET place = 'top' WHERE id = {placement}", "位置是“top”"),
    ("series_placement SET column_id = NULL WHERE id = {placement}", "专栏是“无”"),
    ("series_placement SET position = 7 WHERE id = {placement}", "次序是“7”"),
    ("series_placement SET ends_at = NULL WHERE id = {placement}", "到是“无”"),
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
    "嘉宾": "series_speaker",
    "导航链接": "series_navigationlink",
    "跳转": "series_redirect",
    "话题旧名": "series_formertag",
    "词条": "series_term",
    "常用意见": "series_cannedopinion",
    "公告": "series_notice",
    "推荐位": "series_placement",
}
UNIQUE = {"name", "slug", "title", "username", "folded", "text", "old_path"}
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
    ("series_speaker", "speaker"),
    ("series_navigationlink", "link"),
    ("series_redirect", "redirect"),
    ("chamber_organization", "organization"),
    ("series_column", "other"),
    ("series_series", "series"),
    ("series_tag", "tag"),
    ("series_trustedsource", "source"),
    ("chamber_user", "gone"),
    ("auth_group", "nobodys"),
    ("series_columnrole", "grant"),
    ("series_standin", "stand_in"),
    ("series_formertag", "former"),
    ("series_term", "term"),
    ("series_cannedopinion", "opinion"),
    ("series_notice", "notice"),
    ("series_placement", "placement"),
]


@pytest.mark.parametrize(("table", "name"), DELETED)
def test_a_row_that_was_deleted(rows, table, name):
    sql(f"DELETE FROM {table} WHERE id = {{{name}}}", rows)
    assert ["现在没有，是在工作台和命令之外删除的" in fault for fault in faults()] == [True]


def test_a_record_of_the_missing_rows_accepts_no_changed_one(rows):
    sql("UPDATE series_column SET levels = 1 WHERE id = {column}", rows)
    User.objects.create_user("new_by_shell")
    assert record_states() == 0
    assert ["审核级数" in fault or "new_by_shell" in fault for fault in faults()] == [True, True]
    assert record_states(accept=True) == 2
    assert faults() == []


def test_registers_that_came_later_are_recorded_once_and_not_the_rows_of_others(rows, db):
    """A site that was recorded before decision 126 knows nine registers."""
    told = AuditLine.objects.get(verb=RECORDED).detail[STATES]
    for model in LATER:
        del told[model._meta.label_lower]
    sql("DELETE FROM series_auditline WHERE verb = '登记现状'", {})
    AuditHead.objects.update(count=AuditLine.objects.count(), seal=_last_seal())
    record(RECORDED, by=None, count=9, states=told)
    User.objects.create_user("new_by_shell")
    assert [fault for fault in faults() if "没有审计记录" in fault] == [
        "用户“new_by_shell”没有审计记录，是在工作台和命令之外加上的"
    ]
    assert record_states() == sum(model.objects.count() for model in REGISTERS if model in LATER)
    assert ["new_by_shell" in fault for fault in faults()] == [True]
    sql("DELETE FROM series_notice", {})
    assert any(fault.startswith("公告“") and "现在没有" in fault for fault in faults())


def _last_seal():
    return AuditLine.objects.order_by("-number").values_list("seal", flat=True).first() or ""


def test_the_actions_tell_what_they_change(rows):
    by, now = people.chief(), timezone.now()
    column = Column.objects.get(pk=rows["column"])
    placed = [
        place(
            Entry.objects.get(pk=rows[name]), at, column=column, starts_at=None, ends_at=None, by=by
        )
        for name, at in (("other_entry", Place.LEAD), ("other_entry", Place.TOP))
    ]
    assert faults() == []
    assert move(placed[0], -1, by=by) == 1
    set_period(placed[0], starts_at=now, ends_at=now + timedelta(days=3), by=by)
    take_down(placed[1], by=by)
    assert faults() == []
    term = keep_term(Term(), name="新词条", kind="general", by=by, synonyms=["新词"])
    keep_term(term, name="新词条二", kind="general", by=by)
    name_tag(Tag.objects.get(pk=rows["tag"]), name="两健", by=by)
    assert faults() == []
    drop_term(term, by=by)
    name_tag(Tag.objects.get(pk=rows["tag"]), name="两个健康", by=by)
    merge_tags(Tag.objects.get(name="民企"), into=Tag.objects.get(pk=rows["tag"]), by=by)
    delete_tag(Tag.objects.get(pk=rows["tag"]), by=by)
    assert faults() == []
