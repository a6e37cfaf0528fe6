"""The layer itself, before small applications."""

import gzip
import threading
import time

import brotli
import pytest

from chamber.page_cache.dependence import ENVIRON
from chamber.page_cache.pages import Page, Pages, encoding_of
from chamber.page_cache.versions import VersionFile
from chamber.page_cache.wsgi import PageCache, PublicSite
from tests.helpers.sites.kept_site import HOST, ask

TEXT = "常商力量。" * 400


class Application:
    """An application whose page says how often it was made."""

    def __init__(self, *, seconds=300.0, own="entry:1", keys=("lists",), headers=()):
        self.made, self.status, self.text = 0, "200 OK", TEXT
        self.seconds, self.own, self.keys, self.headers = seconds, own, keys, list(headers)
        self.lasts, self.meanwhile = 0.0, lambda: None

    def __call__(self, environ, start_response):
        self.made += 1
        number = self.made
        time.sleep(self.lasts)
        self.meanwhile()
        if (asked := environ.get(ENVIRON)) is not None:
            asked.is_kept, asked.seconds, asked.own = True, self.seconds, self.own
            asked.keys.update(self.keys)
        start_response(self.status, [("Content-Type", "text/html; charset=utf-8"), *self.headers])
        return [f"{number} {self.text}".encode()]


@pytest.fixture
def versions(tmp_path):
    return VersionFile(tmp_path / "page_versions")


def layer(application, versions, *, most=10**7, noted=None):
    site = PublicSite(
        hosts=frozenset([HOST]),
        display=lambda cookie: cookie if cookie == "dark" else "",
        display_cookie="display",
        session_cookies=frozenset(["sessionid"]),
        passed=("/static/",),
        behind_proxy=True,
        note_answer=lambda page, environ: noted is not None and noted.append(page.status),
    )
    made = PageCache(application, versions=versions, pages=Pages(most), site=site)
    made._go_along_at = float("inf")
    return made


def number(answer):
    return int(answer.text.split()[0])


def test_a_page_is_made_once_and_again_after_a_change(versions):
    cache = layer(Application(), versions)
    assert [number(ask(cache, "/")) for _ in range(3)] == [1, 1, 1]
    versions.touch(["entry:9"])
    assert number(ask(cache, "/")) == 1
    versions.touch(["lists"])
    assert [number(ask(cache, "/")) for _ in range(2)] == [2, 2]


def test_a_page_ends_with_its_time(versions):
    cache = layer(Application(seconds=0.0), versions)
    assert [number(ask(cache, "/")) for _ in range(2)] == [1, 2]


def test_what_changed_while_a_page_was_made_is_not_kept(versions):
    application = Application()
    cache = layer(application, versions)
    application.meanwhile = lambda: versions.touch(["entry:5"])
    assert number(ask(cache, "/")) == 1
    application.meanwhile = lambda: None
    assert [number(ask(cache, "/")) for _ in range(2)] == [2, 2]


def test_each_encoding_has_the_same_text_and_its_own_etag(versions):
    cache = layer(Application(), versions)
    plain = ask(cache, "/")
    zipped = ask(cache, "/", accept_encoding="gzip, deflate")
    brotlied = ask(cache, "/", accept_encoding="gzip, deflate, br, zstd")
    assert gzip.decompress(zipped.body) == brotli.decompress(brotlied.body) == plain.body
    assert zipped.headers["content-encoding"] == "gzip"
    assert brotlied.headers["content-encoding"] == "br"
    assert len({each.headers["etag"] for each in (plain, zipped, brotlied)}) == 3
    assert {each.headers["vary"] for each in (plain, zipped)} == {"Accept-Encoding, Cookie"}
    assert int(brotlied.headers["content-length"]) == len(brotlied.body) < len(plain.body) / 10


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        *(("", ""), ("br", "br"), ("gzip;q=1.0, br;q=0", "gzip"), ("identity", "")),
        *(("*", "br"), ("BR", "br"), ("br;q=x", ""), ("deflate, gzip;q=0.1", "gzip")),
    ],
)
def test_an_encoding_is_one_that_was_offered(accepted, encoding):
    assert encoding_of(accepted) == encoding


