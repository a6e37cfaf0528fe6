"""成品: an entry in every output format, made on request, with copy buttons.

A public entry is shown as readers see it; any other as its newest revision, and the page says so.
Downloading a text that is not public is an export and gets its own audit line.
"""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.cache import add_never_cache_headers

from series.actions.reports.exports import record_export
from series.admin.base import parse_positive_int
from series.context import root_of
from series.models import Entry, Kind
from series.outputs.made import MOST_BRIEF, outputs_of
from series.outputs.registry import OVERVIEW, at_desk
from series.roles import may
from series.text.outputs import wechat as wechat_fields

from . import change_page


def urls(model_admin):
    """Return the paths of these pages for one kind of entry."""
    kind, wrap = Kind(model_admin.kind), model_admin.admin_site.admin_view

    def page(view):
        return wrap(lambda request, object_id: _read_only(view, model_admin, request, object_id))

    route, name = f"<path:object_id>/{OVERVIEW}/", f"series_{kind.value}"
    return [
        path(route, page(overview), name=f"{name}_{OVERVIEW}"),
        *(
            path(
                f"{route}{output.desk.path}",
                page(partial(show, output=output)),
                name=f"{name}_{output.desk_name}",
            )
            for output in at_desk(kind)
        ),
    ]


def _read_only(view, model_admin, request, object_id):
    """Call a view with a visible entry and its outputs; GET and HEAD only."""
    entry = _get_visible_entry(request, model_admin, object_id)
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    return view(model_admin, request, entry, outputs_of(entry, root=root_of(request)))


def _get_visible_entry(request, model_admin, object_id):
    """Return the entry if the user may see it: 403 before 404."""
    if not may(request.user, "view"):
        raise PermissionDenied
    rows = Entry.objects.select_related("column", "series", "newest", "live")
    key = parse_positive_int(str(object_id))
    entry = get_object_or_404(rows.filter(kind=model_admin.kind), pk=key)
    if not may(request.user, "view", entry):
        raise PermissionDenied
    return entry


def overview(model_admin, request, entry, made):
    """Show all outputs of an entry with lengths, faults and copy buttons."""
    files = [output for output in at_desk(entry.kind) if output.file]
    context = {
        "title": "成品",
        "revision": made.revision,
        "wechat": made.wechat(),
        "limits": wechat_fields,
        "brief": made.brief(),
        "most_brief": MOST_BRIEF,
        "paper": made.paper,
        "downloads": [
            output for output in files if not output.file.copied and output.name != "wechat_zip"
        ],
        "texts": [(output, output.file.write(made)) for output in files if output.file.copied],
    }
    return change_page.simple_page(model_admin, request, entry, "admin/entry_outputs.html", context)


def show(model_admin, request, entry, made, *, output):
    """Send one output; a file of an unpublished text is audited as an export first."""
    response = output.respond(request, entry, made)
    if output.file and not entry.is_public and request.method == "GET":
        record_export(
            f"{made.paper.name} {output.label}", by=request.user, form=output.name, rows=1,
            chosen={}, revision=made.revision,
        )  # fmt: skip
    add_never_cache_headers(response)
    return response
