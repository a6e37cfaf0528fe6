"""`manage.py audit_registers`, and that no way to change a name or a role makes a false alarm."""

import io

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from chamber.models import Organization, User
from series.actions.audit.registers import record_states
from series.actions.desk.accounts import ensure_accounts, reset_password, set_email
from series.actions.desk.second_factor import remove_factor, reset_factor
from series.actions.tags.tags import describe_tag, merge_tags, name_tag
from series.actions.tags.usage import delete_tag
from series.actions.verification.verify import Verification
from series.models import (
    AuditLine,
    CannedOpinion,
    Column,
    ColumnRole,
    Series,
    Speaker,
    StandIn,
    Tag,
    Term,
    TrustedSource,
)
from tests.helpers import making, people
from tests.helpers.second_factor import give_factor

pytestmark = pytest.mark.django_db


def call(*options):
    out = io.StringIO()
    call_command(*options, stdout=out)
    return out.getvalue()


def faults():
    return [fault.what for fault in Verification().faults()]


def test_without_a_record_nothing_is_said_of_rows_that_no_line_tells():
    """The control of the record: before it an added row is as good as one of an old site."""
    people.admin()
    assert faults() == []
    record_states()
    User.objects.create_user("smuggled", is_superuser=True)
    assert faults() == ["用户“smuggled”没有审计记录，是在工作台和命令之外加上的"]


def test_the_command_lists_first_and_writes_with_commit():
    making.column()
    told = call("audit_registers")
    assert told.startswith("不同　专栏")
    count = 1 + Term.objects.count() + CannedOpinion.objects.count()
    assert f"有 {count} 行与审计记录不同" in told
    assert not AuditLine.objects.exists()
    assert f"已把 {count} 行" in call("audit_registers", "--commit")
    assert "有 0 行" in call("audit_registers")
    Column.objects.update(levels=1)
    assert "审核级数是“1”，按审计记录应是“3”" in call("audit_registers")
    assert call("audit_registers", "--if-missing", "--commit") == ""
    assert len(faults()) == 1
    call("audit_registers", "--commit")
    assert faults() == []


def test_commands_and_actions_tell_what_they_change(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    record_states()
    ensure_accounts()
    admin = User.objects.get(username="guanli")
    reset_password("bianji")
    set_email(admin, email="guanli@example.org")
    for take_away in (remove_factor, lambda user: reset_factor(user.username)):
        give_factor(User.objects.get(username="fushen"))
        assert faults() == []
        take_away(User.objects.get(username="fushen"))
    names = ("两个健康", "营商环境", "没有人用")
    tags = [name_tag(Tag(), name=name, by=admin) for name in names]
    describe_tag(tags[0], description="说明", by=admin)
    name_tag(tags[1], name="营商", by=admin)
    merge_tags(tags[1], into=tags[0], by=admin)
    delete_tag(tags[2], by=admin)
    assert faults() == []


def test_texts_tell_the_topics_that_they_make(tmp_path):
    for make in (making.column, people.editor, people.first, people.second, people.chief):
        make()
    record_states()
    making.article("draft", headline="草稿", tags=["甲话题"])
    row = making.article("published", headline="发过的", tags=["乙话题"])
    making.publish_signed(making.change(row, tags=["乙话题", "丙话题"]).entry)
    making.article("public", headline="归档的", tags=["丁话题"])
    assert Tag.objects.count() == 4
    assert faults() == []


def test_imports_tell_the_names_that_they_make(tmp_path):
    record_states()
    path = tmp_path / "one.txt"
    path.write_text(
        "【新时代 新常商 新力量】市工商联走访企业\n来源：某某商会\n\n"
        "11月17日，市工商联组织企业家走进园区，交流技术改造的做法，大家都说很好。\n"
    )
    call("import_article", str(path), "--commit")
    lines = tmp_path / "old.jsonl"
    lines.write_text(
        '{"id": "1", "title": "旧的一篇", "body": "市工商联开会，很多人发言。", "date": "2023-11-17", '
        '"column": "旧栏目", "source": "旧商会", "tags": ["旧话题"]}\n'
    )
    call("import_article", str(lines), "--publish", "--commit")
    assert Column.objects.filter(name="旧栏目").exists()
    assert Tag.objects.filter(name="旧话题").exists()
    assert faults() == []


@pytest.mark.slow(reason="loads the demonstration; the other ways in stay in the quick suite")
def test_the_demonstration_tells_the_names_that_it_makes():
    record_states()
    call("demo", "--commit")
    assert Organization.objects.exists()
    assert faults() == []


def fields_of(page, **changed):
    """The fields of the page's form as the browser sends them, some of them changed."""
    form = page.context["adminform"].form
    given = {name: form[name].value() for name in form.fields}
    values = {name: value for name, value in given.items() if value not in (None, False)}
    sent = {name: "on" if value is True else value for name, value in values.items()}
    return {name: value for name, value in (sent | changed).items() if value is not None}


def made_by_form(client, model, **fields):
    """Add a row by the desk's form."""
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")
    page = client.get(address)
    answer = client.post(address, fields_of(page, **fields))
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    return model.objects.order_by("-pk").first()


def changed_by_form(client, row, **fields):
    address = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    answer = client.post(address, fields_of(client.get(address), **fields))
    assert answer.status_code == 302, answer.context["adminform"].form.errors


def test_forms_tell_what_they_change(as_person):
    today = timezone.localdate().isoformat()
    first, chief = people.first(), people.chief()
    role = first.groups.get()
    desk = as_person(people.admin())
    record_states()
    organization = made_by_form(desk, Organization, name="武进区商会")
    changed_by_form(desk, organization, short_name="武商会", founded_on="2001-02-03")
    column = made_by_form(desk, Column, name="简讯")
    changed_by_form(desk, column, levels="2")
    series = made_by_form(desk, Series, column=column.pk, title="论坛", host=organization.pk)
    changed_by_form(desk, series, intro="每季一次" * 30)
    source = made_by_form(desk, TrustedSource, name="新华社")
    changed_by_form(desk, source, domain="news.cn")
    speaker = made_by_form(desk, Speaker, name="吴越")
    changed_by_form(desk, speaker, organization="江南大学")
    tag = made_by_form(desk, Tag, name="话题")
    changed_by_form(desk, tag, description="说明")
    desk.post(reverse("admin:chamber_user_add"), {"username": "lijing", "name": "李静"})
    person = User.objects.get(username="lijing")
    given = {f"role-{role.pk}-0": "on", f"role-{role.pk}-{column.pk}": "on"}
    changed_by_form(desk, person, **given, is_active=None, email="li@example.org")
    made_by_form(desk, ColumnRole, user=first.pk, role=role.pk, column=column.pk)
    days = {"starts_on": today, "ends_on": today}
    absence = made_by_form(desk, StandIn, absent=first.pk, person=chief.pk, **days)
    changed_by_form(desk, absence, reason="出差")
    desk.post(reverse("admin:desk_settings"), {"email": "guanli@example.org"})
    assert AuditLine.objects.get(verb="改邮箱").detail["states"]
    assert (person.groups.get(), faults()) == (role, [])
    for row in (absence, series, column, source, speaker, tag, organization):
        address = f"admin:{row._meta.app_label}_{row._meta.model_name}_delete"
        assert desk.post(reverse(address, args=[row.pk]), {"post": "yes"}).status_code == 302
        assert not type(row).objects.filter(pk=row.pk).exists()
    assert not ColumnRole.objects.exists()  # it went with its column
    assert faults() == []
