"""群发邮件 to chosen groups of an event: one message a form, once. Decision 132."""

from django.db import transaction

from series.actions.errors import EditorialError, RegistrationError
from series.actions.letters import (
    LetterDraft,
    LetterPreview,
    check_draft,
    sent_before,
    store_letter,
)
from series.models import (
    Event,
    GroupLetter,
    RegistrationGroup,
    RegistrationMail,
    RegistrationMailKind,
)
from series.models.audit import lock_audit_chain
from series.registration.letters import (
    EVENT_GROUPS,
    OF_EVENT,
    fill,
    in_groups,
    masked_values,
    tidy_template,
    values_of_group,
)

from .promotion import lock_settings
from .settings import check_may


def preview_letter(event, draft: LetterDraft, *, by) -> LetterPreview:
    """Return what would be sent; names in part, codes hidden. Raises EditorialError."""
    check_may(by, "register", event)
    forms = _forms(event, draft)
    addressed = [form for form in forms if form.email]
    if not addressed:
        raise RegistrationError("这些人都没有留邮箱，没有信可发", field="chosen")
    first = addressed[0]
    people = first.people.filter(in_groups(EVENT_GROUPS, draft.chosen))
    values = masked_values(values_of_group(first, people=people, root=""))
    without = len(forms) - len(addressed)
    return LetterPreview(
        len(addressed),
        without,
        fill(tidy_template(draft.subject), values),
        fill(tidy_template(draft.body), values),
    )


@transaction.atomic
def send_letter(event, draft: LetterDraft, *, by) -> GroupLetter:
    """Queue a letter for each form of the chosen groups that gave an address.

    The same form sent twice is one letter. Raises EditorialError.
    """
    lock_audit_chain()
    check_may(by, "register", event)
    lock_settings(event.pk)
    if sent := sent_before(draft):
        return sent
    forms = [form for form in _forms(event, draft) if form.email]
    letter = store_letter(event, draft, groups=EVENT_GROUPS, many=len(forms), by=by)
    kind = RegistrationMailKind.LETTER
    RegistrationMail.objects.bulk_create(
        RegistrationMail(group=form, kind=kind, letter=letter) for form in forms
    )
    return letter


def _forms(event, draft):
    check_draft(draft, groups=EVENT_GROUPS, known=OF_EVENT)
    if not Event.objects.published().filter(pk=event.pk).exists():
        raise EditorialError("活动没有公开，不能群发")
    people = event.registrations.filter(in_groups(EVENT_GROUPS, draft.chosen))
    forms = RegistrationGroup.objects.filter(pk__in=people.values("group")).order_by("pk")
    return list(forms.select_related("event"))
