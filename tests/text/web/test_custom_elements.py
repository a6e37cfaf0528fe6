"""Pages whose elements have names of their own: <article-body>, <ds-paragraph>, <my-time>."""

import pytest
from lxml import etree

from series.text.clipboard.paste import paste
from series.text.markup import html_parser, stored_html
from series.text.recognition.furniture_line import is_furniture_line
from series.text.recognition.published import recognise
from series.text.structure.custom_elements import open_custom_elements
from series.text.web.page import read_page

HEADLINE = "会员走进工厂"
FIRST = "三月十日上午，三十多位会员企业的厂长走进横山桥镇的两家工厂，看新装的生产线。"
LAST = "商会秘书处把提问整理成清单，交给三个工作组，约定在四月底之前逐条答复。"
BODY = f"<p>{FIRST}</p><p>{LAST}</p>"


def read(inside):
    return recognise(read_page(f"<html><title>{HEADLINE}</title><body>{inside}</body></html>"))


def body(text):
    return stored_html.visible_text(text.body).split("\n")


@pytest.mark.parametrize(
    "inside",
    [
        f"<e-title><h2>{HEADLINE}</h2></e-title><x-info>2025-03-12 来源：示例日报</x-info><span>大</span><span>默认o</span><span>小</span><e-content>{BODY}</e-content>",
        f"<h1>{HEADLINE}</h1><div>2025-03-12 来源：示例日报</div><article-body>{FIRST}<br>{LAST}</article-body><my-foot>版权所有</my-foot>",
        f"<app-head><a href=/>首页</a></app-head><news-title>{HEADLINE}</news-title><news-info>2025-03-12 来源：示例日报</news-info><news-text>{BODY}</news-text><news-list><a href=1>座谈会举行</a><a href=2>换届大会召开</a></news-list>",
        f"<ds-page><ds-heading>{HEADLINE}</ds-heading><ds-meta><ds-source>示例日报</ds-source><my-time>2025-03-12</my-time></ds-meta><ds-p>{FIRST}</ds-p><ds-p>{LAST}</ds-p></ds-page>",
        f"<main-part><h1>{HEADLINE}</h1><rel-time datetime=2025-03-12>3月12日</rel-time> <x-src>示例日报</x-src><rich-text>{BODY}</rich-text></main-part>",
    ],
)
def test_boxes_of_a_site_are_lines_of_the_page(inside):
    text = read(inside)
    assert (text.headline, str(text.published_on), text.source) == (
        HEADLINE,
        "2025-03-12",
        "示例日报",
    )
    assert body(text) == [FIRST, LAST]


@pytest.mark.parametrize(
    "line",
    [
        f"<p>{FIRST[:9]}<x-term>{FIRST[9:14]}</x-term>{FIRST[14:]}</p>",
        f"<ds-p><x-term>{FIRST[:9]}</x-term>{FIRST[9:]}</ds-p>",
        f"<div><span>{FIRST[:9]}</span><x-term>{FIRST[9:]}</x-term></div>",
        f"<p><foot-mark>{FIRST[:9]}</foot-mark><x-term>{FIRST[9:]}</x-term></p>",
        f"<div><x-a style='display:inline'>{FIRST[:9]}</x-a><x-b style='display: inline-block'>{FIRST[9:]}</x-b></div>",
    ],
)
def test_control_parts_of_a_line_stay_in_it(line):
    text = read(f"<h1>{HEADLINE}</h1><p>2025-03-12</p><div class=c>{line}<p>{LAST}</p></div>")
    assert body(text) == [FIRST, LAST]


def test_a_paste_parts_them_as_well():
    pasted = paste(f"<ds-p>{FIRST}</ds-p><ds-p>{LAST[:9]}<x-term>{LAST[9:]}</x-term></ds-p>")
    assert pasted.html == f"<p>{FIRST}</p>\n<p>{LAST}</p>"


def test_a_box_within_makes_a_box():
    document = html_parser.parse_tree(
        "<x-a>甲<x-b><div>乙</div></x-b></x-a><font-face>丙</font-face>"
    )
    open_custom_elements(document)
    outer, reserved = document.find(".//body")
    assert etree.tostring(outer, encoding="unicode") == (
        '<div class="x-a">甲<div class="x-b"><div>乙</div></div></div>'
    )
    assert reserved.tag == "font-face"


def test_the_default_size_of_type_is_a_button():
    assert is_furniture_line("大 默认o 小")
    assert not is_furniture_line("默认了，大小企业都要填表")
