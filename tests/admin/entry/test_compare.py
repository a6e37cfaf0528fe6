"""比较版本: what changed and nothing else, from wherever two revisions can be chosen."""

import pytest
from lxml import html

from series.actions.editorial.content import blank_content, full_content
from series.actions.editorial.reviews import sign, submit
from series.forms.comparison import LABELS, compare_contents
from series.models import Attachment, Kind
from tests.helpers import making, people
from tests.helpers.forms import visible_text

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
DUTY = "<p>推动代表人士履职尽责，广泛汇集全市民营企业家力量，推动助企纾困、减税让利。</p>"
LEAD = "<p>践行初心使命，高扬奋进风帆，深入学习贯彻党的二十大精神。</p>"


def compared(client, entry, query=""):
    return client.get(f"/desk/series/{entry.kind}/{entry.pk}/compare/{query}")


def marks(page, tag):
    tree = html.fromstring(page.text)
    found = tree.xpath(f"//section[@class='diff']//{tag}")
    return [node.text_content().removeprefix("删去：").removeprefix("新增：") for node in found]


@pytest.fixture
def desk(as_person, editor):
    return as_person(editor)


def test_two_characters_are_marked_and_not_the_paragraph(desk):
    entry = making.article(body=f"{LEAD}\n{DUTY}", tags=["新能源"])
    making.change(entry, body=f"{LEAD}\n{DUTY.replace('汇集', '凝聚')}", tags=["新能源之都"])
    page = compared(desk, entry)
    assert marks(page, "del") == ["新能源", "汇集"]
    assert marks(page, "ins") == ["新能源之都", "凝聚"]
    assert "改 1 处：换字 1；话题增 1 去 1。其余相同。" in visible_text(page)
    assert "段一未改动" in visible_text(page)


def test_a_moved_paragraph_is_shown_as_moved(desk):
    entry = making.article(body=f"{DUTY}\n{LEAD}")
    making.change(entry, body=f"{LEAD}\n{DUTY}")
    words = visible_text(compared(desk, entry))
    assert "移动 1 段" in words
    assert "移到此处" in words


def test_it_starts_from_what_readers_see_or_what_was_signed(desk):
    entry = making.article("public")
    making.change(entry, headline="第二版")
    making.change(entry, headline="第三版")
    assert compared(desk, entry).context["old"].number == 1
    draft = making.article()
    making.change(draft, headline="第二版")
    submit(draft, revision=making.newest(draft), by=people.editor())
    sign(draft, revision=making.newest(draft), by=people.first())
    making.change(draft, headline="第三版")
    making.change(draft, headline="第四版")
    page = compared(desk, draft)
    assert (page.context["old"].number, page.context["new"].number) == (2, 4)
    assert "周初" in visible_text(page)


def test_a_text_without_a_second_revision(desk):
    words = visible_text(compared(desk, making.article()))
    assert "两版内容相同。" in words


def test_numbers_choose_the_revisions(desk):
    entry = making.article()
    for name in ("二", "三"):
        making.change(entry, headline=name)
    page = compared(desk, entry, "?a=3&b=1")
    assert marks(page, "ins") == ["民营企业座谈会召开"]
    assert compared(desk, entry, "?a=9").status_code == 404
    assert compared(desk, entry, "?a=x").status_code == 404
    assert compared(desk, entry, "?b=mine").status_code == 404


def test_text_only_holds_both_sides_in_one_line(desk):
    entry = making.article(body=DUTY)
    making.change(entry, body=DUTY.replace("汇集", "凝聚"))
    page = compared(desk, entry, "?view=text")
    line = html.fromstring(page.text).xpath("//div[contains(@class,'now')]/div/p")[0]
    assert "删去：汇集新增：凝聚" in line.text_content()


