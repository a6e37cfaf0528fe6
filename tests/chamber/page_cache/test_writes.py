"""What a transaction raises, on a real database."""

from contextlib import nullcontext

import pytest
from django.apps import apps
from django.db import connection, transaction

from chamber.page_cache import writes
from chamber.page_cache.versions import EVERYTHING, slots_of
from chamber.page_cache.writes import declared, touch
from series.models import Notice, Tag
from series.page_keys import (
    OF_PARTICIPATION,
    OF_VOCABULARY,
    PRIVATE,
    PRIVATE_ELSEWHERE,
    keys_of_write,
)


@pytest.fixture
def raised(transactional_db):
    """The keys of these names whose numbers were raised since it was last asked."""
    versions, known = writes.versions(), {}
    names = (EVERYTHING, "lists", "entry:1", "entry:2")

    def ask():
        now = {name: versions.numbers(slots_of([name])) for name in names}
        changed = [name for name in names if known.get(name) != now[name]]
        known.update(now)
        return changed

    ask()
    return ask


def put_up():
    return Notice.objects.create(
        text="今晚维护", starts_at="2026-01-01T00:00Z", ends_at="2026-01-02T00:00Z"
    )


def test_an_unforeseen_write_raises_everything(raised):
    put_up()
    assert raised() == [EVERYTHING]


def test_a_transaction_raises_once_it_is_committed(raised):
    with transaction.atomic():
        put_up()
        assert raised() == []
    assert raised() == [EVERYTHING]


@pytest.mark.parametrize("is_atomic", [True, False])
def test_a_commit_tells_how_far_a_replica_must_come(raised, settings, is_atomic):
    if connection.vendor != "postgresql":
        pytest.skip("只用于 postgresql")
    settings.REPLICA = "postgres://reads@127.0.0.1/site"
    numbers = writes.versions()
    numbers.note_position(numbers.state(), 1)
    with transaction.atomic() if is_atomic else nullcontext():
        put_up()
        assert is_atomic is (numbers.standing()[1] == 1)
    _, position = numbers.standing()
    assert 1 < position <= connection.log_position()
    with transaction.atomic():  # nothing of it is left in the connection
        assert Notice.objects.count() == 1
    assert numbers.standing()[1] == position


def test_control_without_a_replica_nobody_asks_for_the_position(raised):
    numbers = writes.versions()
    numbers.note_position(numbers.state(), 1)
    put_up()
    assert numbers.standing()[1] == 0


def test_what_is_rolled_back_raises_nothing(raised):
    with transaction.atomic():
        put_up()
        transaction.set_rollback(True)
    with transaction.atomic():
        Tag.objects.exists()
    assert raised() == []


def test_a_declared_write_raises_what_it_declares(raised):
    with declared("entry:1"), transaction.atomic():
        put_up()
        touch("entry:2")
    assert raised() == ["entry:1", "entry:2"]


def test_what_is_touched_after_the_write_is_raised_too(raised):
    with transaction.atomic(), declared():
        put_up()
        touch("lists")
    assert raised() == ["lists"]


def test_of_blocks_in_each_other_all_keys_count(raised):
    with declared("entry:1"), declared("entry:2"):
        put_up()
    assert raised() == ["entry:1", "entry:2"]
    put_up()
    assert raised() == [EVERYTHING]


def test_several_declared_blocks_of_one_transaction_all_count(raised):
    with transaction.atomic():
        for key in ("entry:1", "entry:2"):
            with declared():
                put_up()
                touch(key)
    assert raised() == ["entry:1", "entry:2"]


def test_reading_raises_nothing(raised):
    with transaction.atomic():
        list(Notice.objects.select_for_update())
        list(Notice.objects.raw("SELECT * FROM series_notice"))
    assert raised() == []


def test_a_statement_of_ones_own_raises_everything(raised):
    with connection.cursor() as cursor:
        cursor.execute("  update series_notice\n set text = 'x'")
    assert raised() == [EVERYTHING]


def test_every_table_that_is_named_is_there():
    there = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    named = {f"series_{name}" for name in PRIVATE | OF_PARTICIPATION}
    named |= PRIVATE_ELSEWHERE | OF_VOCABULARY
    assert named - there == set()


@pytest.mark.parametrize(
    ("statement", "keys"),
    [
        ('UPDATE "series_entry" SET "newest_id" = %s, "version" = %s WHERE "id" = 1', ()),
        ('UPDATE "series_entry" SET "version" = %s, "headline" = %s', (EVERYTHING,)),
        ('UPDATE "series_picture" SET "alt" = %s', (EVERYTHING,)),
        ('INSERT INTO "series_picture" ("alt") VALUES (%s)', ()),
        ('INSERT OR IGNORE INTO "series_dailyviews" ("count") VALUES (1)', ()),
        ('DELETE FROM "series_organization"', (EVERYTHING,)),
        ('UPDATE "chamber_user" SET "last_login" = %s', ()),
        ('INSERT INTO "series_registration" ("name") VALUES (%s)', ("participation",)),
        ('UPDATE "series_vocabularystate" SET "stamp" = %s', ("vocabulary",)),
    ],
)
def test_what_a_statement_raises(statement, keys):
    match = writes.WRITES.match(statement)
    assert keys_of_write(match["verb"].lower(), match["table"], statement) == keys
