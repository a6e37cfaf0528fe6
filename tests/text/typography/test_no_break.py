"""Which characters stay on one line, told by the spans around them."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from series.text.markup import page_parts, stored_html
from series.text.typography.no_break import WIDEST, keep_units, width_in_em

SPAN = re.compile(r'<span class="nb(?: wj)?">(.*?)</span>')


def visible(written):
    return html.unescape(re.sub(r"<[^>]+>", "", written))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("2023—2026年", ["2023—2026年"]),
        ("自2023—2026", ["2023—2026"]),
        ("走进常州·新北的企业", ["州·新"]),
        ("“常州·新北”论坛", ["常州·新北"]),
        ("授信100～150万元", ["100～150万元"]),
        ("各单位／部门负责人", ["位／部"]),
        ("（单位／部门）", ["单位／部门"]),
        ("（王小明·李四）", ["王小明·李四"]),
        ("3月—5月", ["3月—5月"]),
        ("11月17日—19日", ["11月", "17日—19日"]),
        ("第十四届常商论坛、第3期、第一批次", ["第十四届", "第3期", "第一批次"]),
        ("增长12.5%，下降3％", ["12.5%", "3％"]),
        ("发放3万，贷款4000多亿", ["3万", "4000多亿"]),
        ("常商精神——敢为敢闯", ["神——"]),
        ("他说……然后", ["说……"]),
        ("倡议 · 致全市", ["议 · 致"]),
        ("9:00—11:30", ["9:00—11:30"]),
        ("第一次，次第开放", ["第一次"]),
        ("没有数字也没有记号", []),
    ],
)
def test_what_stays_together(text, kept):
    written = keep_units(text)
    assert SPAN.findall(written) == kept
    assert visible(written) == text


def test_a_long_chain_may_break_after_its_signs_alone():
    written = keep_units("（创新·协调·绿色·开放·共享）")
    assert SPAN.findall(written) == ["创新·", "协调·", "绿色·", "开放·", "共享"]


@pytest.mark.parametrize("text", ["9" * 60 + "元", "万·" * 60, "—" * 60, "A" * 50 + "·甲"])
def test_nothing_is_wider_than_the_narrowest_column(text):
    written = keep_units(text)
    assert [piece for piece in SPAN.findall(written) if width_in_em(piece) > WIDEST] == []
    assert visible(written) == text


def test_a_sign_after_bold_words_stays_with_them():
    lead = page_parts.cut_sections("<p><strong>常商精神</strong>——敢为。</p>").lead
    assert lead == '<p><strong>常商精神</strong><span class="nb wj">——</span>敢为。</p>'
    lead = page_parts.cut_sections("<p>常商精神<strong>——敢为</strong></p>").lead
    assert '精神<strong><span class="nb wj">——</span>敢为' in lead
    assert "wj" not in page_parts.cut_sections("<p>——敢为<br>——敢闯</p>").lead


def test_a_unit_after_a_bold_number_stays_with_it():
    assert (
        '</strong><span class="nb wj">家</span>企业'
        in page_parts.cut_sections("<p>共<strong>32000</strong>家企业</p>").lead
    )
    assert "wj" not in page_parts.cut_sections("<p>共<strong>三万</strong>家企业</p>").lead


@given(st.text(alphabet="甲乙常州，。“”019年家万届第·—～／… <>&\"'多余近A.", max_size=60))
def test_no_character_is_lost_or_changed(text):
    assert visible(keep_units(text)) == text
    body = stored_html.clean(f"<p>甲<strong>{html.escape(text)}</strong>{html.escape(text)}</p>")
    assert visible(page_parts.cut_sections(body).lead) == visible(body)
