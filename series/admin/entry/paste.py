"""What the editor asks when somebody pastes: clean words with a receipt, and a distant picture
once it was agreed to."""

from django.urls import path

from series.actions.imports.paste import fetch_picture, similar_to_paste, take_in
from series.drawing import entry_url
from series.models import Kind

from .json_calls import Refusals, answer

REFUSALS = Refusals(
    "没有收到可以贴入的内容，请重新复制后再试",
    "贴入的内容过大，请分几次复制，或用“导入 Word”",
)


def urls(model_admin):
    """Return the addresses of these calls for one kind."""
    name, wrap = f"series_{Kind(model_admin.kind).value}", model_admin.admin_site.admin_view

    def call(view):
        given = {"refusals": REFUSALS}
        return wrap(lambda request, **own: answer(model_admin, request, view, **given, **own))

    return [
        path("paste/", call(paste), name=f"{name}_paste_new"),
        path("fetch/", call(fetch), name=f"{name}_fetch_new"),
        path("<path:object_id>/paste/", call(paste), name=f"{name}_paste"),
        path("<path:object_id>/fetch/", call(fetch), name=f"{name}_fetch"),
    ]


def paste(request, entry, words):
    """Return {html, receipt} of {html, text}."""
    site = f"{request.scheme}://{request.get_host()}"
    taken = take_in(words.get("html", ""), words.get("text", ""), by=request.user, site=site)
    twins = similar_to_paste(taken["html"], by=request.user, entry=entry)
    taken["receipt"]["twins"] = [
        {"words": twin.sentence, "address": entry_url(twin.entry)} for twin in twins
    ]
    return taken


def fetch(request, entry, words):
    """Return {src, alt} of our copy of the picture at {address}, which somebody agreed to fetch."""
    given = {"alt": words.get("alt", ""), "by": request.user, "entry": entry}
    picture = fetch_picture(words.get("address", ""), **given)
    return {"src": picture.get_absolute_url(), "alt": picture.alt}
