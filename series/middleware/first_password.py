"""Middleware that lets nobody work with a password that somebody else knows (decision 110).

On localhost, where `make run` writes the passwords down, a sentence on 今日 advises it instead.
"""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.shortcuts import redirect
from django.utils.functional import SimpleLazyObject

from series.second_step import SIGNED_ON

OPEN_PAGES = frozenset({"password_change", "login", "logout", "jsi18n"})


class FirstPassword:
    """Middleware: until a given password is changed, the desk answers with the page for that.

    Public pages take the person for a reader, so that files of drafts stay closed."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if settings.PUBLIC_HOSTS and not request.path.startswith("/desk/"):
            person = request.user
            request.user = SimpleLazyObject(lambda: _reader(request, person))
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        match = request.resolver_match
        if match.app_name != "admin" or match.url_name in OPEN_PAGES:
            return None
        if settings.PUBLIC_HOSTS and _must_change(request, request.user):
            return redirect("admin:password_change")
        return None


def _reader(request, person):
    return AnonymousUser() if _must_change(request, person) else person


def _must_change(request, person):
    """Tell whether the person came in by a given password; single sign-on used none."""
    if not person.is_authenticated or not person.must_change_password:
        return False
    return not request.session.get(SIGNED_ON)
