"""The whole way of a text over the desk: written, reviewed, published, revised, withdrawn."""

import pytest
from django.urls import reverse
from lxml import html

from series.actions.editorial.reviews import sign
from series.admin.entry.workflow_buttons import STEPS, VERBS
from series.models import Article, AuditLine, Entry, Review, Revision, Submission
from tests.helpers import making, people
from tests.helpers.forms import posted, visible_text

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def url(page, entry, *more):
    return reverse(f"admin:series_{entry.kind}_{page}", args=[entry.pk, *more])


def step(client, entry, name, words=""):
    entry.refresh_from_db()
    data = {"revision": str(entry.newest.number), "words": words}
    return client.post(url(name, entry), data, follow=True)


def write(client, **fields):
    page = client.get("/desk/series/article/add/")
    return client.post("/desk/series/article/add/", posted(page, **fields), follow=True)


@pytest.fixture
def written(as_person, editor, column):
    fields = {"column": column.pk, "headline": "园区来了新企业", "body": "第一段。\n第二段。"}
    answer = write(as_person(editor), tags="两个健康；“两个健康”、常商论坛", **fields)
    assert "《园区来了新企业》已建稿，保存为第1版" in visible_text(answer)
    return Article.objects.get()


@pytest.fixture
def draft(as_person, editor, written):
    """The written text in the hands of its reviewers."""
    assert "已送审，待初审" in visible_text(step(as_person(editor), written, "submit", "请审"))
    return written


def test_from_the_first_word_to_the_reader(as_person, client, draft, first, second, chief):
    assert client.get(draft.get_absolute_url()).status_code == 404
    for person, word in ((first, "初审"), (second, "复审"), (chief, "终审")):
        answer = step(as_person(person), draft, "sign", "同意")
        assert f"{word}已签字通过" in visible_text(answer)
    assert "待发布" in visible_text(answer)
    assert "已发布，读者现在可以看到" in visible_text(step(client, draft, "publish"))
    client.logout()
    page = client.get(draft.get_absolute_url())
    assert page.status_code == 200
    assert "园区来了新企业" in page.text
    assert "第二段。" in page.text


def test_the_draft_holds_what_was_typed(written):
    content = written.newest.content
    assert content["body"] == "<p>第一段。</p>\n<p>第二段。</p>"
    assert content["tags"] == ["两个健康", "常商论坛"]


def test_an_editor_cannot_sign(client, draft):
    assert step(client, draft, "sign").status_code == 403
    assert Review.objects.count() == 0


def test_levels_are_kept_in_order(as_person, draft, second):
    assert "须由初审人员签字" in visible_text(step(as_person(second), draft, "sign"))
    assert Review.objects.count() == 0


def test_nobody_signs_twice(as_person, draft, first):
    from django.contrib.auth.models import Group

    first.groups.add(Group.objects.get_or_create(name="复审")[0])
    client = as_person(first)
    step(client, draft, "sign")
    assert "同一人不能签两级审核" in visible_text(step(client, draft, "sign"))
    assert Review.objects.count() == 1


def test_nobody_signs_their_own_text(as_person, draft, editor):
    from django.contrib.auth.models import Group

    editor.groups.add(Group.objects.get_or_create(name="初审")[0])
    answer = step(as_person(editor), draft, "sign")
    assert "不能审核自己参与编写的稿件" in visible_text(answer)
    assert Review.objects.count() == 0


def test_publishing_needs_every_signature(as_person, draft, chief):
    assert "还缺初审、复审、终审签字" in visible_text(step(as_person(chief), draft, "publish"))
    assert not Entry.objects.published().exists()


@pytest.mark.parametrize("field", ["series", "source"])
def test_what_was_deleted_meanwhile_stops_publication(as_person, chief, field):
    row = making.article("published")
    gone = making.series("短命系列") if field == "series" else making.organization("短命单位")
    making.change(row, **{field: gone.pk})
    making.approve_fully(row)
    gone.delete()
    answer = visible_text(step(as_person(chief), row, "publish"))
    assert "请重新选择" in answer
    assert "待发布" in answer


def test_a_return_needs_a_reason_and_reaches_the_editor(as_person, draft, first, editor):
    client = as_person(first)
    assert "退回修改须写明意见" in visible_text(step(client, draft, "return", "  "))
    step(client, draft, "return", "第二段数字有误")
    start = visible_text(as_person(editor).get("/desk/"))
    assert "退回修改" in start
    assert "第二段数字有误" in start
    assert "等我处理" not in visible_text(as_person(first).get("/desk/"))


@pytest.mark.parametrize("name", ["return", "sign"])
def test_a_refused_opinion_is_still_there(as_person, draft, first, name):
    opinion = "第一段很好。\r\n" + "第二段的数字须核对。" * 60
    answer = step(as_person(first), draft, name, opinion)
    assert "超过 500 字" in visible_text(answer)
    kept = html.fromstring(answer.text).get_element_by_id("id_words").text
    assert kept.strip() == opinion.replace("\r\n", "\n")
    again = as_person(first).get(url("change", draft))
    kept = html.fromstring(again.text).get_element_by_id("id_words").text
    assert kept.strip() == opinion.replace("\r\n", "\n")  # until it is sent, decision 123


