"""The body of a page is written from stored markup; the stored text is never changed by it."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from series.text.markup import page_parts, stored_html


def visible(markup_text):
    return html.unescape(re.sub(r"<[^>]+>", "", markup_text))


def test_sections_are_numbered_and_the_closing_stands_outside():
    body = "<p>引言。</p><h2>以学促干，凝聚合力</h2><p>甲。</p><h2>办实事</h2><p>乙。</p><hr><p>结语。</p>"
    cut = page_parts.cut_sections(body)
    assert cut.lead == "<p>引言。</p>"
    assert [(part.anchor, part.numeral, part.short) for part in cut.sections] == [
        ("s1", "一", "以学促干"),
        ("s2", "二", "办实事"),
    ]
    assert cut.sections[0].title == (
        '<span class="half">以学促干，</span><span class="half">凝聚合力</span>'
    )
    assert cut.sections[1].html == "<p>乙。</p>"
    assert cut.closing == "<p>结语。</p>"


@pytest.mark.parametrize(
    ("heading", "sign", "rest"),
    [
        ("一、坚定信心", "一、", "坚定信心"),
        ("（三）补短板", "（三）", "补短板"),
        ("2.办实事", "2.", "办实事"),
        ("第二章 总则", "第二章", "总则"),
    ],
)
def test_headings_with_their_own_numeral_are_not_numbered_twice(heading, sign, rest):
    cut = page_parts.cut_sections(f"<h2>{heading}</h2><p>甲。</p><h2>别的</h2><p>乙。</p>")
    assert cut.sections[0].numeral == sign
    assert visible(cut.sections[0].title) == rest
    assert cut.sections[1].numeral == ""


def test_a_single_section_has_no_numeral():
    assert page_parts.cut_sections("<p>甲。</p><h2>唯一</h2><p>乙。</p>").sections[0].numeral == ""


def test_a_rule_in_the_middle_stays_a_rule():
    body = "<p>甲。</p><hr><h2>乙</h2><p>丙。</p>"
    cut = page_parts.cut_sections(body)
    assert cut.lead == "<p>甲。</p><hr>"
    assert cut.closing == ""
    assert [part.short for part in cut.sections] == ["乙"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("超过32000家", ["32000家"]),
        ("近3万条", ["近3万条"]),
        ("授信7.65亿元，贷款4000多亿元", ["7.65亿元", "4000多亿元"]),
        ("活动20余场次", ["20余场次"]),
        ("2023年11月17日", ["2023年", "11月", "17日"]),
        ("同比增长12.5％", ["12.5％"]),
        ("附近20家", ["20家"]),
        ("3—5年", ["3—5年"]),
        ("聚力“532”发展战略", []),
        ("A4纸", []),
    ],
)
def test_number_and_unit_stay_on_one_line(text, kept):
    written = page_parts.keep_units(text)
    assert re.findall(r'<span class="nb">(.*?)</span>', written) == kept
    assert visible(written) == text


def test_salutation_and_signatures_of_a_letter():
    body = "<p>全市企业家：</p><p>我们倡议：</p><p>办好企业。</p><p>市工商联</p><p>2023年5月</p>"
    assert re.findall(r'class="(to|sign)"', page_parts.letter_html(body)) == ["to", "sign", "sign"]
    assert 'class="sign"' not in page_parts.letter_html("<p>只有一段话。</p>")


def test_tables_are_framed_and_keep_their_spans():
    written = page_parts.cut_sections(
        '<table><tbody><tr><td colspan="2">甲</td></tr></tbody></table>'
    ).lead
    assert written.startswith('<div class="scroll"')
    assert '<td colspan="2">甲</td>' in written


@pytest.mark.parametrize(
    "stored",
    [
        '<p onclick="x()">甲</p>',
        "<p>甲<script>alert(1)</script></p>",
        '<p><a href="javascript:alert(1)">甲</a></p>',
        '<p><a href="//evil.example">甲</a></p>',
        '<p><img src="data:text/html,x" alt="图" onerror="x()"></p>',
        '<p style="color:red"><iframe src="/x"></iframe>甲</p>',
        '<svg onload="x()"><p>甲</p></svg>',
    ],
)
def test_nothing_but_named_elements_and_attributes_comes_out(stored):
    """What is stored was cleaned before; should it ever not be, the page still is safe."""
    written = page_parts.cut_sections(stored).lead
    for bad in (
        "onclick",
        "onerror",
        "onload",
        "<script",
        "<iframe",
        "style=",
        "javascript:",
        "<svg",
    ):
        assert bad not in written
    assert "evil.example" not in written
    assert "data:" not in written


@given(st.text(alphabet="甲乙，。“”0123456789年家万&<>\"' 多余近", max_size=60))
def test_no_character_is_lost(text):
    body = stored_html.clean(f"<p>{html.escape(text)}</p>")
    assert visible(page_parts.cut_sections(body).lead) == visible(body)


def test_deep_nesting_keeps_its_text():
    body = "<blockquote>" * 300 + "<p>深处的话</p>" + "</blockquote>" * 300
    assert "深处的话" in visible(page_parts.cut_sections(body).lead)
