"""活动看板: what is coming, takes registrations, is full, and is to be reported."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from series.actions.errors import EditorialError
from series.actions.registration.attendance import set_attended
from series.admin.base import parse_positive_int
from series.admin.office.desk_pages import render_desk_page
from series.models import ENTRY_KINDS, Event
from series.models.entry import TEXTS
from series.registration.board import board_of
from series.roles import may, seen_by


def board_page(request):
    """Show the board; a POST writes how many came to one event."""
    if not may(request.user, "register"):
        raise PermissionDenied
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    if request.method == "POST":
        return _store_attended(request)
    board = board_of(request.user, timezone.now())
    columns = (
        ("coming", "即将举行", board.coming),
        ("taking", "报名中", board.taking),
        ("full", "满员候补", board.full),
        ("held", "待总结", board.held),
    )
    context = {
        "title": "活动看板",
        "columns": columns,
        "many": sum(len(rows) for _, _, rows in columns),
        "report_address": _report_address(),
    }
    return render_desk_page(request, "admin/registrations/board.html", context)


def _report_address():
    """Return where a report is written: an entry of the main kind."""
    kind = next(about.kind for about in ENTRY_KINDS.values() if about.is_main)
    return reverse(f"admin:series_{kind}_add")


def _store_attended(request):
    rows = seen_by(request.user, Event.objects.defer(*TEXTS))
    event = rows.filter(pk=parse_positive_int(request.POST.get("event", ""))).first()
    typed = request.POST.get("attended", "").strip()[:7]
    many = int(typed) if typed.isascii() and typed.isdecimal() else None
    try:
        if event is None:
            raise EditorialError("没有这场活动，请刷新本页")
        set_attended(event, many=many, by=request.user)
        messages.success(request, f"已登记：《{event}》到了 {many} 人")
    except EditorialError as error:
        messages.error(request, str(error))
    return redirect("admin:desk_events")


admin.site.add_page(
    "event-board/",
    board_page,
    name="desk_events",
    label="活动看板",
    section="排期",
    allowed=lambda user: may(user, "register"),
)