def test_an_opinion_that_comes_too_late_can_be_copied(as_person, draft, first):
    both = people.second()
    both.groups.add(first.groups.get())
    sign(draft, revision=draft.newest, by=both)
    answer = visible_text(step(as_person(first), draft, "return", "第二段的数字须核对"))
    assert "现在等待复审" in answer
    assert "您写的这些还没有提交" in answer
    assert "第二段的数字须核对" in answer


def test_line_ends_do_not_count_twice(as_person, draft, first):
    opinion = "\r\n".join(["数字有误"] * 100)
    assert "已退回修改" in visible_text(step(as_person(first), draft, "return", opinion))
    assert Review.objects.get().opinion == opinion.replace("\r\n", "\n")


def test_an_opinion_of_more_than_500_signs_is_refused(as_person, draft, first):
    assert "超过 500 字" in visible_text(step(as_person(first), draft, "sign", "长" * 501))
    assert Review.objects.count() == 0


def test_an_edit_never_changes_the_public_page(as_person, client, editor):
    entry = making.article("published")
    as_person(editor)
    page = client.get(url("change", entry))
    data = posted(page, headline="改过的标题")
    answer = client.post(url("change", entry), data, follow=True)
    assert "已保存为第2版；公开页不变" in visible_text(answer)
    assert "修订稿未送审" in visible_text(answer)
    public = client.get(entry.get_absolute_url()).text
    assert "民营企业座谈会召开" in public
    assert "改过的标题" not in public


def test_an_edit_voids_the_signatures_above_it(as_person, editor):
    entry = making.article("signed")
    client = as_person(editor)
    page = client.get(url("change", entry))
    answer = client.post(
        url("change", entry), posted(page, summary="新的摘要", leaves_review="1"), follow=True
    )
    assert "第2版对照已签的第1版改动 4 字，签字失效，须重新送审" in visible_text(answer)
    assert "与终审所签不一致" in visible_text(as_person(people.first()).get(url("change", entry)))
    assert "待初审" in visible_text(step(as_person(editor), entry, "submit"))


def test_a_stale_save_shows_both_texts_and_can_be_repeated(as_person, editor, admin):
    entry = making.article()
    client = as_person(editor)
    page = client.get(url("change", entry))
    making.change(entry, by=admin, body="<p>管理员补的一段。</p>")
    mine = posted(page, body="<p>编辑写的一段。</p>")
    answer = client.post(url("change", entry), mine)
    assert answer.status_code == 200
    assert "管理员刚存为第2版，有 1 处与您改在同一地方" in visible_text(answer)
    assert "管理员补的一段。" in visible_text(answer)
    assert "编辑写的一段。" in answer.text
    assert Revision.objects.count() == 2
    again = client.post(url("change", entry), posted(answer), follow=True)
    assert "已保存为第3版" in visible_text(again)
    assert making.newest(entry).content["body"] == "<p>编辑写的一段。</p>"


def test_a_save_without_its_base_overwrites_nothing(as_person, editor):
    entry = making.article()
    client = as_person(editor)
    data = posted(client.get(url("change", entry)), headline="另一个标题")
    del data["base"]
    assert "您的改动还没有保存" in visible_text(client.post(url("change", entry), data))
    assert Revision.objects.count() == 1


def test_saving_unchanged_makes_no_revision(as_person, editor):
    client = as_person(editor)
    for entry in (making.article(tags=["b", "a"]), making.initiative(), making.event()):
        page = client.get(url("change", entry))
        answer = client.post(url("change", entry), posted(page), follow=True)
        assert "内容没有变化" in visible_text(answer), entry.kind


def test_what_is_sent_in_unchanged_speaks_of_the_submission_alone(as_person, editor):
    entry, client = making.article(), as_person(editor)
    sent = posted(client.get(url("change", entry))) | {"_submit": "保存并送审"}
    answer = visible_text(client.post(url("change", entry), sent, follow=True))
    assert "已送审，待初审" in answer
    assert "内容没有变化" not in answer


def test_publishing_comes_first_when_nothing_is_left_to_sign(as_person, chief):
    client = as_person(chief)
    for state, first in (("signed", "publish-title"), ("submitted", "verdict-title")):
        page = client.get(url("change", making.article(state))).content.decode()
        places = {page.index(f'id="{name}"'): name for name in ("publish-title", "verdict-title")}
        assert places[min(places)] == first


def test_withdrawal_needs_a_reason_and_works_at_once(as_person, client, chief):
    entry = making.article("published")
    as_person(chief)
    assert "撤稿须写明原因" in visible_text(step(client, entry, "withdraw"))
    assert client.get(entry.get_absolute_url()).status_code == 200
    answer = step(client, entry, "withdraw", "数据有误")
    assert "已撤稿" in visible_text(answer)
    client.logout()
    assert client.get(entry.get_absolute_url()).status_code == 410
    results = AuditLine.objects.filter(verb="撤稿", actor=chief).order_by("pk")
    assert [line.result for line in results] == ["refused", "done"]


