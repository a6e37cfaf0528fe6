"""话题 at the desk: describe, rename, merge, what looks alike, what nobody uses."""

from functools import partial

import pytest
from django.test import Client

from series.actions.tags.tags import describe_tag, name_tag
from series.models import AuditLine, FormerTag, Tag
from tests.helpers import making, people
from tests.helpers.deeds.threads import run_together
from tests.helpers.forms import posted, visible_text
from tests.helpers.people import of_column

pytestmark = pytest.mark.django_db
LIST = "/desk/series/tag/"


@pytest.fixture
def desk(as_person, editor):
    return as_person(editor)


def tag(name="AI"):
    return Tag.objects.get(name=name)


def new(name):
    return name_tag(Tag(), name=name, by=people.editor())


def page_of(row, step="change"):
    return f"{LIST}{row.pk}/{step}/"


def change(client, row, **fields):
    url = page_of(row)
    return client.post(url, posted(client.get(url), **fields), follow=True)


def verbs():
    found = AuditLine.objects.filter(verb__contains="话题").order_by("pk")
    return list(found.values_list("verb", flat=True))


def test_a_description_is_written_and_audited_once(desk):
    row = new("AI")
    change(desk, row, description="人工智能\r\n的应用")
    row.refresh_from_db()
    assert (row.name, row.description) == ("AI", "人工智能 的应用")
    change(desk, row)
    assert verbs() == ["建话题", "改话题说明"]


def test_a_new_tag_with_its_description(desk):
    url = f"{LIST}add/"
    desk.post(url, posted(desk.get(url), name="AI", description="说明"))
    assert tag().description == "说明"
    assert verbs() == ["建话题", "改话题说明"]


def test_a_description_that_is_too_long(desk):
    row = new("AI")
    answer = change(desk, row, description="智" * 301)
    assert "不超过 300 字符 (目前字符数 301)" in visible_text(answer)
    row.refresh_from_db()
    assert row.description == ""


def test_old_names_are_shown_and_found(desk):
    row = new("AI")
    change(desk, row, name="人工智能")
    assert visible_text(desk.get(page_of(row))).count("旧名称 AI ") == 1
    assert "人工智能" in visible_text(desk.get(LIST, {"q": "AI"}))


def test_whoever_takes_an_old_name_over_is_told(desk):
    row = new("AI")
    change(desk, row, name="人工智能")
    url = f"{LIST}add/"
    answer = desk.post(url, posted(desk.get(url), name="AI"), follow=True)
    assert "“AI”原是话题“人工智能”的旧名，旧地址从现在起归这个话题" in visible_text(answer)
    assert not FormerTag.objects.exists()


def test_control_nobody_is_told_of_a_name_of_ones_own(desk):
    row = new("AI")
    change(desk, row, name="人工智能")
    assert "的旧名，旧地址从现在起" not in visible_text(change(desk, row, name="AI"))


def both():
    making.article("public", tags=["AI"], headline="甲")
    making.article("public", tags=["AI", "人工智能"], headline="乙")
    making.article(tags=["AI"], headline="丙")
    return tag("AI"), tag("人工智能")


def test_a_merge_is_asked_then_told_then_done(desk):
    row, into = both()
    assert "合并到别的话题" in visible_text(desk.get(page_of(row)))
    asked = desk.get(page_of(row, "merge"))
    assert "合并到哪个话题" in visible_text(asked)
    told = desk.get(page_of(row, "merge"), {"into": "“人工智能”"})
    words = visible_text(told)
    assert "把“AI”合并到“人工智能”" in words
    assert "3 篇，其中公开 2 篇；1 篇已同时有这两个话题，只留“人工智能”" in words
    assert Tag.objects.count() == 2
    done = desk.post(page_of(row, "merge"), posted(told), follow=True)
    assert done.redirect_chain[-1][0] == page_of(into)
    assert "话题“AI”已合并到“人工智能”，涉及 3 篇稿件；旧地址转到新地址" in visible_text(done)
    assert list(Tag.objects.values_list("name", "published_count")) == [("人工智能", 2)]
    assert AuditLine.objects.get(verb="合并话题").actor == people.editor()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("没有的", "没有话题“没有的”"), ("AI", "“AI”就是这个话题"), ("\0", "没有话题“”")],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_target_that_is_none_is_said_and_nothing_done(desk, typed, sentence, method):
    row, _ = both()
    if (typed, method) == ("\0", "get"):
        assert desk.get(page_of(row, "merge"), {"into": typed}).status_code == 400
        return
    answer = getattr(desk, method)(page_of(row, "merge"), {"into": typed})
    assert sentence in visible_text(answer)
    assert answer.status_code == 200
    assert Tag.objects.count() == 2


def test_a_merge_shows_what_becomes_of_the_description(desk):
    row, into = both()
    describe_tag(row, description="<b>自己的</b>", by=people.editor())
    page = desk.get(page_of(row, "merge"), {"into": "人工智能"})
    assert "沿用“AI”的说明：<b>自己的</b>" in visible_text(page)
    assert "<b>自己的" not in page.text
    describe_tag(into, description="别的", by=people.editor())
    words = visible_text(desk.get(page_of(row, "merge"), {"into": "人工智能"}))
    assert "用“人工智能”的说明，“AI”的说明不再显示" in words


