"""The demonstration site is the same after a backup and after a change of database."""

import pytest

from tests.loads.moving import differing, moves

pytestmark = [
    pytest.mark.django_db,  # it asks the database of the run, so that it runs on each
    pytest.mark.slow(reason="two minutes: whole sites; the small ones of actions/backups stay"),
]


def test_every_public_page_is_the_same_byte_by_byte():
    found = list(moves())
    assert found
    for move in found:
        assert len(move.before) > 150, move.name
        assert move.differing == [], move.name
        assert differing(move.after, move.changed), move.name
