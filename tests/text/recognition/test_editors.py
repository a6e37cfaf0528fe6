"""责任编辑 in the small print: recognised in its many spellings, and told from other staff."""

import pytest

from series.text.markup import stored_html
from series.text.recognition.credit_line import read_credits
from series.text.recognition.metadata_line import is_metadata_line, read_metadata_line
from series.text.recognition.published import read_text

PARAGRAPH = "商会秘书处逐户走访会员企业，把问题记在同一张表上，月底前逐项答复。"


@pytest.mark.parametrize(
    ("line", "editor"),
    [
        ("责任编辑：张三", "张三"),
        ("责编：张三", "张三"),
        ("编辑：张三", "张三"),
        ("责任编辑 | 张三", "张三"),
        ("责任编辑｜欧阳一鸣 张小三", "欧阳一鸣 张小三"),
        ("责任编辑 张三 李四", "张三 李四"),
        ("责编：张三、李四", "张三、李四"),
        ("（责任编辑：张三）", "张三"),
        ("(责编：张三、李四)", "张三、李四"),
        ("【责任编辑：张三】", "张三"),
        ("[责任编辑：张三 ]", "张三"),
        ("【责任编辑】张三", "张三"),
        ("责任编辑：张三 审核：李四 签发：王五", "张三"),
        ("编辑：李四 责任编辑：张三", "张三"),
        ("编辑：李四 责编：张三 校对：王五", "张三"),
        ("来源：常州日报 作者：李四 编辑：张三", "张三"),
        ("审核：李四 校对：王五", ""),
        ("图片：李四", ""),
    ],
)
def test_the_editor_of_a_line(line, editor):
    assert is_metadata_line(line)
    assert read_metadata_line(line).editor == editor


@pytest.mark.parametrize(
    "line",
    [
        "编辑部的故事",
        "阅读｜一种生活方式与一座城",
        "责任编辑要把好政治关、导向关、文字关",
        "编辑 走进车间，看到的是另一番景象",
    ],
)
def test_words_about_editors_are_text(line):
    assert not is_metadata_line(line)
    assert stored_html.visible_text(read_text(f"商会换届\n{line}\n{PARAGRAPH}").body).startswith(
        line
    )


@pytest.mark.parametrize(
    "tail",
    [
        ["责任编辑：张三"],
        ["编辑：李四", "责编：张三", "审核：王五"],
        ["责编：张三", "编辑：李四"],
        ["责任编辑：张三", "责任编辑：李四"],
    ],
)
def test_lines_under_the_text_name_one_editor(tail):
    read = read_text("\n".join(["商会换届", "来源：市工商联", PARAGRAPH, *tail]))
    assert read.editor == "张三"
    assert read.han_equal
    assert stored_html.visible_text(read.body) == PARAGRAPH
    for name in ("李四", "王五"):
        assert (name in "".join(read.dropped)) == (name in "".join(tail))


def test_the_top_outweighs_the_tail():
    read = read_text(f"商会换届\n来源：市工商联 责编：张三\n{PARAGRAPH}\n责任编辑：李四")
    assert (read.editor, read.han_equal) == ("张三", True)
    assert "李四" in read.dropped


@pytest.mark.parametrize(
    ("words", "editor"),
    [
        ("责任编辑：谢安、返回示例，查看更多", "谢安"),
        ("责编：周敏 返回首页", "周敏"),
        ("编辑：查看云、张三 打开客户端，查看全文", "查看云、张三"),
        ("责任编辑：谢安返", "谢安返"),
    ],
)
def test_a_button_behind_the_names_is_none(words, editor):
    read = read_text("\n".join(["商会换届", "来源：市工商联", PARAGRAPH, words]))
    assert (read.editor, read.han_equal) == (editor, True)
    assert read_credits([words]).editor == editor


def test_a_button_behind_an_author_is_none():
    read = read_text(f"商会换届\n2025-03-12\n作者：周敏 查看更多\n{PARAGRAPH}")
    assert (read.author, read.han_equal) == ("周敏", True)
