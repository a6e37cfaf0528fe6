"""The helpers' page: scan, search, walk-ins, taking back. One page, also without script.

What a helper types is in no address, so that no log has it. Decision 131.
"""

import secrets
from dataclasses import dataclass, field
from datetime import datetime

from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from series.actions.errors import RegistrationError
from series.actions.registration import check_in as deeds
from series.actions.registration.check_in import CheckedIn, Deed, NoPlaceError
from series.forms.registration import WalkInForm
from series.models import CheckInLinkKind, CheckInWay, Registration
from series.registration.attendance import attendance_of, closes_at
from series.registration.check_in_codes import looks_like_check_in_code
from series.registration.finding import find_people
from series.registration.places import with_places
from series.text.language.single_line import single_line
from series.views.entry_addresses import shows_no_entry

from .frame import count_answer, page_of_link, today_of

LONGEST_SEARCH, LONGEST_NUMBER = 60, 15


@dataclass
class DeedResult:
    """What a deed came to; the script reads `status` too."""

    key: str
    status: str  # in, already, undone, waiting, refused
    sentence: str = ""
    done: CheckedIn | None = None
    person: Registration | None = None
    colleagues: list = field(default_factory=list)


@shows_no_entry
@page_of_link(CheckInLinkKind.HELPER)
def helper_page(request, link, token):
    """Show the page of a helper; a POST is a search or a deed."""
    deed = DEEDS.get(request.POST.get("do", "")) if request.method == "POST" else None
    context = {"walk_in": WalkInForm(), "searched": None}
    if deed:
        context |= deed(request, link)
    result = context.get("result")
    wrong = result is not None and result.status == "refused"
    context |= _frame(link, token)
    return render(request, "checkin/helper.html", context, status=422 if wrong else 200)


def _frame(link, token):
    settings = link.event.registration_settings
    return {
        "link": link,
        "token": token,
        "event": link.event,
        "attendance": attendance_of(link.event, today_of(link)),
        "ends": closes_at(link.event),
        "consent": settings.consents.first(),
        "new_key": secrets.token_hex(16),
    }


def _find(request, link):
    """Search; what a hand scanner typed into the field is a scan."""
    typed = single_line(request.POST.get("q", "").replace("\0", ""))[:LONGEST_SEARCH]
    if looks_like_check_in_code(typed):
        return _scan(request, link)
    found = find_people(link.event, typed, day=today_of(link))
    seated = with_places(found, link.event.registration_settings)
    for row in found:
        row.has_place = row.pk in seated
    return {"searched": typed, "found": found}


def _scan(request, link):
    typed = request.POST.get("code", "") or request.POST.get("q", "")
    deed = _deed(request, CheckInWay.SCAN)
    return _done(deed, lambda: deeds.check_in_by_code(typed[:LONGEST_SEARCH], deed, link=link))


def _check_in(request, link):
    rows = Registration.objects.filter(event=link.event_id, pk=_number(request, "person"))
    deed = _deed(request, CheckInWay.SEARCH)
    return _done(deed, lambda: deeds.check_in(rows.first(), deed, link=link))


def _walk_in(request, link):
    form, deed = WalkInForm(request.POST), _deed(request, CheckInWay.WALK_IN)
    if not form.is_valid():
        return {
            "walk_in": form,
            "result": DeedResult(deed.key, "refused", "登记没有存下，请看下面的提示。"),
        }
    given = {"organization": form.cleaned_data["organization"]}
    answer = _done(deed, lambda: deeds.walk_in(link, form.person(), deed, **given))
    return answer if answer["result"].done else {"walk_in": form, **answer}


def _undo(request, link):
    key = request.POST.get("key", "")[: deeds.LONGEST_KEY]
    try:
        row = deeds.undo(_number(request, "check_in"), link=link)
    except RegistrationError as error:
        return {"result": DeedResult(key, "refused", str(error))}
    return {"result": DeedResult(key, "undone", person=row.registration)}


DEEDS = {
    "find": _find,
    "scan": _scan,
    "check_in": _check_in,
    "walk_in": _walk_in,
    "undo": _undo,
}


def _deed(request, way):
    posted = request.POST
    key = posted.get("key", "").replace("\0", "") or secrets.token_hex(16)
    return Deed(way, key[: deeds.LONGEST_KEY], at=_moment(posted), let_in="let_in" in posted)


def _moment(posted) -> datetime | None:
    """Return when a deed was queued; None for one that is sent at once."""
    try:
        at = parse_datetime(posted.get("at", ""))
    except ValueError:
        return None
    return at if at and timezone.is_aware(at) else None


def _number(request, name):
    typed = request.POST.get(name, "")
    plain = typed.isascii() and typed.isdecimal() and len(typed) <= LONGEST_NUMBER
    return int(typed) if plain else 0


def _done(deed, store):
    """Do a deed; a refusal is a result too."""
    try:
        done = store()
    except NoPlaceError as error:
        result = DeedResult(deed.key, "waiting", str(error), person=error.registration)
        return {"result": result}
    except RegistrationError as error:
        return {"result": DeedResult(deed.key, "refused", str(error))}
    status = "in" if done.is_new else "undone" if done.was_undone else "already"
    colleagues = [] if done.was_undone else _colleagues(done)
    result = DeedResult(deed.key, status, done=done, person=done.person, colleagues=colleagues)
    return {"result": result}


def _colleagues(done):
    """Return who stands in the same form and has not come on this day."""
    here = done.person.group.people.filter(
        check_ins__day=done.check_in.day, check_ins__undone_at=None
    )
    rows = done.person.group.people.live().exclude(pk=done.person.pk)
    return list(rows.exclude(pk__in=here).order_by("pk"))


helper_count = shows_no_entry(page_of_link(CheckInLinkKind.HELPER)(count_answer))
