"""A byline that names the reporter's paper gives source and author, in every way a text comes in."""

import pytest

from series.actions.imports.readings import read_source, reading_of
from series.text.recognition.credit_line import paper_of_reporter

HEADLINE = "银杏台的夜班车"
FIRST = "三月十日夜里，三十多位会员企业的厂长坐上银杏台的夜班车，去看两家工厂怎样交接班。"
LAST = "商会秘书处把提问整理成清单，交给三个工作组，约定在四月底之前逐条答复。"


def read(name, data):
    source, witness = read_source(name[name.rindex(".") :], data.encode())
    return reading_of(source, file=name, column="示例", columns=["示例"], witness=witness)


def page(above, *, below="", head=""):
    return f"<html><head><title>{HEADLINE}</title>{head}</head><body><h1>{HEADLINE}</h1>{above}<div id=zoom><p>{FIRST}</p><p>{LAST}</p>{below}</div></body></html>"


BYLINES = [
    ("《银杏报》记者 王明", "银杏报", "王明"),
    ("银杏日报记者 王明", "银杏日报", "王明"),
    ("□银杏晚报记者 王明 李强", "银杏晚报", "王明、李强"),
    ("《银杏商报》首席记者　王明", "银杏商报", "王明"),
    ("银杏日报记者 王明 通讯员 李强", "银杏日报", "王明、李强"),
    ("（银杏新闻网记者 王明）", "银杏新闻网", "王明"),
]


@pytest.mark.parametrize(("line", "source", "author"), BYLINES)
@pytest.mark.parametrize("way", ["page", "text", "markdown", "day"])
def test_a_byline_with_a_paper_gives_both(line, source, author, way):
    written = {
        "page": ("a.html", page(f"<p>{line}</p>")),
        "text": ("a.txt", f"{HEADLINE}\n{line}\n{FIRST}\n{LAST}\n"),
        "markdown": ("a.md", f"# {HEADLINE}\n\n{line}\n\n{FIRST}\n\n{LAST}\n"),
        "day": ("a.txt", f"{HEADLINE}\n2026年3月11日\n{line}\n{FIRST}\n{LAST}\n"),
    }
    reading = read(*written[way])
    text = reading.text
    assert (text.source, text.author.replace(" ", "、")) == (source, author)
    assert FIRST in text.body
    assert line not in text.body
    assert reading.receipt.han_equal
    assert not reading.receipt.left
    assert not reading.receipt.extra


def test_a_label_of_the_source_goes_before_the_paper():
    text = read("a.txt", f"{HEADLINE}\n来源：示例网\n银杏日报记者 王明\n{FIRST}\n{LAST}\n").text
    assert (text.source, text.author) == ("示例网", "王明")
    html = page("<p>2026-03-11 来源：示例网</p><p>银杏日报记者 王明</p>")
    assert read("a.html", html).text.source == "示例网"


@pytest.mark.parametrize(
    "line",
    [
        "本报记者 王明",
        "本网记者 王明",
        "记者从银杏日报获悉，夜班车将延长到六月。",
        "银杏日报记者日前走访了三家工厂。",
        "《银杏纪事》作者 王明",
        "南都记者 王明",
        "银杏日报记者站",
        "报记者 王明",
    ],
)
def test_control_other_lines_name_no_paper(line):
    assert paper_of_reporter(line) == ""
