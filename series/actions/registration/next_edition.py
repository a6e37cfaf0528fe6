"""办下一场 with its registration: settings, questions and sessions come along. Decision 132."""

from django.db import transaction

from series.actions.audit.chain import record
from series.actions.editorial.editions import make_next_edition
from series.models import (
    RegistrationQuestion,
    RegistrationSession,
    RegistrationSettings,
)
from series.registration.consents import store_consent
from series.roles import may

# What belongs to one edition alone: when people may register, and what came of it.
COPIED = ("way", "url", "capacity", "most_together", "needs_approval", "retention_days")


@transaction.atomic
def make_next_event(event, *, by):
    """Create a draft of the next edition that takes registrations as this one did.

    Returns the child row. Raises EditorialError.
    """
    draft = make_next_edition(event, by=by)
    settings = RegistrationSettings.objects.filter(pk=event.pk).first()
    if settings and may(by, "register", draft):
        _copy_registration(settings, draft, by=by)
    return draft


def _copy_registration(last, draft, *, by):
    given = {name: getattr(last, name) for name in COPIED}
    settings = RegistrationSettings.objects.create(event_id=draft.pk, **given)
    RegistrationQuestion.objects.bulk_create(
        RegistrationQuestion(
            settings=settings,
            order=order,
            **{name: getattr(row, name) for name in ("kind", "label", "options", "required")},
        )
        for order, row in enumerate(last.questions.filter(retired=False), start=1)
    )
    RegistrationSession.objects.bulk_create(
        RegistrationSession(settings=settings, order=order, title=row.title, capacity=row.capacity)
        for order, row in enumerate(last.sessions.all(), start=1)
    )
    if consent := last.consents.first():
        store_consent(settings.consents, consent.text)
    questions = "、".join(map(str, settings.questions.all()))
    record("沿用报名设置", by=by, entry=draft, of=last.pk, questions=questions)
