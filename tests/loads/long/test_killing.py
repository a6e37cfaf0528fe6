"""Rounds of SIGKILL lose nothing acknowledged and leave nothing half done; the control shows both."""

import os
import re

import pytest

from tests.loads.places import environment, run

pytestmark = [
    pytest.mark.django_db,  # it asks the database of the run, so that it runs on each
    pytest.mark.slow(reason="half a minute each: a site of its own; tests/races/test_killed stays"),
]
ROUNDS = 12


def play(folder, *options, expect):
    own = environment(folder, os.environ.get("DATABASE_URL", ""))
    told = run(own, "-m", "tests.loads.killing", ROUNDS, *options, expect=expect)
    half, lost, faults = map(int, re.findall(r"(\d+)(?:，| 处)", told.split("：")[-1])[:3])
    return half, lost, faults


def test_nothing_is_lost_and_nothing_half_done(tmp_path):
    assert play(tmp_path, expect=0) == (0, 0, 0)


def test_control_without_transactions_both_are_seen(tmp_path):
    half, lost, _ = play(tmp_path, "--control", expect=1)
    assert half + lost > 0
