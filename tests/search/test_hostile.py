"""Whatever is typed gets an answer or a clear sentence, after bounded work."""

from random import Random

import pytest

from series.search.guessing import guess
from series.search.narrowing import Narrowing
from series.search.query import MOST_WORDS, read_query
from series.search.searching import search_entries
from tests.helpers.reading import archived, read, words

pytestmark = pytest.mark.django_db

SYNTAX = (
    '"', '""', '"a', "a\"b", "'; DROP TABLE series_entry; --", "储能 AND", "OR", "NOT 储能", "NEAR(储能 沙龙, 2)",
    "储能*", "^储能", "title:储能", "{title}: 储能", "(储能", ")", "储能 + 沙龙", "marks : x", "§kevent", "§", "- - -",
    "\\", "%", "_", "储%能", ":", "::*", "a:b", "'储' & '能'", "储 <-> 能", "!储", "储:*", "-储", "类型:", "年份:99999999999",
    "栏目：%", "话题:\x00", "来源：'", "年份:二〇二五", "栏目：" + "长" * 400,
)  # fmt: skip
UNSEEN = (
    "\x00", "储\x00能", "\x1b[31m", "\u202e储能\u202c", "\u2066储能", "储\u200b能", "\ufeff储能", "\ud7ff", "\U000e0001储",
    "é́́́́", "👩‍👩‍👧‍👦", "ﷺ", "ㄅㄆㄇ", "ひらがな", "한글", "\u3000", "\t\n\r", "𠮷野", "㍿", "ﬃ", "İ", "ß", "½",
)  # fmt: skip


@pytest.fixture
def texts(column):
    archived(headline="储能沙龙", body="<p>“储能”与沙龙，一百家企业。</p>")


@pytest.mark.parametrize("line", [*SYNTAX, *UNSEEN])
def test_odd_lines_are_answered(client, texts, line):
    answer = client.get("/search/", {"q": line})
    assert answer.status_code == 200
    assert "检索" in answer.content.decode()


@pytest.mark.parametrize("size", [1_000, 100_000])
def test_a_long_line_is_cut_and_answered(client, texts, size):
    for line in ("储" * size, "储能 " * (size // 3), '"' * size, "-a " * (size // 3), "x" * size):
        answer = client.get("/search/", {"q": line})
        assert answer.status_code == 200
        assert "只用了前 100 个字" in answer.content.decode()


def test_bytes_that_are_no_text_are_refused_or_answered(client, texts):
    for raw in ("%ff%fe", "%E5%82", "%C0%80", "%", "%zz"):
        assert client.get(f"/search/?q={raw}").status_code in (200, 400)


@pytest.mark.slow(reason="7 s on PostgreSQL: 300 pages; long lines, odd bytes and a flood stay")
def test_random_lines_are_answered(client, texts):
    chance = Random(8)
    signs = "储能沙龙企业 \"'“”-*():{}^&|!<>§%_\\/\x00\u202e年份：类型:　0123abc。，"
    for _ in range(300):
        line = "".join(chance.choices(signs, k=chance.randint(1, 60)))
        assert client.get("/search/", {"q": line}).status_code == 200, ascii(line)


def test_a_flood_of_different_questions_is_answered(texts):
    """The answers keep nothing: the ten-thousandth question finds the site as the first did."""
    for number in range(2_000):
        assert search_entries(read_query(f"储能 第{number}问")).count == 0
    assert search_entries(read_query("储能")).count == 1


@pytest.mark.parametrize(
    "line",
    [
        "储能沙龙 " * 8,
        " ".join(f"没有的词{n}号" for n in range(8)),
        "完全没有这样的一句长长的话" * 8,
        "xian" * 25,
        "zz yy xx ww vv uu tt ss",
        " ".join("龘靐齉爩鱻麤龗灪"),
    ],
)
def test_the_queries_of_one_question_are_counted(texts, line, django_assert_max_num_queries):
    query = read_query(line)
    assert len(query.words) <= MOST_WORDS
    search_entries(read_query("储能"))
    with django_assert_max_num_queries(120):
        if not search_entries(query).count:
            guess(query, Narrowing())


def test_the_page_says_what_it_did_with_marks(client, texts):
    text = read(client, "/search/?q=%E2%80%AE储能%E2%80%AC")
    assert "共 1 条结果" in words(text)
