"""Bulk steps: each entry through the very rule that holds for one, and told one by one."""

from contextlib import contextmanager

import pytest
from django.db.models.signals import post_init
from lxml import html

from series.actions.editorial.bulk import STEPS
from series.models import AuditLine, ColumnRole, Entry, Result, Review, Revision
from tests.helpers import making, people
from tests.helpers.forms import visible_text

pytestmark = pytest.mark.django_db
BULK = "/desk/series/article/bulk/"
MAY = {
    "submit": {"editor", "admin"},
    "sign": {"first", "second", "chief"},
    "return": {"first", "second", "chief"},
    "publish": {"chief", "admin"},
    "withdraw": {"chief", "admin"},
    "tag": {"editor", "admin"},
    "move": {"editor", "admin"},
    **{step: {"editor", "admin"} for step in ("bin", "restore")},
}
ROLES = ("editor", "first", "second", "chief", "admin")


def ask(client, step, *entries, url=BULK, **also):
    data = {"do": step, "_selected_action": [entry.pk for entry in entries], **also}
    return client.post(url, data, follow=True)


def confirm(client, page, **filled):
    """Send the page that asks, as a browser would."""
    form = html.fromstring(page.text).get_element_by_id("content-main").find(".//form")
    data = {}
    for key, value in form.form_values():
        data.setdefault(key, []).append(value)
    return client.post(BULK, {**data, **filled}, follow=True)


def bulk(client, step, *entries, **filled):
    return confirm(client, ask(client, step, *entries), **filled)


def fresh(entry):
    return Entry.objects.get(pk=entry.pk)


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("confirmed", [False, True])
def test_a_wrong_role_is_refused_at_the_door(as_person, step, role, confirmed):
    entry = making.article("submitted")
    before = Entry.objects.values().get(pk=entry.pk)
    also = {"confirmed": "1", "row": f"{entry.pk}:1"} if confirmed else {}
    answer = ask(as_person(getattr(people, role)()), step, entry, **also)
    assert (answer.status_code == 403) == (role not in MAY[step])
    if answer.status_code == 403:
        assert Entry.objects.values().get(pk=entry.pk) == before
        assert Review.objects.count() == 0


@pytest.mark.parametrize("role", ROLES)
def test_a_list_offers_what_one_may_do(as_person, role):
    making.article()
    page = as_person(getattr(people, role)()).get("/desk/series/article/").text
    offered = html.fromstring(page).xpath('//select[@name="do"]/option[@value!=""]/@value')
    assert set(offered) == {step for step, roles in MAY.items() if role in roles}


def test_the_whole_way_in_batches(as_person, editor, first, second, chief):
    rows = [making.article(headline=f"第{number}篇") for number in (1, 2, 3)]
    client = as_person(editor)
    assert "3 篇已送审" in visible_text(bulk(client, "submit", *rows, words="急件"))
    for person in (first, second, chief):
        assert "3 篇已通过并签字" in visible_text(
            bulk(as_person(person), "sign", *rows, words="同意")
        )
    page = ask(client, "publish", *rows)
    assert "读者看到的内容将立即改变" in visible_text(page)
    assert not Entry.objects.published().exists()
    assert "3 篇已发布" in visible_text(confirm(client, page))
    assert Entry.objects.published().count() == 3
    assert "3 篇已撤稿" in visible_text(bulk(client, "withdraw", *rows, words="数据有误"))
    for verb in ("送审", "初审通过", "终审通过", "发布", "撤稿"):
        assert AuditLine.objects.filter(verb=verb, result=Result.DONE).count() == 3


def test_what_cannot_be_done_is_said_before_and_left_alone(as_person, chief):
    ready, draft = making.article("signed", headline="签齐的"), making.article(headline="草稿的")
    client = as_person(chief)
    page = ask(client, "publish", ready, draft)
    words = visible_text(page)
    assert "将发布 1 篇" in words
    assert "1 篇不会发布" in words
    assert "《草稿的》还缺初审、复审、终审签字" in words
    assert "1 篇已发布" in visible_text(confirm(client, page))
    assert fresh(ready).is_public
    assert not fresh(draft).is_public


