"""A table that comes as plain text, its cells parted by tabs, in a paste and in a file."""

import pytest

from series.text.clipboard.paste import paste
from series.text.documents.plain_text import copied_source

ROWS = "企业\t人数\t产值\n甲公司\t120\t3亿元\n乙公司\t\t1亿元"
TABLE = (
    "<table><tbody><tr><td>企业</td><td>人数</td><td>产值</td></tr>"
    "<tr><td>甲公司</td><td>120</td><td>3亿元</td></tr>"
    "<tr><td>乙公司</td><td></td><td>1亿元</td></tr></tbody></table>"
)
SAID = "用制表符分开的行改为表格 1 个"


def test_rows_with_tabs_become_a_table():
    text = f"参会企业如下。\n{ROWS}\n请各企业核对。"
    done = paste("", text)
    assert done.html == f"<p>参会企业如下。</p>\n{TABLE}\n<p>请各企业核对。</p>"
    assert SAID in done.receipt.rewritten
    assert done.receipt.han.equal
    source = copied_source(text)
    assert [block.kind for block in source.blocks] == ["p", "table", "p"]
    assert source.rewritten == (SAID,)


@pytest.mark.parametrize(
    "text",
    [
        "\t第一段缩进。\n\t第二段缩进。\n\t第三段缩进。",
        "时间：\t3月2日\n地点：\t二楼会议室\n主持：\t王敏",
        "甲\t乙\n丙丁一句话。",
        "甲公司\t乙公司",
    ],
)
def test_control_indents_and_labels_are_no_table(text):
    assert "<table" not in paste("", text).html


def test_marks_of_markup_in_a_cell_stay_words():
    done = paste("", "甲\t<b>\t1\n乙\t&amp;\t2")
    assert "<td>&lt;b&gt;</td>" in done.html
    assert "<td>&amp;amp;</td>" in done.html
