"""The own day of a speech, in brackets under its headline, is not the page's day of publication."""

import pytest

from series.actions.imports.readings import read_source, reading_of

FIRST = "同志们，今天我们在这里开会，把去年的会员服务盘一盘，把今年要办的事定下来。"
LAST = "商会把问题一一记下，答应两周内给每家企业回话。"


def read(above, *, info="发布时间：2026-03-12 09:10　来源：示例市工商联"):
    lines = "".join(f"<p align=center>{line}</p>" for line in above)
    html = f"<html><body><h1>在会员大会上的讲话</h1><div>{info}</div><div>{lines}<p>{FIRST}</p><p>{LAST}</p></div></body></html>"
    source, witness = read_source(".html", html.encode())
    return reading_of(source, file="a.html", witness=witness)


@pytest.mark.parametrize("day", ["（2026年3月5日）", "(2026-03-05)", "（二〇二六年三月五日）"])
@pytest.mark.parametrize("info", ["发布时间：2026-03-12 09:10", "2026-03-12 09:10"])
def test_the_day_of_the_speech_stays_in_the_text(day, info):
    reading = read([day], info=info)
    assert reading.receipt.date == "2026-03-12T09:10"
    assert reading.body == f"<p>{day}</p><p>{FIRST}</p><p>{LAST}</p>"
    assert reading.receipt.han_equal


def test_control_the_day_of_publication_in_brackets_goes():
    assert read(["（2026年3月12日）"]).body == f"<p>{FIRST}</p><p>{LAST}</p>"


def test_alone_it_is_the_day_of_the_text():
    reading = read(["（2026年3月5日）"], info="来源：示例市工商联")
    assert reading.receipt.date == "2026-03-05"
    assert reading.body == f"<p>{FIRST}</p><p>{LAST}</p>"


@pytest.mark.parametrize(
    "speaker", ["示例市工商联主席　李文山", "示例市委常委、统战部部长　李文山"]
)
def test_who_speaks_heads_no_section(speaker):
    reading = read(["（2026年3月5日）", speaker])
    assert (reading.receipt.author, reading.receipt.headings) == ("李文山", ())
    assert f"<p>{speaker}</p>" in reading.body


def read_apart(day, *, info="发布时间：2026-03-12 09:10　来源：示例市工商联", tag="div"):
    """The page's day line and the speech's stand outside the text."""
    text = f"<p>{FIRST}</p><p>{LAST}</p>" + f"<p>{LAST}</p>" * 3
    head = f"<h1>在会员大会上的讲话</h1><{tag}>{day}</{tag}><div class=info>{info}</div>"
    html = f"<html><body><div>{head}</div><div class=TRS_Editor>{text}</div></body></html>"
    source, witness = read_source(".html", html.encode())
    return reading_of(source, file="a.html", witness=witness)


@pytest.mark.parametrize("tag", ["div", "p", "h3"])
@pytest.mark.parametrize("day", ["（2026年3月5日）", "(2026-03-05)", "（二〇二六年三月五日）"])
def test_the_day_of_the_speech_outside_the_text_begins_it(day, tag):
    reading = read_apart(day, tag=tag)
    assert reading.receipt.date == "2026-03-12T09:10"
    assert reading.body.startswith(f"<p>{day}</p><p>{FIRST}</p>")
    assert reading.receipt.han_equal
    assert reading.receipt.headline == "在会员大会上的讲话"


@pytest.mark.parametrize("day", ["（2026年3月12日）", "（示例市工商联）", "2026-03-05"])
def test_control_what_is_no_own_day_stays_outside(day):
    assert read_apart(day).body.startswith(f"<p>{FIRST}</p>")


@pytest.mark.parametrize(
    "info",
    [
        "<span>（2026年3月5日）</span><span>发布时间：2026-03-12 09:10</span>",
        "（2026年3月5日）　发布时间：2026-03-12 09:10　来源：示例市工商联",
    ],
)
def test_before_the_fields_in_the_line_of_the_page_too(info):
    reading = read_apart("在会员大会上的讲话", info=info)
    assert reading.receipt.date == "2026-03-12T09:10"
    assert reading.body.startswith(f"<p>（2026年3月5日）</p><p>{FIRST}</p>")
    assert reading.receipt.han_equal


def test_control_the_day_of_a_paper_behind_its_name_stays_outside():
    info = "来源：《示例商报》（2026年3月5日）　发布时间：2026-03-12"
    assert read_apart("", info=info).body.startswith(f"<p>{FIRST}</p>")
