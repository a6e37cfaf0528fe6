"""成品: one text for WeChat, Word and 简报, made when asked for, with copy buttons.

Of a public entry it is what readers see; of any other its newest revision, and the page says so.
A Word file of what is not public leaves the house: that is an export with a line of its own.
"""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.cache import add_never_cache_headers
from django.utils.html import format_html
from django.views.decorators.clickjacking import xframe_options_sameorigin

from series.actions.reports.exports import record_export
from series.admin.base import whole_number
from series.context import root_of
from series.models import Entry, Kind
from series.outputs import MOST_BRIEF, outputs_of, word_response
from series.roles import may
from series.safe_markup import written_markup
from series.text.outputs import wechat as wechat_fields

from . import change_page

# Nothing but the pasted look itself: no script, no picture from elsewhere, no way out.
CONFINED = (
    "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'; sandbox"
)
PAGE = (
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    "<title>公众号预览</title></head>"
    '<body style="max-width:42em;margin:0 auto;padding:16px">{}</body></html>'
)


def urls(model_admin):
    """The addresses of these pages for one kind."""
    name, wrap = f"series_{Kind(model_admin.kind).value}_outputs", model_admin.admin_site.admin_view

    def page(view):
        return wrap(lambda request, object_id: _read_only(view, model_admin, request, object_id))

    return [
        path("<path:object_id>/outputs/", page(overview), name=name),
        path("<path:object_id>/outputs/wechat/", page(wechat), name=f"{name}_wechat"),
        path("<path:object_id>/outputs/word/", page(word), name=f"{name}_docx"),
    ]


def _read_only(view, model_admin, request, object_id):
    """The view of an entry that this person may see, with what is made of it; 403 before 404."""
    entry = _found(request, model_admin, object_id)
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    return view(model_admin, request, entry, outputs_of(entry, root=root_of(request)))


def _found(request, model_admin, object_id):
    if not may(request.user, "view"):
        raise PermissionDenied
    rows = Entry.objects.select_related("column", "series", "newest", "live")
    key = whole_number(str(object_id))
    entry = get_object_or_404(rows.filter(kind=model_admin.kind), pk=key)
    if not may(request.user, "view", entry):
        raise PermissionDenied
    return entry


def overview(model_admin, request, entry, made):
    """Everything with its counts, its faults and its copy buttons."""
    context = {
        "title": "成品",
        "revision": made.revision,
        "wechat": made.wechat(),
        "limits": wechat_fields,
        "brief": made.brief(),
        "most_brief": MOST_BRIEF,
        "paper": made.paper,
    }
    return change_page.simple_page(model_admin, request, entry, "admin/entry_outputs.html", context)


@xframe_options_sameorigin
def wechat(model_admin, request, entry, made):
    """What will be pasted, drawn in a frame under a policy of its own."""
    response = HttpResponse(format_html(PAGE, written_markup(made.wechat().html)))
    response["Content-Security-Policy"] = CONFINED
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    add_never_cache_headers(response)
    return response


def word(model_admin, request, entry, made):
    """The .docx; what readers do not see leaves a line in the audit first."""
    response = word_response(made)
    if not entry.is_public and request.method == "GET":
        record_export(
            f"{made.paper.name} Word", by=request.user, form="docx", rows=1, chosen={},
            revision=made.revision,
        )  # fmt: skip
    add_never_cache_headers(response)
    return response
