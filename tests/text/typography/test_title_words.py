"""Words of titles: where lines may end, how they are stored and found again."""

import pytest

from series.text.typography.title_words import (
    BREAK,
    break_lines,
    stored_breaks,
    with_breaks,
    words_of,
)


def shown(title):
    return with_breaks(title).replace(BREAK, "|")


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("读懂支持民营经济的“31条”", "读懂|支持|民营经济的|“31条”"),
        ("2026年第二次通报会", "2026年|第二次|通报会"),
        ("护航民营企业“走出去”", "护航|民营企业|“走出去”"),
        ("100～150家企业参加，增长12.5%", "100～150家|企业|参加，|增长|12.5%"),
        ("接过的是担子，传下的是精神", "接过的|是担子，|传下的|是精神"),
        ("把理讲清 把生意留住", "把理讲清 把生意|留住"),
        ("厂门口的“第二课堂”", "厂门口的|“第二课堂”"),
        ("Federation of Industry and Commerce", "Federation of Industry and Commerce"),
        ("", ""),
    ],
)
def test_lines_end_between_words_alone(title, words):
    assert shown(title) == words


def test_a_piece_that_the_dictionary_does_not_know_is_held_to_its_neighbour():
    assert shown("凝心铸魂强根基") == "凝心铸魂强根基"


def test_a_long_quotation_may_be_divided_between_its_words():
    title = "《关于进一步促进民营经济高质量发展的若干政策措施》发布"
    assert "|" in shown(title).split("》")[0]


def test_stored_words_are_found_for_a_title_and_for_its_parts():
    known = stored_breaks(break_lines(["企业数字化转型 常商论坛走进园区", "成立", ""]))
    assert len(known) == 1  # a title of one word needs no line
    assert words_of("企业数字化转型", known) == ["企业", "数字化转型"]
    assert words_of("企业数字化转型 常商论坛走进园区（二）", known)[-1] == "（二）"
    assert words_of("别的标题", known) == ["别的标题"]
