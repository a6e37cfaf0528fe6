"""Topics proposed for a text: by the site's own texts, under the names that its topics have."""

import pytest

from series.actions.imports.readings import READERS, reading_of, with_proposals
from series.actions.tags.suggestions import known_topics, proposals, the_site
from series.actions.tags.tags import merge_tags, name_tag
from series.models import Tag
from series.search.rarity import ENOUGH
from tests.helpers import making, people
from tests.helpers.corpus import Text, publish

pytestmark = pytest.mark.django_db
HEADLINE = "双碳路上的密封圈"
BODY = "双碳是大事。密封圈的订单多，密封圈的用处大，齿轮的用处也大，齿轮、齿轮、齿轮、齿轮。"
NO_WORDS = "这篇别的都不说。"


def site_of(words, *, count=ENOUGH):
    """A site whose every text says `words`."""
    publish([Text(f"第{n}篇题目", (NO_WORDS + words,)) for n in range(count)])


def topic(name, *, used=0):
    tag = name_tag(Tag(), name=name, by=people.admin())
    Tag.objects.filter(pk=tag.pk).update(published_count=used)
    return tag


def test_a_word_of_this_text_alone_is_proposed_and_one_of_every_text_is_not(column):
    site_of("齿轮也好。")
    assert proposals(HEADLINE, BODY) == ["双碳", "密封圈"]


def test_control_on_another_site_it_is_the_other_way_round(column):
    site_of("密封圈也好。")
    assert proposals(HEADLINE, BODY) == ["双碳", "齿轮"]


def test_a_term_that_every_text_says_is_not_proposed(column):
    site_of("双碳也好。")
    assert "双碳" not in proposals(HEADLINE, BODY)


def test_a_site_of_few_texts_goes_by_the_general_table(column):
    site_of("双碳、密封圈也好。", count=ENOUGH - 1)
    assert proposals(HEADLINE, BODY) == ["双碳", "密封圈", "齿轮"]


def test_the_text_of_drafts_says_nothing_about_words(column):
    site_of("")
    for _ in range(3):
        making.article(body="<p>密封圈。</p>")
    assert "密封圈" in proposals(HEADLINE, BODY)


@pytest.mark.parametrize(
    ("kept", "headline"),
    [
        *(("双 碳", "双碳"), ("雙碳", "双碳"), ("双·碳", "双碳")),
        *(("常州新能源之都", "新能源之都"), ("新的能源之都", "新能源之都")),
    ],
)
def test_a_topic_that_says_the_same_gives_its_name(kept, headline):
    assert proposals(headline, headline) == [headline]  # control
    topic(kept)
    assert proposals(headline, headline) == [kept]


def test_a_topic_that_says_something_else_gives_nothing():
    topic("双碳目标")
    topic("常州双碳")
    assert proposals("双碳", "双碳。双碳。") == ["双碳"]


def test_a_former_name_gives_the_name_of_today():
    name_tag(topic("双碳"), name="零碳行动", by=people.admin())
    assert proposals("双碳", "双碳。双碳。") == ["零碳行动"]


def test_a_merged_name_and_what_looks_like_it_give_the_topic_that_took_its_place():
    going, into = topic("双 碳"), topic("零碳行动")
    merge_tags(going, into=into, by=people.admin())
    assert proposals("双碳", "双碳。双碳。") == ["零碳行动"]
    assert known_topics().named("雙碳") == "零碳行动"


def test_a_name_of_today_stands_before_a_former_one():
    name_tag(topic("双 碳"), name="零碳行动", by=people.admin())
    topic("双碳")
    assert proposals("双碳", "双碳。双碳。") == ["双碳"]


def test_of_topics_that_look_alike_the_most_used_gives_its_name():
    topic("双·碳", used=2)
    topic("双 碳", used=5)
    assert proposals("双碳", "双碳。双碳。") == ["双 碳"]


def test_two_proposals_that_mean_one_topic_are_one():
    assert proposals("专精特新与双碳", "专精特新。双碳。") == ["专精特新", "双碳"]  # control
    into = topic("小巨人")
    for name in ("专精特新", "双碳"):
        merge_tags(topic(name), into=into, by=people.admin())
    assert proposals("专精特新与双碳", "专精特新。双碳。") == ["小巨人"]


@pytest.mark.parametrize("chosen", ["双碳", "双 碳", "“双碳”", "雙碳"])
def test_what_is_chosen_already_in_any_spelling_is_not_proposed(chosen):
    text = "双碳。双碳。专精特新。专精特新。"
    assert proposals("", text, chosen=[chosen]) == ["专精特新"]
    assert set(proposals("", text, chosen=["别的"])) == {"双碳", "专精特新"}  # control


def test_a_former_name_that_is_chosen_means_its_topic():
    name_tag(topic("双碳"), name="零碳行动", by=people.admin())
    for chosen in ("双碳", "零碳行动"):
        assert proposals("双碳", "双碳。双碳。", chosen=[chosen]) == []


def test_chosen_ones_leave_their_places_to_others():
    terms = "双碳 专精特新 常商论坛 企业家日 新能源之都 两个健康 清廉民企 乡村振兴 一带一路"
    first = proposals("", terms)
    assert len(first) == 8
    others = proposals("", terms, chosen=first)
    assert len(others) == 1
    assert set(first) | set(others) == set(terms.split())


def test_an_import_proposes_by_the_site_and_under_its_names(column):
    site_of("齿轮也好。")
    topic("雙碳", used=3)
    reading = reading_of(READERS[".txt"](f"{HEADLINE}\n\n{BODY}\n".encode()), file="a.txt")
    receipt = with_proposals(reading.receipt, reading.text)
    assert (receipt.tags, receipt.proposed_tags[:2]) == ((), ("雙碳", "密封圈"))


def test_topics_and_texts_cost_no_queries_of_their_own(column, django_assert_num_queries):
    site_of("")
    proposals(HEADLINE, BODY)
    with django_assert_num_queries(8):  # five for the site, three words
        proposals(HEADLINE, BODY)
    for number in range(5):
        topic(f"话题{number}")
    with django_assert_num_queries(8):
        proposals(HEADLINE, BODY)


def test_a_run_over_many_texts_reads_the_site_once(column, django_assert_num_queries):
    site_of("")
    site = the_site()
    with django_assert_num_queries(3):
        assert proposals(HEADLINE, BODY, site=site, enough=8) == ["双碳", "密封圈", "齿轮"]
