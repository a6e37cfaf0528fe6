"""Handling a question at the desk: who answers, notes, the draft, sending it to review.

Audit lines name consultations by their number: they are kept for good. Decision 135.
"""

from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils import timezone

from series.actions.audit.chain import record
from series.actions.errors import EditorialError
from series.actions.notifying import notify, people_who
from series.models import Consultation, ConsultationNote, ConsultationOutcome, ConsultationState
from series.models.audit import lock_audit_chain
from series.roles import EVERYWHERE, may

from .own import lock_consultation
from .settings import may_manage


@dataclass(frozen=True)
class AnswerDraft:
    """An answer, a transfer or a refusal, and the question as it may be published."""

    outcome: str
    answer: str
    department: str = ""
    transferred_to: str = ""
    public_title: str = ""
    public_question: str = ""


def begin(row, *, by) -> Consultation:
    """Lock the audit and a consultation for a deed of this person. Raises EditorialError."""
    if not may_manage(by):
        raise EditorialError("咨询须由编辑或终审人员办理")
    lock_audit_chain()
    return lock_consultation(row.pk)


def _open_only(row):
    if row.state != ConsultationState.OPEN:
        raise EditorialError(f"{row}{row.get_state_display()}，现在不能改")


@transaction.atomic
def assign(row, *, to, by) -> Consultation:
    """Give a question to somebody to answer, or hand it on to another. Raises EditorialError."""
    row = begin(row, by=by)
    if row.is_closed:
        raise EditorialError(f"{row}已办结，不用再分办")
    if to is None or not may_manage(to):
        raise EditorialError("请选一位能办理咨询的同事")
    if row.assignee_id != to.pk:
        row.assignee = to
        row.save(update_fields=["assignee"])
        record("分办咨询", by=by, object=str(row), to=to.get_username(), to_id=to.pk)
        notify([to], f"{row}由您承办：{row.get_matter_display()}", but=by)
    return row


@transaction.atomic
def add_note(row, *, text, by) -> ConsultationNote:
    """Add an internal note. Raises EditorialError where it says nothing."""
    row = begin(row, by=by)
    if not text.strip():
        raise EditorialError("请先写备注")
    if row.purged_at:
        raise EditorialError("个人信息已清除，不再加备注")
    return row.notes.create(author=by, text=text.strip()[:500])


@transaction.atomic
def save_draft(row, draft: AnswerDraft, *, version: int, by) -> Consultation:
    """Store a draft; whoever stored it last drafted it. Raises EditorialError."""
    row = begin(row, by=by)
    _open_only(row)
    check_version(row, version)
    for name, value in asdict(draft).items():
        setattr(row, name, value)
    row.drafted_by, row.version = by, row.version + 1
    row.save()
    return row


def check_version(row, version):
    """Raise EditorialError where somebody changed the consultation since it was shown."""
    if row.version != version:
        raise EditorialError(f"{row}刚被别人或提问人改动，请看过新的内容再办")


@transaction.atomic
def submit(row, *, version: int, by) -> Consultation:
    """Send the draft to review by a second person. Raises EditorialError."""
    row = begin(row, by=by)
    _open_only(row)
    check_version(row, version)
    _check_complete(row)
    row.state, row.submitted_at = ConsultationState.REVIEWING, timezone.now()
    row.returned_because, row.version = "", row.version + 1
    row.save()
    record("送审答复", by=by, object=str(row), outcome=row.get_outcome_display())
    reviewers = [each for each in people_who("review_answer", EVERYWHERE) if each != row.drafted_by]
    notify(reviewers, f"{row}的{row.get_outcome_display()}等您审核", but=by)
    return row


def _check_complete(row):
    if not row.outcome or not row.answer.strip():
        words = {"": "答复", **dict(ConsultationOutcome.choices)}[row.outcome]
        raise EditorialError(f"请先写好{words}的内容并存下，再送审")
    if row.outcome == ConsultationOutcome.TRANSFER and not row.transferred_to:
        raise EditorialError("转办请写明转给哪个单位")


@transaction.atomic
def recall(row, *, by) -> Consultation:
    """Take a draft back from review to change it. Raises EditorialError."""
    row = begin(row, by=by)
    if row.state != ConsultationState.REVIEWING:
        raise EditorialError(f"{row}不在审核中")
    row.state, row.submitted_at, row.version = ConsultationState.OPEN, None, row.version + 1
    row.save()
    record("撤回答复", by=by, object=str(row))
    return row


@transaction.atomic
def reveal_contacts(row, *, by) -> Consultation:
    """Return the consultation to show its phone in full.

    An audit line says who saw it."""
    if not may(by, "see_contacts", EVERYWHERE):
        raise EditorialError("看全号须由终审人员")
    row = begin(row, by=by)
    record("查看咨询电话", by=by, object=str(row))
    return row
