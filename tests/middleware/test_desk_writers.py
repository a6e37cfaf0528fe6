"""Writers at the desk never take all threads, and an open page does not wait for the database."""

import contextlib
import sqlite3
import threading

import psycopg
import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory

from series.middleware import desk_writers
from series.middleware.desk_writers import DeskWriters, TooManyWritersError
from series.models import Entry
from tests.helpers import making, people

SENTENCE = "数据库正忙，这一步没有办成，也没有存下任何内容；请稍等几秒再试。"
AUTOSAVE, SAVE = "/desk/series/article/1/autosave/", "/desk/series/article/1/change/"


class SlowSite:
    """A site whose pages end when they are told to."""

    def __init__(self, settings, *, threads):
        settings.SERVER_THREADS = threads
        self.middleware = DeskWriters(self.answer)
        self.begun, self.may_end = threading.Semaphore(0), threading.Event()
        self.running = []

    def answer(self, request):
        self.begun.release()
        assert self.may_end.wait(30)
        return HttpResponse()

    def begin(self, path, *, count):
        """Begin posts that are being answered when this returns."""
        for _ in range(count):
            request = RequestFactory().post(path)
            thread = threading.Thread(target=self.middleware, args=[request])
            thread.start()
            self.running.append(thread)
            assert self.begun.acquire(timeout=30)

    def end(self):
        self.may_end.set()
        for thread in self.running:
            thread.join(30)


@pytest.fixture
def slow_site(settings, monkeypatch):
    monkeypatch.setattr(desk_writers, "PATIENCE", 0)
    monkeypatch.setattr(desk_writers, "short_wait", lambda: threading.Lock())  # asks no database
    monkeypatch.setattr(desk_writers, "PATIENCE_BY_ITSELF", 0)
    site = SlowSite(settings, threads=4)
    yield site
    site.end()


@pytest.mark.parametrize(("path", "places"), [(AUTOSAVE, 1), (SAVE, 2)])
def test_of_four_threads_writers_get_a_share(slow_site, path, places):
    slow_site.begin(path, count=places)
    with pytest.raises(TooManyWritersError):
        slow_site.middleware(RequestFactory().post(path))


def test_readers_and_savers_still_have_places_beside_pages_that_save_themselves(slow_site):
    slow_site.begin(AUTOSAVE, count=1)
    slow_site.begin(SAVE, count=2)
    slow_site.may_end.set()
    assert slow_site.middleware(RequestFactory().get("/articles/")).status_code == 200
    assert slow_site.middleware(RequestFactory().get(SAVE)).status_code == 200


def test_places_come_free_again(slow_site):
    slow_site.begin(AUTOSAVE, count=1)
    slow_site.end()
    assert slow_site.middleware(RequestFactory().post(AUTOSAVE)).status_code == 200


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("call", ["autosave", "presence"])
def test_while_somebody_holds_the_database_an_open_page_is_told_in_json(call, monkeypatch):
    entry, waited = making.article(), []
    client = Client(raise_request_exception=False)
    client.force_login(people.editor())
    usual = limit_of_waiting()
    monkeypatch.setattr(desk_writers, "short_wait", watched(waited))
    with held_by_somebody():
        fields = {"base": "1", "body": "新"}
        told = client.post(f"/desk/series/article/{entry.pk}/{call}/", fields)
    assert (told.status_code, told.json()) == (503, {"error": SENTENCE})
    assert told["Retry-After"] == "5"
    assert waited == [{"sqlite": 50, "postgresql": "50ms"}[connection.vendor]]
    again = client.post(f"/desk/series/article/{entry.pk}/{call}/", fields)
    assert again.status_code == 200
    assert limit_of_waiting() == usual


def watched(waited):
    """`short_wait` of a twentieth of a second, which notes the limit that holds inside."""
    real = desk_writers.short_wait

    def wait():
        return _Noted(real(0.05), waited)

    return wait


class _Noted:
    def __init__(self, wait, waited):
        self.wait, self.waited = wait, waited

    def __enter__(self):
        self.wait.__enter__()
        if not self.waited:
            self.waited.append(limit_of_waiting())

    def __exit__(self, *error):
        return self.wait.__exit__(*error)


def limit_of_waiting():
    """How long a statement of this connection waits for a lock."""
    sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout" if sqlite else "SHOW lock_timeout")
        return cursor.fetchone()[0]


@contextlib.contextmanager
def held_by_somebody():
    """Another connection holds what the page writes to."""
    if connection.vendor == "sqlite":
        other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
    else:
        other = psycopg.connect(**connection.get_connection_params())
        other.execute("LOCK TABLE series_presence, series_workingcopy IN EXCLUSIVE MODE")
    try:
        yield
    finally:
        other.close()


@pytest.mark.django_db(transaction=True)
def test_a_save_that_times_out_gets_the_sentence_and_stores_nothing(monkeypatch):
    if connection.vendor != "sqlite":
        pytest.skip("SQLite 只让一人写")
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0.05)
    connection.close()
    entry = making.article(headline="原来的标题")
    client = Client(raise_request_exception=False)
    client.force_login(people.editor())
    with held_by_somebody():
        words = {"headline": "改过的标题", "body": "<p>新的一段。</p>", "base": "1"}
        address = f"/desk/series/article/{entry.pk}/change/"
        page = client.post(address, {**words, "column": entry.column_id, "_save": "保存"})
    assert (page.status_code, SENTENCE in page.text) == (503, True)
    assert Entry.objects.get().headline == "原来的标题"
    connection.close()
