"""Official documents in a PDF that pdf.js shows: number, title, pages, signature."""

import pytest

from series.actions.imports.readings import read_source, reading_of
from series.text.markup import stored_html
from series.text.web.page import read_page

TITLE = "关于做好第三季度企业运行监测工作的通知"
MARK, NUMBER = "银杏台区工商业联合会文件", "银工商联〔2026〕15号"
FIRST_PAGE = [
    "各镇街商会，各监测点企业：",
    "为及时掌握全区民营企业生产经营状况，按照上级统一部署，现",
    "就做好第三季度运行监测工作通知如下，请各单位认真对照执行。",
    "一、监测范围。全区八十五家监测点企业以及新入库的十二家成",
    "长型企业，停产或者注销的由所在镇街商会于填报前书面说明原",
    "因。二、填报时间。九月二十日至十月八日登录平台填报，逾期",
]
SECOND_PAGE = [
    "系统自动关闭。数据以季末账面为准，不得估填代填，并由专人",
    "复核后签字盖章，留存备查。",
    "银杏台区工商业联合会",
    "2026年9月14日",
]
WHOLE = "逾期系统自动关闭"
PLACES = {
    "old": "left: {x}px; top: {y}px; font-size: {size}px;",
    "scale": "left: calc(var(--scale-factor)*{x}px); top: calc(var(--scale-factor)*{y}px); font-size: calc(var(--scale-factor)*{size}px);",
    "total": "left: calc(var(--total-scale-factor) * {x}px); top: calc(var(--total-scale-factor) * {y}px); font-size: calc(var(--total-scale-factor) * {size}px);",
    "short": "left:calc({x}px);top:calc({y}px);font-size:calc({size}px)",
    "none": "",
}


def layer(lines, *, style, heads=0, number=""):
    rows = [(150 if at < heads else 90, words) for at, words in enumerate(lines)]
    rows += [(300, number)] if number else []
    spans = (
        f"<span style='{style.format(x=x, y=100 + 28 * at, size=16)}' role=presentation>{words}</span><br role=presentation>"
        for at, (x, words) in enumerate(rows)
    )
    return f"<div class=page><div class=textLayer>{''.join(spans)}</div></div>"


def page(*, style=PLACES["scale"], heads=(MARK, NUMBER, TITLE), numbers=("— 1 —", "— 2 —")):
    first = layer([*heads, *FIRST_PAGE], style=style, heads=len(heads), number=numbers[0])
    second = layer(SECOND_PAGE, style=style, number=numbers[1])
    tools = "<div class=toolbar><span>切换侧栏</span><span id=numPages>/ 2</span></div>"
    return f"<html><head><title>P020260915.pdf</title></head><body>{tools}<div class=pdfViewer>{first}{second}</div></body></html>"


def read(html):
    source, witness = read_source(".html", html.encode())
    return reading_of(source, file="a.html", column="示例", columns=["示例"], witness=witness)


@pytest.mark.parametrize("style", PLACES)
@pytest.mark.parametrize("numbers", [("— 1 —", "— 2 —"), ("- 1 -", "- 2 -"), ("1", "2"), ("", "")])
def test_number_title_pages_and_day_of_a_shown_document(style, numbers):
    reading = read(page(style=PLACES[style], numbers=numbers))
    text = reading.text
    lines = stored_html.visible_text(text.body).split("\n")
    assert (text.headline, text.subtitle) == (TITLE, "")
    assert (lines[0], lines[-2:]) == (FIRST_PAGE[0], SECOND_PAGE[-2:])
    assert any(WHOLE in line for line in lines)
    assert str(text.published_on) == "2026-09-14"
    assert reading.receipt.han_equal
    assert not reading.receipt.left
    assert not reading.receipt.extra


@pytest.mark.parametrize("heads", [(MARK, TITLE), (NUMBER, TITLE), (TITLE,)])
def test_a_title_takes_no_lines_of_the_text_where_a_head_is_missing(heads):
    text = read(page(heads=heads)).text
    assert (text.headline, text.subtitle) == (TITLE, "")
    assert stored_html.visible_text(text.body).startswith(FIRST_PAGE[0])


def test_control_indented_lines_begin_paragraphs():
    lines = [f"<span style='left: {90 + 32 * (at % 2 == 0)}px; top: {100 + 28 * at}px; font-size: 16px'>{words}</span>" for at, words in enumerate(FIRST_PAGE[1:5])]  # fmt: skip
    html = f"<html><body><div class=textLayer>{''.join(lines)}</div></body></html>"
    assert [block.text[:4] for block in read_page(html).blocks] == ["为及时掌", "一、监测"]


@pytest.mark.parametrize("line", ["第15号窗口的故事", "〔2026〕我们的十五号", "15号车间"])
def test_control_a_title_with_a_number_stays_one(line):
    html = f"<html><head><title>{line}_示例网</title></head><body><h1>{line}</h1><div id=zoom><p>{FIRST_PAGE[2]}</p></div></body></html>"
    assert read(html).text.headline == line
