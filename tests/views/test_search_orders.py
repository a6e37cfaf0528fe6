"""Order, span, further choices and counts of a page of results, all as plain links."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.helpers.reading import archived, read, words

pytestmark = pytest.mark.django_db


def places(text, *headlines):
    return [text.index(headline) for headline in headlines]


def test_results_are_put_in_order_of_date_by_a_link(client, column):
    archived(headline="储能大会", dateline="2019-05-01")
    archived(headline="园区消息", body="<p>储能项目开工。</p>", dateline="2024-05-01")
    text = read(client, "/search/?q=储能")
    assert places(text, "储能</mark>大会", "园区消息") == sorted(
        places(text, "储能</mark>大会", "园区消息")
    )
    assert "sort=newest" in text
    text = read(client, "/search/?q=储能&sort=newest")
    assert text.index("园区消息") < text.index("储能</mark>大会")


def test_programs_are_not_led_through_orders_and_spans(client, column):
    archived(headline="储能今日谈", dateline=str(timezone.localdate()))
    text = read(client, "/search/?q=储能")
    nav = text[text.index('class="filters orders"') :].partition("</nav>")[0]
    assert nav.count("<a") >= 4
    assert nav.count('rel="nofollow"') == nav.count("<a")


def test_the_title_of_a_hit_ends_its_lines_between_words(client, column):
    archived(headline="第四场常商论坛谈储能")
    text = client.get("/search/?q=常商").text
    assert "第四场<wbr><mark>常商</mark>论坛" in text


def test_a_span_leaves_what_is_older_out(client, column):
    today = timezone.localdate()
    archived(headline="储能今日谈", dateline=str(today))
    archived(headline="储能去年谈", dateline=str(today - timedelta(days=400)))
    assert "within=month" in read(client, "/search/?q=储能")
    text = read(client, "/search/?q=储能&within=month")
    assert "今日谈" in text
    assert "去年谈" not in text
    assert "本月，点击取消" in words(text)


def test_choices_beyond_eight_stand_under_more(client, column):
    for year in range(2008, 2020):
        archived(headline=f"储能年报{year}", dateline=f"{year}-05-01")
    text = read(client, "/search/?q=储能")
    first, _, more = text.partition("更多")
    assert "year=2019" in first
    assert "year=2008" not in first
    assert "year=2008" in more


def test_latin_letters_are_found_where_a_word_begins(client, column):
    archived(headline="人工智能周", body="<p>AI 与制造业。</p>")
    archived(headline="来宾致辞", body="<p>He said so, again.</p>")
    text = read(client, "/search/?q=AI")
    assert "来宾致辞" not in text
    assert "人工智能周" in words(text)
    assert "来宾致辞" in read(client, "/search/?q=aid"), "letters that begin no word stay findable"


def test_a_hit_says_how_often_its_text_holds_the_words(client, column):
    archived(headline="产业观察", body="<p>储能、储能电站。</p><p>再谈储能。</p>")
    assert "全文 3 处" in words(read(client, "/search/?q=储能"))


def test_a_later_page_has_a_title_of_its_own(client, column):
    for number in range(21):
        archived(headline=f"储能简讯{number}")
    assert "<title>检索“储能” 第2页" in read(client, "/search/?q=储能&page=2")
