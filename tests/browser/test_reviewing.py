"""Three reviewers at one text in a real browser: words are marked, answered, mended and signed."""

import pytest

from series.actions.editorial.reviews import submit
from series.models import CannedOpinion, Comment, Entry, Review
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
    assert "原处已改" in page.inner_text("#comment-1")
    assert "多了三成" in page.inner_text(".proof del")
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
    assert page.input_value("#id_words") == "内容属实，同意。"
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
