"""Log-ins: a line for each, and a pause after too many failures.

The count is taken from the audit lines themselves, so it holds for every process and database.
The name that was typed is stored only where such an account exists: people type passwords into
that field. To count the failures of one name all the same, a line carries a mark of 16 bits.
"""

import unicodedata
from collections import Counter
from datetime import timedelta

from django.contrib.auth import get_user_model
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


def must_wait(name):
    """Tell whether nobody may try this name from here now. The first refusal of a window is
    recorded."""
    marks = Counter(_marks(Result.FAILED)[:MOST_FROM_ONE_ADDRESS])
    if marks[_mark(name)] < MOST_FAILURES and marks.total() < MOST_FROM_ONE_ADDRESS:
        return False
    told = _marks(Result.REFUSED)[:MOST_FROM_ONE_ADDRESS]
    if _mark(name) not in told and len(told) < MOST_FROM_ONE_ADDRESS:
        _log_in_line(name, Result.REFUSED, sentence="失败次数过多，暂停登录")
    return True


def logged_in(user):
    record(LOG_IN, by=user, object=user.get_username())


def log_in_failed(name):
    _log_in_line(name, Result.FAILED)


def _log_in_line(name, result, **detail):
    record(LOG_IN, by=None, object=_known(name), result=result, mark=_mark(name), **detail)


def _marks(result):
    """Return the marks of the lines of log-ins from this address within the window."""
    lines = AuditLine.objects.filter(
        at__gte=timezone.now() - WINDOW,
        address=chain.origin.get().address,
        verb=LOG_IN,
        result=result,
    )
    return lines.order_by("-pk").values_list("detail__mark", flat=True)


def _mark(name):
    return salted_hmac("series.sessions", _tidy(name)).hexdigest()[:4]


def _known(name):
    names = get_user_model().objects.filter(username=_tidy(name))
    return names.values_list("username", flat=True).first() or UNKNOWN


def _tidy(name):
    """Return the name as the form reads it: full-width letters are no other account."""
    return unicodedata.normalize("NFKC", name.strip().replace("\0", ""))[:LONGEST_NAME]
