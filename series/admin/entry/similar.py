"""相同段落: what an entry's newest text and a stored text of another entry have in common."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import path

from series.models import Entry, Kind, Revision
from series.roles import may
from series.text.diff.side_by_side import side_by_side

from . import change_page


def urls(model_admin):
    view = model_admin.admin_site.admin_view(
        lambda request, **given: twin_page(model_admin, request, **given)
    )
    name = f"series_{Kind(model_admin.kind).value}_twin"
    address = "<path:object_id>/twins/<int:other>/<int:other_number>/"
    return [path(address, view, name=name)]


def twin_page(model_admin, request, *, object_id, other, other_number):
    """Return both sides ask for the right to see: the entry's in `found`, the other's here."""
    entry = change_page.found(model_admin, request, object_id)
    revision = _other_text(request.user, entry, other, other_number)
    compared = side_by_side(entry.newest.content["body"], revision.content["body"])
    found = compared.found
    context = {
        "title": "相同段落",
        "entry_title": change_page.title_of(entry),
        "other": revision.entry,
        "other_title": revision.content["headline"] or str(revision.entry),
        "revision": revision,
        "found": found,
        "part": _percent(found.same, found.size),
        "other_part": _percent(found.same, found.other_size),
        "pairs": compared.pairs,
    }
    return change_page.simple_page(model_admin, request, entry, "admin/entry_twin.html", context)


def _other_text(user, entry, other, number):
    """Return the revision of the other entry, for somebody who may see that entry: 403 before 404."""
    row = get_object_or_404(Entry.objects.only("column"), pk=other)
    if not may(user, "view", row):
        raise PermissionDenied
    if row.pk == entry.pk:
        raise Http404
    rows = Revision.objects.select_related("entry", "created_by")
    return get_object_or_404(rows, entry=row.pk, number=number)


def _percent(same, size):
    return min(100, same * 100 // size) if size else 0
