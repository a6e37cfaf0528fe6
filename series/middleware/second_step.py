"""Middleware that lets nobody past a log-in whose second step is missing (decision 109).

`request.account` is who gave the password. `request.user` stays anonymous until the second step, on
all pages, so that no view can forget it: drafts' pictures and files ask the user too.
"""

from django.contrib.auth.middleware import get_user
from django.contrib.auth.models import AnonymousUser
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode

from series import second_step
from series.actions.desk.second_factor import record_trusted_device

OPEN_PAGES = frozenset({"login", "logout", "jsi18n"})


class SecondStep:
    """Middleware that asks for the second step; it comes after authentication."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.account = request.user
        request.user = SimpleLazyObject(lambda: _user_of(request))
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        match = request.resolver_match
        if match.app_name != "admin" or match.url_name in OPEN_PAGES:
            return None
        page = second_step.page_before_desk(request, request.account)
        if page == second_step.CODE_PAGE and _passes_by_device(request):
            return None
        if page and match.url_name != page:
            return redirect(f"{reverse(f'admin:{page}')}?{urlencode({'next': _wanted(request)})}")
        # A page of the desk asks for the person's roles 200 times, and each time of a lazy object
        # in a lazy object costs more than the answer.
        request.user = _user_of(request)
        return None


def _user_of(request):
    is_missing = second_step.page_before_desk(request, request.account)
    return AnonymousUser() if is_missing else get_user(request)


def _passes_by_device(request):
    if not second_step.is_trusted_device(request, request.account):
        return False
    record_trusted_device(request.account)
    second_step.mark_passed(request, request.account)
    request.user = request.account
    return True


def _wanted(request):
    """Return the address to go on to.
    That of the page, for a sent form the start page."""
    return request.get_full_path() if request.method == "GET" else reverse("admin:index")
