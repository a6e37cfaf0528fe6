from django.http import HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from series.text.language import display_choice as choice

from .entry_addresses import shows_no_entry

YEAR = 365 * 24 * 3600


@shows_no_entry
@require_safe
def display(request):
    """Store the reader's choice in one cookie and go back; without a choice, delete it."""
    before = choice.read_display(request.COOKIES.get(choice.COOKIE, ""))
    asked = {key: request.GET.get(key) for key in ("size", "theme", "view")}
    after = choice.with_changes(before, **asked)
    response = HttpResponseRedirect(_way_back(request))
    if after.as_cookie:
        response.set_cookie(
            choice.COOKIE,
            after.as_cookie,
            max_age=YEAR,
            samesite="Lax",
            secure=request.is_secure(),
            httponly=True,
        )
    else:
        response.delete_cookie(choice.COOKIE, samesite="Lax")
    response["Cache-Control"] = "no-store"
    return response


def _way_back(request):
    """Return the path to go back to.
    The home page where it is not of this site."""
    target = request.GET.get("next", "")
    hosts = {request.get_host()}
    secure = request.is_secure()
    inside = target.startswith("/") and url_has_allowed_host_and_scheme(
        target, allowed_hosts=hosts, require_https=secure
    )
    return target if inside else "/"
