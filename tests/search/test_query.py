import pytest

from series.search.query import read_query


def words(line):
    return [word.squeezed for word in read_query(line).words]


def test_words_stand_apart_by_any_space():
    assert words("新能源 储能　沙龙\t论坛") == ["新能源", "储能", "沙龙", "论坛"]


@pytest.mark.parametrize(
    "line", ["“走出去 战略”", '"走出去 战略"', "《走出去 战略》", "「走出去 战略」"]
)
def test_a_quotation_is_one_word(line):
    (word,) = read_query(line).words
    assert word.squeezed == "走出去战略"
    assert word.quoted


def test_a_quotation_inside_a_word_is_part_of_it():
    assert words("坚持“两个健康”主题") == ["坚持两个健康主题"]


def test_an_open_quotation_mark_is_a_mark():
    assert words("“走出去 战略") == ["走出去", "战略"]
    assert words('"') == []


def test_a_minus_before_a_word_leaves_it_out():
    query = read_query("储能 -沙龙 －论坛")
    assert [word.squeezed for word in query.words] == ["储能"]
    assert [word.squeezed for word in query.without] == ["沙龙", "论坛"]
    assert words("2025-11") == ["202511"]
    assert words("-") == []


def test_filters_are_read_by_name():
    query = read_query("储能 类型：活动 年份:2025 话题：两个健康")
    assert query.typed_filters == {"kind": "活动", "year": "2025", "tag": "两个健康"}
    assert [word.squeezed for word in query.words] == ["储能"]
    assert words("时间：九点") == ["时间九点"]


def test_a_line_is_cut_after_100_characters_and_8_words():
    query = read_query("新" * 500)
    assert query.text == "新" * 100
    assert query.cut
    assert not read_query("新" * 100).cut
    assert len(read_query(" ".join("天地玄黄宇宙洪荒日月盈昃")).words) == 8


def test_what_cannot_be_seen_is_a_space():
    assert words("\x00一\x00二") == ["一", "二"]
    assert words("储\u200b能\u202e沙龙") == ["储", "能", "沙龙"]


def test_marks_alone_are_no_words():
    assert words("% _ —— ！") == []
