"""A flood before a slow application: some wait for a moment, the rest is refused at once."""

import logging
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from chamber import request_pools
from chamber.request_pools import CrowdedError, Pool, Refusal, RequestPools, Size
from tests.helpers.sites.kept_site import ask

FLOOD = 30
LASTS = 0.1  # seconds of one request


class SlowApplication:
    """An application that takes its time, and knows how many it answers at once."""

    def __init__(self, *, lasts=LASTS):
        self.lasts, self.at_once, self.most, self.threads = lasts, 0, 0, set()
        self.may_end, self.lock = threading.Event(), threading.Lock()
        self.may_end.set()

    def __call__(self, environ, start_response):
        with self.lock:
            self.at_once += 1
            self.most = max(self.most, self.at_once)
            self.threads.add(threading.get_ident())
        time.sleep(self.lasts)
        assert self.may_end.wait(30)
        with self.lock:
            self.at_once -= 1
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [environ["wsgi.input"].read() or b"made"]


def pools(application, *, refused=None, sizes=None, pool_of=lambda environ: "readers"):
    def count(environ, pool):
        if refused is not None:
            refused.append((environ["PATH_INFO"], pool))

    refusal = Refusal(page=lambda environ: ("text/plain; charset=utf-8", b"too many"), count=count)
    given = sizes or {"readers": Size(2, 4)}
    return RequestPools(application, pools=given, pool_of=pool_of, refusal=refusal)


def timed(application, path="/"):
    begun = time.monotonic()
    return ask(application, path), time.monotonic() - begun


def flood(application, *, many=FLOOD, threads=FLOOD):
    """Return (answer, seconds since all began) of so many requests over a server's threads."""
    begun = time.monotonic()

    def one(_):
        return ask(application, "/search/"), time.monotonic() - begun

    with ThreadPoolExecutor(threads) as server:
        return list(server.map(one, range(many)))


def test_some_are_answered_and_the_rest_is_refused_at_once():
    application, refused = SlowApplication(), []
    answers = flood(pools(application, refused=refused))
    by_status = {
        status: [lasted for answer, lasted in answers if answer.status == status]
        for status in (200, 503)
    }
    assert (len(by_status[200]), len(by_status[503])) == (6, FLOOD - 6)
    assert application.most == 2
    assert max(by_status[503]) < max(by_status[200])
    assert refused == [("/search/", "readers")] * (FLOOD - 6)


def test_control_without_the_bound_the_last_waits_for_all_before_it():
    application = SlowApplication()
    answers = flood(application, threads=2)  # as a server does with two threads
    assert {answer.status for answer, _ in answers} == {200}
    assert max(lasted for _, lasted in answers) >= LASTS * FLOOD / 2


def test_a_request_that_no_thread_takes_in_time_is_refused(monkeypatch):
    monkeypatch.setattr(request_pools, "PATIENCE", 0.05)
    application = SlowApplication(lasts=0)
    site = pools(application, sizes={"readers": Size(1, 4)})
    application.may_end.clear()
    with ThreadPoolExecutor(1) as server:
        first = server.submit(ask, site, "/")
        while not application.at_once:
            time.sleep(0.001)
        late, lasted = timed(site)
        application.may_end.set()
        assert first.result().status == 200  # it had begun, and is not refused for its length
    assert (late.status, lasted < 5) == (503, True)
    assert ask(site, "/").status == 200
    assert len(application.threads) == 1


def test_places_are_free_again_after_a_flood_of_every_kind(monkeypatch):
    monkeypatch.setattr(request_pools, "PATIENCE", 0.02)
    application = SlowApplication()
    site = pools(application)
    assert 503 in {answer.status for answer, _ in flood(site)}
    monkeypatch.setattr(request_pools, "PATIENCE", 5.0)
    application.lasts = 0
    assert [ask(site, "/").status for _ in range(12)] == [200] * 12
    assert site._pools["readers"]._places._value == 6


