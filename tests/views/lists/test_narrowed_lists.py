"""The list of articles narrowed by topic and time, and its numbered pages."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from series.models import Entry, Tag
from series.views.narrowing import numbers
from tests.helpers import making
from tests.helpers.reading import archived, read, words

pytestmark = pytest.mark.django_db
TITLE = re.compile("<title>(.*?)</title>")
CANONICAL = re.compile('rel="canonical" href="https?://[^/]+([^"]*)"')


@pytest.fixture(scope="module")
def column(module_transaction):
    return making.column()


@pytest.fixture(scope="module")
def few(column):
    archived(headline="三月调研", dateline="2024-03-31", tags=["储能", "调研"])
    archived(headline="四月座谈", dateline="2024-04-01", tags=["调研"])
    archived(headline="前年会议", dateline="2022-04-01", tags=["储能"])
    archived("event", headline="储能论坛", dateline="2024-03-20", tags=["储能"])


ALL = {"三月调研", "四月座谈", "前年会议", "储能论坛"}


def shown(text):
    body = words(text[text.index("</details>") :])
    return {headline for headline in ALL if headline in body}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"三月调研", "四月座谈", "前年会议"}),
        ("tag=储能", {"三月调研", "前年会议"}),
        ("tag=储能&year=2024", {"三月调研"}),
        ("month=2024-03", {"三月调研"}),
        ("from=2024-03-31&to=2024-03-31", {"三月调研"}),
        ("from=2024-04-01", {"四月座谈"}),
        ("to=2024/3/31", {"三月调研", "前年会议"}),
        ("within=week", set()),
    ],
)
def test_a_topic_and_a_span_narrow_the_list(client, few, query, expected):
    query = query.replace("储能", str(Tag.objects.get(name="储能").pk))
    text = read(client, f"/articles/?{query}")
    assert shown(text) == expected
    if query and not query.startswith("month"):
        assert f"共 {len(expected)} 篇" in words(text)


def test_a_chosen_topic_is_kept_by_the_years_and_the_years_by_the_topics(client, few):
    tag = Tag.objects.get(name="储能").pk
    text = read(client, f"/articles/?tag={tag}&year=2024").replace("&amp;", "&")
    assert f'href="/articles/?tag={tag}&year=2022"' in text
    assert f'href="/articles/?tag={Tag.objects.get(name="调研").pk}&year=2024"' in text
    assert f'href="/articles/?tag={tag}&month=2024-03"' in text
    assert f'name="tag" value="{tag}"' in text
    assert 'content="noindex, follow"' in text


def test_months_of_a_year_have_their_numbers(client, few):
    assert "3月1" in words(read(client, "/articles/?year=2024")).replace(" ", "")
    text = read(client, "/articles/?month=2024-03")
    assert "noindex" not in text
    assert CANONICAL.search(text)[1] == "/articles/?month=2024-03"


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("from=2024-04-02&to=2024-04-01", "开始日期晚于结束日期，请改正后再查看。"),
        ("from=2024-02-30", "没有这一天，请按 2025-03-01 的样子填写日期。"),
        ("to=" + "9" * 500, "没有这一天，请按 2025-03-01 的样子填写日期。"),
    ],
)
def test_wrong_days_are_answered_by_one_sentence(client, few, query, sentence):
    text = read(client, f"/articles/?{query}", status=422)
    assert words(text).count(sentence) == 1
    assert shown(text) == {"三月调研", "四月座谈", "前年会议"}


@pytest.mark.parametrize(
    "query", ["tag=999999", "tag=x", "month=2024-13", "page=0", "page=2", "page=x"]
)
def test_what_is_not_there_is_not_found(client, few, query):
    read(client, f"/articles/?{query}", status=404)


def test_a_topic_of_hidden_articles_is_as_one_that_never_was(client, few):
    making.article("draft", tags=["未公开的话题"])
    for tag in Tag.objects.filter(published_count=0):
        read(client, f"/articles/?tag={tag.pk}", status=404)
    assert "未公开的话题" not in read(client, "/articles/")


def test_numbered_pages_have_titles_and_addresses_of_their_own(client, column, monkeypatch):
    for number in range(65):
        archived(headline=f"第{number}篇", dateline="2021-03-01")
    first = read(client, "/articles/")
    second = read(client, "/articles/?page=2")
    assert TITLE.search(second)[1].startswith("文章 第2页 — ")
    assert TITLE.search(first)[1] != TITLE.search(second)[1]
    assert CANONICAL.search(second)[1] == "/articles/?page=2"
    assert CANONICAL.search(read(client, "/articles/?page=1&x=1"))[1] == "/articles/"
    assert "noindex" not in second
    assert "2021年文章 第4页" in TITLE.search(read(client, "/articles/?year=2021&page=4"))[1]
    monkeypatch.setattr(numbers, "MOST_COUNTED", 40)
    last = read(client, "/articles/?page=2")
    older = re.search(r'href="(\?before=[^"]+)" rel="next"', last)[1]
    assert len(re.findall("<h3", read(client, f"/articles/{older}"))) == 20


def questions(client, query):
    read(client, f"/articles/?{query}")  # what is asked for the first time alone is left out
    with CaptureQueriesContext(connection) as found:
        read(client, f"/articles/?{query}")
    return len(found)


@pytest.mark.parametrize(
    ("query", "most"),
    [
        *(("", 4), ("page=1", 4), ("year=2024", 5), ("month=2024-03", 5)),
        *(("tag=储能", 7), ("tag=储能&from=2024-01-01", 7)),
    ],
)
def test_the_whole_list_asks_four_questions_and_a_narrowed_one_few_more(client, few, query, most):
    """The filters, the rows, their pictures and the navigation; a narrowed list looks for the places of
    its rows first, and one with a topic for the topic and its number of articles."""
    query = query.replace("储能", str(Tag.objects.get(name="储能").pk))
    assert questions(client, query) == most


def test_a_row_is_printed_anew_when_what_it_shows_has_changed(client, few):
    """Rows are printed once a process: what a row shows is part of its key."""
    row = archived(headline="五月走访", dateline="2024-05-06")
    before = words(read(client, "/articles/"))
    assert "五月走访" in before
    assert "05-06" in before
    later = row.published_at + timedelta(days=3)
    changed = {"headline": "五月回访", "published_at": later, "first_published_at": later}
    Entry.objects.filter(pk=row.pk).update(**changed)
    after = words(read(client, "/articles/"))
    assert [each in after for each in ("五月走访", "05-06", "五月回访", "05-09")] == [0, 0, 1, 1]


def test_filters_are_printed_anew_when_a_topic_or_a_number_has_changed(client, few):
    """Filters are printed once a process, by all the numbers and names in them."""
    year = re.compile(r"2022年\s*<small>(\d+)")
    before = read(client, "/articles/")
    tag = Tag.objects.get(name="储能")
    assert f"?tag={tag.pk}" in before
    archived(headline="又一次会议", dateline="2022-06-01", tags=["氢能"])
    Tag.objects.filter(pk=tag.pk).update(name="新型储能")
    after = read(client, "/articles/")
    assert (year.search(before)[1], year.search(after)[1]) == ("1", "2")
    assert [each in before for each in (">氢能<", ">新型储能<")] == [False, False]
    assert [each in after for each in (">氢能<", ">新型储能<")] == [True, True]


def test_the_filters_of_a_narrowed_list_are_folded_until_days_are_wrong(client, few):
    """On a phone an open fold would stand before the hits; a wide screen opens it by itself."""
    assert '<details class="fold">' in read(client, "/articles/?year=2024")
    assert '<details class="fold" open>' in client.get("/articles/?from=2024-02-31").text
