"""Reviewing an answer: by somebody who did not draft it; the database says it again.

Decision 135.
"""

from django.db import transaction
from django.utils import timezone

from series.actions.audit.chain import record
from series.actions.errors import EditorialError
from series.actions.notifying import notify
from series.consultation.clock import days_taken
from series.models import ConsultationMailKind, ConsultationOutcome, ConsultationState
from series.roles import EVERYWHERE, may

from .asking import add_mail
from .handling import begin, check_version


def may_review(user, row) -> bool:
    """Tell whether this person may review the answer: by their role, and not their own."""
    return may(user, "review_answer", EVERYWHERE) and row.drafted_by_id != user.pk


def _reviewed(row, *, version, by):
    row = begin(row, by=by)
    if row.state != ConsultationState.REVIEWING:
        raise EditorialError(f"{row}不在审核中")
    if not may(by, "review_answer", EVERYWHERE):
        raise EditorialError("答复须由终审人员审核")
    if row.drafted_by_id == by.pk:
        raise EditorialError("答复是您拟的，请另一位终审人员审核")
    check_version(row, version)
    return row


@transaction.atomic
def approve(row, *, version: int, publish: bool, by):
    """Close a question with its answer, and publish both where asked for. Raises EditorialError.

    Only an answer is published, only where whoever asked is willing, and only with a question
    that says something.
    """
    row = _reviewed(row, version=version, by=by)
    now = timezone.now()
    if publish:
        check_publishable(row)
    row.state, row.reviewed_by, row.closed_at = ConsultationState.CLOSED, by, now
    row.working_days = days_taken(row.received_at, now)
    row.published_at = now if publish else None
    row.version += 1
    row.save()
    if row.email:
        add_mail(row, ConsultationMailKind.CLOSED)
    facts = {"outcome": row.get_outcome_display(), "working_days": row.working_days}
    record("通过答复并公开" if publish else "通过答复", by=by, object=str(row), **facts)
    notify([row.drafted_by, row.assignee], f"{row}已办结", but=by)
    return row


def check_publishable(row):
    """Raise EditorialError where a question and its answer cannot be public."""
    if row.outcome != ConsultationOutcome.ANSWER:
        raise EditorialError("只有答复可以公开，转办和不予受理只回给本人")
    if not row.may_publish:
        raise EditorialError("提问人没有同意公开，只能回给本人")
    if not (row.public_title.strip() and row.public_question.strip()):
        raise EditorialError("请先写好公开的标题和问题")


@transaction.atomic
def send_back(row, *, version: int, reason: str, by):
    """Send a draft back to whoever wrote it, with a reason. Raises EditorialError."""
    row = _reviewed(row, version=version, by=by)
    if not reason.strip():
        raise EditorialError("请写明退回的原因")
    row.state, row.submitted_at = ConsultationState.OPEN, None
    row.returned_because, row.version = reason.strip()[:300], row.version + 1
    row.save()
    record("退回答复", by=by, object=str(row), reason=row.returned_because)
    notify([row.drafted_by, row.assignee], f"{row}的答复退回修改：{row.returned_because}", but=by)
    return row


@transaction.atomic
def hide(row, *, reason: str, by):
    """Take a published answer from the public; whoever asked still has it."""
    row = begin(row, by=by)
    if not may(by, "review_answer", EVERYWHERE) and not by.is_superuser:
        raise EditorialError("撤下公开的答复须由终审人员")
    if not reason.strip():
        raise EditorialError("请写明撤下的原因")
    if row.published_at:
        row.published_at, row.version = None, row.version + 1
        row.save(update_fields=["published_at", "version"])
        record("撤下公开答复", by=by, object=str(row), reason=reason.strip()[:200])
    return row
