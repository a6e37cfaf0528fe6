"""The words of a page, read by a scanner that knows no tree."""

import time

import pytest

from series.text.account.html import html_witness


def words(html):
    return [segment.text.strip() for segment in html_witness(html).segments]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>走访<b>企业</b></p>", ["走访", "企业"]),
        ("<div style='display:none'>内部提示</div>", ["内部提示"]),
        ("<nav>首页</nav><p>正文</p>", ["首页", "正文"]),
        ("<!-- 注释 --><p>正文</p>", ["正文"]),
        ("<script>var 题='不算';</script><p>正文</p>", ["正文"]),
        ("<STYLE>p{font-family:宋体}</STYLE><p>正文</p>", ["正文"]),
        ("<svg><text>图上的字</text></svg>", ["图上的字"]),
        ("<p title='a>b 提示'>正文</p>", ["正文"]),
        ("<a href=x'y>链接</a>", ["链接"]),
        ("<p>3 < 5 是对的</p>", ["3", "<", "5 是对的"]),
        ("&#20225;&#x4e1a;&amp;家", ["企业&家"]),
        ("<textarea><b>不是标签</b></textarea>", ["<b>不是标签</b>"]),
        ("<p>没有结尾的<br/>标签", ["没有结尾的", "标签"]),
        ("<!DOCTYPE html><?xml 版本?><p>正文", ["正文"]),
    ],
)
def test_every_text_node_is_a_word(html, found):
    assert words(html) == found


def test_words_in_attributes_and_scripts_stand_aside():
    aside = html_witness("<meta content='走访纪实'><script>var t='夜校'</script><p>正文").aside
    assert "走访纪实" in aside
    assert "夜校" in aside


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ("<title>要闻_示例网</title>", "窗口标题"),
        ("<select><option>全文检索</option></select>", "表单、嵌入内容"),
        ("<noscript>请打开脚本</noscript>", "无脚本时的提示"),
        ("<p>正文</p>", ""),
    ],
)
def test_words_that_are_no_text_have_a_kind(html, kind):
    assert [segment.kind for segment in html_witness(html).segments] == [kind]


def test_text_after_an_element_of_a_kind_has_none():
    kinds = [s.kind for s in html_witness("<title>窗口</title><p>正文</p>").segments]
    assert kinds == ["窗口标题", ""]


@pytest.mark.parametrize("piece", ['<a "', "<a '", "<", "<p", "<!--", "<!", "= ", "<title>", "&"])
def test_hostile_pages_take_linear_time(piece):
    begun = time.process_time()
    html_witness(piece * 100_000)
    assert time.process_time() - begun < 5
