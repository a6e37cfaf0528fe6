"""群发邮件 to the endorsers of a call: one message an endorsement, once. Decision 132."""

from django.db import transaction

from series.actions.errors import EditorialError, RegistrationError
from series.actions.letters import (
    LetterDraft,
    LetterPreview,
    check_draft,
    sent_before,
    store_letter,
)
from series.models import Endorsement, EndorsementMail, EndorsementMailKind, GroupLetter, Initiative
from series.models.audit import lock_audit_chain
from series.registration.letters import (
    CALL_GROUPS,
    OF_CALL,
    fill,
    in_groups,
    masked_values,
    tidy_template,
    values_of_endorsement,
)

from .deciding import may_manage
from .versions import lock_settings


def preview_letter(call, draft: LetterDraft, *, by) -> LetterPreview:
    """Return what would be sent; names in part, codes hidden. Raises EditorialError."""
    rows = _rows(call, draft, by=by)
    addressed = [row for row in rows if row.email]
    if not addressed:
        raise RegistrationError("这些人都没有留邮箱，没有信可发", field="chosen")
    values = masked_values(values_of_endorsement(addressed[0], root=""))
    return LetterPreview(
        len(addressed),
        len(rows) - len(addressed),
        fill(tidy_template(draft.subject), values),
        fill(tidy_template(draft.body), values),
    )


@transaction.atomic
def send_letter(call, draft: LetterDraft, *, by) -> GroupLetter:
    """Queue a letter for each endorsement of the chosen groups that gave an address.

    The same form sent twice is one letter. Raises EditorialError.
    """
    lock_audit_chain()
    lock_settings(call.pk)
    if sent := sent_before(draft):
        return sent
    rows = [row for row in _rows(call, draft, by=by) if row.email]
    letter = store_letter(call, draft, groups=CALL_GROUPS, many=len(rows), by=by)
    kind = EndorsementMailKind.LETTER
    EndorsementMail.objects.bulk_create(
        EndorsementMail(endorsement=row, kind=kind, letter=letter) for row in rows
    )
    return letter


def _rows(call, draft, *, by):
    if not may_manage(by, call):
        raise EditorialError("群发邮件须由这个栏目的编辑或终审人员操作")
    check_draft(draft, groups=CALL_GROUPS, known=OF_CALL)
    if not Initiative.objects.published().filter(pk=call.pk).exists():
        raise EditorialError("倡议没有公开，不能群发")
    rows = Endorsement.objects.filter(in_groups(CALL_GROUPS, draft.chosen), initiative=call.pk)
    return list(rows.select_related("initiative").order_by("pk"))
