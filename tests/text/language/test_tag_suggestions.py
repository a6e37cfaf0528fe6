from math import log

import pytest
from opencc import OpenCC

from series.text.language import vocabulary
from series.text.language.tag_suggestions import propose_tags
from series.text.markup import stored_html
from series.text.recognition.published import read_text
from tests.helpers.samples.seed import seed_text


def test_the_seed_gets_eight_tags_that_a_person_would_agree_with():
    text = read_text(seed_text())
    tags = propose_tags(text.headline, stored_html.visible_text(text.body))
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


EVERYWHERE = "双碳座谈会召开", "双碳是大事。密封圈的订单多，密封圈的用处大，密封圈的前景好。" * 2


def test_what_most_texts_of_a_site_hold_is_not_proposed():
    common = {"双碳": log(100 / 60), "密封圈": 4.0}
    assert propose_tags(*EVERYWHERE, rarity=lambda word: common.get(word, 0.0)) == ["密封圈"]
    rare = {**common, "双碳": log(100 / 59)}  # control: one text fewer
    assert propose_tags(*EVERYWHERE, rarity=lambda word: rare.get(word, 0.0)) == ["双碳", "密封圈"]


def test_a_term_of_the_vocabulary_stands_before_any_noun():
    assert propose_tags(*EVERYWHERE, rarity=lambda _: 6.0)[0] == "双碳"
    rare = {"双碳": 1.0, "密封圈": 9.0}
    assert propose_tags(*EVERYWHERE, rarity=lambda word: rare.get(word, 0.0))[0] == "双碳"


def test_of_nouns_said_as_often_the_site_s_rarer_one_is_first():
    text = "轴承和齿轮都要学。" * 6
    for first, second in (("轴承", "齿轮"), ("齿轮", "轴承")):
        rare = {first: 5.0, second: 2.0}
        tags = propose_tags("", text, rarity=lambda word, of=rare: of.get(word, 0.0))
        assert tags == [first, second]


def test_a_noun_said_in_passing_is_not_proposed_however_rare():
    assert propose_tags("二十年磨一剑", "密封圈虽小。", rarity=lambda _: 6.0) == []


def test_with_the_phrases_there_are_five_or_three_beside_the_terms():
    text = "轴承、齿轮、密封圈、弹簧、螺母、水泵、双碳。" * 6
    for rarity in (None, lambda _: 5.0):
        tags = propose_tags("", text, rarity=rarity, enough=8)
        assert (tags[0], len(tags)) == ("双碳", 5)
        assert len(propose_tags("", text, rarity=rarity, enough=2)) == 2
    terms = "双碳。专精特新。常商论坛。企业家日。新能源之都。" * 6
    assert len(propose_tags("", text + terms, rarity=lambda _: 5.0, enough=8)) == 8


def test_words_of_everyday_use_are_not_proposed_however_rare_on_the_site():
    text = "建议、委员、密封圈。" * 6
    assert propose_tags("", text, rarity=lambda _: 6.0, enough=8) == ["密封圈"]


def test_a_site_is_asked_thirty_times_at_most_about_a_long_text():
    asked = []

    def rarity(word):
        asked.append(word)
        return 5.0

    every = "".join(f"{name}。" * 2 for name in vocabulary.all_spellings())
    nouns = "轴承、齿轮、密封圈、弹簧、螺母、钣金、水果、机柜、鞋子、桌子、棉衣、雨伞、轮船、调解员、空调、毛巾、杯子、车主。"
    assert len(propose_tags("", every, rarity=rarity)) == 8
    assert len(asked) == 16
    propose_tags("", nouns * 6, rarity=rarity)
    assert len(asked) == 16 + 14


def test_the_seed_gets_its_tags_beside_texts_of_another_site_too():
    text = read_text(seed_text())
    tags = propose_tags(text.headline, stored_html.visible_text(text.body), rarity=lambda _: 5.0)
    assert tags == propose_tags(text.headline, stored_html.visible_text(text.body))


def test_a_text_in_traditional_script_gets_what_it_gets_in_simplified():
    simple = "轴承厂的齿轮箱出口到东南亚，齿轮箱检测中心服务中小企业，齿轮箱检测中心今年扩建。" * 3
    traditional = OpenCC("s2t").convert(simple)
    assert traditional != simple
    assert propose_tags("", traditional) == propose_tags("", simple) != []


@pytest.mark.parametrize(
    ("text", "fragment"),
    [
        ("龍城古韻文化節開幕，古韻文化節的票賣完了。任會長到場，任會長致辭。", "任会长"),
        ("龍城古韻文化節開幕，古韻文化節的票賣完了。", "韵文"),
        ("銀行距離園區兩公里，銀行距離園區不遠，銀行距離園區很近。", "行距"),
        ("产学研用结合，产学研用结合，产学研用结合。", "研用"),
    ],
)
def test_a_fragment_is_never_proposed(text, fragment):
    for name in propose_tags("", text * 4):
        assert name not in (fragment, OpenCC("s2t").convert(fragment))


def test_phrases_do_not_hold_one_another():
    text = "碳排放权交易市场扩容，碳排放权交易价格上涨，碳排放权交易覆盖水泥行业。" * 3
    tags = propose_tags("", text)
    assert "碳排放权" in tags
    assert not [one for one in tags for other in tags if one != other and one in other]
