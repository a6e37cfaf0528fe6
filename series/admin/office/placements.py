"""头条与推荐: what stands where on home and column pages.

And until when."""

from itertools import pairwise

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from series.actions.editorial.placements import (
    may_place,
    move,
    place,
    set_period,
    shown_at,
    take_down,
)
from series.actions.errors import EditorialError
from series.actions.progress.stages import for_desk
from series.admin.base import do_pressed, parse_positive_int
from series.forms.moments import parse_moment
from series.models import PLACES_AT_ONCE, Column, Entry, Place, Placement
from series.roles import may, seen_by

from .desk_pages import render_desk_page

MOST_CHOICES = 60
MOST_PREVIEWS = 4


def placements_page(request):
    """Show the places of one page (`column`, none: home); a POST changes one of them."""
    if not may(request.user, "view"):
        raise PermissionDenied
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    column = _asked_column(request)
    if request.method == "POST":
        return _change(request, column)
    now = timezone.now()
    rows = list(Placement.objects.on_page(column).select_related("entry"))
    context = {
        "title": "头条与推荐",
        "column": column,
        "pages": [None, *Column.objects.all()],
        "may_place": may_place(request.user, column),
        "places": [_place_facts(each, rows, now) for each in Place],
        "choices": _choices(request.user, column),
        "previews": [_preview(moment, column) for moment in _moments(rows, now)],
        "now": now,
    }
    return render_desk_page(request, "admin/placements.html", context)


def _asked_column(request):
    key = parse_positive_int(request.GET.get("column", ""))
    if not key:
        return None
    column = Column.objects.filter(pk=key).first()
    if column is None:
        raise Http404
    return column


def _place_facts(each, rows, now):
    """Return one place with its rows and gaps.

    Each row has a word for its state; only a lead has gaps."""
    here = [row for row in rows if row.place == each]
    for row in here:
        row.state, row.tone = _state(row, now)
    return {
        "place": each,
        "at_once": PLACES_AT_ONCE[each],
        "rows": here,
        "gaps": _gaps(here, now) if each == Place.LEAD else [],
    }


def _state(row, now):
    """Return the state in a word and its tone.

    Over, still to come, waiting for publication, in use."""
    if row.ends_at and row.ends_at <= now:
        return "已过期", "draft"
    if row.starts_at > now:
        return "到时上", "scheduled"
    return ("现用", "public") if row.entry.is_public else ("发布了才上", "waiting")


def _gaps(rows, now):
    """Return [(from, until)] between coming leads, in which the newest text leads."""
    spans = sorted(
        (row.starts_at, row.ends_at) for row in rows if row.ends_at is None or row.ends_at > now
    )
    return [
        (before_end, after_start)
        for (_, before_end), (after_start, _) in pairwise(spans)
        if before_end and before_end < after_start
    ]


def _choices(user, column):
    """Return the newest entries that may be placed: public ones, and those on their way."""
    rows = Entry.objects.listed()
    rows = rows.filter(column=column) if column else rows
    return seen_by(user, for_desk(rows)).order_by("-newest_id")[:MOST_CHOICES]


def _moments(rows, now):
    """Return now and the next moments at which something changes."""
    edges = {edge for row in rows for edge in (row.starts_at, row.ends_at) if edge and edge > now}
    return [now, *sorted(edges)[: MOST_PREVIEWS - 1]]


def _preview(moment, column):
    shown = shown_at(moment, column=column)
    return {"moment": moment, "places": [(each, shown[each]) for each in Place if shown[each]]}


def _change(request, column):
    do_pressed(request, CHANGES, column)
    address = reverse("admin:desk_placements")
    return redirect(f"{address}?column={column.pk}" if column else address)


def _period(post):
    return {
        "starts_at": parse_moment(post.get("from", "")),
        "ends_at": parse_moment(post.get("until", "")),
    }


def _add(request, column):
    post = request.POST
    rows = seen_by(request.user, Entry.objects.all())
    entry = rows.filter(pk=parse_positive_int(post.get("entry", ""))).first()
    if entry is None or post.get("place") not in Place.values:
        raise EditorialError("请先选一篇稿件，再按“放上”")
    row = place(entry, Place(post["place"]), column=column, by=request.user, **_period(post))
    return f"《{entry}》已放上{row.get_place_display()}"


def _row(request, column):
    key = parse_positive_int(request.POST.get("row", ""))
    row = Placement.objects.filter(pk=key, column=column).select_related("entry", "column").first()
    if row is None:
        raise EditorialError("这一条已被撤下，请刷新本页")
    return row


def _set_period(request, column):
    row = set_period(_row(request, column), by=request.user, **_period(request.POST))
    return f"《{row.entry}》的起止时间已改"


def _move_up(request, column):
    row = _row(request, column)
    return f"《{row.entry}》现在是第 {move(row, -1, by=request.user)}"


def _move_down(request, column):
    row = _row(request, column)
    return f"《{row.entry}》现在是第 {move(row, 1, by=request.user)}"


def _take_down(request, column):
    row = _row(request, column)
    take_down(row, by=request.user)
    return f"《{row.entry}》已撤下"


CHANGES = {
    "place": _add,
    "period": _set_period,
    "up": _move_up,
    "down": _move_down,
    "remove": _take_down,
}

admin.site.add_page(
    "placements/",
    placements_page,
    name="desk_placements",
    label="头条与推荐",
    section="排期",
    allowed=lambda user: may(user, "view"),
)
