"""What a search leaves behind: a line in the tally, for readers and for first pages alone."""

from urllib.parse import urlencode

import pytest

from series.actions.counters import searches
from series.models import SearchTally
from tests.helpers.reading import archived, writing

from .test_reading import PHONE

pytestmark = pytest.mark.django_db


@pytest.fixture
def texts(column):
    archived(headline="新能源企业对话", body="<p>讨论储能与动力电池的下一步。</p>")
    archived(headline="储能沙龙", body="<p>产业链上下游见面。</p>")


@pytest.fixture
def reader(client, texts):
    client.defaults["HTTP_USER_AGENT"] = PHONE
    return client


def kept():
    searches.write_searches()
    return list(
        SearchTally.objects.order_by("question").values_list("question", "times", "hits", "guessed")
    )


def test_questions_of_readers_are_counted_with_their_answers(reader):
    for line in ("储能", "储能", "儲能", "cnsl", "不存在的词"):
        assert reader.get("/search/", {"q": line}).status_code == 200
    assert kept() == [("cnsl", 1, 1, True), ("不存在的词", 1, 0, False), ("储能", 3, 2, False)]


def test_asking_writes_nothing_and_sets_no_cookie(reader, django_assert_max_num_queries):
    with django_assert_max_num_queries(20) as asked:
        answer = reader.get("/search/", {"q": "储能"})
    assert not answer.cookies
    assert writing(asked.captured_queries) == []


def test_control_what_writes_is_told_from_what_reads():
    read = ["SELECT 1", "SET enable_seqscan = off; SELECT 1; RESET enable_seqscan"]
    written = ["UPDATE a SET b = 1", "SELECT 1; DELETE FROM a", "SAVEPOINT a"]
    assert writing([{"sql": line} for line in [*read, *written]]) == written


@pytest.mark.parametrize(
    "query",
    [{"page": "1"}, {"page": "2"}, {"kind": "event"}, {"before": "9"}],
)
def test_further_pages_and_narrower_results_are_no_new_question(reader, query):
    assert reader.get("/search/?" + urlencode({"q": "储能", **query})).status_code == 200
    assert kept() == []


def test_control_what_an_app_adds_to_an_address_makes_it_no_other_question(reader):
    reader.get("/search/", {"q": "储能", "from": "singlemessage"})
    assert kept() == [("储能", 1, 2, False)]


@pytest.mark.parametrize("name", ["", "Baiduspider/2.0", "curl/8.5", "HeadlessChrome/120"])
def test_programs_are_no_readers(client, texts, name):
    client.defaults["HTTP_USER_AGENT"] = name
    client.get("/search/", {"q": "储能"})
    assert kept() == []


def test_looking_ahead_and_heads_are_no_questions(reader):
    reader.head("/search/", {"q": "储能"})
    reader.get("/search/", {"q": "储能"}, HTTP_SEC_PURPOSE="prefetch;prerender")
    assert kept() == []
    reader.get("/search/", {"q": "储能"})
    assert kept() == [("储能", 1, 2, False)]


def test_an_account_leaves_no_more_than_a_reader(reader, chief):
    reader.force_login(chief)
    reader.get("/search/", {"q": "储能"}, REMOTE_ADDR="203.0.113.9")
    assert kept() == [("储能", 1, 2, False)]


def test_the_privacy_page_says_what_is_kept(client):
    text = client.get("/privacy/").text
    for said in ("检索词按天累计", "400天", "不记录是谁、从哪里、几点钟", "手机号码", "不留原文"):
        assert said in text
    assert str(searches.KEPT_DAYS) in text


def test_the_privacy_page_says_whose_address_is_kept_and_how_long(client, settings):
    settings.AUDIT_ADDRESS_DAYS, settings.SESSION_COOKIE_AGE = 200, 6 * 3600
    text = client.get("/privacy/").text
    for said in (
        "分享链接被打开时",
        "IP 地址保存200天",
        "sessionid",
        "csrftoken",
        "登录6小时后失效",
    ):
        assert said in text
