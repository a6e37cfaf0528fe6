"""An abstract between headline and text, outside its element, becomes the first paragraph."""

import pytest

from series.actions.imports.readings import read_source, reading_of

TITLE = "会员走进工厂"
ONE = "三月十日上午，三十多位会员企业的厂长走进横山桥镇的两家工厂，看新装的生产线。"
TWO = "商会秘书处把提问整理成清单，交给三个工作组，约定在四月底之前逐条答复。"
ABSTRACT = "厂长走进两家工厂，看新线、问难处，商会逐条答复。"


def read(between):
    page = f"<html><head><title>{TITLE}_示例网</title></head><body><h2>{TITLE}</h2>{between}<div class=TRS_Editor><p>{ONE}</p><p>{TWO}</p></div></body></html>"
    source, witness = read_source(".html", page.encode())
    return reading_of(source, file="a.html", witness=witness)


@pytest.mark.parametrize(
    ("between", "first"),
    [
        (f"<p>2025-03-12</p><div class=abstract>摘要：{ABSTRACT}</div>", f"摘要：{ABSTRACT}"),
        (f"<div class=zhaiyao>【导读】{ABSTRACT}</div><p>2025-03-12</p>", f"【导读】{ABSTRACT}"),
        (f"<p>2025-03-12</p><div><b>核心提示</b><p>{ABSTRACT}</p></div>", f"核心提示：{ABSTRACT}"),
        (f"<p>2025-03-12</p><div class=intro><p>{ABSTRACT}</p></div>", ABSTRACT),
        (f"<p>2025-03-12</p><blockquote class=lead>{ABSTRACT}</blockquote>", ABSTRACT),
    ],
)
def test_it_stands_above_the_text(between, first):
    reading = read(between)
    assert reading.body == f"<p>{first}</p><p>{ONE}</p><p>{TWO}</p>"
    assert (reading.receipt.headline, reading.receipt.date) == (TITLE, "2025-03-12")
    assert reading.receipt.han_equal


@pytest.mark.parametrize(
    "between",
    [
        f"<p>2025-03-12</p><div class=summary>摘要：{ONE[:20]}…</div>",  # the text begins so
        f"<p>2025-03-12</p><div>{ABSTRACT}</div>",  # nothing says what it is
        f"<p>2025-03-12</p><div class=summary><a href=/1>{ABSTRACT}</a></div>",
        "<p>2025-03-12</p><div class=summary>摘要：暂无</div>",
    ],
)
def test_control_what_is_no_abstract_stays_outside(between):
    assert read(between).body == f"<p>{ONE}</p><p>{TWO}</p>"
