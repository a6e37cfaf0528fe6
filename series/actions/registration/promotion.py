"""Places are given here, under the lock of the event's settings. Decision 128."""

from django.utils import timezone

from series.actions.errors import RegistrationError
from series.models import (
    EventState,
    Registration,
    RegistrationMail,
    RegistrationMailKind,
    RegistrationSettings,
    SessionChoice,
)
from series.registration.places import first_in_queue, first_of_session


def lock_settings(event_id) -> RegistrationSettings:
    """Lock the settings of an event until the transaction ends, and return them.

    Whoever registers, cancels or changes the number of places waits here for each other.
    """
    locked = RegistrationSettings.objects.select_for_update().filter(pk=event_id).first()
    if locked is None:
        raise RegistrationError("这场活动不在本站报名。")
    return locked


def next_moment(settings):
    """Return the moment at which somebody joins the queue: never before those already there.

    A clock that was set back would put them in front of people who have been told of a place.
    """
    queue = Registration.objects.filter(event=settings.pk).exclude(queued_at=None)
    last = queue.order_by("-queued_at").values_list("queued_at", flat=True).first()
    return max(filter(None, (timezone.now(), last)))


def promote(settings) -> int:
    """Give places to whoever stands first and has none, and tell them.

    Returns to how many. A cancelled event has no places to give.
    """
    if settings.event.state == EventState.CANCELLED:
        return 0
    rows = first_in_queue(settings).filter(admitted_at=None).select_related("group")
    admitted = list(rows.order_by("queued_at", "pk"))
    now = timezone.now()
    Registration.objects.filter(pk__in=[row.pk for row in admitted]).update(admitted_at=now)
    add_mails(admitted, RegistrationMailKind.ADMITTED)
    for session in settings.sessions.all():
        _promote_in(session, now)
    return len(admitted)


def _promote_in(session, now):
    """Give the places of a session.

    Those who had a place at the event before are told.
    """
    rows = first_of_session(session).filter(admitted_at=None)
    chosen = list(rows.select_related("registration__group"))
    SessionChoice.objects.filter(pk__in=[row.pk for row in chosen]).update(admitted_at=now)
    later = [row for row in chosen if row.registration.admitted_at < now]
    RegistrationMail.objects.bulk_create(
        RegistrationMail(
            group=row.registration.group,
            registration=row.registration,
            kind=RegistrationMailKind.SESSION,
            choice=row,
        )
        for row in later
        if row.registration.group.email
    )


def add_mails(registrations, kind):
    """Store one message a person, where the form gave an address."""
    RegistrationMail.objects.bulk_create(
        RegistrationMail(group=row.group, registration=row, kind=kind)
        for row in registrations
        if row.group.email
    )
