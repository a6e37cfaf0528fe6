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
