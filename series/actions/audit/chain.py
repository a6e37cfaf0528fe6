"""The audit: a chain of lines, each written in the transaction of the action (decisions 19, 22)."""

from contextvars import ContextVar
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from series.models import AuditLine, Result
from series.models.audit import lock_audit_chain


@dataclass(frozen=True)
class Origin:
    """The origin of an action: `channel` is desk or site, `address` the client's IP address."""

    channel: str = ""
    address: str | None = None


# Set for each request by `series.middleware.request_origin`; commands leave it as it is.
NOWHERE = Origin()
origin: ContextVar[Origin] = ContextVar("origin", default=NOWHERE)


@transaction.atomic
def record(
    verb, *, by, channel="desk", entry=None, digest="", result=Result.DONE, object="", **detail
):
    """Append one audit line in the caller's transaction and return it.

    `verb` is Chinese, as it is shown; `detail` values are plain JSON.
    """
    head, here = lock_audit_chain(), origin.get()
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