def test_who_has_the_page_is_told_so(versions):
    cache = layer(Application(), versions)
    etag = ask(cache, "/", accept_encoding="br").headers["etag"]
    for named in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        answer = ask(cache, "/", accept_encoding="br", if_none_match=named)
        assert (answer.status, answer.body) == (304, b"")
    assert ask(cache, "/", accept_encoding="gzip", if_none_match=etag).status == 200
    versions.touch(["lists"])
    assert ask(cache, "/", accept_encoding="br", if_none_match=etag).status == 200


def test_head_has_the_headers_and_no_body(versions):
    cache = layer(Application(), versions)
    page = ask(cache, "/")
    head = ask(cache, "/", method="HEAD")
    assert (head.body, head.headers) == (b"", page.headers)


@pytest.mark.parametrize(
    "headers",
    [
        *([("Set-Cookie", "a=1")], [("Cache-Control", "no-store")], [("Vary", "User-Agent")]),
        [("Content-Encoding", "br")],
        [("Cache-Control", "max-age=3, private")],
    ],
)
def test_an_answer_for_one_person_is_not_kept(versions, headers):
    cache = layer(Application(headers=headers), versions)
    assert [number(ask(cache, "/")) for _ in range(2)] == [1, 2]


def in_pieces(environ, start_response):
    """An application that never asks for its answer to be kept, and knows conditions and encodings."""
    if environ.get("HTTP_IF_NONE_MATCH") == '"mine"':
        start_response("304 Not Modified", [])
        return iter([])
    encoding = environ.get("HTTP_ACCEPT_ENCODING", "identity")
    start_response("200 OK", [("Content-Encoding", encoding), ("ETag", '"mine"')])
    return iter([b"one ", b"two"])


@pytest.mark.parametrize("path", ["/static/style.css", "/files/1"])
def test_what_is_not_kept_is_passed_on_as_it_is(versions, path):
    cache, told = layer(in_pieces, versions), []
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "HTTP_HOST": HOST}
    environ |= {"wsgi.url_scheme": "http", "HTTP_ACCEPT_ENCODING": "br"}
    for _ in range(2):
        answer = cache(environ, lambda status, headers: told.append(dict(headers)))
        assert next(answer) == b"one "  # not read before it is asked for
        assert told[-1]["Content-Encoding"] == "br"
        assert ask(cache, path, if_none_match='"mine"').status == 304


@pytest.mark.parametrize(
    "asked",
    [
        *({"method": "POST"}, {"authorization": "Basic eA=="}, {"range": "bytes=0-1"}),
        *({"cookie": "sessionid=x"}, {"host": "other.example"}),
    ],
)
def test_such_a_request_goes_to_the_application(versions, asked):
    application = Application()
    cache = layer(application, versions)
    ask(cache, "/")
    ask(cache, "/", **asked)
    assert application.made == 2


def test_schemes_are_told_apart(versions):
    cache = layer(Application(), versions)
    assert number(ask(cache, "/", x_forwarded_proto="https")) == 1
    assert number(ask(cache, "/")) == 2
    assert number(ask(cache, "/", x_forwarded_proto="https")) == 1
    assert number(ask(cache, "/", x_forwarded_proto="https, http")) == 1


def test_the_memory_is_bounded_and_what_was_used_longest_ago_goes(versions):
    application = Application()
    cache = layer(application, versions, most=400_000)
    for name in range(100):
        ask(cache, f"/{name}/")
        ask(cache, "/0/")
    assert 5 < len(cache.pages) < 100
    assert cache.pages.size <= 400_000
    made = application.made
    ask(cache, "/0/")
    assert application.made == made
    ask(cache, "/1/")
    assert application.made == made + 1