def test_a_merged_tag_is_gone_from_the_desk(desk):
    row, _ = both()
    desk.post(page_of(row, "merge"), {"into": "人工智能"})
    assert desk.get(page_of(row, "merge")).status_code == 404
    assert desk.post(page_of(row, "merge"), {"into": "人工智能"}).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_of_two_who_merge_at_once_one_does_and_one_finds_it_gone():
    row, _ = both()
    people.admin()
    deeds = [partial(_merge_as, person(), row) for person in (people.editor, people.admin)]
    statuses, errors = run_together(*deeds)
    assert (sorted(statuses), errors) == ([302, 404], [])
    assert AuditLine.objects.filter(verb="合并话题").count() == 1


def _merge_as(person, row):
    client = Client()
    client.force_login(person)
    return client.post(page_of(row, "merge"), {"into": "人工智能"}).status_code


def test_a_reviewer_or_a_role_in_one_column_does_not_merge(client):
    row, _ = both()
    for person in (people.first(), of_column("编辑", making.column())):
        client.force_login(person)
        assert client.post(page_of(row, "merge"), {"into": "人工智能"}).status_code == 403
        assert "合并到别的话题" not in visible_text(client.get(page_of(row)))
    assert Tag.objects.count() == 2


def test_what_looks_alike_is_listed_with_the_way_to_merge(desk):
    for n in range(2):
        making.article("public", tags=["两个健康"], headline=f"第{n}篇")
    making.article(tags=["兩個健康", "常州市工商联"], headline="草稿")
    new("新能源")
    page = desk.get(f"{LIST}variants/")
    words = visible_text(page)
    assert "两个健康已发布 2 篇，使用 2 篇" in words
    assert "兩個健康 已发布 0 篇，使用 1 篇" in words
    assert f"{page_of(tag('兩個健康'), 'merge')}?into=" in page.text
    assert f"{page_of(tag('两个健康'), 'merge')}?into=" not in page.text
    assert "新能源" not in words
    assert "工商联已" not in words
    assert "相近的话题" in visible_text(desk.get(LIST))


def test_the_link_of_the_list_leads_to_the_question(desk):
    making.article("public", tags=["C#/.NET 平台", "C#.NET平台"])
    target = tag("C#/.NET 平台")
    other = tag("C#.NET平台")
    page = desk.get(f"{LIST}variants/")
    link = page.text.partition(f'href="{page_of(other, "merge")}')[2].partition('"')[0]
    assert f"把“{other}”合并到“{target}”" in visible_text(desk.get(page_of(other, "merge") + link))


def test_nothing_alike(desk):
    new("AI")
    assert "没有相近的话题。" in visible_text(desk.get(f"{LIST}variants/"))


def test_a_reviewer_reads_what_looks_alike_without_a_way_to_merge(as_person, first):
    new("AI大模型")
    new("AI 大 模型")
    page = as_person(first).get(f"{LIST}variants/")
    assert "AI 大 模型" in visible_text(page)
    assert "/merge/" not in page.text


def test_what_looks_alike_counts_only_what_one_may_see(client):
    others = {"column": making.column("别的专栏"), "tags": ["两个健康", "两个 健康"]}
    making.article(**others)
    client.force_login(of_column("编辑", making.column("这个专栏")))
    assert "两个健康" not in visible_text(client.get(f"{LIST}variants/"))
    making.article("public", **others)
    words = visible_text(client.get(f"{LIST}variants/"))
    assert "使用 0 篇" in words
    assert "使用 1 篇" not in words


def listed(client, **query):
    page = client.get(LIST, query)
    return {row.name for row in page.context["cl"].result_list}


def test_unused_tags_are_listed_by_a_filter(desk):
    row = making.article("public", tags=["AI"])
    making.change(row, tags=["AI", "新版才有"])
    for name in ("新版才有", "空话题"):
        new(name)
    assert "没有稿件使用" in visible_text(desk.get(LIST))
    assert listed(desk, use="none") == {"空话题"}
    assert listed(desk) == listed(desk, use="other") == {"AI", "新版才有", "空话题"}
    assert listed(desk, use="none", q="话题") == {"空话题"}


def test_an_unused_tag_is_deleted_once_audited(desk):
    row = new("空话题")
    desk.post(page_of(row, "delete"), {"post": "yes"})
    assert verbs() == ["建话题", "删除话题"]
    assert not Tag.objects.exists()


def test_a_tag_of_a_newest_text_alone_is_kept_with_one_sentence(desk):
    row = making.article("public", tags=["AI"])
    new("新版才有")
    making.change(row, tags=["新版才有"])
    kept = tag("新版才有")
    sentence = "话题“新版才有”还有 1 篇稿件使用，不能删除；请合并到别的话题，或先从这些稿件中去掉它"
    assert sentence in visible_text(desk.get(page_of(kept, "delete")))
    answer = desk.post(page_of(kept, "delete"), {"post": "yes"})
    assert visible_text(answer).count(sentence) == 1
    assert "受保护" not in visible_text(answer)
    assert f'href="{page_of(kept, "merge")}"' in answer.text
    assert Tag.objects.filter(pk=kept.pk).exists()
