"""The audit: lines in a chain, each written in the transaction of its deed."""

from contextvars import ContextVar
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from series.models import AuditHead, AuditLine, Result


@dataclass(frozen=True)
class Origin:
    """Where a deed comes from: `channel` is desk or site, `address` the client's IP address."""

    channel: str = ""
    address: str | None = None


# Set for each request by `series.views.origin`; commands leave it as it is.
NOWHERE = Origin()
origin: ContextVar[Origin] = ContextVar("origin", default=NOWHERE)


def hold_chain():
    """The end of the chain, held until the transaction ends.

    The first lock that any writing action takes: chain, then entry, then numbers. One order
    for everybody, so that no two wait for each other.
    """
    held = AuditHead.objects.select_for_update().filter(pk=1)
    head = held.first()
    if head is None:
        AuditHead.objects.get_or_create(pk=1)
        head = held.get()
    return head


@transaction.atomic
def record(
    verb, *, by, channel="desk", entry=None, digest="", result=Result.DONE, object="", **detail
):
    """Append one audit line in the caller's transaction. `verb` is Chinese, as it is read;
    `detail` values are plain JSON."""
    head, here = hold_chain(), origin.get()
    line = AuditLine(
        number=head.count + 1,
        at=timezone.now(),
        actor=by,
        channel=here.channel or channel,
        address=here.address,
        verb=verb,
        result=result,
        entry_id=entry and entry.pk,
        object=object.replace("\0", "")[:200],
        digest=digest,
        detail=detail,
    )
    line.seal = line.sealed_over(head.seal)
    line.save()
    head.count, head.seal = line.number, line.seal
    head.save(update_fields=["count", "seal"])
    return line
