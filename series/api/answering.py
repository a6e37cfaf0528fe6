"""How the interface answers: open to any site, with an ETag, errors in one sentence."""

from functools import wraps
from hashlib import sha256

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.urls import resolve
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.csrf import csrf_exempt

READS = ("GET", "HEAD")
METHODS = "GET, HEAD, OPTIONS"


class GoneError(Exception):
    """What was asked for is no longer public; the message says it to the reader."""


class BadQueryError(Exception):
    """A parameter with an unusable value; the message says which and why."""


def error_response(sentence, *, status):
    shown = {"ensure_ascii": False}
    return JsonResponse({"error": sentence}, status=status, json_dumps_params=shown)


def open_to_all(view):
    """Decorate a view that anybody may read from any site; caches must revalidate.

    No cookie is read: the answer depends on the address alone.
    """

    @csrf_exempt  # so that a POST is told 405 in JSON; nothing here writes
    @wraps(view)
    def answer(request, *args, **kwargs):
        if request.method == "OPTIONS":
            response = HttpResponse(status=204)
        elif request.method in READS:
            response = _read(request, view, args, kwargs)
        else:
            response = error_response("这个接口只供读取，请用 GET", status=405)
            response["Allow"] = METHODS
        return _opened(response)

    return answer


def _read(request, view, args, kwargs):
    method = request.method
    request.method = "GET"  # the framework beneath knows no HEAD
    try:
        response = view(request, *args, **kwargs)
    finally:
        request.method = method
    if response.status_code != 200:
        return response
    response["ETag"] = f'"{sha256(response.content).hexdigest()[:32]}"'
    return get_conditional_response(request, etag=response["ETag"], response=response)


def _opened(response):
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = METHODS
    response["Access-Control-Allow-Headers"] = "If-None-Match"
    response["Access-Control-Expose-Headers"] = "ETag"
    patch_cache_control(response, no_cache=True)
    return response


@open_to_all
def unknown_address(request, rest=""):
    """Answer 404 to any other address under /api/, or redirect to it with a slash."""
    if not rest.endswith("/") and resolve(f"{request.path_info}/").func is not unknown_address:
        return HttpResponsePermanentRedirect(request.get_full_path(force_append_slash=True))
    return error_response("没有这个接口地址，请从 /api/ 看起", status=404)


def handle_errors(api):
    """Register handlers that answer every wrong request with one sentence."""

    def not_found(request, exception):
        return error_response(_sentence(exception) or "没有找到", status=404)

    api.exception_handler(Http404)(not_found)
    api.exception_handler(GoneError)(lambda request, gone: error_response(str(gone), status=410))
    api.exception_handler(BadQueryError)(
        lambda request, wrong: error_response(str(wrong), status=400)
    )


def _sentence(exception):
    """Return the message of an Http404 that is ours; the framework's are English and dropped."""
    words = str(exception)
    return words if words and not words.isascii() else ""
