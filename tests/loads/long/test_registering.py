"""Nobody gets a place twice where many register at once; the control gives places away twice."""

import os

import pytest

from tests.loads.places import environment, run

pytestmark = [
    pytest.mark.django_db,  # it asks the database of the run, so that it runs on each
    pytest.mark.slow(reason="half a minute each: a site of its own; tests/races has one round"),
]


def play(folder, *words):
    """Return the last line of a program that ends with 0 where all was as it should be."""
    own = environment(folder, os.environ.get("DATABASE_URL", ""))
    return run(own, "-m", "tests.loads.registering", *words).splitlines()[-1]


def test_ten_of_twenty_four_get_the_ten_places(tmp_path):
    told = play(tmp_path, 5)
    assert told.endswith("0 轮有错；超员 0，空席 0，出错 0，说错 0")


def test_control_without_the_lock_rounds_go_wrong(tmp_path):
    assert "：0 轮有错" not in play(tmp_path, 3, "--control")
