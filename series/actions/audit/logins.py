"""Log-ins: an audit line for each, and a pause after too many failures (decision 30).

Failures are counted in the audit lines themselves, so the count holds for every process and
database. The name that was typed is stored only where such an account exists, because people type
passwords into that field. To count the failures of one name nevertheless, a line has a 16-bit mark.
"""

import fcntl
import hashlib
import unicodedata
from collections import Counter
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection
from django.utils import timezone
from django.utils.crypto import salted_hmac

from series.models import AuditLine, Result

from . import chain
from .chain import record

LOG_IN = "登录"
UNKNOWN = "（无此账号）"
WINDOW = timedelta(minutes=15)
MOST_FAILURES, MOST_FROM_ONE_ADDRESS = 5, 40
LONGEST_NAME = 150
LOCKS = 64  # two addresses that share one wait for each other
IN_DATABASE = 20_251  # the class of PostgreSQL's advisory locks that are log-ins


@contextmanager
def one_at_a_time():
    """Let one log-in from this address be checked at a time.

    That holds in all processes of the machine, and on PostgreSQL on all hosts (decision 143). Counting
    the failures, checking the password and writing the line belong together: of 24 wrong
    passwords sent at once 11 were checked instead of 5. Decision 105.
    """
    address = str(chain.origin.get().address)
    number = int.from_bytes(hashlib.sha256(address.encode()).digest()[:2]) % LOCKS
    with (_lock_of_database if connection.vendor == "postgresql" else _lock_of_file)(number):
        yield


@contextmanager
def _lock_of_database(number):
    """Hold a lock of the connection, which ends with it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [IN_DATABASE, number])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [IN_DATABASE, number])


@contextmanager
def _lock_of_file(number):
    folder = settings.DATA_DIR / "cache" / "logins"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / f"{number}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # closing the file ends it
        yield


def must_wait(name):
    """Tell whether log-ins with this name from this address are paused now.

    The first refusal of a window is recorded.
    """
    marks = Counter(_marks(Result.FAILED)[:MOST_FROM_ONE_ADDRESS])
    if marks[_mark(name)] < MOST_FAILURES and marks.total() < MOST_FROM_ONE_ADDRESS:
        return False
    refused = _marks(Result.REFUSED)[:MOST_FROM_ONE_ADDRESS]
    if _mark(name) not in refused and len(refused) < MOST_FROM_ONE_ADDRESS:
        _log_in_line(name, Result.REFUSED, sentence="失败次数过多，暂停登录")
    return True


def address_must_wait():
    """Tell whether log-ins of any kind from this address are paused now."""
    failures = _marks(Result.FAILED)[:MOST_FROM_ONE_ADDRESS]
    return len(failures) == MOST_FROM_ONE_ADDRESS


def logged_in(user):
    """Record a log-in."""
    record(LOG_IN, by=user, object=user.get_username())


def log_in_failed(name):
    """Record a failed log-in; the name only where such an account exists."""
    _log_in_line(name, Result.FAILED)


def _log_in_line(name, result, **detail):
    account = _account_name(name)
    record(LOG_IN, by=None, object=account, result=result, mark=_mark(name), **detail)


def _marks(result):
    """Return the marks of log-in lines from this address within the window, newest first."""
    lines = AuditLine.objects.filter(
        at__gte=timezone.now() - WINDOW,
        address=chain.origin.get().address,
        verb=LOG_IN,
        result=result,
    )
    return lines.order_by("-pk").values_list("detail__mark", flat=True)


def _mark(name):
    return salted_hmac("series.sessions", _tidy(name)).hexdigest()[:4]


def _account_name(name):
    names = get_user_model().objects.filter(username=_tidy(name))
    return names.values_list("username", flat=True).first() or UNKNOWN


def _tidy(name):
    """Return the name as the form reads it: full-width letters are the same account."""
    return unicodedata.normalize("NFKC", name.strip().replace("\0", ""))[:LONGEST_NAME]
