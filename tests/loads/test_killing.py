"""Rounds of SIGKILL lose nothing acknowledged and leave nothing half done; the control shows both."""

import re
import sys

import pytest

from tests.loads.places import ROOT, environment, own_database, run

assert sys.platform != "win32"
pytestmark = [
    pytest.mark.django_db,  # it asks the database of the run, so that it runs on each
    pytest.mark.slow(reason="half a minute each: a site of its own; tests/races/test_killed stays"),
]
ROUNDS = 12


def play(*options, expect):
    with own_database() as database:
        own = environment(ROOT / "nowhere", database)
        told = run(own, "-m", "tests.loads.killing", ROUNDS, *options, expect=expect)
    half, lost, faults = map(int, re.findall(r"(\d+)(?:，| 处)", told.split("：")[-1])[:3])
    return half, lost, faults


def test_nothing_is_lost_and_nothing_half_done():
    assert play(expect=0) == (0, 0, 0)


def test_control_without_transactions_both_are_seen():
    half, lost, _ = play("--control", expect=1)
    assert half + lost > 0
