"""A full or read-only disk: readers go on reading, writing is refused with a sentence."""

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection, connections
from django.test import Client
from django.urls import reverse

from chamber.backends.sqlite3 import base
from series.actions.counters import views
from series.models import AuditLine, Entry, Revision
from series.outputs.registry import for_readers
from tests.helpers import making, people, small_disk
from tests.helpers.reading import archived
from tests.helpers.samples.photographs import photograph

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.any_database]
SENTENCE = "服务器的磁盘已满或不能写入，这一步没有办成，也没有存下任何内容"
NOBODY = 65534
PASSWORD = "a long enough password"


@pytest.fixture
def only_sqlite():
    if connection.vendor != "sqlite":
        pytest.skip("数据文件在本机磁盘上的只有 SQLite")


@pytest.fixture
def disk(only_sqlite, monkeypatch, settings):
    """The test's database with a public article and a draft, on a small disk."""
    article = archived(headline="会员总数超过32000家")
    making.article(headline="还没有发布的草稿")
    editor = people.editor()
    editor.set_password(PASSWORD)
    editor.save()
    with small_disk.mounted() as small:
        small.article, settings.DATA_DIR = article, small.folder
        copy = small.folder / "column.sqlite3"
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(copy)])
        connections.close_all()
        monkeypatch.setitem(connection.settings_dict, "NAME", str(copy))
        with connection.cursor():
            pass  # the usual options turn the copy into a WAL database
        connections.close_all()
        yield small
        connections.close_all()


def get(client, address):
    """The status of a page on a connection of its own, as the site answers it."""
    connections.close_all()
    status = client.get(address).status_code
    connections.close_all()
    return status


def addresses(article):
    own = article.get_absolute_url()
    outputs = [
        reverse(f"series:article_{one.name}", args=[article.pk]) for one in for_readers("article")
    ]
    lists = ("/", "/articles/", "/archive/", "/figures/", "/sitemap/", "/sitemap.xml")
    feeds = ("/feeds/all.atom", "/feeds/all.rss", "/calendar.ics")
    searches = ("/search/?q=会员总数", "/search/suggest/?q=会员", "/api/entries/")
    return [own, *outputs, f"/covers/{article.pk}/og/", *lists, *feeds, *searches]


FAULTS = {"full": ("fill", "free"), "read-only": ("refuse_writes", "take_writes")}


@pytest.mark.parametrize("fault", FAULTS)
def test_readers_go_on_reading(disk, fault):
    client, (breaks, mends) = Client(raise_request_exception=False), FAULTS[fault]
    before = {address: get(client, address) for address in addresses(disk.article)}
    assert set(before.values()) == {200}
    getattr(disk, breaks)()
    assert {address: get(client, address) for address in before} == before
    getattr(disk, mends)()
    assert {address: get(client, address) for address in before} == before


def test_a_connection_that_stays_open_reads_on_a_full_disk_and_writes_afterwards(disk):
    """As the site's connections do (decision 145)."""
    connections.close_all()
    wanted = (disk.article.get_absolute_url(), "/articles/", "/search/?q=会员总数")
    client = Client(raise_request_exception=False)
    entry = Entry.objects.get(headline="还没有发布的草稿")
    kept = connection.connection
    assert kept is not None
    disk.fill()
    assert {client.get(address).status_code for address in wanted} == {200}
    with pytest.raises(OperationalError, match=r"full|disk"):
        Entry.objects.filter(pk=entry.pk).update(headline="改过的标题")
    assert {client.get(address).status_code for address in wanted} == {200}
    disk.free()
    assert Entry.objects.filter(pk=entry.pk).update(headline="改过的标题") == 1
    assert connection.connection is kept


