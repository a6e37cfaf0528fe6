"""Second steps of log-ins taken by sessions, and the trusted devices.

A session keeps a mark of the factor by which the step was taken: a factor that is enrolled, renewed
or reset elsewhere makes all other sessions ask again. Decision 109.
"""

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

PASSED = "second_step"
BY_PROVIDER = "second_step_by_provider"
SIGNED_ON = "signed_on"  # the log-in was a single sign-on; its session knows no password
DEVICE_COOKIE = "trusted_device"
DEVICE_SALT = "series.second_step.device"
DEVICE_SECONDS = 30 * 24 * 3600
CODE_PAGE, ENROL_PAGE = "second_step", "second_factor"


def page_before_desk(request, account):
    """Return the page that this log-in still has to pass.
    Its name, or an empty string."""
    if not account.is_authenticated:
        return ""
    if request.session.get(BY_PROVIDER):
        return ""
    if account.totp_secret:
        mark = request.session.get(PASSED, "")
        return "" if constant_time_compare(mark, _factor_mark(account)) else CODE_PAGE
    return ENROL_PAGE if settings.SECOND_FACTOR_REQUIRED and account.is_staff else ""


def mark_passed(request, account):
    """Remember in the session that the second step was taken, under a new session key."""
    request.session.cycle_key()
    request.session[PASSED] = _factor_mark(account)


def mark_passed_by_provider(request):
    """Remember that the provider of single sign-on took the second step. Decision 115."""
    request.session[BY_PROVIDER] = True


def trust_device(response, account):
    """Let this browser stand for the code for 30 days, until password or factor change."""
    response.set_signed_cookie(
        DEVICE_COOKIE,
        _device_mark(account),
        salt=DEVICE_SALT,
        max_age=DEVICE_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
        path="/desk/",
    )


def is_trusted_device(request, account):
    """Tell whether the office allows trusted devices and this browser is one of the account's."""
    if not settings.TRUSTED_DEVICES:
        return False
    mark = request.get_signed_cookie(
        DEVICE_COOKIE, default="", salt=DEVICE_SALT, max_age=DEVICE_SECONDS
    )
    return constant_time_compare(mark, _device_mark(account))


def _factor_mark(account):
    return salted_hmac("series.second_step", account.totp_secret, algorithm="sha256").hexdigest()


def _device_mark(account):
    facts = f"{account.pk}:{account.totp_secret}:{account.get_session_auth_hash()}"
    return salted_hmac(DEVICE_SALT, facts, algorithm="sha256").hexdigest()
