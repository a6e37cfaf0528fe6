"""比较版本: compare two revisions of an entry, or one with the user's working copy."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import path

from series.actions.editorial.working_copies import copy_of
from series.admin.base import parse_positive_int
from series.forms.compared import change_marks_of, changes_of, rows_of
from series.forms.comparison import compare_contents
from series.forms.raw import content_of_copy
from series.models import Decision, Kind
from series.roles import columns_of, may

from . import change_page

MINE = "mine"
VIEWS = ("columns", "text")


def urls(model_admin):
    """Return the path of the comparison for one kind of entry."""
    view = model_admin.admin_site.admin_view(
        lambda request, **kwargs: compare_page(model_admin, request, **kwargs)
    )
    name = f"series_{Kind(model_admin.kind).value}_compare"
    return [path("<path:object_id>/compare/", view, name=name)]


def compare_page(model_admin, request, object_id):
    """Show what differs between revisions `a` and `b` of an entry (decision 28).

    `?a=7&b=9` are numbers of revisions; `b` may be “mine”, the user's working copy."""
    entry = change_page.get_visible_entry(model_admin, request, object_id)
    mine = request.GET.get("b") == MINE
    start = entry.newest if mine else revision_known_to_reviewers(entry)
    old = _revision(entry, request.GET.get("a")) or start
    new = entry.newest if mine else _revision(entry, request.GET.get("b")) or entry.newest
    content, unfinished = new.content, ()
    if mine:
        content, unfinished = _working_copy(model_admin, request, entry)
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
        "teeth": change_marks_of(rows),
        "view": view if view in VIEWS else VIEWS[0],
        "can_restore": may(request.user, "edit", entry) and old.pk != entry.newest_id,
    }
    return change_page.simple_page(model_admin, request, entry, "admin/entry_compare.html", context)


def _revision(entry, number):
    """Return the revision with this number; None without a number, 404 for an unknown one."""
    if not number:
        return None
    revision = entry.revisions.filter(number=parse_positive_int(number)).first()
    if revision is None:
        raise Http404
    return revision


def revision_known_to_reviewers(entry):
    """Return the revision that reviewers know: the public one or the last one signed.

    Without either it is the revision before the newest."""
    if entry.live_id and entry.live_id != entry.newest_id:
        return entry.live
    earlier = entry.revisions.exclude(pk=entry.newest_id)
    signed = earlier.filter(reviews__decision=Decision.APPROVE)
    return signed.first() or earlier.first() or entry.newest


def _working_copy(model_admin, request, entry):
    if not may(request.user, "edit", entry):
        raise PermissionDenied
    copy = copy_of(request.user, kind=entry.kind, entry=entry, key=request.GET.get("copy", ""))
    if copy is None:
        raise Http404
    return content_of_copy(
        model_admin.form_class,
        copy,
        stored=entry.newest.content,
        columns=columns_of(request.user, "edit"),
        user=request.user,
    )


def _side(entry, revision):
    """Return a revision with the last review of its digest at each level."""
    reviews = entry.reviews.filter(digest=revision.digest).select_related("reviewer")
    last = {review.level: review for review in reviews.order_by("pk")}
    return {"revision": revision, "reviews": [last[level] for level in sorted(last)]}
