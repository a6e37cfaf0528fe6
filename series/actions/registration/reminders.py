"""Reminders of the day before and the question how it was.

Stored by the timer. Decision 132.
"""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from series.models import (
    Event,
    EventState,
    Registration,
    RegistrationGroup,
    RegistrationMail,
    RegistrationMailKind,
    RegistrationState,
)
from series.registration.feedback import FEEDBACK_DAYS

from .promotion import lock_settings

DAY = timedelta(days=1)
HOUR_OF_DAY = time(9)  # nobody is reminded at midnight


def remind_registered(now) -> int:
    """Store a reminder for each form with a place at an event tomorrow.

    Returns how many. One a form and day: when the event is put off, its people are reminded again.
    """
    coming = _on_this_site().filter(starts_at__gt=now, starts_at__lt=now + 2 * DAY)
    due = [event for event in coming if reminded_from(event) <= now]
    return sum(_remind(event, now) for event in due)


def ask_for_feedback(now) -> int:
    """Store the question how an event was, the day after it.

    Returns for how many forms.
    """
    over = _on_this_site().filter(ends_at__lt=now, ends_at__gte=now - FEEDBACK_DAYS)
    due = [event for event in over if _nine_o_clock(event.ends_at, days=1) <= now]
    return sum(_store(event, RegistrationMailKind.FEEDBACK, now) for event in due)


def reminded_from(event) -> datetime:
    """Return the moment of reminding: nine o'clock on the day before."""
    return _nine_o_clock(event.starts_at, days=-1)


def _nine_o_clock(moment, *, days):
    day = timezone.localtime(moment).date() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, HOUR_OF_DAY))


def _on_this_site():
    rows = Event.objects.published().filter(registration_settings__isnull=False)
    return rows.exclude(state=EventState.CANCELLED).only("starts_at", "ends_at")


def _remind(event, now):
    kind = RegistrationMailKind.REMINDER
    # A reminder from before that moment told of another day.
    of_another_day = RegistrationMail.objects.filter(
        group__event=event.pk, kind=kind, created_at__lt=reminded_from(event)
    )
    of_another_day.delete()
    return _store(event, kind, now)


@transaction.atomic
def _store(event, kind, now):
    lock_settings(event.pk)
    told = RegistrationMail.objects.filter(kind=kind, group__event=event.pk).values("group")
    placed = Registration.objects.filter(
        event=event.pk, state=RegistrationState.LIVE, admitted_at__isnull=False
    )
    groups = RegistrationGroup.objects.filter(pk__in=placed.values("group")).exclude(pk__in=told)
    mails = [RegistrationMail(group=row, kind=kind, created_at=now) for row in groups if row.email]
    RegistrationMail.objects.bulk_create(mails)
    return len(mails)