def test_the_way_to_it_and_back(desk):
    entry = making.article()
    making.change(entry, headline="第二版")
    history = desk.get(f"/desk/series/article/{entry.pk}/history/")
    form = html.fromstring(history.text).xpath("//form[contains(@action,'compare')]")[0]
    assert dict(form.form_values()) == {"a": "1", "b": "2"}
    assert "?a=1&amp;b=2" in history.text
    page = compared(desk, entry)
    assert f"/desk/series/article/{entry.pk}/change/?from=1" in page.text
    restored = desk.get(f"/desk/series/article/{entry.pk}/change/?from=1")
    assert "\n民营企业座谈会召开</textarea>" in restored.text


def test_a_reviewer_compares_and_restores_nothing(as_person, first):
    entry = making.article()
    making.change(entry, headline="第二版")
    page = compared(as_person(first), entry)
    assert page.status_code == 200
    assert "恢复第" not in page.text


def test_hostile_words_stay_words(desk):
    entry = making.article(headline="<b>旧</b>", tags=["<i>"])
    making.change(entry, headline="<b>新</b>", tags=["<script>"])
    page = compared(desk, entry)
    assert "<b>" not in page.text.replace("<b>标题</b>", "").replace("<b>话题</b>", "")
    assert "<script>" not in page.text


@pytest.mark.parametrize("kind", Kind.values)
def test_every_key_of_a_content_has_a_name(kind):
    assert set(full_content(kind, {})) - {"body"} <= set(LABELS)


DIFFERENT = {
    "headline": "新题",
    "subtitle": "副题",
    "summary": "摘要",
    "number": 2,
    "audience": "企业家",
    "open_from": "2026-12-01",
    "open_until": "2026-12-31",
    "form": "visit",
    "state": "cancelled",
    "state_note": "原定2月22日",
    "starts_at": "2026-12-05T09:00:00+08:00",
    "ends_at": "2026-12-05T18:00:00+08:00",
    "all_day": True,
    "venue": "会议中心",
    "address": "龙城大道1号",
    "host": "市工商联",
    "programme": [
        {"starts": "", "ends": "", "kind": "other", "title": "座谈", "speaker": "", "note": ""}
    ],
    "author": "顾宁",
    "editor": "王芳",
    "kicker": "走进园区",
    "dateline": "2023-11-17T09:30",
    "original_url": "https://example.org/",
    "reprint": True,
    "no_keywords": True,
    "original_title": "原题",
    "original_source": "新华社",
    "original_at": "2023-11-17",
    "corrections": ["2026-11-24 更正数字"],
    "figures": ["会员｜会员超过32000家"],
    "tags": ["企业家日"],
    "map_url": "https://uri.amap.com/marker",
    "directions": "地铁1号线",
    "organizer": "市工商联会员服务处",
    "co_host": "金融服务专委会",
    "participation": "会员企业均可",
    "deadline": "2026-12-03T18:00:00+08:00",
    "contact": "会员服务处",
    "phone": "0519-85680000",
    "aftermath": "minutes",
    "milestones": ["2023-06 立法"],
    "thresholds": ["100 书面答复"],
    "outcome": ["行动清单：41件"],
    "slug": "about",
}
REFERENCES = {"column", "series", "source", "issuer", "enterprise", "about_event"}


@pytest.mark.parametrize("key", sorted(set(LABELS) - REFERENCES))
def test_a_change_of_any_field_is_seen(key):
    old = full_content(Kind.EVENT, blank_content(Kind.EVENT))
    value = DIFFERENT.get(key)
    if key == "attachments":
        file = Attachment.objects.create(title="报名表", file="a.pdf", extension="pdf", size=1)
        value = [file.pk]
    found = compare_contents(Kind.EVENT, old, {**old, key: value})
    assert [change.label for change in (*found.lines, *found.sets)] == [LABELS[key]]


def test_names_stand_for_numbers():
    column, other = making.column(), making.column("建设新能源之都")
    series = making.series()
    source = making.organization()
    old = {**blank_content(Kind.ARTICLE), "column": column.pk}
    new = {**old, "column": other.pk, "series": series.pk, "source": source.pk}
    lines = {
        line.label: "".join(p.new for p in line.pieces)
        for line in compare_contents(Kind.ARTICLE, old, new).lines
    }
    assert lines == {"专栏": str(other), "系列": str(series), "来源": str(source)}
