"""相同段落: the passages that an entry shares with a revision of another entry (decision 64)."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import path

from series.models import Entry, Kind, Revision
from series.roles import may
from series.text.diff.side_by_side import side_by_side

from . import change_page


def urls(model_admin):
    """Return the path of the page for one kind of entry."""
    view = model_admin.admin_site.admin_view(
        lambda request, **kwargs: similar_page(model_admin, request, **kwargs)
    )
    name = f"series_{Kind(model_admin.kind).value}_twin"
    route = "<path:object_id>/twins/<int:other>/<int:other_number>/"
    return [path(route, view, name=name)]


def similar_page(model_admin, request, *, object_id, other, other_number):
    """Show an entry and another one side by side, with their common passages.

    The user must be allowed to see both."""
    entry = change_page.get_visible_entry(model_admin, request, object_id)
    revision = _other_text(request.user, entry, other, other_number)
    comparison = side_by_side(entry.newest.content["body"], revision.content["body"])
    overlap = comparison.found
    context = {
        "title": "相同段落",
        "entry_title": change_page.title_of(entry),
        "other": revision.entry,
        "other_title": revision.content["headline"] or str(revision.entry),
        "revision": revision,
        "found": overlap,
        "part": _percent(overlap.same, overlap.size),
        "other_part": _percent(overlap.same, overlap.other_size),
        "pairs": comparison.pairs,
    }
    return change_page.simple_page(model_admin, request, entry, "admin/entry_twin.html", context)


def _other_text(user, entry, other, number):
    """Return a revision of the other entry if the user may see it.

    Without the right it is 403, whether the revision exists or not."""
    row = get_object_or_404(Entry.objects.only("column"), pk=other)
    if not may(user, "view", row):
        raise PermissionDenied
    if row.pk == entry.pk:
        raise Http404
    rows = Revision.objects.select_related("entry", "created_by")
    return get_object_or_404(rows, entry=row.pk, number=number)


def _percent(same, size):
    return min(100, same * 100 // size) if size else 0
