"""导航: the links of the public header and footer, arranged on one page. Decision 122."""

from django.contrib import admin
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from series.actions.errors import EditorialError
from series.actions.site.navigation import (
    LONGEST_LABEL,
    add_link,
    change_link,
    default_links,
    delete_link,
    may_arrange,
    move_link,
    restore_defaults,
    take_over_defaults,
)
from series.admin.base import UNKNOWN_BUTTON, do_pressed, parse_positive_int
from series.forms.moments import parse_moment
from series.models import Column, FlatPage, NavigationArea, NavigationLink, Series
from series.models.entry_kinds import listed_kinds
from series.roles import may

from .desk_pages import refuse_outsiders, render_desk_page

MOST_SUGGESTIONS = 30  # of each sort


def navigation_page(request):
    """Show the links of each area; a POST changes one of them."""
    if refused := refuse_outsiders(request, "GET", "HEAD", "POST"):
        return refused
    if request.method == "POST":
        return _change(request)
    rows, now = list(NavigationLink.objects.with_targets()), timezone.now()
    context = {
        "title": "导航",
        "may_arrange": may_arrange(request.user),
        "areas": [_area_facts(area, rows, now) for area in NavigationArea],
        "suggestions": _suggestions(),
        "longest_label": LONGEST_LABEL,
    }
    return render_desk_page(request, "admin/navigation.html", context)


def _area_facts(area, rows, now):
    """Return an area with its rows or its defaults.

    Each row has a word for its state."""
    here = [row for row in rows if row.area == area]
    for number, row in enumerate(here, start=1):
        row.number = number
        row.state, row.tone = _state(row, now)
    return {"area": area, "rows": here, "defaults": [] if here else default_links(area)}


def _state(row, now):
    """Return the state of a link in a word, and its tone."""
    if row.shows_at(now):
        return "显示", "public"
    if not row.is_active:
        return "已停用", "draft"
    if row.ends_at and row.ends_at <= now:
        return "已过期", "draft"
    if row.starts_at and row.starts_at > now:
        return "到时显示", "scheduled"
    return "目标公开了才显示", "waiting"


def _suggestions():
    """Return [(address, name)] that the field of the target offers."""
    lists = [(reverse(kind.list_url), kind.label) for kind in listed_kinds()]
    pages = FlatPage.objects.at_work().exclude(slug="").only("kind", "slug", "headline")
    rows = [*pages.order_by("pk")[:MOST_SUGGESTIONS], *Column.objects.all()[:MOST_SUGGESTIONS]]
    rows += Series.objects.for_readers()[:MOST_SUGGESTIONS]
    return [*lists, *((row.get_absolute_url(), str(row)) for row in rows)]


def _change(request):
    do_pressed(request, CHANGES)
    return redirect("admin:desk_navigation")


def _area(request):
    area = request.POST.get("area", "")
    if area not in NavigationArea.values:
        raise EditorialError(UNKNOWN_BUTTON)
    return NavigationArea(area)


def _row(request):
    key = parse_positive_int(request.POST.get("row", ""))
    row = NavigationLink.objects.with_targets().filter(pk=key).first()
    if row is None:
        raise EditorialError("这个链接已被删除，请刷新本页")
    return row


def _typed(post):
    return {
        "label": post.get("label", ""),
        "to": post.get("to", ""),
        "starts_at": parse_moment(post.get("from", "")),
        "ends_at": parse_moment(post.get("until", "")),
    }


def _add(request):
    row = add_link(_area(request), by=request.user, **_typed(request.POST))
    return f"“{row}”已放进{row.get_area_display()}"


def _save(request):
    is_active = request.POST.get("active") == "on"
    row = change_link(_row(request), by=request.user, is_active=is_active, **_typed(request.POST))
    return f"“{row}”已存好"


def _move(request, steps):
    row = _row(request)
    rows = list(NavigationLink.objects.filter(area=row.area))
    there = move_link(row, to_position=rows.index(row) + 1 + steps, by=request.user)
    return f"“{row}”现在是第 {there}"


def _place(request):
    row, wanted = _row(request), parse_positive_int(request.POST.get("position", ""))
    there = move_link(row, to_position=wanted, by=request.user)
    return f"“{row}”现在是第 {there}"


def _delete(request):
    row = _row(request)
    delete_link(row, by=request.user)
    return f"“{row}”已删除"


def _take_over(request):
    area = _area(request)
    take_over_defaults(area, by=request.user)
    return f"{area.label}现在可以改了"


def _restore(request):
    area = _area(request)
    restore_defaults(area, by=request.user)
    return f"{area.label}已恢复默认"


CHANGES = {
    "add": _add,
    "save": _save,
    "up": lambda request: _move(request, -1),
    "down": lambda request: _move(request, 1),
    "place": _place,
    "delete": _delete,
    "take_over": _take_over,
    "restore": _restore,
}

admin.site.add_page(
    "navigation/",
    navigation_page,
    name="desk_navigation",
    label="导航",
    section="设置",
    allowed=lambda user: may(user, "view"),
)
