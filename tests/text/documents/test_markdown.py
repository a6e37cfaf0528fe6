import pytest

from series.text.documents.markdown import looks_like_markdown, markdown_html


@pytest.mark.parametrize(
    "text",
    [
        "# 标题\n\n正文。",
        "**粗**，又是**粗**。",
        "甲|乙\n---|---\n1|2",
        "见[全文](https://example.cn/a)。",
        "```\n代码\n```",
        "一句**粗**话。\n\n- 甲\n- 乙",
    ],
)
def test_what_looks_like_markdown(text):
    assert looks_like_markdown(text)


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
def test_control_what_does_not(text):
    assert not looks_like_markdown(text)


def test_its_elements_and_no_html():
    assert "<h2>节</h2>" in markdown_html("## 节")
    assert "<td>1</td>" in markdown_html("|甲|\n|---|\n|1|")
    assert "<script" not in markdown_html("<script>x</script>")
