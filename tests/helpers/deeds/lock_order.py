"""Which rows a deed writes or holds before it holds the end of the audit chain."""

import re
from collections import deque
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

WRITES = re.compile(r'^(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')
HOLDS = re.compile(r'^SELECT .*? FROM "(\w+)".* FOR (?:NO KEY )?UPDATE', re.S)
CHAIN = "series_audithead"
MOST_QUERIES = 100_000  # the demonstration asks more than the 9,000 that Django keeps


def crosswise(statements):
    """For each transaction that holds the chain, the tables written or held before it."""
    found, before, open_now = [], [], False
    for statement in statements:
        if statement.startswith("BEGIN"):
            before, open_now = [], True
        elif statement in ("COMMIT", "ROLLBACK"):
            open_now = False
        elif CHAIN in statement:
            found += before
            before, open_now = [], False
        elif open_now and (match := WRITES.match(statement) or HOLDS.match(statement)):
            before.append(match[1])
    return found


@contextmanager
def chain_is_first():
    """Fails unless what runs inside takes the chain, and before everything else that it writes."""
    kept = connection.queries_log
    connection.queries_log = deque(maxlen=MOST_QUERIES)
    try:
        with CaptureQueriesContext(connection) as asked:
            yield
        statements = [query["sql"] for query in asked]
    finally:
        connection.queries_log = kept
    assert any(CHAIN in statement for statement in statements)
    assert crosswise(statements) == []
