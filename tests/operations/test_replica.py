"""A site whose readers' pages come from a streaming replica: nothing former is shown (decision 159)."""

import contextlib
import itertools
import threading
import time
from urllib.parse import quote

import pytest

from tests.helpers.postgres import NoServerError
from tests.helpers.sites.readers import readers
from tests.helpers.sites.redis_server import PROGRAM, redis_server
from tests.helpers.sites.replicated import replicated_site
from tests.loads.places import free_port

pytestmark = [
    pytest.mark.any_database,
    pytest.mark.slow(reason="minutes: a real site, PostgreSQL and its streaming replica"),
]
SEARCH = f"/search/?q={quote('协作区')}"  # never kept: each request is read from a database
LISTS = ("/", "/articles/", SEARCH)
OFTEN = 30  # requests after which each of two processes had one (all but 1 in 10 ** 8 times)
TURNS = itertools.count(1)
PATIENCE = 60  # seconds within which all processes read from a replica that is back


@pytest.fixture(scope="module", params=["file", "redis"])
def site(request, tmp_path_factory):
    """The site, its numbers in a file and in Redis."""
    folder = tmp_path_factory.mktemp("replica")
    with contextlib.ExitStack() as running:
        redis = ""
        if request.param == "redis":
            if PROGRAM is None:
                pytest.skip("请安装 redis-server")
            place = tmp_path_factory.mktemp("redis")
            redis = running.enter_context(redis_server(place, port=free_port())).url
        try:
            made = running.enter_context(replicated_site(folder / "site", redis=redis))
        except NoServerError as error:
            pytest.skip(str(error))
        yield made


@pytest.fixture
def entry(site):
    """The key and address of a public article that all processes read from the replica."""
    key, address = site.publisher.do("create", "协作区第0次发布")
    assert comes_to_be_read_from_the_replica(site, key)
    yield key, address
    site.replica.go_on()
    site.publisher.do("withdraw", key)
    site.replica.catch_up()


def shown(site, path, times=8):
    """Which publications all workers show at an address, and with which status."""
    found = set()
    for _ in range(times):
        status, text = site.get(path)
        numbers = [n for n in range(9) if f"协作区第{n}次发布" in text]
        found.add((status, *numbers))
    return found


def comes_to_be_read_from_the_replica(site, key):
    """Return whether all processes show what the replica has, within PATIENCE.

    A process asks the primary for its name and position with its first page, and a replica that
    failed after some seconds only; it reads such pages from the primary.
    """
    until = time.monotonic() + PATIENCE
    while not is_read_from_the_replica(site, key):
        if time.monotonic() > until:
            return False
    return True


def is_read_from_the_replica(site, key):
    """Return whether no answer shows what the primary alone has; all is as before afterwards."""
    site.replica.catch_up()
    shown(site, SEARCH, times=OFTEN)
    site.replica.pause()
    turn = next(TURNS)  # no text is published twice
    site.publisher.do("unwatched", key, f"协作区第8次发布（{turn}）")
    found = shown(site, SEARCH, times=OFTEN)
    site.publisher.do("unwatched", key, f"协作区第0次发布（{turn}）")
    site.replica.go_on()
    site.replica.catch_up()
    return found == {(200, 0)}


def test_no_public_page_writes_where_it_is_read(site, entry):
    """A page that wrote would fail on the replica, and the log would tell it. It comes first: later
    ones restart the replica, which the log tells too."""
    before = site.log().count("the replica failed")
    site.publisher.do("fill")
    site.replica.catch_up()
    shown(site, SEARCH)
    pages = site.public_pages()
    assert len(pages) > 60
    assert set(pages.values()) <= {200, 302}
    assert site.log().count("the replica failed") == before


def test_pages_are_read_from_the_replica_and_the_desk_is_not(site, entry):
    key, _ = entry
    assert shown(site, SEARCH) == {(200, 0)}
    site.replica.pause()
    site.publisher.do("unwatched", key, "协作区第1次发布")
    assert shown(site, SEARCH) == {(200, 0)}
    assert shown(site, f"/articles/?year={time.localtime().tm_year}") == {(200, 0)}
    for path in ("/desk/series/article/", SEARCH):
        assert "协作区第1次发布" in site.get_signed_in(path)
    assert shown(site, f"/api/entries/{key}/") == {(200, 1)}


