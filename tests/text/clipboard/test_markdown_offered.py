import pytest

from series.text.clipboard.alternatives import is_markdown
from series.text.clipboard.paste import paste


@pytest.mark.parametrize(
    "text",
    [
        "# 标题\n\n正文。",
        "## 甲\n\n正文。\n\n## 乙\n\n正文。",
        "一句**粗**话。\n\n- 甲\n- 乙",
        "见[全文](https://example.cn/a)，**要紧**。",
        "甲|乙\n---|---\n1|2\n\n**合计** 3",
    ],
)
def test_markdown_is_recognised(text):
    assert is_markdown(text, "")


@pytest.mark.parametrize(
    "text",
    [
        "#民营经济 #两个健康",
        "- 甲\n- 乙",
        "1. 甲\n2. 乙",
        "2*3*4",
        "电话138****1234，另一个139****5678。",
        "> 问",
    ],
)
def test_control_other_text_is_not(text):
    assert not is_markdown(text, "")
    assert paste("", text).receipt.alternatives == ()


def test_nothing_that_acts_comes_through():
    text = "# 题\n\n<script>x</script>\n\n<img src=x onerror=y>\n\n[点](javascript:z)"
    (other,) = paste("", text).receipt.alternatives
    assert not any(bad in other.html for bad in ("<script", "onerror=y>", "href="))
