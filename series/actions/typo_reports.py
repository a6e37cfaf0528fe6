"""纠错: reports of wrong words, from the public form to the purge. Decision 135.

Audit lines name a report by its number and its text: never the reader or the words.
"""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from chamber.personal_data.fields import as_stored
from series.actions.audit.chain import record
from series.actions.errors import EditorialError
from series.models import TypoReport, TypoState
from series.models.audit import lock_audit_chain
from series.roles import EVERYWHERE, may

KEPT_DAYS = 90  # the contact, after the report was settled; at most that long again while it waits
MOST_KEPT_DAYS = 180


def may_settle(user) -> bool:
    """Tell whether the user handles reports of errors; some belong to no column."""
    return may(user, "consult", EVERYWHERE)


def report_typo(*, form_key: str, entry=None, page="", quote="", remark, contact="") -> TypoReport:
    """Store a report; a form that comes twice is one."""
    facts = {"entry": entry, "page": page, "quote": quote, "remark": remark, "contact": contact}
    try:
        with transaction.atomic():
            return TypoReport.objects.create(form_key=form_key, created_at=timezone.now(), **facts)
    except IntegrityError:
        if sent := TypoReport.objects.filter(form_key=form_key).first():
            return sent
        raise


@transaction.atomic
def settle_typo(row, *, changed: bool, reason: str, by) -> TypoReport:
    """Settle a report: the text was changed, or is not, with a reason. Raises EditorialError."""
    if not may_settle(by):
        raise EditorialError("纠错须由编辑或终审人员处理")
    lock_audit_chain()
    row = TypoReport.objects.select_for_update().get(pk=row.pk)
    if row.state != TypoState.WAITING:
        raise EditorialError(f"{row}已经处理：{row.get_state_display()}")
    if not changed and not reason.strip():
        raise EditorialError("不改须写明理由")
    row.state = TypoState.CHANGED if changed else TypoState.KEPT
    row.reason, row.decided_by, row.decided_at = reason.strip()[:200], by, timezone.now()
    row.save(update_fields=["state", "reason", "decided_by", "decided_at"])
    facts = {"outcome": row.get_state_display(), "reason": row.reason}
    record("处理纠错", by=by, entry=row.entry, object=str(row), **facts)
    return row


@transaction.atomic
def reveal_contact(row, *, by) -> TypoReport:
    """Return a report to show its contact; an audit line says who saw it."""
    if not may(by, "see_contacts", EVERYWHERE):
        raise EditorialError("看联系方式须由终审人员")
    record("查看纠错联系方式", by=by, entry=row.entry, object=str(row))
    return row


def overdue_contacts(now=None):
    """Return the reports whose contact has been kept long enough, settled or not."""
    now = now or timezone.now()
    settled = Q(decided_at__lt=now - timedelta(days=KEPT_DAYS))
    old = Q(created_at__lt=now - timedelta(days=MOST_KEPT_DAYS))
    rows = TypoReport.objects.annotate(stored=as_stored(TypoReport._meta.get_field("contact")))
    return rows.filter(settled | old).exclude(stored="")


@transaction.atomic
def purge_contacts(now=None) -> int:
    """Empty the contacts of overdue reports; the reports stay. Returns how many."""
    lock_audit_chain()
    keys = list(overdue_contacts(now).values_list("pk", flat=True))
    many = TypoReport.objects.filter(pk__in=keys).update(
        contact="", purged_at=now or timezone.now()
    )
    if many:
        record(
            "清除纠错联系方式", by=None, object="纠错", channel="purge_personal_data", count=many
        )
    return many
