"""The audit, a chain of lines.
Each is written in the transaction of its action (decisions 19, 22)."""

from contextvars import ContextVar
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from chamber.backends.insertion import insert_objects
from series.models import AuditLine, Result
from series.models.audit import lock_audit_chain

from .keys import audit_keys, key_for


@dataclass(frozen=True)
class Origin:
    """The origin of an action: `channel` is desk or site, `address` the client's IP address."""

    channel: str = ""
    address: str | None = None


# Set for each request by `series.middleware.request_origin`; commands leave it as it is.
NOWHERE = Origin()
origin: ContextVar[Origin] = ContextVar("origin", default=NOWHERE)


def record(
    verb, *, by, channel="desk", entry=None, digest="", result=Result.DONE, object="", **detail
):
    """Append one audit line in the caller's transaction and return it.

    `verb` is Chinese, as it is shown; `detail` values are plain JSON.
    """
    draft = AuditDraft(verb, entry and entry.pk, digest, detail, result, object)
    return record_many([draft], by=by, channel=channel)[0]


@dataclass(frozen=True)
class AuditDraft:
    """An audit line that has no number and no seal yet; `entry` is a key."""

    verb: str
    entry: int | None = None
    digest: str = ""
    detail: dict = field(default_factory=dict)
    result: Result = Result.DONE
    object: str = ""


@transaction.atomic
def record_many(drafts, *, by, channel="desk"):
    """Append audit lines in this order, in the caller's transaction.

    Return them, without their keys where they are several.
    """
    head, here = lock_audit_chain(), origin.get()
    number, seal, lines = head.count, head.seal, []
    keys = audit_keys()
    for draft in drafts:
        number += 1
        line = AuditLine(
            number=number,
            at=timezone.now(),
            actor=by,
            channel=here.channel or channel,
            verb=draft.verb,
            result=draft.result,
            entry_id=draft.entry,
            object=draft.object.replace("\0", "")[:200],
            digest=draft.digest,
            detail=draft.detail,
        )
        line.set_address(here.address)
        line.seal = seal = line.sealed_over(seal)
        key = key_for(number, keys)
        line.mark = key.mark(seal) if key else ""
        lines.append(line)
    if len(lines) == 1:
        lines[0].save()
    else:
        insert_objects(lines)
    head.count, head.seal = number, seal
    head.save(update_fields=["count", "seal"])
    return lines