def test_the_signed_revision_is_the_one_on_the_page(as_person, first):
    """A reviewer who looked at revision 1 cannot sign revision 2 by the same button."""
    entry = making.article()
    making.change(entry, summary="新的摘要")
    making.bring_to(entry, "submitted")
    answer = as_person(first).post(url("sign", entry), {"revision": "1"}, follow=True)
    assert "已有更新的版本" in visible_text(answer)
    assert Review.objects.count() == 0


def test_history_names_revisions_and_signatures(as_person, first):
    entry = making.article("signed")
    making.change(entry, summary="新的摘要")
    words = visible_text(as_person(first).get(url("history", entry)))
    assert "第2版" in words
    assert "初审通过：周初" in words
    old = visible_text(as_person(first).get(url("revision", entry, 1)))
    assert "交流技术改造的做法" in old
    assert as_person(first).get(url("revision", entry, 3)).status_code == 404


def test_an_old_revision_comes_back_as_a_new_one(as_person, editor, first):
    entry = making.article("published", headline="原题")
    making.change(entry, headline="新题")
    client = as_person(editor)
    old = client.get(url("revision", entry, 1))
    link = html.fromstring(old.text).xpath("//a[text()='以这一版为底稿改稿']/@href")[0]
    page = client.get(link)
    assert "下面是第1版的内容" in visible_text(page)
    answer = client.post(link, posted(page, summary="补的摘要"), follow=True)
    assert "已保存为第3版" in visible_text(answer)
    content = making.newest(entry).content
    assert (content["headline"], content["summary"]) == ("原题", "补的摘要")
    assert "以这一版为底稿" not in client.get(url("revision", entry, 3)).text
    assert "以这一版为底稿" not in as_person(first).get(url("revision", entry, 1)).text


@pytest.mark.parametrize("address", ["0", "abc", "99", "1e3", "１"])
def test_an_unknown_entry_is_not_found(as_person, editor, address):
    making.article()
    answer = as_person(editor).get(f"/desk/series/article/{address}/change/")
    assert answer.status_code == 404


def test_saved_and_submitted_by_one_button(as_person, editor, written):
    client = as_person(editor)
    page = client.get(url("change", written))
    data = posted(page, headline="改好的标题", _submit="保存并送审")
    answer = client.post(url("change", written), data, follow=True)
    assert "《改好的标题》已送审，待初审" in visible_text(answer)
    assert Submission.objects.get().digest == making.newest(written).digest
    assert "保存并送审" not in answer.text


def test_an_unfinished_text_is_saved_though_not_submitted(as_person, editor):
    fields = {"column": making.column().pk, "headline": "", "_submit": "保存并送审"}
    answer = write(as_person(editor), **fields)
    assert "《无题稿件》已建稿，保存为第1版" in visible_text(answer)
    assert "已保存，但没有送审：《无题稿件》还缺标题、正文" in visible_text(answer)


def test_returned_twice_and_published_in_the_end(as_person, draft, editor, first, second, chief):
    """Each return is read, answered and submitted anew; the pane and the slip tell it all."""
    for turn, reason in enumerate(("标题请核对", "数字请核对"), start=1):
        assert "已退回修改" in visible_text(step(as_person(first), draft, "return", reason))
        client = as_person(editor)
        page = client.get(url("change", draft))
        assert reason in visible_text(page)
        client.post(url("change", draft), posted(page, summary=f"第{turn}次改"))
        assert "已送审，待初审" in visible_text(step(client, draft, "submit", f"已按意见改{turn}"))
    for person in (first, second, chief):
        step(as_person(person), draft, "sign")
    assert "已发布" in visible_text(step(as_person(chief), draft, "publish"))
    told = visible_text(as_person(first).get(url("slip", draft)))
    for words in ("标题请核对", "数字请核对", "已按意见改1", "已按意见改2", "退回 2 次", "第3版"):
        assert words in told
    assert "核验相符" in visible_text(client.get(url("slip", draft) + "?verify"))


def test_the_way_back_says_what_a_text_still_needs(as_person, editor):
    entry = making.article(body="")
    client = as_person(editor)
    assert "还缺正文，请补齐后再送审" in visible_text(client.get(url("change", entry)))
    answer = visible_text(step(client, entry, "submit"))
    assert "还缺正文，请补齐后再送审" in answer
    assert "待初审" not in answer


def test_sent_in_twice(as_person, draft, editor):
    assert "已经送审，正在待初审" in visible_text(step(as_person(editor), draft, "submit"))
    assert draft.submissions.count() == 1


def test_the_audit_has_a_chinese_word_for_every_step():
    assert set(VERBS) == set(STEPS)
    assert [verb for verb in VERBS.values() if verb.isascii()] == []
