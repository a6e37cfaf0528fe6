"""What an open form asks by script: JSON in, JSON out, each refusal one sentence."""

import json
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import HttpResponseNotAllowed, JsonResponse

from series.actions.errors import EditorialError
from series.roles import may
from series.text.markup.blocks import TextError

from . import change_page


@dataclass(frozen=True)
class Refusals:
    """The sentences for a request that cannot be read, and for one that is too large."""

    unreadable: str
    too_large: str


def writable(model_admin, request, object_id):
    """Return the entry that this person may edit, or None for a new one that they may begin."""
    entry = change_page.found(model_admin, request, object_id) if object_id else None
    if not may(request.user, "edit" if entry else "create", entry):
        raise PermissionDenied
    return entry


def answer(model_admin, request, view, *, refusals, object_id=None):
    """Ask the roles at the entry, give `view(request, entry, words)` the texts of the JSON, and
    put a refusal into one sentence."""
    entry = writable(model_admin, request, object_id)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        return JsonResponse(view(request, entry, _words(request, refusals)))
    except RequestDataTooBig:
        return JsonResponse({"error": refusals.too_large}, status=413)
    except (EditorialError, TextError) as error:
        return JsonResponse({"error": str(error)}, status=422)


def _words(request, refusals):
    """Return the texts of the request's JSON object, without NUL and halves of characters, which no
    database takes; anything else in it is no text."""
    try:
        given = json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise EditorialError(refusals.unreadable) from error
    if not isinstance(given, dict):
        raise EditorialError(refusals.unreadable)
    texts = {key: value for key, value in given.items() if isinstance(value, str)}
    return {key: _plain(value) for key, value in texts.items()}


def _plain(text):
    return text.replace("\0", "").encode("utf-8", "replace").decode()
