"""Columns, series, tags, organizations, accounts and the audit, as arranged at the desk."""

import pytest

from chamber.models import Organization
from series.actions.audit.registers import row_states
from series.admin.people.accounts import VERB_NAMES
from series.models import AuditLine, Column, FormerTag, Series, Tag
from series.roles import VERBS
from tests.helpers import making, people
from tests.helpers.forms import posted, visible_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(as_person, editor):
    return as_person(editor)


def add(client, where, **fields):
    url = f"/desk/{where}/add/"
    return client.post(url, posted(client.get(url), **fields), follow=True)


def test_a_column_and_its_series(desk):
    add(desk, "series/column", name="建设新能源之都")
    column = Column.objects.get(name="建设新能源之都")
    add(desk, "series/series", column=column.pk, title="走进标杆企业")
    assert Series.objects.get().column == column
    assert AuditLine.objects.filter(verb="新建专栏").exists()


def test_levels_stay_between_one_and_three(as_person, admin):
    client = as_person(admin)
    assert "小于或等于3。" in visible_text(add(client, "series/column", name="新专栏", levels="4"))
    assert not Column.objects.exists()


@pytest.mark.parametrize(("role", "kept"), [("editor", 3), ("chief", 3), ("admin", 1)])
def test_only_an_administrator_sets_how_many_signatures_a_column_asks_for(as_person, role, kept):
    column = making.column()
    client = as_person(getattr(people, role)())
    url = f"/desk/series/column/{column.pk}/change/"
    answer = client.post(url, {**posted(client.get(url)), "levels": "1"}, follow=True)
    assert answer.status_code == 200
    column.refresh_from_db()
    assert column.levels == kept


def test_the_audit_tells_what_was_changed(as_person, admin, editor):
    client = as_person(admin)
    for url, field, value in (
        (f"/desk/series/column/{making.column().pk}/change/", "levels", "1"),
        (f"/desk/chamber/user/{editor.pk}/change/", "is_superuser", "on"),
    ):
        client.post(url, posted(client.get(url), **{field: value}))
    column, user = AuditLine.objects.filter(verb__startswith="修改").order_by("pk")
    assert "审核级数" in column.detail["changed"]
    assert (user.verb, user.detail["name"]) == ("修改用户", "陈编")
    assert "管理员" in user.detail["changed"]


@pytest.mark.parametrize("model", ["column", "series", "tag"])
def test_what_is_in_use_is_not_deleted(desk, model):
    making.article("published", series=making.series(), number=1, tags=["两个健康"])
    row = {"column": Column, "series": Series, "tag": Tag}[model].objects.get()
    url = f"/desk/series/{model}/{row.pk}/delete/"
    assert ("不能删除" if model == "tag" else "受保护") in visible_text(desk.get(url))
    desk.post(url, {"post": "yes"})
    assert type(row).objects.filter(pk=row.pk).exists()


def test_what_is_not_in_use_is_deleted(desk):
    tag = Tag.objects.create(name="空话题", slug="空话题")
    desk.post(f"/desk/series/tag/{tag.pk}/delete/", {"post": "yes"})
    assert not Tag.objects.exists()
    assert AuditLine.objects.get(verb="删除话题").detail["name"] == "空话题"


def test_an_organization_in_use_is_not_deleted(desk):
    source = making.organization()
    making.article(source=source)
    desk.post(f"/desk/chamber/organization/{source.pk}/delete/", {"post": "yes"})
    assert Organization.objects.filter(pk=source.pk).exists()


def test_a_tag_is_renamed_with_its_address(desk):
    making.article("published", tags=["AI"])
    tag = Tag.objects.get()
    url = f"/desk/series/tag/{tag.pk}/change/"
    desk.post(url, posted(desk.get(url), name="“人工智能”"))
    tag.refresh_from_db()
    assert (tag.name, tag.slug, tag.published_count) == ("人工智能", "人工智能", 1)
    told = {"before": "AI", "after": "人工智能", **row_states(tag, FormerTag.objects.get())}
    assert AuditLine.objects.get(verb="改话题").detail == told


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("“两个健康”", "已有话题“两个健康”"),
        ("ＡＩ", "已有话题“AI”"),
        ("“”", "不能为空"),
        ("常商，论坛", "也不能含逗号"),
    ],
)
def test_a_tag_that_cannot_be(desk, name, sentence):
    making.article(tags=["两个健康", "AI"])
    answer = add(desk, "series/tag", name=name)
    assert sentence in visible_text(answer)
    assert Tag.objects.count() == 2


def test_the_audit_tells_who_did_what(as_person, chief):
    making.article("published")
    words = visible_text(as_person(chief).get("/desk/series/auditline/"))
    for word in ("建稿", "初审通过", "复审通过", "终审通过", "发布", "郑终", "工作台"):
        assert word in words
    line = AuditLine.objects.get(verb="初审通过")
    assert "民营企业座谈会召开" in visible_text(
        as_person(chief).get(f"/desk/series/auditline/{line.pk}/change/")
    )


def test_roles_tell_what_they_may(as_person, admin, chief):
    words = visible_text(as_person(admin).get("/desk/auth/group/"))
    assert "查看稿件、终审签字、加签、安排审核、发布、定时发布和下线、撤稿、分享草稿" in words
    held = {verb for verb, roles in VERBS.items() if roles}
    assert set(VERB_NAMES) == held
