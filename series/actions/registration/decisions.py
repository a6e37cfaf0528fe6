"""What the desk decides on registrations: approve, refuse, cancel, note, reveal. Decision 128.

Audit lines name registrations by their number: names and phones are never in the audit, which is
kept for good.
"""

from django.db import transaction

from series.actions.audit.chain import record
from series.actions.errors import EditorialError
from series.models import RegistrationMailKind, RegistrationState
from series.models.audit import lock_audit_chain
from series.models.participation.registration import STANDING

from .own_data import end
from .promotion import lock_settings, next_moment, promote
from .register import register
from .settings import check_may


@transaction.atomic
def approve(event, registrations, *, by) -> int:
    """Put pending registrations behind those in the queue, in the order of sending.

    Others are left as they are. Returns how many.
    """
    settings = _lock(event, by=by)
    rows = registrations.filter(event=event.pk, state=RegistrationState.PENDING)
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    rows = event.registrations.filter(pk__in=keys)
    rows.update(state=RegistrationState.LIVE, queued_at=next_moment(settings))
    promoted = promote(settings)
    if keys:
        record("通过报名", by=by, entry=event, **_detail(keys), promoted=promoted)
    return len(keys)


@transaction.atomic
def refuse(event, registrations, *, reason, by) -> int:
    """Refuse standing registrations with a reason that they read. Returns how many."""
    if not reason:
        raise EditorialError("请写明不通过的理由，报名人会看到")
    return _end(event, registrations, by=by, reason=reason, state=RegistrationState.REFUSED)


@transaction.atomic
def cancel_at_desk(event, registrations, *, reason, by) -> int:
    """Cancel standing registrations for their people; places go to whoever waits first."""
    return _end(event, registrations, by=by, reason=reason, state=RegistrationState.CANCELLED)


def _end(event, registrations, *, by, reason, state):
    settings = _lock(event, by=by)
    rows = list(registrations.filter(event=event.pk, state__in=STANDING).order_by("pk"))
    refused = state == RegistrationState.REFUSED
    kind = RegistrationMailKind.REFUSED if refused else RegistrationMailKind.CANCELLED
    end(rows, state, kind, reason=reason[:100])
    promoted = promote(settings)
    if rows:
        verb = "不通过报名" if refused else "取消报名"
        detail = _detail([row.pk for row in rows])
        record(verb, by=by, entry=event, **detail, reason=reason[:100], promoted=promoted)
    return len(rows)


def _lock(event, *, by):
    lock_audit_chain()
    check_may(by, "register", event)
    return lock_settings(event.pk)


def _detail(keys):
    return {"count": len(keys), "registrations": "、".join(map(str, keys[:50]))}


@transaction.atomic
def add_by_hand(event, sent, *, by):
    """Register people who asked by telephone or on paper. Returns the form."""
    _lock(event, by=by)
    group = register(event, sent, by=by)
    record("代为报名", by=by, entry=event, object=str(group), count=len(sent.people))
    return group


@transaction.atomic
def set_note(group, *, note, by):
    """Store the office's note, which the registered people never see."""
    lock_audit_chain()
    check_may(by, "register", group.event)
    group.note = note[:500]
    group.save(update_fields=["note"])
    record("备注报名", by=by, entry=group.event, object=str(group))


@transaction.atomic
def reveal_contacts(group, *, by):
    """Record that this person sees the phones and mailbox of a form in full."""
    check_may(by, "see_contacts", group.event)
    record("看报名全号", by=by, entry=group.event, object=str(group), count=group.people.count())