@pytest.mark.parametrize("kept_before", [True, False])
def test_a_publication_is_shown_by_the_next_request_although_the_replica_lags(
    site, entry, kept_before
):
    key, address = entry
    if kept_before:
        assert shown(site, address) == {(200, 0)}
    site.replica.pause()
    for number in (1, 2):
        assert site.publisher.do("publish", key, f"协作区第{number}次发布") is None
        for path in (address, *LISTS):
            assert shown(site, path) == {(200, number)}
    site.replica.go_on()
    site.replica.catch_up()
    assert shown(site, SEARCH) == {(200, 2)}


def test_a_withdrawal_is_seen_at_once_although_the_replica_lags(site, entry):
    key, address = entry
    assert shown(site, address) == {(200, 0)}
    site.replica.pause()
    site.publisher.do("withdraw", key)
    assert shown(site, address) == {(410,)}
    assert {each[1:] for path in LISTS for each in shown(site, path)} == {()}
    site.publisher.do("publish", key, "协作区第3次发布")  # the fixture withdraws it


def test_no_answer_is_former_while_the_replica_stops_and_goes_on(site, entry):
    key, address = entry
    former = []
    with stopping_and_going_on(site.replica):
        for number in range(10, 50):
            site.publisher.do("publish", key, f"协作区第{number}次发布")
            for path in (address, SEARCH, "/articles/", address):
                if f"协作区第{number}次发布" not in site.get(path)[1]:
                    former.append((number, path))
    assert former == []


def test_control_without_the_position_a_former_page_is_answered_and_kept(site, entry):
    """Kept by the processes that were asked meanwhile: the others make the page anew."""
    key, address = entry
    site.replica.pause()
    site.publisher.do("unplaced", key, "协作区第1次发布")
    assert (200, 0) in shown(site, address)
    site.replica.go_on()
    site.replica.catch_up()
    assert (200, 0) in shown(site, address, times=OFTEN)
    assert shown(site, SEARCH) == {(200, 1)}


def test_while_the_replica_is_killed_and_back_no_request_fails(site, entry):
    key, _ = entry
    with readers(site, site, paths=LISTS) as seen:
        time.sleep(1)
        site.replica.stop("immediate")
        time.sleep(2)
        site.publisher.do("publish", key, "协作区第1次发布")
        assert shown(site, SEARCH) == {(200, 1)}
        site.publisher.do("publish", key, "协作区第0次发布（再次）")
        site.replica.start()
        assert comes_to_be_read_from_the_replica(site, key)
    assert len(seen) > 50
    assert {status for status, _ in seen} == {200}
    assert "the replica failed; pages are read from the primary" in site.log()


def test_after_a_restart_of_the_replica_the_last_publication_is_shown(site, entry):
    key, _ = entry
    shown(site, SEARCH)
    site.replica.pause()
    site.publisher.do("publish", key, "协作区第1次发布")
    site.replica.stop("immediate")
    site.replica.start()
    assert shown(site, SEARCH) == {(200, 1)}


def test_searching_goes_on_while_the_primary_is_away(site, entry):
    key, _ = entry
    with site.primary_away():
        assert shown(site, SEARCH) == {(200, 0)}
        site.replica.stop("immediate")
        assert {status for status, *_ in shown(site, SEARCH)} == {503}
        site.replica.start()
    assert comes_to_be_read_from_the_replica(site, key)


def test_doctor_tells_how_far_the_replica_is_behind(site, entry):
    key, _ = entry
    assert "正常　副本：跟得上，落后 " in site.doctor()
    site.replica.pause()
    site.publisher.do("publish", key, "协作区第1次发布")
    assert "注意　副本：停止了回放，落后 " in site.doctor()
    site.replica.go_on()
    site.replica.stop("immediate")
    try:
        assert "错误　副本：连不上" in site.doctor()
    finally:
        site.replica.start()
    assert "错误　副本：是主库，不是副本" in site.doctor(CHAMBER_REPLICA=site.primary.url)
    assert "副本" not in site.doctor(CHAMBER_REPLICA="")


@contextlib.contextmanager
def stopping_and_going_on(replica):
    """Stop and resume what the replica replays, some ten times a second, while the block runs."""
    ended = threading.Event()

    def change():
        while not ended.wait(0.05):
            replica.pause()
            ended.wait(0.05)
            replica.go_on()

    thread = threading.Thread(target=change)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
