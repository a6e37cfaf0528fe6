"""What the office decides about endorsements: verified, or not counted, with a reason."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from series.actions.audit.chain import record
from series.actions.errors import EditorialError
from series.models import Endorsement, EndorsementSettings, EndorsementState, Initiative
from series.models.audit import lock_audit_chain
from series.roles import may

from .thresholds import note_thresholds
from .versions import lock_settings

MOST_AT_ONCE = 2000
DECIDED = (EndorsementState.WAITING, EndorsementState.VERIFIED, EndorsementState.REFUSED)


def may_manage(user, initiative) -> bool:
    """Tell whether the user keeps the endorsements of this call.

    Editors and final reviewers of its column."""
    return may(user, "endorse", initiative)


def verify(initiative: Initiative, keys: Iterable[int], *, by) -> int:
    """Mark endorsements as verified. Returns how many changed. Raises EditorialError."""
    return _decide(initiative, keys, EndorsementState.VERIFIED, reason="", by=by)


def refuse(initiative: Initiative, keys: Iterable[int], *, reason: str, by) -> int:
    """Take endorsements out of the count, with a reason that their people see.

    Returns how many changed. Raises EditorialError.
    """
    if not reason.strip():
        raise EditorialError("不予计入须写明原因，本人凭回执号能看到")
    return _decide(initiative, keys, EndorsementState.REFUSED, reason=reason.strip()[:200], by=by)


@transaction.atomic
def _decide(initiative, keys, state, *, reason, by):
    if not may_manage(by, initiative):
        raise EditorialError("核实联署须由这个栏目的编辑或终审人员操作")
    keys = list(keys)
    if len(keys) > MOST_AT_ONCE:
        raise EditorialError(f"一次最多处理 {MOST_AT_ONCE} 条，现选了 {len(keys)} 条，请分几次")
    lock_audit_chain()
    if lock_settings(initiative.pk) is None:
        raise EditorialError("这份倡议没有开放联署")
    rows = Endorsement.objects.filter(initiative=initiative.pk, pk__in=keys, state__in=DECIDED)
    rows = rows.exclude(state=state)
    _check_unique(rows, state)
    numbers = sorted(rows.values_list("pk", flat=True))
    facts = {"state": state, "reason": reason, "decided_by": by, "decided_at": timezone.now()}
    Endorsement.objects.filter(pk__in=numbers).update(**facts)
    count_again(initiative.pk)
    if numbers:
        detail = (
            {"endorsements": numbers, "reason": reason} if reason else {"endorsements": numbers}
        )
        verb = "核实联署" if state == EndorsementState.VERIFIED else "联署不予计入"
        record(verb, by=by, entry=initiative, object=f"{initiative} {len(numbers)} 条", **detail)
        note_thresholds(initiative.pk, by=by)
    return len(numbers)


def _check_unique(rows, state):
    """Refuse to count somebody again who stands behind the call by another row."""
    if state != EndorsementState.VERIFIED:
        return
    seen = set()
    for row in rows.filter(state=EndorsementState.REFUSED):
        standing = Endorsement.objects.filter(initiative=row.initiative_id).counted()
        same = (
            Q(credit_code=row.credit_code)
            if row.credit_code
            else Q(credit_code="", phone_hash=row.phone_hash)
        )
        own = row.credit_code or row.phone_hash
        if own in seen or standing.filter(same).exists():
            raise EditorialError(f"“{row}”另有一条联署正在计入，请先处理那一条")
        seen.add(own)


def count_again(initiative_id: int) -> EndorsementSettings:
    """Write the tallies of a call by its rows; the caller holds the lock.

    Returns the settings."""
    verified = Q(state=EndorsementState.VERIFIED)
    counts = Endorsement.objects.filter(initiative=initiative_id).aggregate(
        waiting=Count("pk", filter=Q(state=EndorsementState.WAITING)),
        verified=Count("pk", filter=verified),
        named=Count("pk", filter=verified & Q(name_public=True)),
    )
    EndorsementSettings.objects.filter(pk=initiative_id).update(**counts)
    return EndorsementSettings.objects.get(pk=initiative_id)
