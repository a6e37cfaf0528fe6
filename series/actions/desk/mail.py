"""Notifications by e-mail: one message a person, each notification sent once.

A notification is claimed (`mailed_at`) by one conditional update before its message is sent, and
released when the message could not be sent; so two processes never send it twice. A process that
dies between claim and sending loses the message: the notification is still shown at the desk.
"""

import logging
from dataclasses import dataclass
from datetime import timedelta
from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from series.actions.notifying import MOST_MAIL_ATTEMPTS
from series.models import Notification
from series.models.entry import TEXTS_OF_ENTRY
from series.text.language.single_line import single_line

logger = logging.getLogger(__name__)
OFF = "django.core.mail.backends.dummy.EmailBackend"
MOST_SENTENCES = 50
LONGEST_SUBJECT = 60
OLDEST = timedelta(days=3)  # older ones are not mailed: no flood on the first day


@dataclass
class Sent:
    """The counts of sent messages, of their notifications, and of failed messages."""

    messages: int = 0
    sentences: int = 0
    failed: int = 0


def send_notifications(*, root=""):
    """Send every waiting unread notification to people with an address. Returns Sent.

    `root` is the public address for absolute links; without it a message has no links.
    """
    sent = Sent()
    if not is_on():
        return sent
    connection = get_connection()
    for user in _addressees():
        _send_to(user, connection, root, sent)
    return sent


def is_on() -> bool:
    """Tell whether mail is set up (EMAIL_URL); without it nothing is sent or marked."""
    return settings.EMAIL_BACKEND != OFF


def waiting_notifications():
    """Return the notifications that are still to be sent."""
    rows = Notification.objects.unread().filter(
        mailed_at=None, mail_failures__lt=MOST_MAIL_ATTEMPTS
    )
    return rows.filter(created_at__gte=timezone.now() - OLDEST)


def _addressees():
    people = get_user_model().objects.filter(is_active=True, is_staff=True)
    return (
        people.exclude(email="")
        .filter(pk__in=waiting_notifications().values("user"))
        .order_by("pk")
    )


def _send_to(user, connection, root, sent):
    claimed = claim_notifications(user)
    if not claimed:
        return
    try:
        build_message(user, claimed, connection, root=root).send()
    except (OSError, SMTPException, ValueError) as error:
        logger.warning("mail to user %s failed: %s", user.pk, error)
        release_notifications(claimed)
        sent.failed += 1
    else:
        sent.messages += 1
        sent.sentences += len(claimed)


@transaction.atomic
def claim_notifications(user):
    """Claim this person's waiting notifications for this process and return them."""
    rows = waiting_notifications().filter(user=user).select_related("entry").order_by("pk")
    rows = rows.defer(*TEXTS_OF_ENTRY)
    now = timezone.now()
    return [
        row
        for row in rows[:MOST_SENTENCES]
        if Notification.objects.filter(pk=row.pk, mailed_at=None).update(mailed_at=now)
    ]


def release_notifications(rows):
    """Release notifications that were not sent: they wait again, with one failure more."""
    keys = [row.pk for row in rows]
    Notification.objects.filter(pk__in=keys).update(
        mailed_at=None, mail_failures=F("mail_failures") + 1
    )


def build_message(user, rows, connection, *, root):
    """Return one message with these notifications."""
    first = single_line(rows[0].text)
    subject = first if len(rows) == 1 else f"{len(rows)} 条通知：{first}"
    if len(subject) > LONGEST_SUBJECT:
        subject = subject[: LONGEST_SUBJECT - 1] + "…"
    return EmailMessage(
        f"【编辑工作台】{subject}",
        _message_text(user, rows, root),
        to=[user.email],
        connection=connection,
    )


def _message_text(user, rows, root):
    lines = [f"{user}，您好：", ""]
    for number, row in enumerate(rows, start=1):
        lines.append(f"{number}. {row.text}")
        if root and row.entry:
            page = reverse(f"admin:series_{row.entry.kind}_change", args=[row.entry_id])
            lines.append(f"   {root}{page}")
    lines.append("")
    if root:
        lines.append(f"全部通知：{root}{reverse('admin:desk_notifications')}")
        lines.append(f"不再收邮件：在 {root}{reverse('admin:desk_settings')} 清空邮箱即可")
    else:
        lines.append("全部通知见工作台的“通知”页；不再收邮件，请在“设置”页清空邮箱。")
    return "\n".join(lines) + "\n"