def test_a_page_that_would_fill_the_memory_is_not_kept():
    pages = Pages(100_000)
    pages.put(("/",), Page("200 OK", [], b"x" * 6000, (), (), b"", 0.0))
    assert (len(pages), pages.size) == (0, 0)


def together(cache, many):
    """The answers of `many` readers of one page who come at the same moment."""
    answers, start = [], threading.Barrier(many)

    def read():
        start.wait()
        answers.append(ask(cache, "/"))

    readers = [threading.Thread(target=read) for _ in range(many)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    return answers


def test_of_many_at_once_one_makes_the_page(versions):
    application = Application()
    application.lasts = 0.1
    cache = layer(application, versions)
    assert {number(each) for each in together(cache, 8)} == {1}
    assert application.made == 1
    versions.touch(["entry:1"])
    assert {number(each) for each in together(cache, 8)} == {2}  # nobody gets the former one


def test_the_former_copy_is_answered_while_one_makes_a_slow_page(versions, monkeypatch):
    monkeypatch.setattr("chamber.page_cache.wsgi.PATIENCE", 0.05)
    application = Application()
    cache = layer(application, versions)
    ask(cache, "/")
    versions.touch(["lists"])
    application.lasts = 0.5
    assert sorted(number(each) for each in together(cache, 4)) == [1, 1, 1, 2]


def test_no_former_copy_of_what_was_withdrawn_however_slow(versions, monkeypatch):
    monkeypatch.setattr("chamber.page_cache.wsgi.PATIENCE", 0.05)
    application = Application()
    cache = layer(application, versions)
    ask(cache, "/")
    versions.touch(["entry:1"])
    application.lasts = 0.3
    assert 1 not in {number(each) for each in together(cache, 4)}


def test_a_former_copy_is_answered_in_an_outage_unless_it_changed(versions):
    application = Application(seconds=0.0)
    cache = layer(application, versions)
    ask(cache, "/")
    application.status = "503 Service Unavailable"
    assert ask(cache, "/").status == 200
    versions.touch(["lists"])
    assert ask(cache, "/").status == 503


def test_an_outage_does_not_say_that_a_page_is_not_kept(versions):
    application = Application(headers=[("Cache-Control", "no-store")])
    application.status = "503 Service Unavailable"
    cache = layer(application, versions)
    assert ask(cache, "/").status == 503
    application.status, application.headers = "200 OK", []
    assert [number(ask(cache, "/")) for _ in range(2)] == [2, 2]
    assert cache._not_kept == {}


def test_a_former_copy_in_an_outage_is_logged_in_one_line(versions, caplog):
    application = Application(seconds=0.0)
    cache = layer(application, versions)
    ask(cache, "/")
    application.status = "503 Service Unavailable"
    with caplog.at_level("WARNING", logger="chamber.page_cache.wsgi"):
        assert [ask(cache, "/").status for _ in range(3)] == [200] * 3
    assert len(caplog.records) == 1


@pytest.mark.parametrize("before", [True, False])
def test_a_page_that_was_not_kept_before_is_not_expected_to_be(versions, before):
    expected = []

    def application(environ, start_response):
        expected.append(environ[ENVIRON].is_expected)
        environ[ENVIRON].is_kept = before
        environ[ENVIRON].seconds = 0.0
        start_response("200 OK", [("Content-Type", "text/html")])
        return [b"page"]

    cache = layer(application, versions)
    for _ in range(2):
        ask(cache, "/")
    assert expected == [True, before]


def test_kept_answers_are_noted(versions):
    noted = []
    cache = layer(Application(), versions, noted=noted)
    for _ in range(3):
        ask(cache, "/")
    assert noted == ["200 OK", "200 OK"]


def test_one_request_every_few_seconds_goes_along(versions):
    application = Application()
    cache = layer(application, versions)
    ask(cache, "/")
    cache._go_along_at = 0.0
    ask(cache, "/")
    ask(cache, "/")
    assert application.made == 2
