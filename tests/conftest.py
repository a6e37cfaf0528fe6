"""Fixtures for every test: the cast, signed-in clients, a column, a browser."""

import gc
import os
import shutil
from datetime import timedelta
from importlib import import_module
from itertools import count
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import TransactionTestCase
from whitenoise.middleware import WhiteNoiseMiddleware

from series.actions.audit.refusals import RefusedRequests
from series.actions.counters import redirect_hits, searches, views
from series.models import AuditHead
from series.search import known_names
from series.search.asking import DRAFTS
from series.search.engine import engine
from series.text.language import vocabulary
from tests.helpers import making, people
from tests.helpers.chromium import (
    FLAGS,
    ONE_PROCESS,
    chromium_path,
    close_pages,
    forget_everything,
    origin_of,
    visited,
)
from tests.helpers.emptying import empty_tables, remember_kept_rows
from tests.measuring import DEAR, Measured, read_costs
from tests.places import BOTH, misplaced, rank

_numbers = count(1)
DATABASE = {"db", "transactional_db", "live_server"}
HERE = Path(__file__).parent


class FailuresAtOnce:
    """Names a failed test when it fails: a run that is cut off has still said which it was."""

    def __init__(self, plugins):
        self.plugins = plugins

    def pytest_runtest_logreport(self, report):
        terminal = self.plugins.get_plugin("terminalreporter")
        if report.failed and terminal:
            terminal.write_line(f"\n失败：{report.nodeid}（{report.when}）")


def pytest_addoption(parser):
    """How many random sequences of writing run, and from which seed (decision 116)."""
    parser.addoption("--sequences", type=int, default=3)
    parser.addoption("--first", type=int, default=0)
    parser.addoption("--measure", default="", help="a file for the seconds of each case")


def pytest_configure(config):
    if config.getoption("--measure"):
        config.pluginmanager.register(Measured(config.getoption("--measure")))
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(FailuresAtOnce(config.pluginmanager))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """Mark what runs once, because it asks no database, what the quick suite runs on each, and what
    was measured as dear; the dearest files begin, each among those of its kind of transaction."""
    dear = {} if config.getoption("--measure") else read_costs(DEAR)
    items.sort(key=lambda item: rank(item.path.relative_to(HERE).as_posix()))
    for item in items:
        place = item.path.relative_to(HERE).as_posix()
        asks = item.get_closest_marker("django_db") or DATABASE & set(item.fixturenames)
        marks = {mark.name for mark in item.iter_markers()}
        if why := misplaced(place, marks=marks, asks_database=asks):
            raise pytest.UsageError(f"{item.nodeid}: {why}")
        if not asks:
            item.add_marker(pytest.mark.any_database)
        elif place.startswith(BOTH) and "any_database" not in marks:
            item.add_marker(pytest.mark.both)
        if cost := dear.get(item.nodeid):
            item.add_marker(pytest.mark.slow(reason=f"{cost} s measured"))
        for mark in item.iter_markers("slow"):
            if not mark.kwargs.get("reason"):
                raise pytest.UsageError(f"{item.nodeid}: mark.slow 要写明 reason")


def pytest_collection_finish():
    """What was collected stays to the end: the collector does not look through it again and again
    (a twentieth of the processor time, decision 146)."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session")
def django_db_use_migrations():
    """The tables are made from the models: without the migrations one file runs in a third of the
    time. Those are taken in tests/structure/test_migration_walk.py."""
    return False


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """What migrations bring beside the models' tables."""
    with django_db_blocker.unblock():
        engine().create("a")
        engine().create(DRAFTS)
        settings.MIGRATION_MODULES = {}  # pytest-django has switched them off for all loaders
        record_migrations()
        seed_rows()
        remember_kept_rows()


def record_migrations():
    """Note every migration as applied: the models' tables are those that the last one leaves."""
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    steps = MigrationLoader(None).disk_migrations
    recorder.Migration.objects.bulk_create(
        recorder.Migration(app=app, name=name) for app, name in steps
    )


def seed_rows():
    """The rows that a new site has: the audit's end, the offered opinions, the terms."""
    AuditHead.objects.create(pk=1)
    desk = import_module("series.migrations.0005_bring_the_desk_over")
    terms = import_module("series.migrations.0017_terms_of_the_vocabulary")
    desk.offer_opinions(apps, None)
    terms.lay_down(apps, None)


@pytest.fixture(scope="session", autouse=True)
def quick_flush():
    """Tests that commit leave tables as empty as `flush` would."""
    before = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = lambda case: empty_tables()
    yield
    TransactionTestCase._fixture_teardown = before


