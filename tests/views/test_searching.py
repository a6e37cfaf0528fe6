from urllib.parse import urlencode

import pytest

from series.models import Kind
from series.search import read_query, snippets

from .reading import archived, read, words

pytestmark = pytest.mark.django_db


@pytest.fixture
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


def test_wildcards_are_letters(client, texts):
    assert "没有找到" in words(read(client, "/search/?q=%25"))
    assert "没有找到" in words(read(client, "/search/?q=_"))


def test_a_question_is_capped():
    query = read_query("新" * 500)
    assert len(query.text) == 100
    assert read_query("\x00一\x00二").words == ("一", "二")
    assert len(read_query(" ".join("天地玄黄宇宙洪荒日月盈昃")).words) == 8


def test_a_word_is_sought_without_its_quotation_marks(client, column):
    archived(headline="护航民营企业“走出去”", body="<p>没有别的。</p>")
    for asked in ("“走出去”", '"走出去"', "‘走出去’", "《走出去》", '"走出去" 民营'):
        text = read(client, "/search/?" + urlencode({"q": asked}))
        assert "<mark>走出去</mark>" in text, asked
        assert "““" not in words(text)
    assert read_query('"').words == ('"',)


def test_marking_keeps_the_text_and_escapes_it(client, column):
    archived(headline="甲<b>乙</b>丙", body="<p>没有别的。</p>")
    text = read(client, "/search/?q=<b>乙")
    assert "甲<mark>&lt;b&gt;乙</mark>&lt;/b&gt;丙" in text


def test_snippets_begin_at_the_word():
    text = "标题\n" + "前" * 200 + "储能" + "后" * 200
    cut = snippets.snippet(text, ("储能",))
    assert "储能" in cut
    assert len(cut) < 150
    assert cut.startswith("……")
