"""Notifications: one sentence a person, at the desk and, with an address, by e-mail."""

from django.contrib.auth import get_user_model

from series.models import Notification
from series.roles import may, read_roles

MOST_MAIL_ATTEMPTS = 5  # at one notification's e-mail


def notify(users, text, *, entry=None, but=None):
    """Notify each of these people once, without `but`; None and inactive people are left out."""
    people = {user.pk: user for user in users if user and user != but and user.is_active}
    Notification.objects.bulk_create(
        Notification(user=user, entry_id=entry and entry.pk, text=text[:300])
        for user in people.values()
    )


def writers_of(revision):
    """Return who wrote a revision and who submitted it.
    None for a text that an import wrote."""
    return [revision.created_by, *(row.submitted_by for row in revision.submissions.all())]


def people_who(verb, where, *, but_administrators=True):
    """Return the staff who may do `verb` there; `but_administrators` leaves out superusers."""
    staff = get_user_model().objects.filter(is_active=True, is_staff=True).order_by("pk")
    if but_administrators:
        staff = staff.filter(is_superuser=False)
    return [user for user in read_roles(staff) if may(user, verb, where)]
