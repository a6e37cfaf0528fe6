from series.text import markup
from series.text.published import read_text
from series.text.tagging import propose_tags

from .seed import seed_text


def test_the_seed_gets_eight_tags_that_a_person_would_agree_with():
    text = read_text(seed_text())
    tags = propose_tags(text.headline, markup.plain(text.body))
    assert len(tags) == 8
    assert {"两个健康", "新能源之都", "532发展战略", "常商论坛", "企业家日"} <= set(tags)


def test_the_headline_counts_more_than_one_mention():
    tags = propose_tags("常商论坛聚焦数字化转型", "光伏企业到场。储能企业也到场。")
    assert set(tags[:2]) == {"数字化转型", "常商论坛"}


def test_a_part_of_a_chosen_term_is_not_proposed_beside_it():
    tags = propose_tags(
        "新能源产业企业家联盟组建", "新能源产业企业家联盟今天组建，新能源企业到场。"
    )
    assert "新能源产业企业家联盟" in tags
    assert "新能源" not in tags


def test_a_text_of_general_words_gets_few_tags_rather_than_bad_ones():
    assert propose_tags("召开会议", "会议总结了工作，对下一步工作作出安排。") == []


def test_nouns_of_the_headline_help_where_the_vocabulary_is_silent():
    assert "密封圈" in propose_tags("二十年磨一枚密封圈", "密封圈虽小。做密封圈的人不少。")


def test_the_number_is_limited_and_nothing_is_proposed_twice():
    text = "双碳 专精特新 常商论坛 企业家日 新能源之都 两个健康 清廉民企 乡村振兴 一带一路 共同富裕"
    tags = propose_tags("", text, limit=8)
    assert len(tags) == len(set(tags)) == 8


def test_a_text_of_one_endless_line_is_tagged_by_its_beginning():
    endless = "密封圈虽小，做密封圈的人不少。" * 100_000
    assert propose_tags(endless, endless) == ["密封圈"]
