"""Leads and 简报: whole sentences or clauses of the text, never a word that is not in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from series.text.language.han import han
from series.text.typography import shortening
from series.text.typography.summary import sentences

TEXT = st.lists(
    st.text(alphabet="常州工商联举办企业家活动，；。！？“”《》（）：", max_size=60), max_size=5
)


def sentence(length, end="。"):
    return "字" * (length - 1) + end


@given(st.text(alphabet="市商会召开大会，；。“”", max_size=150), TEXT)
def test_they_are_short_end_well_and_stand_in_the_text(summary, paragraphs):
    whole = "\n".join([summary, *paragraphs])
    for made, most in (
        (shortening.lead_sentences(summary, paragraphs, most=128), 128),
        (shortening.brief_report(summary, paragraphs, most=70), 70),
    ):
        assert len(made) <= most
        for piece in sentences(made):  # what has no end mark may have stood between two
            assert han(piece) in han(whole)
    brief = shortening.brief_report(summary, paragraphs, most=70)
    assert brief == "" or (brief.endswith("。") and shortening.is_whole(brief))


@pytest.mark.parametrize(
    ("summary", "paragraphs", "lead"),
    [
        ("摘要一句。", ["正文。"], "摘要一句。"),
        ("没有句号的摘要", ["正文。"], "没有句号的摘要。"),
        ("", ["第一句。第二句。"], "第一句。第二句。"),
        (sentence(129), ["正文一句。"], "正文一句。"),
        ("", [sentence(128) + "后一句。"], sentence(128)),
        ("", [sentence(129)], ""),
        ("", [], ""),
    ],
)
def test_a_lead_ends_at_a_sentence(summary, paragraphs, lead):
    assert shortening.lead_sentences(summary, paragraphs, most=128) == lead


@pytest.mark.parametrize(
    ("paragraphs", "brief"),
    [
        (
            ["大道如砥，行者无疆。6月9日，常州市新材料行业商会成立大会召开，通过商会章程。"],
            "6月9日，常州市新材料行业商会成立大会召开，通过商会章程。",
        ),
        (["市工商联举办座谈会，" + "会" * 60 + "。"], ""),
        (
            ["市工商联在园区举办企业家座谈会，" + "会" * 60 + "。"],
            "市工商联在园区举办企业家座谈会。",
        ),
        (
            ["市工商联在园区举办企业家座谈会，会议指出，" + "会" * 60 + "。"],
            "市工商联在园区举办企业家座谈会。",
        ),
        (["市工商联走访企业，帮助“专精特新，" + "会" * 60 + "”。"], ""),
        (["这里没有人做什么事情。"], "这里没有人做什么事情。"),
        (["大家一起来吧！"], ""),
    ],
)
def test_a_brief_says_who_did_what(paragraphs, brief):
    assert shortening.brief_report("", paragraphs, most=70) == brief


def test_the_summary_comes_before_the_text():
    made = shortening.brief_report("市工商联召开会议", ["商会举办活动，人人参加。"], most=70)
    assert made.startswith("市工商联召开会议。")
