"""A corpus that is published once for a file of tests, and gone after it."""

import pytest

from tests.helpers.corpus import publish, texts

COUNT = 1_000


@pytest.fixture(scope="module")
def corpus(module_transaction):
    """{entry's key: its Text} of a thousand public articles."""
    found = texts(COUNT)
    return dict(zip(publish(found), found, strict=True))
