"""What the editor asks when somebody pastes: clean words with a receipt, and a distant picture
once it was agreed to."""

import json

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import HttpResponseNotAllowed, JsonResponse
from django.urls import path

from series.actions.errors import EditorialError
from series.actions.pasting import fetch_picture, take_in, twins_of_paste
from series.models import Kind
from series.roles import may
from series.templatetags.desk import entry_url
from series.text.blocks import TextError

from . import editing

UNREADABLE = "没有收到可以贴入的内容，请重新复制后再试"
TOO_LARGE = "贴入的内容过大，请分几次复制，或用“导入 Word”"


def urls(model_admin):
    """The addresses of these calls for one kind."""
    name, wrap = f"series_{Kind(model_admin.kind).value}", model_admin.admin_site.admin_view

    def call(view):
        return wrap(lambda request, **given: _answer(model_admin, request, view, **given))

    return [
        path("paste/", call(paste), name=f"{name}_paste_new"),
        path("fetch/", call(fetch), name=f"{name}_fetch_new"),
        path("<path:object_id>/paste/", call(paste), name=f"{name}_paste"),
        path("<path:object_id>/fetch/", call(fetch), name=f"{name}_fetch"),
    ]


def _answer(model_admin, request, view, object_id=None):
    """Ask the roles at the entry, read the JSON, and put a refusal into one sentence."""
    entry = editing.found(model_admin, request, object_id) if object_id else None
    if not may(request.user, "edit" if entry else "create", entry):
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        return JsonResponse(view(request, entry, _words(request)))
    except RequestDataTooBig:
        return JsonResponse({"error": TOO_LARGE}, status=413)
    except (EditorialError, TextError) as error:
        return JsonResponse({"error": str(error)}, status=422)


def _words(request):
    """The texts of the request's JSON object, without NUL and halves of characters, which no
    database takes; anything else in it is no text."""
    try:
        given = json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise EditorialError(UNREADABLE) from error
    if not isinstance(given, dict):
        raise EditorialError(UNREADABLE)
    texts = {key: value for key, value in given.items() if isinstance(value, str)}
    return {key: _plain(value) for key, value in texts.items()}


def _plain(text):
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def paste(request, entry, words):
    """{html, receipt} of {html, text}."""
    site = f"{request.scheme}://{request.get_host()}"
    taken = take_in(words.get("html", ""), words.get("text", ""), by=request.user, site=site)
    twins = twins_of_paste(taken["html"], by=request.user, entry=entry)
    taken["receipt"]["twins"] = [
        {"words": twin.sentence, "address": entry_url(twin.entry)} for twin in twins
    ]
    return taken


def fetch(request, entry, words):
    """{src, alt} of our copy of the picture at {address}, which somebody agreed to fetch."""
    given = {"alt": words.get("alt", ""), "by": request.user, "entry": entry}
    picture = fetch_picture(words.get("address", ""), **given)
    return {"src": picture.get_absolute_url(), "alt": picture.alt}
