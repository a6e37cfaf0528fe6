"""Calls of the rich-text editor.

Clean a paste, fetch a remote picture, look for half-width marks."""

from django.urls import path

from series.actions.imports.paste import fetch_picture, similar_to_paste, take_in
from series.drawing import entry_url
from series.models import Kind
from series.text.typography.punctuation import restore_punctuation

from .json_calls import Refusals, answer_json

REFUSALS = Refusals(
    "没有收到可以贴入的内容，请重新复制后再试",
    "贴入的内容过大，请分几次复制，或用“导入 Word”",
)


def urls(model_admin):
    """Return the paths of these calls for one kind of entry."""
    name, wrap = f"series_{Kind(model_admin.kind).value}", model_admin.admin_site.admin_view

    def call(view):
        return wrap(
            lambda request, **kwargs: answer_json(
                model_admin, request, view, refusals=REFUSALS, **kwargs
            )
        )

    return [
        path("paste/", call(paste), name=f"{name}_paste_new"),
        path("fetch/", call(fetch), name=f"{name}_fetch_new"),
        path("punctuation/", call(punctuation), name=f"{name}_punctuation_new"),
        path("<path:object_id>/punctuation/", call(punctuation), name=f"{name}_punctuation"),
        path("<path:object_id>/paste/", call(paste), name=f"{name}_paste"),
        path("<path:object_id>/fetch/", call(fetch), name=f"{name}_fetch"),
    ]


def paste(request, entry, words):
    """Clean pasted {html, text} and return {html, receipt}."""
    site = f"{request.scheme}://{request.get_host()}"
    answer = take_in(words.get("html", ""), words.get("text", ""), by=request.user, site=site)
    similar = similar_to_paste(answer["html"], by=request.user, entry=entry)
    answer["receipt"]["twins"] = [
        {"words": other.sentence, "address": entry_url(other.entry)} for other in similar
    ]
    return answer


def punctuation(request, entry, words):
    """Return the half-width marks of {text} that belong to Chinese: [offset, half, full].

    Offsets count characters, as the script does."""
    marks = restore_punctuation(words.get("text", "")).marks
    return {"marks": [[mark.start, mark.half, mark.full] for mark in marks]}


def fetch(request, entry, words):
    """Store a copy of the picture at {address} and return its {src, alt}.

    The script asks the user before it calls this."""
    picture = fetch_picture(
        words.get("address", ""), alt=words.get("alt", ""), by=request.user, entry=entry
    )
    return {"src": picture.get_absolute_url(), "alt": picture.alt}
