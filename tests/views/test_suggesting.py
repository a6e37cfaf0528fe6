"""/search/suggest/ as a browser asks it: JSON, bounded, nothing of the reader, never a fault."""

import time
from urllib.parse import quote

import pytest

from series.actions.counters import searches
from series.models import SearchTally
from tests.helpers import making
from tests.helpers.module_pages import column
from tests.helpers.reading import archived, writing

from .test_reading import PHONE

__all__ = ["column"]
pytestmark = pytest.mark.django_db
PATH = "/search/suggest/"
HOSTILE = [
    "\0", "储能\0", "'", '"', "储能\"' OR 1=1 --", '"储能', "储能*", "储 NEAR 能", "储能 AND 沙龙", "NOT 储能", "(储能", "储能)",
    "{title} : 储能", "-", "^储能", "储能 NEAR(沙龙, 2)", "|", "储|能", "%", "_", "\\", "§karticle", "§", "&", "!", ":*",
    "\u202e储能\u202c", "\u200b", "\ud7ff", "\U0010ffff", "\ufffd", "🏮", "<script>alert(1)</script>", "{{7*7}}",
    "../../etc", "储" * 400, "a" * 400, "zhang" * 30, "x" * 3000, "类型：", "类型：活动", "“", "“”", "1" * 300,
]  # fmt: skip


@pytest.fixture(scope="module")
def texts(column):
    archived(headline="新能源企业对话", tags=["新能源之都"])
    archived(headline="储能沙龙", body="<p>产业链上下游见面。</p>")


def asked(client, line, **headers):
    answer = client.get(f"{PATH}?q={quote(line, errors='surrogatepass')}", **headers)
    assert answer.status_code == 200, line
    return answer.json()["suggestions"]


def test_names_and_headlines_come_as_json(client, texts):
    found = asked(client, "新能")
    assert found[0] == {"text": "新能源之都", "note": "话题"}
    assert found[1] == {"text": "新能源", "note": "词条"}
    assert found[2]["text"] == "新能源企业对话"
    assert found[2]["note"] == "文章"
    assert client.get(found[2]["url"]).status_code == 200
    assert client.get("/search/", {"q": found[0]["text"]}).context["answer"].count == 1


def test_headers_are_those_of_what_is_the_same_for_everybody(client, texts, chief):
    client.force_login(chief)
    client.cookies["display"] = "elder"
    answer = client.get(PATH, {"q": "储能"})
    assert answer["Content-Type"] == "application/json"
    assert answer["Cache-Control"] == "no-cache"
    assert answer["X-Robots-Tag"] == "noindex"
    assert "Cookie" not in answer.get("Vary", "")
    assert not answer.cookies
    assert "储能沙龙" in answer.text


@pytest.mark.parametrize("line", HOSTILE)
def test_whatever_is_typed_is_answered(client, texts, line):
    found = asked(client, line)
    assert len(found) <= 8
    assert all(len(one["text"]) <= 200 for one in found)


def test_a_hundred_thousand_signs_are_cut_at_once(client, texts):
    for line in ("储能" * 50_000, "chang" * 20_000, '"(' * 50_000):
        begun = time.monotonic()
        assert client.get(PATH, {"q": line}).json() == {"suggestions": []}
        assert time.monotonic() - begun < 2


def test_broken_bytes_and_doubled_parameters_are_answered(client, texts):
    for query in ("q=%ff%fe%80", "q=%ed%a0%80", "q=a&q=储能", "", "p=1", "q[]=储能", "q=%00%00"):
        assert client.get(f"{PATH}?{query}").status_code == 200, query


def test_only_reading(client, texts):
    assert client.post(PATH, {"q": "储能"}).status_code == 405
    assert client.head(PATH, {"q": "储能"}).status_code == 200


def test_what_is_typed_is_neither_written_nor_counted(client, texts, django_assert_max_num_queries):
    asked(client, "储能")
    with django_assert_max_num_queries(12) as done:
        asked(client, "储能", HTTP_USER_AGENT=PHONE)
    assert writing(done.captured_queries) == []
    assert searches.write_searches() == 0
    assert not SearchTally.objects.exists()


def test_drafts_are_not_offered_to_whoever_may_see_them(client, texts, editor):
    making.article("draft", headline="储能保密计划")
    client.force_login(editor)
    assert [one["text"] for one in asked(client, "储能")] == ["储能沙龙"]


def test_robots_are_asked_to_stay_away(client):
    assert "Disallow: /search/suggest/" in client.get("/robots.txt").text
