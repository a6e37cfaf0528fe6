"""Pages of refusals and faults; none of them needs the database. Decision 105."""

import sys

from django.http import HttpRequest, JsonResponse
from django.shortcuts import render

from chamber.outages import outage_of

# Calls of an open page, which reads the sentence out of JSON.
CALLS = frozenset(
    {"autosave", "presence", "paste", "fetch", "topics", "figures", "drop", "suggest"}
)


def bad_request(request, exception):
    """Answer a request that Django refuses (a wrong host, too many fields).

    The host cannot be trusted here, so the page is rendered without the request.
    """
    return render(None, "400.html", status=400)


def permission_denied(request, exception):
    """Answer a request that its person may not make, without reading its body.

    Django's own view reads the form for its token, and a form that is cut off then fails as 500.
    """
    return render(request, "403.html", status=403)


def page_not_found(request, exception):
    """Answer a request for a page that is not there, without reading its body."""
    return render(request, "404.html", status=404)


def server_error(request):
    """Answer a request that failed: 503 for an outage of database or disk, else 500.

    Django calls this while it handles the error."""
    if outage := outage_of(sys.exc_info()[1]):
        return unavailable(request, outage.sentence, retry_after=outage.retry_after)
    return render(None, "500.html", status=500)


def unavailable(request: HttpRequest, sentence: str, *, retry_after: int):
    """Answer 503 with a sentence, in JSON where a script asked."""
    if expects_json(request):
        readable = {"ensure_ascii": False}
        page = JsonResponse({"error": sentence}, status=503, json_dumps_params=readable)
    else:
        page = render(None, "503.html", {"sentence": sentence}, status=503)
    page["Retry-After"] = retry_after
    page["Cache-Control"] = "no-store"
    return page


def expects_json(request: HttpRequest) -> bool:
    """Tell whether a script sent this request and reads the answer as JSON."""
    accepts = request.headers.get("Accept", "")
    return is_call(request.path, accepts=accepts, content_type=request.content_type)


def is_call(path: str, *, accepts: str, content_type: str) -> bool:
    """Tell whether a request with this path and these headers wants JSON."""
    name = path.rstrip("/").rpartition("/")[2]
    is_script = content_type == "application/json" or accepts.startswith("application/json")
    return name in CALLS or is_script or path.startswith("/api/")
