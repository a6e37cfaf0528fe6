"""Signed tokens of the public form: each is one form, made at a known moment.

A form that comes back within a second was filled in by a program; one sent twice has the same key.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing
from django.utils import timezone

SALT = "series.registration.form"
SOONEST = timedelta(seconds=2)
LATEST = timedelta(days=1)
TOO_OLD = "这张表打开太久，已经过期。填写的内容还在，请核对后再交一次。"
TOO_SOON = "没有存下：交得太快，像是程序代交的。请核对后再交一次。"


class FormTokenError(Exception):
    """A token that is not ours, too old or too young."""


@dataclass(frozen=True)
class FormToken:
    """The key of one form and the moment at which it was shown."""

    key: str
    shown_at: datetime


def make_token(entry_id: int, *, now: datetime | None = None) -> str:
    moment = int((now or timezone.now()).timestamp())
    return signing.dumps([entry_id, secrets.token_hex(16), moment], salt=SALT)


def kept_token(token: str, entry_id: int) -> str:
    """Return the token that a form had while it is good, else a new one.

    A corrected form that is sent twice stays one form.
    """
    try:
        read_token(token, entry_id)
    except FormTokenError:
        return make_token(entry_id)
    return token


def read_token(token: str, entry_id: int, *, now: datetime | None = None) -> FormToken:
    """Return the form's key. Raises FormTokenError with a sentence for the person."""
    try:
        entry, key, moment = signing.loads(token, salt=SALT)
    except signing.BadSignature as error:
        raise FormTokenError(TOO_OLD) from error
    shown_at = datetime.fromtimestamp(moment, timezone.get_current_timezone())
    age = (now or timezone.now()) - shown_at
    if entry != entry_id or age > LATEST:
        raise FormTokenError(TOO_OLD)
    if age < SOONEST:
        raise FormTokenError(TOO_SOON)
    return FormToken(key, shown_at)