def test_asking_changes_nothing_and_leaves_no_line(as_person, chief):
    entry = making.article("signed")
    lines = AuditLine.objects.count()
    ask(as_person(chief), "publish", entry)
    assert (fresh(entry).is_public, AuditLine.objects.count()) == (False, lines)


def test_what_changed_after_the_question_is_refused_with_its_reason(as_person, chief, editor):
    same, edited = making.article("signed", headline="没动的"), making.article("signed")
    client = as_person(chief)
    page = ask(client, "publish", same, edited)
    making.change(edited, headline="又改了", by=editor)
    words = visible_text(confirm(client, page))
    assert "1 篇已发布" in words
    assert "没有发布：《又改了》已有更新的版本" in words
    refused = AuditLine.objects.get(result=Result.REFUSED, entry=edited.pk)
    assert (refused.verb, refused.actor) == ("发布", chief)


def test_nobody_signs_their_own_text_in_a_batch_either(as_person):
    from django.contrib.auth.models import Group

    both = people.first()
    both.groups.add(Group.objects.get_or_create(name="编辑")[0])
    own = making.article(headline="自己的")
    making.change(own, summary="自己写的", by=both)
    making.bring_to(own, "submitted")
    assert "不能审核自己参与编写的稿件" in visible_text(ask(as_person(both), "sign", own))


def test_a_role_in_one_column_does_nothing_in_another(as_person):
    from django.contrib.auth.models import Group

    from chamber.models import User

    mine, other = making.column("甲栏"), making.column("乙栏")
    user = User.objects.create_user("ju", is_staff=True)
    for role, column in (("终审", mine), ("编辑", other)):
        group = Group.objects.get_or_create(name=role)[0]
        ColumnRole.objects.create(user=user, role=group, column=column)
    here = making.article("signed", headline="甲稿", column=mine)
    there = making.article("signed", headline="乙稿", column=other)
    client = as_person(user)
    page = ask(client, "publish", here, there)
    assert "您在“乙栏”没有发布的角色" in visible_text(page)
    forged = {"do": "publish", "confirmed": "1", "row": [f"{here.pk}:1", f"{there.pk}:1"]}
    words = visible_text(client.post(BULK, forged, follow=True))
    assert "《乙稿》没有发布：您在“乙栏”没有发布的角色" in words
    assert (fresh(here).is_public, fresh(there).is_public) == (True, False)


def test_an_entry_of_a_column_one_may_not_see_is_not_named(as_person):
    from django.contrib.auth.models import Group

    from chamber.models import User

    user = User.objects.create_user("ju", is_staff=True)
    group = Group.objects.get_or_create(name="终审")[0]
    ColumnRole.objects.create(user=user, role=group, column=making.column("甲栏"))
    hidden = making.article("signed", headline="不给看的", column=making.column("乙栏"))
    client = as_person(user)
    assert "不给看的" not in visible_text(ask(client, "publish", hidden))
    forged = {"do": "publish", "confirmed": "1", "row": f"{hidden.pk}:1"}
    assert "不给看的" not in visible_text(client.post(BULK, forged, follow=True))
    assert not fresh(hidden).is_public
    assert "不给看的" not in visible_text(client.get("/desk/series/article/"))


@pytest.mark.parametrize(
    ("step", "state", "sentence"),
    [("return", "submitted", "退回修改须写明意见"), ("withdraw", "public", "撤稿须写明原因")],
)
def test_a_reason_is_asked_once_for_all(as_person, step, state, sentence):
    rows = [making.article(state), making.article(state)]
    client = as_person(people.first() if step == "return" else people.chief())
    words = visible_text(bulk(client, step, *rows, words="  "))
    assert sentence in words
    assert "2 篇" in words
    assert f"2 篇{STEPS[step].done}" in visible_text(bulk(client, step, *rows, words="数字有误"))


