"""引题 of a page: a line above the headline that belongs to it, and no name of site or section."""

import pytest

from series.text.recognition.published import recognise
from series.text.web.page import read_page

TEXT = (
    "<p>清晨六点，车间里已经亮起了灯，装配线上的工人开始了一天的忙碌。</p>"
    "<p>企业去年投入研发经费两千万元，今年又新建两条生产线，订单排到了明年。</p>"
    "<p>服务专员每周来一次，企业需要什么就办什么，大家都说方便多了。</p>"
)


def page(above, *, headline="<h1>车间里的清晨</h1>", window="车间里的清晨_示例日报网"):
    return (
        f"<html><head><title>{window}</title></head><body><div class='article'>{above}{headline}"
        "<div class='info'>2026年11月20日 08:30 来源：示例日报</div>"
        f"<div class='content'>{TEXT}</div></div></body></html>"
    )


def read(html, *, columns=()):
    return recognise(read_page(html), columns=columns)


@pytest.mark.parametrize(
    "above",
    [
        "<p>【走进一线看发展】</p>",
        "<div>［走进一线看发展］</div>",
        "<h3>走进一线看发展</h3>",
        "<h2>走进一线看发展</h2>",
        "<p class='sub'>走进一线看发展</p>",
        "<p class='sub-title'>走进一线看发展</p>",
        "<p class='yinti'>走进一线看发展</p>",
    ],
)
def test_a_line_above_the_headline_is_its_kicker(above):
    text = read(page(above))
    assert (text.kicker, text.headline) == ("走进一线看发展", "车间里的清晨")
    assert text.body.count("走进一线") == 0
    assert (text.source, str(text.published_on)) == ("示例日报", "2026-11-20")


def test_with_a_subtitle_all_three_parts_are_found():
    text = read(
        page("<h3>走进一线看发展</h3>", headline="<h1>车间里的清晨</h1><h2>——三家工厂见闻</h2>")
    )
    assert (text.kicker, text.headline, text.subtitle) == (
        "走进一线看发展",
        "车间里的清晨",
        "三家工厂见闻",
    )


def test_what_is_in_brackets_is_a_column_only_by_its_name():
    text = read(page("<p>【常商故事】</p>"), columns=("常商故事",))
    assert (text.column, text.kicker) == ("常商故事", "")
    text = read(page("<p>【常商故事】</p>"), columns=("别的专栏",))
    assert (text.column or "", text.kicker) == ("", "常商故事")


@pytest.mark.parametrize(
    ("above", "window"),
    [
        ("<h2>工作动态</h2>", "车间里的清晨"),
        ("<h3>示例日报社</h3>", "车间里的清晨"),
        ("<h2>产业观察栏目</h2>", "车间里的清晨 - 产业观察栏目 - 示例网"),
        ("<h3>当前位置：首页 &gt; 新闻 &gt; 正文</h3>", "车间里的清晨"),
        ("<h3><a href='/c/'>走进一线看发展</a></h3>", "车间里的清晨"),
        ("<p>走进一线看发展</p>", "车间里的清晨"),
        ("<h3>2026年11月20日 星期五</h3>", "车间里的清晨"),
        ("<h3>字号：大 中 小</h3>", "车间里的清晨"),
        ("<p>【要闻】</p>", "车间里的清晨"),
        ("<nav><h3>走进一线看发展</h3></nav>", "车间里的清晨"),
        ("", "车间里的清晨"),
    ],
)
def test_control_other_lines_above_the_headline_are_none(above, window):
    text = read(page(above, window=window))
    assert (text.kicker, text.headline) == ("", "车间里的清晨")
    assert text.source == "示例日报"