@contextlib.contextmanager
def ordinary_account():
    """Run the block as an account without rights, where the test has them."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.parametrize("fault", FAULTS)
def test_an_ordinary_account_meets_the_same(disk, fault):
    client, (breaks, mends) = Client(raise_request_exception=False), FAULTS[fault]
    before = {address: get(client, address) for address in addresses(disk.article)}
    for path in (disk.folder, *disk.folder.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
    getattr(disk, breaks)()
    with ordinary_account():
        assert {address: get(client, address) for address in before} == before
        assert log_in(client).status_code == 503
        connections.close_all()
    getattr(disk, mends)()
    assert get(client, "/") == 200


@pytest.mark.parametrize("fault", FAULTS)
def test_control_without_the_fallback_every_page_fails(disk, fault, monkeypatch):
    def refuse(name, error):
        raise error

    monkeypatch.setattr(base, "read_only_address", refuse)
    getattr(disk, FAULTS[fault][0])()
    client = Client(raise_request_exception=False)
    assert get(client, disk.article.get_absolute_url()) == 503


def log_in(client):
    words = {"username": people.editor().username, "password": PASSWORD}
    return client.post("/desk/login/", words)


def counts():
    connections.close_all()
    counted = Entry.objects.count(), Revision.objects.count(), AuditLine.objects.count()
    connections.close_all()
    return counted


@pytest.mark.parametrize("fault", FAULTS)
def test_writing_at_the_desk_is_refused_with_a_sentence_and_goes_on_afterwards(disk, fault):
    client, (breaks, mends) = Client(raise_request_exception=False), FAULTS[fault]
    client.force_login(people.editor())
    entry = Entry.objects.get(headline="还没有发布的草稿")
    connections.close_all()
    before = counts()
    getattr(disk, breaks)()
    for answer in (log_in(Client(raise_request_exception=False)), save(client, entry)):
        assert (answer.status_code, answer["Retry-After"]) == (503, "300")
        assert SENTENCE in answer.text
    told = client.post(f"/desk/series/article/{entry.pk}/autosave/", {"base": "1", "body": "新"})
    assert (told.status_code, SENTENCE in told.json()["error"]) == (503, True)
    assert counts() == before
    getattr(disk, mends)()
    assert save(client, entry).status_code == 302
    assert log_in(Client()).status_code == 302
    assert counts()[1] == before[1] + 1


def save(client, entry):
    connections.close_all()
    fields = {"column": entry.column_id, "headline": "改过的标题", "body": "<p>新的一段。</p>"}
    answer = client.post(
        f"/desk/series/article/{entry.pk}/change/", {**fields, "base": "1", "_save": "保存"}
    )
    connections.close_all()
    return answer


def test_commits_that_a_killed_process_left_beside_the_file_are_read(disk):
    """The newest commit says that the text is withdrawn: the old file must not show it."""
    name = connection.settings_dict["NAME"]
    connections.close_all()
    update = f"""
import os, sqlite3
database = sqlite3.connect({name!r}, isolation_level=None)
database.execute("UPDATE series_entry SET visibility = 'withdrawn', withdrawn_at = '2026-11-24' WHERE id = {disk.article.pk}")
os.kill(os.getpid(), 9)
"""
    subprocess.run([sys.executable, "-c", update], check=False)
    assert Path(f"{name}-wal").stat().st_size
    disk.refuse_writes()
    assert get(Client(), disk.article.get_absolute_url()) == 410
    disk.take_writes()
    Path(f"{name}-shm").unlink()
    disk.refuse_writes()
    assert get(Client(raise_request_exception=False), disk.article.get_absolute_url()) == 503


def test_counts_that_cannot_be_written_wait(disk):
    client = Client(HTTP_USER_AGENT="Mozilla/5.0 Firefox")
    disk.fill()
    assert get(client, disk.article.get_absolute_url()) == 200
    waiting = views.count_view(disk.article.pk, step=0)
    assert waiting == 1
    disk.free()
    assert views.write_views() == 1


def test_an_upload_on_a_full_disk_leaves_no_file(disk, settings):
    settings.MEDIA_ROOT = disk.folder / "media"
    client = Client(raise_request_exception=False)
    client.force_login(people.editor())
    connections.close_all()
    disk.fill()
    file = SimpleUploadedFile("照片.jpg", photograph(), "image/jpeg")
    answer = client.post("/desk/series/picture/drop/", {"upload": file, "alt": "会场"})
    assert (answer.status_code, "服务器的磁盘写不进去" in answer.json()["error"]) == (400, True)
    stored = [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]
    assert stored == []


def test_a_cover_that_cannot_be_stored_is_sent(disk):
    disk.fill()
    assert get(Client(), f"/covers/{disk.article.pk}/square/") == 200
    disk.free()
