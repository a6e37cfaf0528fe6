"""比较版本: two revisions of an entry, or one and what I have typed since."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import path

from series.actions.editorial.working_copies import copy_of
from series.admin.base import parse_positive_int
from series.forms.compared import changes_of, rows_of, teeth_of
from series.forms.comparison import compare_contents
from series.forms.raw import content_of_copy
from series.models import Decision, Kind
from series.roles import columns_of, may

from . import change_page

MINE = "mine"
VIEWS = ("columns", "text")


def urls(model_admin):
    view = model_admin.admin_site.admin_view(
        lambda request, **given: compare_page(model_admin, request, **given)
    )
    name = f"series_{Kind(model_admin.kind).value}_compare"
    return [path("<path:object_id>/compare/", view, name=name)]


def compare_page(model_admin, request, object_id):
    """Return `?a=7&b=9` are numbers of revisions; b may be “mine”, the reader's working copy."""
    entry = change_page.found(model_admin, request, object_id)
    mine = request.GET.get("b") == MINE
    start = entry.newest if mine else signed_before(entry)
    old = _revision(entry, request.GET.get("a")) or start
    new = entry.newest if mine else _revision(entry, request.GET.get("b")) or entry.newest
    content, unfinished = new.content, ()
    if mine:
        content, unfinished = _working(model_admin, request, entry)
    comparison = compare_contents(entry.kind, old.content, content)
    rows = rows_of(comparison)
    view = request.GET.get("view", "")
    context = {
        "title": "比较版本",
        "entry_title": change_page.title_of(entry),
        "sides": [_side(entry, old), None if mine else _side(entry, new)],
        "old": old,
        "new": new,
        "right": MINE if mine else new.number,
        "unfinished": unfinished,
        "comparison": comparison,
        "rows": rows,
        "changes": changes_of(rows),
        "teeth": teeth_of(rows),
        "view": view if view in VIEWS else VIEWS[0],
        "can_restore": may(request.user, "edit", entry) and old.pk != entry.newest_id,
    }
    return change_page.simple_page(model_admin, request, entry, "admin/entry_compare.html", context)


def _revision(entry, number):
    """Return the revision of this number; None where none is named, 404 where it is not there."""
    if not number:
        return None
    found = entry.revisions.filter(number=parse_positive_int(number)).first()
    if found is None:
        raise Http404
    return found


def signed_before(entry):
    """Return what a reviewer knows already: the public text or the last one with a signature, else
    the revision before the newest."""
    if entry.live_id and entry.live_id != entry.newest_id:
        return entry.live
    earlier = entry.revisions.exclude(pk=entry.newest_id)
    signed = earlier.filter(reviews__decision=Decision.APPROVE)
    return signed.first() or earlier.first() or entry.newest


def _working(model_admin, request, entry):
    if not may(request.user, "edit", entry):
        raise PermissionDenied
    copy = copy_of(request.user, kind=entry.kind, entry=entry)
    if copy is None:
        raise Http404
    given = {"stored": entry.newest.content, "columns": columns_of(request.user, "edit")}
    return content_of_copy(model_admin.form_class, copy, **given)


def _side(entry, revision):
    """Return a revision with what its digest was signed or returned with, level by level."""
    reviews = entry.reviews.filter(digest=revision.digest).select_related("reviewer")
    last = {review.level: review for review in reviews.order_by("pk")}
    return {"revision": revision, "reviews": [last[level] for level in sorted(last)]}
