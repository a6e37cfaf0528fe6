"""Deeds of people with their own registration. Decision 128."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from chamber.personal_data.fields import keyed_hashes
from series.actions.errors import RegistrationError
from series.models import (
    Registration,
    RegistrationGroup,
    RegistrationMailKind,
    RegistrationSettings,
    RegistrationState,
)
from series.models.participation.registration import CODE_PURPOSE, PHONE_PURPOSE, STANDING

from .promotion import add_mails, lock_settings, promote
from .register import check_phone_is_free


def group_of_code(code: str) -> RegistrationGroup | None:
    """Return the form with this code, as it is stored; None where there is none."""
    if not code:
        return None
    rows = RegistrationGroup.objects.select_related("event")
    return rows.filter(code_hash__in=keyed_hashes(code, CODE_PURPOSE)).first()


def has_phone(group, phone: str) -> bool:
    """Tell whether one of the form's people has this phone."""
    return group.people.filter(phone_hash__in=keyed_hashes(phone, PHONE_PURPOSE)).exists()


@transaction.atomic
def cancel(group, *, only=None) -> int:
    """Cancel a form, or one person of it, and promote whoever waits.

    Cancelling twice changes nothing. Returns how many were cancelled.
    """
    settings = lock_settings(group.event_id)
    rows = group.people.filter(state__in=STANDING)
    rows = list(rows.filter(pk=only) if only else rows)
    end(rows, RegistrationState.CANCELLED, RegistrationMailKind.CANCELLED)
    promote(settings)
    return len(rows)


def end(rows, state, kind, *, reason=""):
    """Set registrations to a state without a place, with the message that says so."""
    keys = [row.pk for row in rows]
    Registration.objects.filter(pk__in=keys).update(
        state=state, reason=reason, ended_at=timezone.now(), admitted_at=None
    )
    add_mails(Registration.objects.filter(pk__in=keys).select_related("group"), kind)


@transaction.atomic
def correct(group, *, organization, email, people):
    """Correct what a form says of its people; places and queue stay as they are.

    `people` is {key of a registration: (name, phone)}. Raises RegistrationError.
    """
    lock_settings(group.event_id)
    rows = {row.pk: row for row in group.people.filter(state__in=STANDING)}
    if not rows:
        raise RegistrationError("这份报名已取消，不能再改；需要参加请重新报名。")
    for key, (name, phone) in people.items():
        row = rows[key]
        check_phone_is_free(group.event_id, phone, field=f"phone_{key}", but=key)
        row.name, row.phone = name, phone
        row.save(update_fields=["name", "phone", "phone_hash"])
    group.organization, group.email = organization, email
    group.save(update_fields=["organization", "email"])


@transaction.atomic
def delete_data(group) -> int:
    """Delete a form with all its people for good; only their number stays.

    Their places go to whoever waits first.
    """
    settings = lock_settings(group.event_id)
    many = group.people.count()
    group.delete()
    RegistrationSettings.objects.filter(pk=settings.pk).update(
        deleted_count=F("deleted_count") + many
    )
    promote(settings)
    return many
