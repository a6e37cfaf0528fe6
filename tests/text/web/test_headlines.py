"""Which of the titles that a page gives is its headline."""

import pytest

from series.text.recognition.published import recognise
from series.text.web.page import read_page

HEADLINE = "会员企业走进横山桥学车间管理"
TEXT = "<p>三月十日上午，三十多位会员企业的厂长走进横山桥镇的两家工厂，看新装的生产线。</p><p>商会秘书处把提问整理成清单，约定在四月底之前答复。</p>"


def headline(body, *, window, head=""):
    html = f"<html><head><title>{window}</title>{head}</head><body>{body}</body></html>"
    return recognise(read_page(html)).headline


@pytest.mark.parametrize(
    "window",
    [
        f"{HEADLINE}_示例网",
        f"{HEADLINE} - 工作动态 - 示例市工商联",
        f"{HEADLINE}-示例市工商联",
        f"{HEADLINE}|示例市工商联",
        f"{HEADLINE} – 示例市工商联",
        f"{HEADLINE},示例市工商联",
        f"{HEADLINE}--经济--示例网",
        f"{HEADLINE}_要闻_新闻频道首页_示例网 - SHILI.COM.CN",
        f"示例市工商联-商会动态-{HEADLINE}",
        f"示例市工商联 >> 工作动态 >> {HEADLINE}",
    ],
)
def test_site_and_section_are_cut_off_without_any_heading(window):
    assert headline(f"<div class=content>{TEXT}</div>", window=window) == HEADLINE


@pytest.mark.parametrize(
    ("body", "window"),
    [
        (f"<h1>{HEADLINE}</h1><div>2025-03-12</div>", "示例市工商联"),
        (f"<div class=t>{HEADLINE}</div><div>发布时间：2025-03-12</div>", "工作动态-示例市工商联"),
        (f"<h1>示例市工商联</h1><h3>{HEADLINE}</h3><p>2025-03-12</p>", f"{HEADLINE}_示例网"),
        (f"<h2>工作动态</h2><p class=bt>{HEADLINE}</p><p>来源：会员部</p>", "工作动态"),
        (f"<h1>{HEADLINE}</h1><p>2025-03-12</p>", "会员企业走进横山桥学车...-示例网"),
        (f"<h1>示例市工商业联合会</h1><div class=article_title>{HEADLINE}</div><p>2025-03-12</p>", "示例市工商业联合会"),
        (f"<h1>通知公告</h1><h2>{HEADLINE}</h2><p>2025-03-12</p>", "通知公告-示例市工商联"),
        (f"<table><tr><td><font size=5>{HEADLINE}</font></td></tr></table><p>2025-03-12</p>", "示例市总商会"),
    ],
)  # fmt: skip
def test_the_line_above_the_date_is_the_strongest_witness(body, window):
    assert headline(f"{body}<div class=content>{TEXT}</div>", window=window) == HEADLINE


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("<p>示例市工商联关于印发</p><p>会员走访工作办法的通知</p>", "示例市工商联关于印发会员走访工作办法的通知"),
        ("<h1>示例市工商联<br>关于开展走访的通知</h1>", "示例市工商联关于开展走访的通知"),
        ("<h1>同心同行<br>共赢未来</h1>", "同心同行 共赢未来"),
    ],
)  # fmt: skip
def test_headings_of_several_lines_are_one(lines, title):
    body = f"{lines}<div>发布日期：2025-03-12</div><div class=content>{TEXT}</div>"
    assert headline(body, window=f"{title}-示例市工商联") == title
    assert headline(body, window="通知公告") == title


def test_a_date_in_the_headline_is_not_that_of_publication():
    source = read_page(
        f"<html><title>2025年3月12日例会纪要-示例网</title><body><h1>2025年3月12日例会纪要</h1><div>发布时间：2025-03-13</div><div class=content>{TEXT}</div></body></html>"
    )
    assert source.title == "2025年3月12日例会纪要"
    assert str(source.published_on) == "2025-03-13"


def test_a_heading_inside_the_text_is_no_headline():
    source = read_page(
        f"<html><title>{HEADLINE}-示例网</title><body><div>2025-03-12</div><div class=content>{TEXT}<h2>下一步打算</h2>{TEXT}</div></body></html>"
    )
    assert source.title == HEADLINE
    assert "下一步打算" in [block.text for block in source.blocks]


@pytest.mark.parametrize(
    "title",
    [
        "走进示例商会",
        "企业家考察团走访示例省江苏商会",
        "市工商联走访示例科技有限公司",
        "企业需要什么样的走访？",
    ],
)
def test_a_headline_may_end_like_the_name_of_an_office(title):
    body = f"<h1>{title}</h1><p>2025-03-12</p><div class=content>{TEXT}</div>"
    assert headline(body, window=f"{title}-示例市工商联") == title
    assert headline(f"<div class=content>{TEXT}</div>", window=title) == title


@pytest.mark.parametrize(
    "address",
    [
        "http://www.example.cn/art/2025/3/12/art_1_2.html",
        "http://www.example.cn/n1/2025/0312/c1-3.html",
        "http://www.example.cn/2025-03/12/content_1.htm",
        "http://www.example.cn/xw/202503/t20250312_43188.html",
    ],
)
def test_the_address_has_a_day_where_nothing_else_says_one(address):
    html = f'<html><head><title>{HEADLINE}</title><link rel="canonical" href="{address}"></head><body><h1>{HEADLINE}</h1><div class=content>{TEXT}</div></body></html>'
    assert str(read_page(html).published_on) == "2025-03-12"
