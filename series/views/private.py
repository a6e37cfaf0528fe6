"""What the pages of a secret code share.

Nobody keeps them, and the code and a phone open them.

A registration and an endorsement have such pages. Decisions 128 and 129.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from chamber.personal_data.phones import phone_number
from series.actions.errors import RegistrationError
from series.actions.registration.attempts import count_attempt
from series.models import AttemptKind


@dataclass(frozen=True)
class Receipt:
    """How people speak of a code: 报名码 of 报名, 回执号 of 联署."""

    code: str
    deed: str

    @property
    def wrong_pair(self):
        return (
            f"{self.code}和手机号对不上，请核对。{self.code}共 10 位，手机号是{self.deed}时填的。"
        )


def private_page(view):
    """Decorate a view that no cache keeps, no machine indexes and no link gives away."""

    @csrf_exempt
    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def page(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return page


def why_not_opened(typed: str, opens: Callable[[str], object], receipt: Receipt) -> str:
    """Return why the typed phone does not open something; empty where it does.

    `opens` is asked with the phone in its stored form. Each try is counted, so that codes and phones cannot be guessed.
    """
    try:
        phone = phone_number(typed)
        count_attempt(AttemptKind.FIND, phones=[phone])
    except (ValueError, RegistrationError) as error:
        return str(error)
    return "" if opens(phone) else receipt.wrong_pair


def find_page(request, receipt: Receipt, *, wrong: str = "", typed: str = ""):
    """Show the form that asks for a code and a phone, with what was wrong."""
    context = {"receipt": receipt, "wrong": wrong, "typed": typed}
    return render(request, "registration/find.html", context, status=422 if wrong else 200)
