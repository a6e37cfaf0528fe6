"""The screen on the wall, and the page to which its QR code leads.

The wall shows no name and no phone: title, place, code and numbers. Decision 131.
"""

import secrets

from django.shortcuts import render
from django.urls import reverse

from series.actions.errors import RegistrationError
from series.actions.registration.check_in import LONGEST_KEY, check_in_oneself
from series.context import root_of
from series.models import CheckInLinkKind
from series.registration.attendance import attendance_of
from series.registration.codes import tidy_code
from series.text.language.single_line import single_line
from series.views.entry_addresses import shows_no_entry

from .frame import count_answer, page_of_link, today_of

LONGEST_TYPED = 60
REFRESH_SECONDS = "60"


@shows_no_entry
@page_of_link(CheckInLinkKind.WALL)
def wall(request, link, token):
    context = {
        "event": link.event,
        "token": token,
        "attendance": attendance_of(link.event, today_of(link)),
        "address": f"{root_of(request)}{reverse('series:check_in_oneself', args=[token])}",
    }
    page = render(request, "checkin/wall.html", context)
    page["Refresh"] = REFRESH_SECONDS  # without script too, and the end of the link
    return page


@shows_no_entry
@page_of_link(CheckInLinkKind.WALL)
def oneself(request, link, token):
    """Ask who somebody is, and check them in."""
    context = {"event": link.event, "new_key": secrets.token_hex(16)}
    if request.method != "POST":
        return render(request, "checkin/oneself.html", context)
    context |= {name: _typed(request, name) for name in ("code", "name", "tail")}
    try:
        context["done"] = _check_in(link, context, key=_typed(request, "key")[:LONGEST_KEY])
    except RegistrationError as error:
        context["wrong"] = str(error)
    return render(
        request, "checkin/oneself.html", context, status=422 if "wrong" in context else 200
    )


def _typed(request, name):
    return single_line(request.POST.get(name, "").replace("\0", ""))[:LONGEST_TYPED]


def _check_in(link, typed, *, key):
    """Check in as the form says; what can be no code is a wrong one."""
    given = {name: typed[name] for name in ("name", "tail")}
    code = tidy_code(typed["code"]) or typed["code"]
    return check_in_oneself(link, code=code, key=key or secrets.token_hex(16), **given)


wall_count = shows_no_entry(page_of_link(CheckInLinkKind.WALL)(count_answer))
