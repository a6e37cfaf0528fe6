"""A corpus that is published once for a file of tests, and gone after it."""

import pytest
from django.db import transaction

from .corpus import publish, texts

COUNT = 1_000


class UndoneError(Exception):
    """Ends the transaction that holds the corpus."""


@pytest.fixture(scope="module")
def corpus(django_db_setup, django_db_blocker):
    """{entry's key: its Text} of a thousand public articles."""
    found = texts(COUNT)
    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        yield dict(zip(publish(found), found, strict=True))
        atomic.__exit__(UndoneError, UndoneError(), None)
