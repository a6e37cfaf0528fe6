"""A save that came too late overwrites nothing: both texts are seen, merged, and saved again."""

import pytest
from lxml import html

from series.models import Revision
from tests.helpers import making
from tests.helpers.forms import posted, visible_text

pytestmark = pytest.mark.django_db
LEAD = "<p>践行初心使命，高扬奋进风帆，深入学习贯彻党的二十大精神。</p>"
DUTY = "<p>推动代表人士履职尽责，广泛汇集全市民营企业家力量。</p>"
BANK = "<p>推动助企纾困、减税让利、金融服务等政策直达快享。</p>"
BODY = f"{LEAD}\n{DUTY}\n{BANK}"


def url(entry):
    return f"/desk/series/{entry.kind}/{entry.pk}/change/"


@pytest.fixture
def desk(as_person, editor):
    return as_person(editor)


@pytest.fixture
def entry(editor):
    return making.article(body=BODY, tags=["两个健康"])


def typed(markup):
    return "\n\n".join(html.fromstring(line).text_content() for line in markup.splitlines())


def late(desk, entry, by, *, theirs, **mine):
    """The page that answers when `by` saved `theirs` while the editor typed `mine`."""
    page = desk.get(url(entry))
    making.change(entry, by=by, **theirs)
    return desk.post(url(entry), posted(page, **mine))


def test_changes_in_different_places_come_together(desk, entry, admin):
    answer = late(
        desk,
        entry,
        admin,
        theirs={
            "body": BODY.replace("减税", "减费"),
            "author": "顾宁",
            "tags": ["两个健康", "新能源"],
        },
        body=typed(BODY.replace("汇集", "凝聚")),
        tags="两个健康，企业家日",
        note="改了一处",
    )
    words = visible_text(answer)
    assert "管理员刚存为第2版，两边的改动已经合并" in words
    assert "取自第2版：段三、作者、话题" in words
    assert Revision.objects.count() == 1 + 1
    again = desk.post(url(entry), posted(answer), follow=True)
    assert "已保存为第3版" in visible_text(again)
    newest = making.newest(entry)
    assert newest.content["body"] == BODY.replace("减税", "减费").replace("汇集", "凝聚")
    assert newest.content["tags"] == ["两个健康", "企业家日", "新能源"]
    assert (newest.content["author"], newest.note) == ("顾宁", "改了一处")


def test_the_same_place_is_named_with_both_wordings(desk, entry, admin):
    answer = late(
        desk,
        entry,
        admin,
        theirs={"body": BODY.replace("汇集", "汇聚"), "headline": "他的题"},
        body=typed(BODY.replace("汇集", "凝聚").replace("减税", "减费")),
        headline="我的题",
    )
    tree = html.fromstring(answer.text)
    clashes = tree.xpath("//div[contains(@class,'clash')]")
    assert [clash.xpath("string(.//b)") for clash in clashes] == ["标题", "段二"]
    assert [clash.xpath("string(.//del/text())") for clash in clashes] == ["他", "汇"]
    assert [clash.xpath("string(.//ins/text())") for clash in clashes] == ["我", "凝"]
    desk.post(url(entry), posted(answer))
    content = making.newest(entry).content
    assert content["headline"] == "我的题"
    assert content["body"] == BODY.replace("汇集", "凝聚").replace("减税", "减费")


def test_a_second_save_in_between_is_noticed_again(desk, entry, admin):
    answer = late(desk, entry, admin, theirs={"author": "顾宁"}, headline="我的题")
    making.change(entry, by=admin, subtitle="又一处")
    second = desk.post(url(entry), posted(answer))
    assert "管理员刚存为第3版，两边的改动已经合并" in visible_text(second)
    desk.post(url(entry), posted(second))
    content = making.newest(entry).content
    assert (content["headline"], content["author"], content["subtitle"]) == (
        "我的题",
        "顾宁",
        "又一处",
    )


def test_an_event_merges_its_times_and_programme(as_person, editor, admin):
    event = making.event(programme=[{"title": "座谈"}])
    desk = as_person(editor)
    answer = late(
        desk, event, admin, theirs={"venue": "会议中心"}, programme="座谈\n14:40 高峰对话：谈转型"
    )
    assert "两边的改动已经合并" in visible_text(answer)
    desk.post(url(event), posted(answer))
    content = making.newest(event).content
    assert (content["venue"], len(content["programme"])) == ("会议中心", 2)


def test_control_without_anybody_else_it_is_simply_saved(desk, entry):
    page = desk.get(url(entry))
    answer = desk.post(url(entry), posted(page, headline="我的题"), follow=True)
    assert "已保存为第2版" in visible_text(answer)


def test_what_they_said_of_a_reprint_and_its_corrections_stays(desk, entry, admin):
    theirs = {
        "reprint": True,
        "original_title": "原题",
        "original_source": "新华社",
        "corrections": ["2026-11-20 更正一处数字"],
    }
    answer = late(desk, entry, admin, theirs=theirs, headline="我的题")
    assert "两边的改动已经合并" in visible_text(answer)
    desk.post(url(entry), posted(answer))
    content = making.newest(entry).content
    assert {key: content.get(key) for key in theirs} == theirs
    assert content["headline"] == "我的题"
