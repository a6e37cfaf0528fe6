"""Three reviewers at one text in a real browser: words are marked, answered, mended and signed."""

import pytest
from playwright.sync_api import expect

from chamber.models import UserSession
from series.actions.editorial.reviews import return_for_changes, submit
from series.models import CannedOpinion, Comment, Entry, Review, WorkingCopy
from tests.helpers import making, people
from tests.helpers.axe import violations_in_each_light

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BODY = (
    "<p>十一月的头三周，市工商联的六十多名干部分成十二个小组，走进160家会员企业。</p>"
    "<h2>清单从车间来</h2>"
    "<p>一家做精密轴承的企业说，海外订单比去年多了三成，检测设备却要排队排到明年二月。</p>"
    "<p>三周下来，十二张清单合成一张，一共347条，融资、用工、用地三类占了六成多。</p>"
)
MARK = """words => {
  const walker = document.createTreeWalker(document.querySelector('.proof .page'), 4);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(walker.currentNode, at);
    range.setEnd(walker.currentNode, at + words.length);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return true;
  }
  return false;
}"""


@pytest.fixture
def row(transactional_db):
    CannedOpinion.objects.get_or_create(decision="approve", text="内容属实，同意。")
    return making.article("submitted", body=BODY, headline="把问题清单带到车间里去办")


def told(page, words):
    page.wait_for_selector(f".messagelist li:has-text('{words}')")


def comment(page, words, text):
    assert page.evaluate(MARK, words)
    page.click(".offer-comment")
    page.keyboard.type(text)
    page.click("text=加批注")
    told(page, "已记下")


def change_path(row):
    return f"/desk/series/article/{row.pk}/change/"


def test_three_reviewers(page, sign_in, row):
    path = change_path(row)
    sign_in(people.first())(path)
    comment(page, "多了三成", "自述还是统计口径？")
    assert page.evaluate("CSS.highlights.get('comment').size") == 1
    page.click("button[form=verdict]:has-text('退回修改')")
    told(page, "已退回修改")

    sign_in(people.editor())(path)
    page.click("#comments summary:has-text('答复')")
    page.fill("#id_answer_1", "企业自述，已改。")
    page.click("#comments button:has-text('答复')")
    told(page, "批注 1已答复")
    making.change(row, body=BODY.replace("多了三成", "明显增加"))
    submit(row, revision=making.newest(row), by=people.editor())

    go = sign_in(people.first())
    go(path)
    expect(page.locator("#comment-1")).to_contain_text("原处已改", use_inner_text=True)
    expect(page.locator(".proof del")).to_contain_text("多了三成", use_inner_text=True)
    page.click("#next-change")
    page.click("#comment-1 >> text=认可，销去")
    told(page, "批注 1已销去")
    page.click("button[form=verdict]:has-text('通过并签字')")
    told(page, "初审已签字通过")

    sign_in(people.second())(path)
    page.click("text=我来改，改后签")
    page.wait_for_selector(".editor .count span")
    page.fill("#id_headline", "把问题清单带到车间里办")
    page.click("button:has-text('改后签')")
    told(page, "已存为第3版，复审已签字通过")

    sign_in(people.first())(path)
    assert page.inner_text(".changed-fields del").endswith("去")
    page.click("button[form=verdict]:has-text('通过并签字')")
    told(page, "初审已签字通过")

    sign_in(people.chief())(path)
    page.click(".chip:has-text('内容属实')")
    expect(page.locator("#id_words")).to_have_value("内容属实，同意。")
    page.click("button[form=verdict]:has-text('签字并发布')")
    told(page, "读者现在可以看到")
    assert page.evaluate("window.broken") == []
    live = Entry.objects.select_related("live").get(pk=row.pk).live
    signed = Review.objects.filter(digest=live.digest, decision="approve").order_by("level")
    assert [(one.level, one.reviewer.username) for one in signed] == [
        (1, "first"),
        (2, "second"),
        (3, "chief"),
    ]
    assert Comment.objects.get().state == "done"


def test_what_a_reviewer_works_on_has_no_violation(page, sign_in, row):
    go = sign_in(people.first())
    go(change_path(row))
    comment(page, "六十多名干部", "与上期是同一批人？")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert violations_in_each_light(page, (1366, 390)) == []
    go(f"/desk/series/article/{row.pk}/amend/")
    assert violations_in_each_light(page, (390, 1366)) == []


def test_a_typed_opinion_survives_reload_lost_network_and_lost_session(page, sign_in, row):
    path = change_path(row)
    go = sign_in(people.first())
    go(path)
    page.fill("#id_words", "第二段的三成请写明口径")
    page.wait_for_selector("[data-opinions-kept]:has-text('意见已自动保存')")
    page.reload()
    expect(page.locator("#id_words")).to_have_value("第二段的三成请写明口径")

    page.context.set_offline(True)
    page.fill("#id_comment", "是否同一批人？")
    page.wait_for_selector("[data-opinions-trouble]:has-text('存在这台电脑上')")
    page.click("button[form=verdict]:has-text('退回修改')")
    page.wait_for_selector("[data-obstacle]:has-text('服务器没有回应')")
    page.context.set_offline(False)
    page.wait_for_selector("[data-opinions-kept]:has-text('意见已自动保存')")

    UserSession.objects.all().delete()
    page.fill("#id_words", "第二段的三成请写明口径，第三段请删")
    page.click("button[form=verdict]:has-text('退回修改')")
    page.wait_for_selector("#log-in-again[open]")
    page.fill("#again-password", people.PASSWORD)
    page.keyboard.press("Enter")
    told(page, "已退回修改")
    assert Review.objects.get().opinion == "第二段的三成请写明口径，第三段请删"
    [copy] = WorkingCopy.objects.all()
    assert {name for name, value in copy.fields.items() if value != [""]} == {
        "id_comment",
        "id_block",
    }


def test_a_reviewers_own_change_survives_a_reload(page, sign_in, row):
    go = sign_in(people.first())
    go(f"/desk/series/article/{row.pk}/amend/")
    page.wait_for_selector(".editor .count span")
    page.fill("#id_headline", "把问题清单带到车间里办")
    page.click(".editor .page p >> nth=-1")
    # The editor takes the place of a click over a moment later, and would bring the caret back to it.
    page.evaluate("() => new Promise((done) => setTimeout(done, 200))")
    page.keyboard.press("Control+End")
    page.keyboard.insert_text("共办。")
    page.wait_for_selector("[data-state-line]:has-text('还没有签')")
    page.reload()
    page.wait_for_selector(".editor .count span")
    expect(page.locator("#id_headline")).to_have_value("把问题清单带到车间里办")
    assert page.inner_text(".editor .page").rstrip().endswith("共办。")
    page.click("button:has-text('改后签')")
    told(page, "初审已签字通过")
    assert Entry.objects.get(pk=row.pk).newest.content["body"].endswith("共办。</p>")
    assert not WorkingCopy.objects.filter(closed_at=None).exists()


def test_j_and_k_walk_through_the_changes(page, sign_in, row):
    return_for_changes(row, revision=making.newest(row), by=people.first(), opinion="请改")
    changed = BODY.replace("多了三成", "明显增加").replace("347条", "346条")
    making.change(row, body=changed, headline="把清单带到车间里去办")
    submit(row, revision=making.newest(row), by=people.editor())
    sign_in(people.first())(change_path(row))
    seen = []
    for key in "jjjjk":
        page.keyboard.press(key)
        seen.append(page.evaluate("document.activeElement.id"))
    assert seen == ["b1", "b2", "b3", "b1", "b3"]
