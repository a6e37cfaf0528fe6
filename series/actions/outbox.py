"""Mails to the public that wait in a table, each to be sent once.

A message is claimed (`sent_at`) before it is sent and released when it could not be, as the desk's
notifications are. Decision 128.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from smtplib import SMTPException

from django.core.mail import EmailMessage, get_connection
from django.db.models import F, QuerySet
from django.utils import timezone

from series.actions.notifying import MOST_MAIL_ATTEMPTS

logger = logging.getLogger(__name__)
AT_ONCE = 500


@dataclass
class SentMails:
    """How many messages left, and how many could not."""

    messages: int = 0
    failed: int = 0


def waiting_mails(model) -> QuerySet:
    """Return the rows of a table of mails that are still to be sent."""
    return model.objects.filter(sent_at=None, failures__lt=MOST_MAIL_ATTEMPTS)


def send_waiting_mails(model, build: Callable[[int], EmailMessage | None]) -> SentMails:
    """Send what waits in a table of mails.

    `build` gives the message of a key; None where it has no address or is no longer true.
    """
    sent, connection = SentMails(), get_connection()
    for key in waiting_mails(model).order_by("pk").values_list("pk", flat=True)[:AT_ONCE]:
        if model.objects.filter(pk=key, sent_at=None).update(sent_at=timezone.now()):
            _send(model, key, build, connection, sent)
    return sent


def _send(model, key, build, connection, sent):
    message = build(key)
    if message is None:
        return
    message.connection = connection
    try:
        message.send()
    except (OSError, SMTPException, ValueError) as error:
        logger.warning("%s %s failed: %s", model._meta.model_name, key, type(error).__name__)
        model.objects.filter(pk=key).update(sent_at=None, failures=F("failures") + 1)
        sent.failed += 1
    else:
        sent.messages += 1
