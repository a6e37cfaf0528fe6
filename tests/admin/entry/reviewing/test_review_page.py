"""The page on which a reviewer reads, used without script (decision 118)."""

import pytest
from lxml import html

from series.actions.editorial.comments import add_comment
from series.actions.editorial.reviews import return_for_changes, sign, submit
from series.models import Comment, Entry, Review
from tests.helpers import making, people
from tests.helpers.forms import posted, visible_text

pytestmark = pytest.mark.django_db
BODY = making.BODY
NEW = BODY.replace("技术改造", "数字转型") + "<p>会后参观了新建的检测中心和实训基地。</p>"


@pytest.fixture
def row(db):
    return making.article("submitted")


def page(client, row, query=""):
    return client.get(f"/desk/series/article/{row.pk}/change/{query}")


def step(client, row, name, **data):
    number = making.newest(row).number
    url = f"/desk/series/article/{row.pk}/{name}/"
    return client.post(url, {"revision": number, **data}, follow=True)


def marks(answer, tag):
    tree = html.fromstring(answer.text)
    page = tree.find_class("page")[0]
    return [" ".join(one.text_content().split()) for one in page.iter(tag)]


def returned_and_changed(row, **content):
    revision = making.newest(row)
    return_for_changes(row, revision=revision, by=people.first(), opinion="请改")
    making.change(row, **{"body": NEW, **content})
    submit(row, revision=making.newest(row), by=people.editor())


def test_what_changed_since_this_levels_last_look_is_marked(as_person, first, row):
    returned_and_changed(row, summary="新的摘要")
    answer = page(as_person(first), row)
    words = visible_text(answer)
    assert "与初审上次所看的第1版相比" in words
    assert marks(answer, "del") == ["删去：技术改造"]
    assert marks(answer, "ins") == ["新增：数字转型", "会后参观了新建的检测中心和实训基地。"]
    assert "新增：新的摘要" in words


def test_a_clean_proof_has_no_marks(as_person, first, row):
    returned_and_changed(row)
    add_comment(row, revision=making.newest(row), block=0, text="出处？", by=first)
    answer = page(as_person(first), row, "?clean")
    assert marks(answer, "del") + marks(answer, "ins") == []
    assert "出处？" not in visible_text(answer)
    assert "数字转型" in visible_text(answer)


def test_a_first_look_is_compared_with_what_the_lower_level_signed(as_person, first, second, row):
    sign(row, revision=making.newest(row), by=first)
    words = visible_text(page(as_person(second), row))
    assert "与初审所签的第1版相比" in words
    assert "两版内容相同" in words


def test_nothing_is_compared_at_the_very_first_look(as_person, first, row):
    assert "相比" not in visible_text(page(as_person(first), row))


def test_every_change_has_its_place_to_go_to(as_person, first, row):
    returned_and_changed(row, summary="新的摘要")
    tree = html.fromstring(page(as_person(first), row).text)
    anchors = [one.get("id") for one in tree.find_class("pair")]
    assert anchors == ["b1", "b2", "b3"]
    assert tree.get_element_by_id("next-change").get("href") == "#b1"
    assert tree.get_element_by_id("previous-change").get("href") == "#b3"


def test_a_comment_is_made_by_paragraph_and_answered_by_the_writer(as_person, first, editor, row):
    told = visible_text(step(as_person(first), row, "comment", block="3", words="哪三件事？"))
    assert "批注 1已记下" in told
    assert Comment.objects.get().quote == "与会人员就人才、融资和市场三件事发言。"
    told = visible_text(step(as_person(editor), row, "answer", comment="1", words="已写明"))
    assert "哪三件事？" in told
    assert "已写明" in told
    assert "批注 1已销去" in visible_text(step(as_person(first), row, "settle", comment="1"))