def test_a_topic_is_added_as_a_new_revision_and_doubles_none(as_person, editor):
    with_it, without = making.article(tags=["两个健康"]), making.article("published")
    client = as_person(editor)
    words = visible_text(bulk(client, "tag", with_it, without, tags="“两个健康”、常商论坛"))
    assert "2 篇已加话题" in words
    assert making.newest(with_it).content["tags"] == ["两个健康", "常商论坛"]
    assert making.newest(without).number == 2
    assert list(fresh(without).tags.names()) == []
    again = visible_text(bulk(client, "tag", with_it, tags="常商论坛"))
    assert "的内容没有变化" in again


def test_a_series_of_another_column_is_refused(as_person, editor):
    series = making.series()
    fits = making.article(series=making.series("走进标杆企业"), number=7)
    elsewhere = making.article(headline="别栏的", column=making.column("乙栏"))
    words = visible_text(bulk(as_person(editor), "move", fits, elsewhere, series=series.pk))
    assert "1 篇已换系列" in words
    assert "《别栏的》没有换系列：所选系列不属于这个专栏" in words
    content = making.newest(fits).content
    assert (content["series"], content["number"]) == (series.pk, None)


def test_nothing_ticked_or_chosen_is_said(as_person, editor):
    entry = making.article()
    client = as_person(editor)
    assert "请先在列表中勾选稿件" in visible_text(ask(client, "submit"))
    assert "请先选好要办的事" in visible_text(ask(client, "", entry))
    assert "请先选好要办的事" in visible_text(ask(client, "delete_selected", entry))


def test_the_list_comes_back_with_its_filter(as_person, editor):
    entry = making.article()
    page = ask(as_person(editor), "submit", entry, back="stage=draft&q=座谈")
    answer = confirm(as_person(editor), page)
    assert answer.redirect_chain[-1][0].endswith("?stage=draft&q=%E5%BA%A7%E8%B0%88")


def test_all_kinds_go_in_one_batch(as_person, editor):
    rows = [making.article(), making.initiative(), making.event()]
    client = as_person(editor)
    data = {"do": "submit", "confirmed": "1", "row": [f"{row.pk}:1" for row in rows]}
    words = visible_text(client.post("/desk/series/entry/bulk/", data, follow=True))
    assert "3 篇已送审" in words


def test_odd_rows_do_no_harm(as_person, editor):
    rows = ["", ":", "1", "x:y", "999999999999999999999:1", "１:１", "1:1:1"]
    client = as_person(editor)
    answer = client.post(BULK, {"do": "submit", "confirmed": "1", "row": rows}, follow=True)
    assert answer.status_code == 200
    with_nul = client.post(BULK, {"do": "submit", "back": "%00=1\0"}, follow=True)
    assert with_nul.status_code == 400


@contextmanager
def revisions_loaded():
    """The numbers of the revisions that are read into memory with their content."""
    numbers = []

    def note(sender, instance, **signal):
        if instance.pk and "content" in instance.__dict__:
            numbers.append(instance.number)

    post_init.connect(note, sender=Revision)
    try:
        yield numbers
    finally:
        post_init.disconnect(note, sender=Revision)


@pytest.mark.parametrize("confirmed", [False, True])
def test_an_entry_of_many_revisions_loads_no_more_than_one_of_two(as_person, editor, confirmed):
    client, loaded = as_person(editor), []
    for changes in (1, 9):
        entry = making.article()
        for number in range(changes):
            making.change(entry, headline=f"第{number}次改动")
        page = ask(client, "submit", entry)
        with revisions_loaded() as numbers:
            answer = confirm(client, page, words="急件") if confirmed else page
            if not confirmed:
                ask(client, "submit", entry)
        assert answer.status_code == 200
        loaded.append(numbers)
    assert len(loaded[0]) == len(loaded[1])
    assert set(loaded[0]) == {2}
    assert set(loaded[1]) == {10}
