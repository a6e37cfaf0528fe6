"""IP addresses in the audit, which are kept for a period only (decision 111).

The law asks for logs of at least six months; after that an address is personal data without a
purpose. The seal of a line covers a salted digest of the address, so that taking address and salt
away changes no seal. That they were taken away is a line itself, else `verify_signatures` tells.
"""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from series.actions.errors import EditorialError
from series.models import AuditLine, Result
from series.models.audit import lock_audit_chain

from .chain import record

TAKEN_AWAY = "清除过期地址"
SHORTEST_DAYS = 184  # the longest six months, March to August


def overdue_lines():
    """Return the lines whose address is older than the period and may be taken away.

    Raises EditorialError where the setting is shorter than the law allows.
    """
    return _before_the_period().with_address()


def sealed_addresses() -> int:
    """Return how many overdue lines have the address under their seal, from before decision 111."""
    return _before_the_period().filter(address__isnull=False, address_digest="").count()


def _before_the_period():
    days = settings.AUDIT_ADDRESS_DAYS
    if days < SHORTEST_DAYS:
        raise EditorialError(
            f"CHAMBER_ADDRESS_DAYS 是 {days} 天，短于网络安全法要求的六个月，请改为至少 {SHORTEST_DAYS}"
        )
    return AuditLine.objects.filter(at__lt=timezone.now() - timedelta(days=days))


@transaction.atomic
def take_addresses_away(*, by=None) -> int:
    """Take away the overdue addresses and record up to which line. Returns how many."""
    lock_audit_chain()
    last = overdue_lines().order_by("-number").values_list("number", flat=True).first()
    if last is None:
        return 0
    count = overdue_lines().take_addresses_away()
    record(TAKEN_AWAY, by=by, channel="purge_logs", through=last, lines=count)
    return count


def taken_away_to() -> int:
    """Return the last line whose address was taken away by the rule, else 0."""
    lines = AuditLine.objects.filter(verb=TAKEN_AWAY, result=Result.DONE).order_by("-number")
    told = lines.values_list("detail__through", flat=True)
    return max(told, default=0)
