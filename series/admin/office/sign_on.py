"""Log-in by the office's OpenID Connect provider.

Off to it, back from it, out of it. Decision 115.

What the end of a log-in must agree with waits in a signed cookie for ten minutes, not in a session:
a stranger who asks this page a thousand times writes no row.
"""

from importlib import import_module

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth import login
from django.core import signing
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from chamber.identity import Attempt, SignOnError, is_sign_on_possible
from series import second_step
from series.actions.audit import chain, logins
from series.actions.desk.devices import device_words
from series.actions.desk.sign_on import account_of, sign_on_refused, signed_on
from series.context import root_of

from .second_step import next_address, paused_page

COOKIE, SALT, SECONDS = "sign_on", "series.admin.sign_on", 600
BACKEND = "django.contrib.auth.backends.ModelBackend"
TOO_LATE = "登录没有在十分钟内完成，或者浏览器没有保存 Cookie；请再登录一次"


def sign_on_page(request):
    """Send the browser to the provider."""
    provider, attempt = _provider(), Attempt.new()
    try:
        address = provider.authorization_address(attempt, return_to=_return_address(request))
    except SignOnError as error:
        return _refuse(request, error, next_address(request))
    response = redirect(address)
    waiting = [attempt.state, attempt.nonce, attempt.verifier, next_address(request)]
    response.set_cookie(COOKIE, signing.dumps(waiting, salt=SALT), max_age=SECONDS, **_scope())
    return response


def signed_on_page(request):
    """Log in whoever comes back from the provider with a good answer."""
    provider, address = _provider(), reverse("admin:index")
    if logins.address_must_wait():
        return paused_page(request)
    try:
        attempt, address = _begun(request)
        answer, return_to = request.GET.dict(), _return_address(request)
        identity = provider.identity_of(answer, attempt, return_to=return_to)
        account = account_of(identity)
    except SignOnError as error:
        return _refuse(request, error, address)
    return _let_in(request, account, identity, address)


def sign_out_page(request):
    """Send the browser to the provider to end the session there too."""
    start = root_of(request) + reverse("admin:login")
    try:
        return redirect(_provider().log_out_address(return_to=start) or start)
    except SignOnError as error:
        messages.error(request, str(error))
        return redirect("admin:login")


def _provider():
    """Return the client of the provider, loaded now. Raises Http404 where none is set."""
    if not is_sign_on_possible():
        raise Http404
    return import_module("chamber.openid")


def _return_address(request):
    return root_of(request) + reverse("admin:signed_on")


def _begun(request):
    """Return the Attempt that this browser began, and where it leads. Raises SignOnError."""
    try:
        *marks, address = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=SECONDS)
    except signing.BadSignature as error:
        raise SignOnError(TOO_LATE) from error
    return Attempt(*marks), address


def _let_in(request, account, identity, address):
    login(request, account, backend=BACKEND)
    request.session[second_step.SIGNED_ON] = True
    if identity.has_second_factor():
        second_step.mark_passed_by_provider(request)
    device = device_words(request.META.get("HTTP_USER_AGENT", ""))
    request.session.begin(address=chain.origin.get().address or "", device=device)
    signed_on(account)
    return _forget(redirect(address))


def _refuse(request, error, address):
    sign_on_refused(error)
    messages.error(request, str(error))
    return _forget(redirect(f"{reverse('admin:login')}?{urlencode({'next': address})}"))


def _forget(response):
    response.delete_cookie(COOKIE, path="/desk/", samesite="Lax")
    return response


def _scope():
    """Return the attributes of the cookie; Lax, since the provider leads back by a link."""
    secure = settings.SESSION_COOKIE_SECURE
    return {"httponly": True, "samesite": "Lax", "secure": secure, "path": "/desk/"}


for _route, _view, _name in (
    ("sign-on/", sign_on_page, "sign_on"),
    ("sign-on/back/", signed_on_page, "signed_on"),
    ("sign-on/out/", sign_out_page, "sign_out"),
):
    admin.site.add_page(_route, require_safe(_view), name=_name, asks_login=False)
