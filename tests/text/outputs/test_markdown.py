"""Markdown: an independent reader finds the stored text, its structure and nothing else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from series.text.language.han import han
from series.text.outputs import reader
from series.text.outputs.document import (
    DocumentList,
    DocumentPicture,
    DocumentTable,
    Paragraph,
    Quotation,
    Rule,
)
from series.text.outputs.gbt9704 import LetterFields
from series.text.outputs.markdown import markdown
from tests.helpers.markdown_reader import read_markdown
from tests.helpers.samples.odd_bodies import BODIES, PICTURE, told

ROOT = "https://a.cn"
MARKS = st.text(alphabet="字a1 \n\\`*_[]()<>#~|$^!&;:-+=.“”，\x00{}\"'", max_size=12)
LOOKS = ("", "strong", "em", "sup", "small", 'a href="https://b.cn/a_b(c)|*&amp;copy;"')


def written(body, **given):
    sheet = reader.read_body(body, links_around=True)
    return markdown(LetterFields(**{"headline": "题", **given}), sheet, root=ROOT)


def in_html(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def looked(pair):
    look, text = pair
    tag = look.partition(" ")[0]
    return f"<{look}>{in_html(text)}</{tag}>" if look else in_html(text)


LINES = st.lists(st.tuples(st.sampled_from(LOOKS), MARKS), max_size=5).map(
    lambda pairs: "".join(map(looked, pairs))
)


def shape(parts):
    """The tags that a reader should find; what says nothing is not written."""
    for part in parts:
        if isinstance(part, Paragraph) and part.level:
            yield f"h{part.level + 1}"
        elif isinstance(part, Rule):
            yield "hr"
        elif isinstance(part, DocumentTable) and any(part.rows):
            yield "table"
        elif isinstance(part, Quotation) and says(part.parts):
            yield from ("quote", *shape(part.parts))
        elif isinstance(part, DocumentList) and says([part]):
            yield "ol" if part.ordered else "ul"
            for item in part.items:
                yield from ("li", *shape(item)) if says(item) else ()


def says(parts):
    return any(
        isinstance(part, Paragraph | DocumentPicture | Rule)
        or (isinstance(part, DocumentTable) and (part.caption or any(part.rows)))
        or (isinstance(part, Quotation) and says(part.parts))
        or (isinstance(part, DocumentList) and any(map(says, part.items)))
        for part in parts
    )


@given(BODIES)
def test_a_reader_finds_the_words_and_the_structure(body):
    found = read_markdown(written(body))
    text, notes = told(body)
    assert han(found.words) == "题" + text + "".join(notes)
    sheet = reader.read_body(body, links_around=True)
    blocks = [block for block in found.blocks if block not in ("tr", "note")]
    assert blocks == ["h1", *shape(sheet.parts)]


@given(LINES, st.sampled_from(["p", "h2", "li", "td", "blockquote", "figcaption"]))
def test_no_character_of_the_text_becomes_markup(line, tag):
    body = {
        "li": f"<ul><li>{line}</li></ul>",
        "td": f"<table><tr><td>{line}</td></tr></table>",
        "figcaption": f"<figure>{PICTURE}<figcaption>{line}</figcaption></figure>",
    }.get(tag, f"<{tag}>{line}</{tag}>")
    sheet = reader.read_body(body, links_around=True)
    found = read_markdown(written(body))
    words = "".join(_words(sheet.parts)) + "".join(w.text for note in sheet.notes for w in note)
    assert squeezed(found.words) == squeezed("题" + words)
    assert [block for block in found.blocks if block not in ("tr", "note")] == [
        "h1",
        *shape(sheet.parts),
    ]
    assert len(found.images) == len(sheet.pictures)


def _words(parts):
    for part in parts:
        if isinstance(part, Paragraph):
            yield "".join(word.text for word in part.words if not word.is_mark)
        elif isinstance(part, DocumentList):
            yield from (text for item in part.items for text in _words(item))
        elif isinstance(part, Quotation):
            yield from _words(part.parts)
        elif isinstance(part, DocumentTable):
            yield from (text for row in part.rows for cell in row for text in _words(cell.parts))
        elif isinstance(part, DocumentPicture):
            yield part.alt + "".join(word.text for word in part.caption if not word.is_mark)


def squeezed(text):
    return re.sub(r"[\s\x00•]", "", text)


@given(LINES)
def test_bold_words_are_bold(line):
    body = f"<p>{line}</p>"
    parts = reader.read_body(body, links_around=True).parts
    bold = "".join(w.text for part in parts for w in part.words if w.bold)
    assert squeezed(read_markdown(written(body)).strong) == squeezed(bold)


def test_the_whole_order():
    body = (
        '<p>见<a href="/articles/3/">前文</a><small>出处</small>。<br>第二行</p><h2>一、小标题</h2>'
        "<ul><li>甲</li><li>乙</li></ul><ol><li>一</li></ol><blockquote><p>引</p></blockquote>"
        "<table><caption>表一</caption><tr><th>年</th><th>数|值</th></tr>"
        "<tr><td>2023</td><td>甲<br>乙</td></tr></table>"
        f"<figure>{PICTURE}<figcaption>现场</figcaption></figure><p>结束。</p>"
    )
    assert written(
        body,
        headline="标题",
        subtitle="副题",
        author="张三",
        issuer="市工商联",
        day="2026年11月27日",
        attachments=("报名表",),
    ) == (
        "# 标题\n\n——副题\n\n来源：市工商联　作者：张三　日期：2026年11月27日\n\n"
        "见[前文](https://a.cn/articles/3/)[^1]。\\\n第二行\n\n## 一、小标题\n\n- 甲\n- 乙\n\n1. 一\n\n"
        "> 引\n\n表一\n\n| 年 | 数\\|值 |\n| --- | --- |\n| 2023 | 甲<br>乙 |\n\n"
        "![会场](https://a.cn/pictures/7/0123456789ab.jpg)\\\n现场\n\n结束。\n\n附件：报名表\n\n"
        "[^1]: 出处\n"
    )


def test_a_call_is_signed_at_its_end():
    body = "<p>全市企业家：</p><p>办好企业。</p><p>常州市工商联</p><p>2026年01月05日</p>"
    told = written(body, headline="倡议书", word="倡议书", issuer="别的名字", day="2026年2月1日")
    assert told == "# 倡议书\n\n全市企业家：\n\n办好企业。\n\n常州市工商联\n\n2026年1月5日\n"


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("<p>甲<strong>重点</strong>乙</p>", "甲**重点**乙"),
        ("<p>甲<strong>“重点”</strong>乙</p>", "甲<strong>“重点”</strong>乙"),
        ("<p><strong>“重点。”</strong></p>", "**“重点。”**"),
        ("<p>甲<em><strong>乙</strong></em>，</p>", "甲***乙***，"),
        ("<p>m<sup>2</sup></p>", "m<sup>2</sup>"),
        ("<p>1. 甲</p>", "1\\. 甲"),
        ("<p>3.5% 甲</p>", "3.5% 甲"),
        ("<p>看!<a href='https://b.cn/'>这</a></p>", "看\\![这](https://b.cn/)"),
        ("<p>甲<small>注</small>: 乙</p>", "甲[^1]\\: 乙"),
        ("<p>甲&amp;copy;乙&amp;丙</p>", "甲\\&copy;乙&丙"),
        ("<p>“你好”（一），——……</p>", "“你好”（一），——……"),
    ],
)
def test_looks_and_escapes(body, line):
    assert written(body).split("\n\n")[1].rstrip("\n") == line


def test_two_lists_in_a_row_stay_two():
    told = written("<ul><li>甲</li></ul><ul><li>乙</li></ul><ul><li>丙</li></ul>")
    assert told.endswith("- 甲\n\n* 乙\n\n- 丙\n")
    assert read_markdown(told).blocks == ["h1", "ul", "li", "ul", "li", "ul", "li"]


def test_spans_leave_their_places_empty():
    told = written(
        '<table><tr><td rowspan="2">甲</td><td>乙</td></tr><tr><td>丙</td></tr>'
        '<tr><td colspan="2">丁</td></tr></table>'
    )
    assert told.endswith("|  |  |\n| --- | --- |\n| 甲 | 乙 |\n|  | 丙 |\n| 丁 |  |\n")


def test_an_empty_text_has_nothing():
    assert written("", headline="") == "\n"


def test_control_the_reader_finds_markup_that_was_not_escaped():
    found = read_markdown("# 题\n\n- 甲 **乙**\n\n[丙](https://b.cn)\n")
    assert (found.blocks, found.strong, found.links) == (["h1", "ul", "li"], "乙", ["https://b.cn"])
    with pytest.raises(AssertionError):
        read_markdown("`甲`")
    with pytest.raises(AssertionError):
        read_markdown("<script>甲</script>")
