"""E-mail to whoever asked: stored with the deed, sent once by the timer. Decision 135.

As those of registrations (decision 128): claimed before it is sent, released when it could not be.
"""

import logging
from smtplib import SMTPException

from django.core.mail import EmailMessage, get_connection
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from series.actions.notifying import MOST_MAIL_ATTEMPTS
from series.actions.registration.mail import SentMails
from series.models import ConsultationMail, ConsultationMailKind
from series.registration.codes import shown_code

from .settings import consultation_settings

logger = logging.getLogger(__name__)
AT_ONCE = 500
SUBJECTS = {
    ConsultationMailKind.RECEIVED: "咨询已收到",
    ConsultationMailKind.CLOSED: "您的咨询有了答复",
}


def waiting_consultation_mails():
    """Return the messages that are still to be sent."""
    return ConsultationMail.objects.filter(sent_at=None, failures__lt=MOST_MAIL_ATTEMPTS)


def send_consultation_mails(*, root="") -> SentMails:
    """Send what waits; `root` is the public address for links, without it there are none."""
    sent, connection = SentMails(), get_connection()
    for key in waiting_consultation_mails().order_by("pk").values_list("pk", flat=True)[:AT_ONCE]:
        if ConsultationMail.objects.filter(pk=key, sent_at=None).update(sent_at=timezone.now()):
            _send(key, connection, root, sent)
    return sent


def _send(key, connection, root, sent):
    mail = ConsultationMail.objects.select_related("consultation").filter(pk=key).first()
    if mail is None or not mail.consultation.email:
        return
    try:
        _message(mail, connection, root=root).send()
    except (OSError, SMTPException, ValueError) as error:
        logger.warning("consultation mail %s failed: %s", key, type(error).__name__)
        ConsultationMail.objects.filter(pk=key).update(sent_at=None, failures=F("failures") + 1)
        sent.failed += 1
    else:
        sent.messages += 1


def _message(mail, connection, *, root):
    return EmailMessage(
        SUBJECTS[mail.kind],
        "\n".join(_lines(mail, root)) + "\n",
        to=[mail.consultation.email],
        connection=connection,
    )


def _lines(mail, root):
    row = mail.consultation
    yield row.title
    yield ""
    if mail.kind == ConsultationMailKind.RECEIVED:
        yield f"已收到。{consultation_settings().answer_days} 个工作日内答复。"
    else:
        yield f"{row.get_outcome_display()}：{row.transferred_to}".removesuffix("：")
        yield row.answer
    yield ""
    yield f"查询码 {shown_code(row.code)}。凭查询码和手机号可以随时查看、更正和删除。"
    if root:
        yield f"{root}{reverse('series:own_consultation_page', args=[row.code])}"
