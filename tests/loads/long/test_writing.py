"""Eight writers at once beside readers, on the real server."""

import pytest
from django.db import connection

from tests.loads.places import demo_site, environment, own_database
from tests.loads.writing import ANEW, KEPT, LISTS, load_import, load_writing

pytestmark = [
    pytest.mark.django_db,  # it asks the database of the run, so that it runs on each
    pytest.mark.slow(reason="two minutes: the real server on a new demonstration site, writers"),
]


@pytest.fixture
def own(tmp_path):
    with own_database() as database:
        made = environment(tmp_path / "site", database)
        demo_site(made)
        yield made


def failures(done):
    return {deed: count for deed, count in done.items() if deed.startswith("failed")}


def test_no_writer_finds_the_database_locked_and_every_reader_is_answered(own):
    _, beside, done = load_writing(own, seconds=10)
    assert failures(done) == {}
    assert done["saved"] > 8
    assert done["published"] > 0
    kinds = (KEPT, LISTS, ANEW)
    assert {kind: (beside.errors(kind), beside.refused(kind)) for kind in kinds} == dict.fromkeys(
        kinds, (0, 0)
    )


def test_control_writers_that_wait_for_nobody_find_it_locked(own):
    if connection.vendor != "sqlite":
        pytest.skip("只用于 SQLite")
    _, _, done = load_writing(own, seconds=5, control=True)
    assert any("locked" in deed for deed in failures(done))


def test_an_import_keeps_no_reader_from_an_answer(own):
    _, beside, (code, _, _) = load_import(own, 200)
    assert code == 0
    assert (beside.errors(), beside.refused()) == (0, 0)
