import re
from urllib.parse import urlencode

import pytest

from series.models import Kind
from tests.helpers.module_pages import column
from tests.helpers.reading import archived, flat, read, words

__all__ = ["column"]
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def texts(column):
    archived(headline="新能源企业对话", body="<p>讨论储能与动力电池的下一步。</p>")
    archived(headline="金融服务进园区", body="<p>银行为新能源企业发放贷款。</p>")
    archived(Kind.EVENT, headline="储能沙龙", body="<p>产业链上下游见面。</p>")


def test_every_word_must_occur(client, texts):
    seen = words(read(client, "/search/?q=新能源 储能"))
    assert "“新能源 储能”共 1 条结果" in seen
    assert "新能源企业对话" in seen
    assert "金融服务进园区" not in seen


def test_full_width_space_separates_words(client, texts):
    assert "共 1 条结果" in words(read(client, "/search/?q=新能源　储能"))


@pytest.mark.parametrize("typed", ["儲能沙龍", "储能沙龙", "储能 沙龍"])
def test_traditional_script_finds_and_marks_the_simplified(client, texts, typed):
    text = read(client, f"/search/?q={typed}")
    assert "共 1 条结果" in words(text)
    assert "<mark>" in text


def test_full_width_letters_find_and_mark_the_half_width(client, column):
    archived(headline="ai助手进车间", body="<p>AI质检上线，2026年推开。</p>")
    text = read(client, "/search/?q=ＡＩ质检 ２０２６")
    assert "共 1 条结果" in words(text)
    assert "<mark>AI质检</mark>" in text
    assert "<mark>2026</mark>" in text


def test_what_is_traditional_in_the_text_is_found_as_it_stands(client, column):
    archived(headline="老照片", body="<p>匾上写着常州總商會五个字。</p>")
    assert "共 1 条结果" in words(read(client, "/search/?q=總商會"))


def test_hits_are_marked(client, texts):
    text = read(client, "/search/?q=储能")
    assert "<mark>储能</mark>沙龙" in text
    assert "讨论<mark>储能</mark>与动力电池" in text


def test_a_kind_narrows_the_result(client, texts):
    seen = words(read(client, "/search/?q=储能&kind=event"))
    assert "共 1 条结果" in seen
    assert "储能沙龙" in seen


def test_without_a_word_the_page_explains_itself(client, texts):
    seen = words(read(client, "/search/"))
    assert "输入要找的词" in seen
    assert "新能源企业对话" not in seen


def test_no_result_offers_a_way_on(client, texts):
    text = read(client, "/search/?q=不存在的词")
    assert "没有找到“不存在的词”" in words(text)
    assert 'href="/articles/"' in text


def test_marks_alone_are_no_question(client, texts):
    assert "没有可以检索的字" in words(read(client, "/search/?q=%25"))
    assert "没有可以检索的字" in words(read(client, "/search/?q=_"))


def test_a_word_is_sought_without_its_quotation_marks(client, column):
    archived(headline="护航民营企业“走出去”", body="<p>没有别的。</p>")
    for asked in ("“走出去”", '"走出去"', "‘走出去’", "《走出去》", '"走出去" 民营'):
        text = read(client, "/search/?" + urlencode({"q": asked}))
        assert "<mark>走出去</mark>" in text, asked
        assert "““" not in words(text)


def test_marking_keeps_the_text_and_escapes_it(client, column):
    archived(headline="甲<b>乙</b>丙", body="<p>没有别的。</p>")
    text = read(client, "/search/?q=<b>乙")
    assert "甲&lt;<mark>b&gt;乙</mark>&lt;/b&gt;丙" in text


def test_what_was_meant_is_shown_and_said(client, texts):
    text = read(client, "/search/?q=储能沙隆")
    assert "没有找到“储能沙隆”，以下是“储能沙龙”的结果" in words(text)
    assert "<mark>储能沙龙</mark>" in text


def test_letters_find_what_they_sound_like(client, texts):
    assert "以下是“储能沙龙”的结果" in words(read(client, "/search/?q=chunengshalong"))
    assert "以下是“储能沙龙”的结果" in words(read(client, "/search/?q=cnsl"))


def test_words_of_an_unbroken_line_are_found_apart(client, texts):
    seen = words(read(client, "/search/?q=新能源对话"))
    assert "没有连着写的“新能源对话”" in seen
    assert "新能源企业对话" in seen
    assert "金融服务进园区" not in seen


def test_a_word_that_nothing_holds_is_left_out_in_the_open(client, texts):
    seen = words(read(client, "/search/?q=新能源 火星"))
    assert "没有一篇含有“新能源 火星”的全部词" in seen
    assert "按含有其中“新能源”“火星”的多少和少见程度排列" in seen


def test_facets_count_and_lead_to_the_narrower_result(client, texts):
    text = read(client, "/search/?q=储能")
    assert re.search(
        r'href="\?q=[^"]+&amp;kind=event" rel="nofollow">活动<small>1</small>', flat(text)
    )
    narrowed = read(client, "/search/?q=储能&kind=event")
    assert 'aria-current="true">活动' in narrowed
    assert "讨论" not in words(narrowed)


def test_a_typed_filter_narrows_and_an_unknown_one_says_so(client, texts):
    seen = words(read(client, "/search/?q=储能 类型：活动"))
    assert "共 1 条结果" in seen
    seen = words(read(client, "/search/?q=储能 专栏：没有的栏"))
    assert "没有叫“没有的栏”的" in seen
    assert "共 2 条结果" in seen


def test_filters_alone_list_what_they_name(client, texts):
    assert "共 1 条结果" in words(read(client, "/search/?kind=event"))
    assert "共 2 条结果" in words(read(client, "/search/?q=类型:文章"))


def test_a_long_line_is_cut_and_says_so(client, texts):
    assert "只用了前 100 个字" in words(read(client, f"/search/?q={'新' * 101}"))
    assert "只用了前 100 个字" not in words(read(client, f"/search/?q={'新' * 100}"))


def test_pages_are_numbered_and_go_on_by_time(client, column, monkeypatch):
    monkeypatch.setattr("series.search.searching.SCORED", 40)
    monkeypatch.setattr("series.search.searching.IN_HEADINGS", 5)
    for number in range(63):
        archived(headline=f"氢能第{number}讲", dateline=f"2023-{number % 12 + 1:02}-11")
    first = read(client, "/search/?q=氢能")
    assert "共 63 条结果" in words(first)
    seen, address = set(), "/search/?q=氢能"
    for _ in range(9):
        text = read(client, address)
        seen |= set(re.findall(r"氢能</mark>(第\d+讲)", text))
        following = re.search(r'<a href="([^"]+)" rel="next">', text)
        if not following:
            break
        address = "/search/" + following[1].replace("&amp;", "&")
    assert len(seen) == 63
    assert "这里按时间排列" in words(text)


def test_odd_pages_and_filters_are_the_plain_result(client, texts):
    for odd in (
        "page=x",
        "page=-1",
        "page=99999999",
        "before=0",
        "before=x",
        "kind=poem",
        "year=3",
    ):
        assert "共 2 条结果" in words(read(client, f"/search/?q=储能&{odd}")), odd
    seen = words(read(client, "/search/?q=储能&column=999999"))
    assert "没有找到“储能”" in seen