def test_a_refused_comment_is_kept(as_person, first, row):
    answer = step(as_person(first), row, "comment", block="99", words="哪三件事？")
    assert "没有选中批注在哪一段" in visible_text(answer)
    assert "哪三件事？" in html.fromstring(answer.text).get_element_by_id("id_comment").value


def test_a_comment_stays_where_its_words_are_and_says_where_they_are_gone(as_person, first, row):
    revision = making.newest(row)
    add_comment(row, revision=revision, block=0, quote="技术改造", text="出处？", by=first)
    add_comment(row, revision=revision, block=2, quote="三件事", text="哪三件？", by=first)
    returned_and_changed(row)
    tree = html.fromstring(page(as_person(first), row).text)
    beside = {
        one.find_class("block")[0].get("data-block"): one.find_class("remarks")[0].text_content()
        for one in tree.find_class("passage")
        if one.find_class("remarks")
    }
    assert "原处已改" in beside["1"]
    assert "原处已改" not in beside["3"]
    assert set(beside) == {"1", "3"}


@pytest.mark.parametrize("name", ["comment", "settle", "waive"])
def test_the_writer_neither_comments_nor_settles(as_person, editor, first, row, name):
    add_comment(row, revision=making.newest(row), block=0, text="出处？", by=first)
    answer = step(as_person(editor), row, name, comment="1", block="1", words="我")
    assert answer.status_code == 403
    assert Comment.objects.get().state == "open"


def test_waiving_asks_for_the_reason(as_person, first, row):
    add_comment(row, revision=making.newest(row), block=0, text="出处？", by=first)
    told = visible_text(step(as_person(first), row, "waive", comment="1", words=""))
    assert "请先填写免办原因" in told
    assert "批注 1已免办" in visible_text(
        step(as_person(first), row, "waive", comment="1", words="按惯例")
    )


def amend(client, row, **changed):
    url = f"/desk/series/article/{row.pk}/amend/"
    return client.post(url, posted(client.get(url), **changed), follow=True)


def test_a_reviewer_amends_and_signs(as_person, first, row):
    told = visible_text(amend(as_person(first), row, headline="民营企业座谈会在常召开"))
    assert "已存为第2版，初审已签字通过" in told
    before = row.revisions.get(number=1).content
    assert making.newest(row).content["body"] == before["body"]
    assert making.newest(row).content["headline"] == "民营企业座谈会在常召开"


def test_an_unchanged_form_makes_no_version(as_person, first, row):
    assert "没有改动任何字" in visible_text(amend(as_person(first), row))
    assert making.newest(row).number == 1


def test_an_amendment_that_is_too_big_is_refused_with_its_words(as_person, first, row):
    answer = amend(as_person(first), row, headline="长" * 60)
    assert "改后签合计至多改" in visible_text(answer)
    assert "长" * 60 in answer.text
    assert not Review.objects.exists()


def test_who_may_not_sign_is_told_why_before_writing(as_person, second, row):
    answer = as_person(second).get(f"/desk/series/article/{row.pk}/amend/")
    assert "现在等待初审" in visible_text(answer)


def test_the_writer_takes_a_text_back_by_the_button(as_person, editor, first, row):
    client = as_person(editor)
    assert "正在审核（待初审），保存新版即退出审核" in visible_text(page(client, row))
    assert "已撤回送审" in visible_text(step(client, row, "recall", words="要改"))
    assert "撤回送审" not in visible_text(page(client, row)).replace("已撤回送审", "")
    assert step(as_person(first), row, "recall").status_code == 403


def test_saving_during_a_review_says_that_it_ended(as_person, editor, row):
    client = as_person(editor)
    url = f"/desk/series/article/{row.pk}/change/"
    sent = posted(client.get(url), headline="新的标题", _save="保存")
    asked = visible_text(client.post(url, sent))
    assert "须重新送审。您的改动还没有保存" in asked
    sent["leaves_review"] = "1"
    assert "已退出审核，须重新送审" in visible_text(client.post(url, sent, follow=True))


