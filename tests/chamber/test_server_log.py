"""The server's own log as `serve` sets it, in a process of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.any_database
ROOT = Path(__file__).resolve().parents[2]
LOGGED = """
import json, sys
from granian.log import LogLevels, configure_logging, logger
configure_logging(LogLevels.warning, json.load(open("chamber/server_log.json")) if {ours} else None)
logger.warning("Configuration allows spawning up to 64 Python threads, which seems quite high")
logger.error("Unexpected exit from worker-1")
print("django" in sys.modules)
"""


def logged(*, ours):
    program = LOGGED.format(ours=ours)
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    return done.stdout.splitlines(), done.stderr


def test_it_does_not_advise_on_threads_and_tells_the_rest():
    assert logged(ours=True) == (["[ERROR] Unexpected exit from worker-1", "False"], "")


def test_control_of_itself_it_would():
    assert "seems quite high" in logged(ours=False)[0][0]