@pytest.fixture(scope="session", autouse=True)
def static_files_found_once():
    """Each test client loads the middleware anew, and WhiteNoise then looks for 190 files: 40 ms."""
    find, found = WhiteNoiseMiddleware.add_files_from_finders, {}

    def add_files(middleware):
        if not found:
            find(middleware)
            found.update(middleware.files)
        middleware.files.update(found)

    WhiteNoiseMiddleware.add_files_from_finders = add_files
    yield
    WhiteNoiseMiddleware.add_files_from_finders = find


class UndoneError(Exception):
    """Ends the transaction that holds what a module's tests share."""


@pytest.fixture(scope="module")
def module_transaction(django_db_setup, django_db_blocker):
    """A transaction around a module's tests: what a fixture of the module makes in it stands there
    when each of them begins, and is gone after the last. For tests that roll back, and that all
    begin from the same rows."""
    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        wait_for_slow_tests()
        yield
        atomic.__exit__(UndoneError, UndoneError(), None)


def wait_for_slow_tests():
    """Between its questions a test works things out, on a busy machine for more than the minute
    after which PostgreSQL ends a transaction that asks nothing."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")


@pytest.fixture(autouse=True)
def hooks_after_commit(monkeypatch):
    """A test that rolls back never commits: what waits for that is done where the outermost
    transaction inside the test ends well, as it would be on the site."""
    release = BaseDatabaseWrapper.savepoint_commit

    def commit(connection, sid):
        release(connection, sid)
        blocks = connection.atomic_blocks
        if not blocks or not blocks[-1]._from_testcase:
            return
        # As the framework does it: what a hook registers runs with the hook's own commit.
        waiting, connection.run_on_commit = connection.run_on_commit, []
        for _, hook, _ in waiting:
            hook()

    monkeypatch.setattr(BaseDatabaseWrapper, "savepoint_commit", commit)


@pytest.fixture(autouse=True)
def own_media(settings):
    """Files that a test stores go with the test. The folder is made with the first file: most
    tests store none, and to remove 7,000 empty ones took eight seconds."""
    folder = Path(settings.FOLDER, f"media-{next(_numbers)}")
    settings.MEDIA_ROOT = folder
    yield
    if folder.exists():
        shutil.rmtree(folder)


@pytest.fixture
def days_may_pass(monkeypatch):
    """Schedules believe the clock although it moves by days, as if every hour had been seen."""
    monkeypatch.setattr("series.actions.editorial.clock.LONGEST_STEP", timedelta(days=1000))


@pytest.fixture(autouse=True)
def reset_refusals(monkeypatch):
    """Refused addresses are counted in memory; a test does not see those of the one before."""
    monkeypatch.setattr("series.middleware.desk_audit.refused_requests", RefusedRequests())


@pytest.fixture(autouse=True)
def reset_counters():
    """Views and questions wait in memory to be written; a test does not see those of the one
    before."""
    views._waiting.clear()
    searches._waiting.clear()
    redirect_hits._waiting.clear()


@pytest.fixture(autouse=True)
def default_vocabulary():
    """What one test taught this process about terms and names, the next does not know."""
    yield
    vocabulary.use_file()
    known_names.forget_names()


@pytest.fixture
def editor(db):
    return people.editor()


@pytest.fixture
def first(db):
    return people.first()


@pytest.fixture
def second(db):
    return people.second()


@pytest.fixture
def chief(db):
    return people.chief()


@pytest.fixture
def admin(db):
    return people.admin()


@pytest.fixture
def outsider(db):
    return people.outsider()


@pytest.fixture
def column(db):
    return making.column()


@pytest.fixture
def as_person(client):
    """Sign the test client in as somebody of the cast: `as_person(editor).get(…)`."""

    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium for the whole run; tests that use it carry `pytest.mark.browser`."""
    path = chromium_path()
    if path is None:
        pytest.skip("未安装 Chromium")
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop runs in this thread
    with sync_playwright() as tools:
        running = tools.chromium.launch(executable_path=path, args=[*FLAGS, ONE_PROCESS])
        yield running
        running.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def window(browser):
    """One window in Chinese, 1280 wide, for the whole run: a window for each test cost half a
    second of processor (decision 112)."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 800})
    yield context
    context.close()


@pytest.fixture
def page(window):
    """A page in a window that knows nothing of the tests before; it fails on any script error."""
    opened, errors = window.new_page(), []
    forget_everything(window, opened)
    opened.on("pageerror", lambda error: errors.append(error))
    opened.on("framenavigated", lambda frame: visited.add(origin_of(frame.url)))
    yield opened
    close_pages(window)
    assert errors == []
