"""Odd requests to the real server on a new demonstration site."""

import pytest

from tests.loads.fuzzing import load


@pytest.mark.slow(reason="a minute: the real server on a new demonstration site")
@pytest.mark.any_database
def test_the_real_server_answers_odd_requests():
    answers, tracebacks, _ = load(200, seed="server")
    assert (answers.errors, tracebacks) == ([], 0)
