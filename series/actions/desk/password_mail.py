"""A forgotten password: a link by e-mail, asked for and used under audit. Decision 110.

An address without an account gets the same answer in the same time: the message is sent by a thread
of its own. Questions are counted in their audit lines, as log-ins are.
"""

import logging
from datetime import timedelta
from smtplib import SMTPException
from threading import Thread

from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from series.actions.audit import chain
from series.actions.audit.chain import record
from series.actions.audit.logins import UNKNOWN, WINDOW
from series.models import AuditLine
from series.models.audit import lock_audit_chain

from .accounts import password_chosen
from .sessions import end_sessions

logger = logging.getLogger(__name__)
ASKED = "求重设密码"
MOST_FROM_ONE_ADDRESS, MOST_FOR_ONE_ACCOUNT = 5, 3
A_WHILE = timedelta(hours=1)
THREAD = "password-mail"


def must_wait() -> bool:
    """Tell whether this network address has asked too often within the window."""
    lines = AuditLine.objects.filter(
        at__gte=timezone.now() - WINDOW, verb=ASKED, address=chain.origin.get().address
    )
    return lines.count() >= MOST_FROM_ONE_ADDRESS


@transaction.atomic
def note_question(email):
    """Record that a link was asked for.
    Returns the accounts to which one may be sent."""
    lock_audit_chain()
    users = [user for user in _accounts_of(email) if not _asked_often(user)]
    for name in [user.get_username() for user in users] or [UNKNOWN]:
        record(ASKED, by=None, object=name)
    return users


def _accounts_of(email):
    users = get_user_model().objects.filter(email__iexact=email, is_active=True, is_staff=True)
    return [user for user in users.order_by("pk") if user.has_usable_password()]


def _asked_often(user):
    lines = AuditLine.objects.filter(
        at__gte=timezone.now() - A_WHILE, verb=ASKED, object=user.get_username()
    )
    return lines.count() >= MOST_FOR_ONE_ACCOUNT


def send_link(user, *, address):
    """Send the link by which this person sets a new password, without making anybody wait."""
    text = (
        f"{user}，您好：\n\n有人为账号“{user.get_username()}”请求重设密码。如果是您本人，请在一小时内打开：\n"
        f"{address}\n\n如果不是您，不必理会，密码没有改变；多次收到请告诉管理员。\n"
    )
    message = EmailMessage("【编辑工作台】重设密码", text, to=[user.email])
    Thread(target=_send, args=(message, user.pk), name=THREAD, daemon=True).start()


def _send(message, number):
    try:
        message.send()
    except (OSError, SMTPException, ValueError):
        logger.exception("the link for a new password was not sent to user %s", number)


def password_set_by_mail(user):
    """Record the new password and end every session of its person."""
    password_chosen(user)
    record("凭邮件改密码", by=user, object=user.get_username())
    end_sessions(user, by=user)
