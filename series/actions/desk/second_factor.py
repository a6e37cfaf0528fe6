"""The second factor of an account: enrolled, checked at log-in, removed and reset (decision 109).

Everything is decided and recorded while the audit chain is locked, so that a code is taken once
and the count of failures holds against guesses sent at once, on both databases.
"""

import time
from enum import Enum, auto

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from chamber import one_time_codes
from series.actions.audit.chain import record
from series.actions.audit.logins import MOST_FAILURES, WINDOW, one_at_a_time
from series.actions.audit.registers import row_states
from series.actions.errors import EditorialError
from series.models import AuditLine, Result
from series.models.audit import lock_audit_chain

SECOND_STEP = "第二步验证"
FACTOR_FIELDS = ("totp_secret", "totp_since", "totp_step", "recovery_digests")


class Answer(Enum):
    """The outcome of a code or password that was checked."""

    PASSED = auto()
    WRONG = auto()
    PAUSED = auto()


@transaction.atomic
def check_code(user, *, code):
    """Check a code of the app or a recovery code and record the outcome.
    A recovery code is used up by it."""
    lock_audit_chain()
    if _must_wait(user):
        return Answer.PAUSED
    means = _use_code(_fresh(user), one_time_codes.tidy_code(code))
    return _record_outcome(user, passed=bool(means), means=means or "验证码")


def check_password(user, *, password):
    """Check one's own password before the factor is changed; failures count as at log-in."""
    with one_at_a_time():
        if _must_wait(user):
            return Answer.PAUSED
        if user.check_password(password):
            return Answer.PASSED
        return _record_outcome(user, passed=False, means="密码")


def record_trusted_device(user):
    """Record that a trusted device stood for the code."""
    _record_outcome(user, passed=True, means="受信任的设备")


@transaction.atomic
def enrol(user, *, secret, code):
    """Give the account this second factor if the code is right.
    It takes the place of any other.

    Returns (the account, its recovery codes). Raises EditorialError.
    """
    lock_audit_chain()
    step = one_time_codes.matching_step(
        secret, one_time_codes.tidy_code(code), now=time.time(), used=0
    )
    if not step:
        raise EditorialError("验证码不正确，请核对手机时间，输入验证器上现在显示的 6 位数字")
    codes = one_time_codes.new_recovery_codes()
    digests = [one_time_codes.recovery_digest(secret, code) for code in codes]
    person = _fresh(user)
    verb = "更换第二步验证" if person.totp_secret else "启用第二步验证"
    _store(person, secret=secret, since=timezone.now(), step=step, digests=digests)
    record(verb, by=person, object=person.get_username(), **row_states(person))
    return person, codes


@transaction.atomic
def remove_factor(user):
    """Take one's own second factor away; the password was asked before."""
    lock_audit_chain()
    _store(_fresh(user), secret="", since=None, step=0, digests=[])
    record("停用第二步验证", by=user, object=user.get_username(), **row_states(user))


@transaction.atomic
def reset_factor(username, *, by=None):
    """Take the second factor of somebody else away, for an administrator or the operator.

    Raises EditorialError.
    """
    lock_audit_chain()
    person = get_user_model().objects.filter(username=username).first()
    if person is None:
        raise EditorialError(f"没有账号“{username}”，请核对用户名")
    if not person.totp_secret:
        raise EditorialError(f"“{username}”没有启用第二步验证，不必重置")
    _store(person, secret="", since=None, step=0, digests=[])
    detail = {"username": username, **row_states(person)}
    record("重置第二步验证", by=by, channel="accounts", object=username, **detail)


def _fresh(user):
    """Return the account as it is stored now.
    A request read it before the lock."""
    return get_user_model().objects.get(pk=user.pk)


def _store(person, *, secret, since, step, digests):
    person.totp_secret, person.totp_since = secret, since
    person.totp_step, person.recovery_digests = step, digests
    person.save(update_fields=FACTOR_FIELDS)


def _use_code(person, code):
    """Use up a code.
    Returns its name for the audit, or an empty string for a wrong one."""
    if not person.totp_secret:
        return ""
    step = one_time_codes.matching_step(
        person.totp_secret, code, now=time.time(), used=person.totp_step
    )
    if step:
        person.totp_step = step
        person.save(update_fields=["totp_step"])
        return "验证码"
    digest = one_time_codes.recovery_digest(person.totp_secret, code)
    if digest not in person.recovery_digests:
        return ""
    person.recovery_digests.remove(digest)
    person.save(update_fields=["recovery_digests"])
    return "恢复码"


def _must_wait(user):
    """Tell whether the second step of this account is paused; record the first refusal.

    Failures are counted over all addresses: only who knows the password comes as far as this,
    so a stranger cannot lock the owner out with them.
    """
    if _lines(user, Result.FAILED).count() < MOST_FAILURES:
        return False
    if not _lines(user, Result.REFUSED).exists():
        sentence = "失败次数过多，暂停第二步验证"
        record(
            SECOND_STEP,
            by=None,
            object=user.get_username(),
            result=Result.REFUSED,
            sentence=sentence,
        )
    return True


def _lines(user, result):
    return AuditLine.objects.filter(
        at__gte=timezone.now() - WINDOW,
        verb=SECOND_STEP,
        object=user.get_username(),
        result=result,
    )


def _record_outcome(user, *, passed, means):
    """Write the audit line.
    A failed step names no person, since it was not proved to be one."""
    record(
        SECOND_STEP,
        by=user if passed else None,
        object=user.get_username(),
        result=Result.DONE if passed else Result.FAILED,
        means=means,
    )
    return Answer.PASSED if passed else Answer.WRONG
