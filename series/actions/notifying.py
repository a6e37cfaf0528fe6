"""Notifications: one sentence a person, at the desk and, with an address, by e-mail."""

from django.contrib.auth import get_user_model
from django.utils import timezone

from series.models import Notification, Revision
from series.roles import may, read_roles

MOST_MAIL_ATTEMPTS = 5  # at one notification's e-mail


def notify(users, text, *, entry=None, but=None, task=None):
    """Notify each of these people once, without `but`; None and inactive people are left out.

    `task` is the open review task that the notification asks for.
    """
    people = {user.pk: user for user in users if user and user != but and user.is_active}
    Notification.objects.bulk_create(
        Notification(user=user, entry_id=entry and entry.pk, task=task, text=text[:300])
        for user in people.values()
    )


def read_by_deed(user, entry):
    """Mark this person's notifications about an entry as read once they acted on it."""
    Notification.objects.unread().filter(user=user, entry=entry).update(read_at=timezone.now())


def writers_of(revision):
    """Return who wrote, who submitted and who took over a revision.

    None for a text that an import wrote. Of a reviewer's amendment these are the writers of the version that was amended.
    """
    written = amended_from(revision)
    submitted = [row.submitted_by for row in written.submissions.all()]
    return [written.created_by, *submitted, revision.entry.handed_to]


def amended_from(revision):
    """Return the last version up to this one that is no reviewer's amendment."""
    if revision.amended_level is None:
        return revision
    earlier = Revision.objects.filter(entry=revision.entry_id, number__lt=revision.number)
    return earlier.filter(amended_level=None).order_by("-number").first()


def people_who(verb, where, *, but_administrators=True):
    """Return the staff who may do `verb` there; `but_administrators` leaves out superusers."""
    staff = get_user_model().objects.filter(is_active=True, is_staff=True).order_by("pk")
    if but_administrators:
        staff = staff.filter(is_superuser=False)
    return [user for user in read_roles(staff) if may(user, verb, where)]