def test_a_flood_of_readers_takes_no_place_of_the_desk():
    application = SlowApplication(lasts=0)
    site = pools(
        application,
        sizes={"readers": Size(1, 2), "desk": Size(1, 2)},
        pool_of=lambda environ: "desk" if environ["PATH_INFO"].startswith("/desk/") else "readers",
    )
    application.may_end.clear()
    with ThreadPoolExecutor(4) as server:
        waiting = [server.submit(ask, site, "/") for _ in range(3)]
        while site._pools["readers"]._places._value:
            time.sleep(0.001)
        assert ask(site, "/").status == 503
        editor = server.submit(ask, site, "/desk/")
        while application.at_once < 2:
            time.sleep(0.001)
        application.may_end.set()
        assert editor.result().status == 200
        assert [each.result().status for each in waiting] == [200] * 3


@pytest.mark.parametrize(("method", "body"), [("GET", b"too many"), ("HEAD", b"")])
def test_a_refusal_says_when_to_come_again_and_is_kept_by_nobody(method, body):
    site = pools(SlowApplication(), sizes={"readers": Size(1, 0)})
    assert site._pools["readers"]._places.acquire(blocking=False)
    answer = ask(site, "/", method=method)
    assert (answer.status, answer.body) == (503, body)
    told = {name: answer.headers[name] for name in ("retry-after", "cache-control")}
    assert told == {"retry-after": "5", "cache-control": "no-store"}
    assert answer.headers["content-length"] == "8"


def test_an_error_of_the_application_is_its_own(monkeypatch):
    def failing(environ, start_response):
        raise TimeoutError("a lookup took too long")

    site = pools(failing)
    for _ in range(9):  # and no place is lost by it
        with pytest.raises(TimeoutError, match="a lookup took too long"):
            ask(site, "/")


class InPieces:
    """An answer as Django's: whole ones are ended by the thread that made them."""

    def __init__(self, *, streaming):
        self.streaming, self.ended_in, self.read_in = streaming, None, None

    def __iter__(self):
        self.read_in = threading.get_ident()
        yield b"one "
        yield b"two"

    def close(self):
        self.ended_in = threading.get_ident()


@pytest.mark.parametrize("streaming", [False, True])
def test_a_whole_answer_ends_in_its_thread_and_a_stream_in_the_servers(streaming):
    answer, made_in = InPieces(streaming=streaming), []

    def application(environ, start_response):
        made_in.append(threading.get_ident())
        start_response("200 OK", [])
        return answer

    assert ask(pools(application), "/").body == b"one two"
    own = threading.get_ident()
    assert made_in[0] != own
    assert (answer.ended_in, answer.read_in) == ((own,) * 2 if streaming else (made_in[0],) * 2)


def test_refusals_are_logged_in_one_line(caplog):
    site = pools(SlowApplication(), sizes={"readers": Size(1, 0)})
    assert site._pools["readers"]._places.acquire(blocking=False)
    with caplog.at_level(logging.WARNING, logger="chamber.request_pools"):
        for _ in range(3):
            ask(site, "/")
        site._log_at = 0.0
        ask(site, "/")
    ends = [record.getMessage().rpartition(": ")[2] for record in caplog.records]
    assert ends == ["readers 1", "readers 3"]


def test_the_server_has_a_thread_for_each_that_waits_and_some_more():
    places = sum(size.threads + size.waiting for size in request_pools.sizes(4).values())
    assert request_pools.server_threads(4) == places + request_pools.SPARE == 70


def test_a_pool_runs_in_its_own_threads():
    pool = Pool("readers", Size(1, 0))
    threads = {pool.run(threading.get_ident, patience=5) for _ in range(3)}
    assert len(threads) == 1
    assert pool._places.acquire(blocking=False)
    with pytest.raises(CrowdedError):
        pool.run(threading.get_ident, patience=5)
