"""JSON calls of an open form: permission, parsing, and refusals as one sentence."""

import json
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import HttpResponseNotAllowed, JsonResponse, RawPostDataException

from series.actions.errors import EditorialError
from series.roles import may
from series.text.markup.blocks import TextError

from . import change_page


@dataclass(frozen=True)
class Refusals:
    """The error messages for a request that is unreadable or too large."""

    unreadable: str
    too_large: str


def get_writable_entry(model_admin, request, object_id):
    """Return the entry that the user may edit; None for a new one."""
    entry = change_page.get_visible_entry(model_admin, request, object_id) if object_id else None
    if not may(request.user, "edit" if entry else "create", entry):
        raise PermissionDenied
    return entry


def answer_json(model_admin, request, view, *, refusals, object_id=None):
    """Check the permission, call `view(request, entry, words)` and answer in JSON.

    `words` are the texts of the request's JSON object; a refusal is {"error": one sentence}."""
    entry = get_writable_entry(model_admin, request, object_id)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        return JsonResponse(view(request, entry, _words(request, refusals)))
    except RequestDataTooBig:
        return JsonResponse({"error": refusals.too_large}, status=413)
    except (EditorialError, TextError) as error:
        return JsonResponse({"error": str(error)}, status=422)


def _words(request, refusals):
    """Return the texts of the request's JSON object without its other values.

    NUL and lone surrogates are taken out, since no database takes them."""
    try:
        fields = json.loads(request.body)
    except (ValueError, RecursionError, RawPostDataException) as error:  # a form has no JSON
        raise EditorialError(refusals.unreadable) from error
    if not isinstance(fields, dict):
        raise EditorialError(refusals.unreadable)
    texts = {key: value for key, value in fields.items() if isinstance(value, str)}
    return {key: _storable(value) for key, value in texts.items()}


def _storable(text):
    return text.replace("\0", "").encode("utf-8", "replace").decode()
