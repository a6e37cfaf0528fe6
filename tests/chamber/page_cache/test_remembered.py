"""What a thread need not read again until something is committed."""

import pytest
from django.db import transaction

from chamber.page_cache import remembered
from chamber.page_cache.dependence import Asked, depend_on, noted
from chamber.page_cache.remembered import Remembered
from series.models import Notice


@pytest.fixture
def reads(transactional_db):
    """Return (ask, how often it was read) of a value that counts the notices."""
    kept, made = Remembered(), []

    def make():
        depend_on("entry:7")
        made.append(Notice.objects.count())
        return made[-1]

    return (lambda key=(): kept.get(key, make)), made


def put_up():
    return Notice.objects.create(
        text="今晚维护", starts_at="2026-01-01T00:00Z", ends_at="2026-01-02T00:00Z"
    )


def test_it_is_read_once_until_something_is_committed(reads):
    ask, made = reads
    assert [ask(), ask(), ask()] == [0, 0, 0]
    assert made == [0]
    put_up()
    assert [ask(), ask()] == [1, 1]
    assert made == [0, 1]


def test_another_key_is_another_value(reads):
    ask, made = reads
    assert [ask(key) for key in ((1,), (1,), (2,), (1,))] == [0, 0, 0, 0]
    assert len(made) == 3


def test_a_transaction_sees_its_own_rows(reads):
    ask, made = reads
    ask()
    with transaction.atomic():
        put_up()
        assert ask() == 1
        put_up()
        assert ask() == 2
        transaction.set_rollback(True)
    assert ask() == 0
    assert made == [0, 1, 2, 0]


def test_it_is_not_kept_for_longer_than_a_minute(reads, monkeypatch):
    ask, made = reads
    ask()
    monkeypatch.setattr(remembered, "SECONDS", -1)
    put_up()
    assert [ask(), ask()] == [1, 1]
    assert made == [0, 1, 1]


def test_each_page_that_shows_it_depends_on_what_it_was_made_of(reads):
    ask, made = reads
    pages = [Asked(), Asked()]
    for page in pages:
        with noted(page):
            ask()
    assert [page.keys for page in pages] == [{"entry:7"}, {"entry:7"}]
    assert len(made) == 1
