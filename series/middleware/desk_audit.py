"""Middleware that audits the desk: log-ins, log-outs, refused requests, unpublished texts seen.

It works from the name of the address, so no page can forget it (decision 31). A page that was
only read is shown even if its line cannot be written (a full or locked database), and the log says
so; a change is refused together with its line.
"""

import logging
import re
from functools import partial

from django.db import DatabaseError, transaction
from django.shortcuts import render

from series.actions.audit import access, chain, logins
from series.actions.audit.chain import record
from series.actions.audit.refusals import refused_requests
from series.actions.desk.accounts import password_chosen
from series.actions.desk.devices import device_words
from series.actions.desk.sessions import end_sessions
from series.models import ENTRY_KINDS
from series.models.audit import lock_audit_chain
from series.outputs import registry

logger = logging.getLogger(__name__)
PLAIN_NUMBER = re.compile("[0-9]{1,15}")  # what the desk accepts as a number
CALLS = {"presence", "autosave", "paste", "fetch"}  # calls of an open page that show no text
LIVE_FIRST = frozenset(registry.audit_names())  # made of the public text where one is
PICTURES = {"picture", "rendition", "cover"}


class DeskAudit:
    """Middleware that writes the audit lines; it comes after authentication."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        try:
            if request.path.startswith("/desk/"):
                _record_refusal(request, response)
            if response.status_code == 200:
                _record_access(request, response)
        except DatabaseError:
            logger.exception("no audit line for %s %s", request.method, request.path)
        return response

    def process_view(self, request, view, args, kwargs):
        action = LOGGED_POSTS.get(request.resolver_match.view_name)
        if action and request.method == "POST":
            return action(request, partial(view, request, *args, **kwargs))
        return None


def _log_in(request, view):
    with logins.one_at_a_time():
        return _log_in_alone(request, view)


def _log_in_alone(request, view):
    name = request.POST.get("username", "")
    if logins.must_wait(name):
        page = render(request, "429.html", status=429)
        page["Retry-After"] = int(logins.WINDOW.total_seconds())
        return page
    response = view()
    if response.status_code == 302:
        device = device_words(request.META.get("HTTP_USER_AGENT", ""))
        request.session.begin(address=chain.origin.get().address or "", device=device)
        logins.logged_in(request.user)
    else:
        logins.log_in_failed(name)
    return response


def _log_out(request, view):
    with transaction.atomic():
        if request.user.is_authenticated:
            record("退出", by=request.user, object=request.user.get_username())
        return view()


def _change_password(request, view):
    with transaction.atomic():
        lock_audit_chain()
        response = view()
        if response.status_code == 302 and request.user.is_authenticated:
            record("改密码", by=request.user, object=request.user.get_username())
            password_chosen(request.user)
            end_sessions(request.user, by=request.user, keep=request.session.session_key)
    return response


LOGGED_POSTS = {
    "admin:login": _log_in,
    "admin:logout": _log_out,
    "admin:password_change": _change_password,
}


def _record_refusal(request, response):
    refused_requests.tell_surplus()
    if response.status_code == 403:
        refused_requests.refused(request.user, f"{request.method} {request.path}")


def _record_access(request, response):
    match = request.resolver_match
    if match is None:
        return
    if match.app_name == "admin":
        page = entry_page(match.url_name or "")
        is_entry = PLAIN_NUMBER.fullmatch(str(match.kwargs.get("object_id", "")))
        if page and page not in CALLS and is_entry:
            _record_entry_access(request, match, page=page)
    elif match.app_name == "series" and "no-store" in response.get("Cache-Control", ""):
        if not request.user.is_authenticated:
            return  # somebody with a share link, whose opening has its own line
        _record_file_access(request, match)


def entry_page(url_name):
    """Return “change” of “series_event_change”, for any kind; "" for other names."""
    kinds = "|".join(map(re.escape, ENTRY_KINDS))
    match = re.fullmatch(rf"series_(?:{kinds})_(\w+)", url_name)
    return match[1] if match else ""


def _record_entry_access(request, match, *, page):
    entry = int(match.kwargs["object_id"])
    for number in _revision_numbers(request, match, page=page):
        live = page in LIVE_FIRST
        access.record_access(request.user, entry, number=number, page=page, live_first=live)
    if "other" in match.kwargs:  # a page that shows a text of another entry beside it
        other, number = match.kwargs["other"], match.kwargs["other_number"]
        access.record_access(request.user, other, number=number, page=page)


# Page: (parameters that name the revisions it shows, whether it then shows the newest as well).
REVISION_PARAMETERS = {
    "proof": (("revision",), False),
    "preview": (("revision",), False),
    "compare": (("a", "b"), False),
    "change": (("from",), True),
}


def _revision_numbers(request, match, *, page):
    """Return the numbers of the revisions that a page shows; None stands for the newest."""
    if "number" in match.kwargs:
        return [match.kwargs["number"]]
    keys, newest_too = REVISION_PARAMETERS.get(page, ((), True))
    values = [request.GET.get(key, "") for key in keys]
    numbers = [int(value) for value in values if PLAIN_NUMBER.fullmatch(value)]
    return numbers if len(numbers) == len(keys) and not newest_too else [*numbers, None]


def _record_file_access(request, match):
    if match.url_name in PICTURES:
        access.note_picture(request.user, match.kwargs["pk"])
    elif match.url_name == "attachment":
        access.note_attachment(request.user, match.kwargs["pk"])