def test_after_a_decision_the_next_task_is_offered(as_person, first, row):
    other = making.article("submitted", headline="九家商会联名倡议")
    answer = step(as_person(first), row, "sign")
    assert "还有 1 件等您" in visible_text(answer)
    tree = html.fromstring(answer.text)
    assert f"/desk/series/article/{other.pk}/change/" in tree.xpath(
        "//a[contains(., '下一件')]/@href"
    )
    assert "件等您" not in visible_text(step(as_person(first), other, "sign"))


def test_the_final_level_signs_and_publishes_at_once(as_person, chief, row):
    for person in (people.first(), people.second()):
        sign(row, revision=making.newest(row), by=person)
    client = as_person(chief)
    assert "签字并发布" in visible_text(page(client, row))
    told = visible_text(step(client, row, "sign_schedule", at=""))
    assert "请先填写发布时间" in told
    assert "已签字，《民营企业座谈会召开》已发布" in visible_text(step(client, row, "sign_publish"))
    assert Entry.objects.get(pk=row.pk).is_public


def test_an_open_comment_stops_it_by_name(as_person, chief, first, row):
    add_comment(
        row, revision=making.newest(row), block=2, quote="三件事", text="哪三件？", by=first
    )
    for person in (first, people.second()):
        sign(row, revision=making.newest(row), by=person)
    told = visible_text(step(as_person(chief), row, "sign_publish"))
    assert "还有 1 条批注没有办结：批注 1“三件事”" in told
    assert not Entry.objects.get(pk=row.pk).is_public


def test_a_withdrawn_text_says_so_with_date_person_and_reason(as_person, editor, chief):
    row = making.article("published")
    making.change(row, summary="修订")
    making.take_off(row)
    words = visible_text(page(as_person(editor), row))
    assert "已撤稿，修订稿未送审" in words
    assert "郑终撤稿：内容有误" in words
    assert "已撤稿，修订稿未送审" in visible_text(as_person(editor).get("/desk/series/article/"))


def test_the_slip_prints_comments_and_amendments(as_person, first, second, row):
    add_comment(
        row, revision=making.newest(row), block=2, quote="三件事", text="哪三件？", by=first
    )
    amend(as_person(first), row, headline="民营企业座谈会在常召开")
    words = visible_text(as_person(second).get(f"/desk/series/article/{row.pk}/slip/"))
    assert "1 周初初审 待办 “三件事”（第1版）哪三件？" in words
    assert "改后签" in words
    assert "改后签 改 2 字 第2版" in words
    assert "撰稿 陈编 字数" in words


def test_submitting_sends_what_is_on_the_screen(as_person, editor):
    """No button of the page sends a version that is older than the words beside it."""
    row = making.article()
    client, url = as_person(editor), f"/desk/series/article/{row.pk}/change/"
    tree = html.fromstring(client.get(url).text)
    (button,) = tree.xpath("//*[@name='_submit']")
    assert button.xpath("ancestor::form/@id") == ["article_form"]
    assert tree.get_element_by_id("id_submit_note").get("form") == "article_form"
    sent = posted(client.get(url), headline="刚改的标题", submit_note="请快审", _submit="1")
    assert "已送审，待初审" in visible_text(client.post(url, sent, follow=True))
    submission = row.submissions.get()
    assert submission.revision.content["headline"] == "刚改的标题"
    assert submission.note == "请快审"


def test_a_refused_submission_keeps_its_note(as_person, editor):
    row = making.article()
    client, url = as_person(editor), f"/desk/series/article/{row.pk}/change/"
    sent = posted(client.get(url), submit_note="请快审", submit_due="昨天", _submit="1")
    answer = client.post(url, sent, follow=True)
    assert "已保存，但没有送审：时间“昨天”无法识别" in visible_text(answer)
    assert "请快审" in html.fromstring(answer.text).get_element_by_id("id_submit_note").value
