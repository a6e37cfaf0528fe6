"""A long load on a busy machine takes longer than any other test may."""

from pathlib import Path

import pytest

SECONDS = 3600


def pytest_collection_modifyitems(items):
    """Give the tests of this folder an hour each."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.timeout(SECONDS))
