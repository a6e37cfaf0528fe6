"""What is deleted when its period is over: addresses, sessions, search tallies, the bin."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from chamber.models import UserSession
from series.actions.audit.addresses import overdue_lines, take_addresses_away
from series.actions.counters.searches import KEPT_DAYS as SEARCHES_KEPT_DAYS
from series.actions.editorial.bin import KEPT_DAYS, overdue
from series.actions.editorial.bin_purge import purge_bin
from series.actions.editorial.clock import LONGEST_STEP, newest_moment
from series.actions.errors import EditorialError
from series.models import SearchTally


@dataclass(frozen=True)
class Overdue:
    """A kind of data whose period is over.
    How many rows there are, and what deletes them."""

    name: str
    rows: QuerySet
    purge: Callable[[], int]


def overdue_data() -> list[Overdue]:
    """Return each kind of data that has a period, with the overdue rows."""
    now = timezone.now()
    ended = UserSession.objects.filter(expire_date__lt=now)
    oldest_day = timezone.localdate() - timedelta(days=SEARCHES_KEPT_DAYS)
    searched = SearchTally.objects.filter(day__lt=oldest_day)
    return [
        Overdue("审计记录里的地址", overdue_lines(), take_addresses_away),
        Overdue("过期的登录会话", ended, lambda: ended.delete()[0]),
        Overdue("过期的检索词", searched, lambda: searched.delete()[0]),
        Overdue(f"回收站里满 {KEPT_DAYS} 天的草稿", overdue(), purge_bin),
    ]


def require_known_time():
    """Raise EditorialError after a jump of the clock: what is deleted does not come back."""
    known = newest_moment()
    if known and timezone.now() - known > LONGEST_STEP:
        raise EditorialError(
            f"服务器的时钟比上次所知的时间（{timezone.localtime(known):%Y-%m-%d %H:%M}）快了一天以上，"
            "没有清除；请核对时间，无误时先运行 manage.py publish_due --clock-is-right"
        )
