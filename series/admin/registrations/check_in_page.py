"""The day of an event at the desk: links, attendance, prints. Decision 131."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from series.actions.errors import EditorialError
from series.actions.registration.check_in import check_in_at_desk, undo_at_desk
from series.actions.registration.check_in_links import make_link, revoke_link
from series.actions.registration.settings import settings_of
from series.admin.base import UNKNOWN_BUTTON, parse_positive_int
from series.context import root_of
from series.models import CheckInLink, CheckInLinkKind, CheckInWay, Registration
from series.registration.attendance import (
    absent,
    attendance_of,
    attended,
    closes_at,
    day_at,
    expected,
    ways_of,
    with_check_ins,
)
from series.registration.certificates import certificates_of
from series.text.language.pinyin import syllables
from series.text.language.single_line import single_line

from .common import address, get_event, render_page

PER_PAGE = 100
LISTS = {"came": ("已签到", attended), "absent": ("未到", absent)}
PAGES_OF_LINKS = {CheckInLinkKind.HELPER: "series:check_in", CheckInLinkKind.WALL: "series:wall"}


def check_in_page(model_admin, request, object_id):
    """Show the links and both lists of an event; a POST is one of DEEDS."""
    event = get_event(model_admin, request, object_id)
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    made = ""
    if request.method == "POST":
        made = _do(request, event)
        if not made:
            return redirect(address(event, "check_in"))
    context = _context(request, event) | {"made": made}
    return render_page(model_admin, request, "admin/registrations/check_in.html", context)


def _context(request, event):
    chosen = request.GET.get("list", "")
    chosen = chosen if chosen in LISTS else "came"
    rows = with_check_ins(LISTS[chosen][1](event).select_related("group")).order_by("name", "pk")
    has_time = event.starts_at is not None
    today = day_at(event, timezone.now()) if has_time else None
    return {
        "title": f"签到：{event}",
        "original": event,
        "event": event,
        "settings": settings_of(event),
        "attendance": attendance_of(event, today),
        "today": today,
        "absent_count": absent(event).count(),
        "ways": [(CheckInWay(way).label, many) for way, many in ways_of(event).items()],
        "links": CheckInLink.objects.filter(event=event.pk).select_related("created_by"),
        "kinds": CheckInLinkKind.choices,
        "ends": closes_at(event) if has_time else None,
        "chosen": chosen,
        "lists": [(key, name) for key, (name, _) in LISTS.items()],
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
    }


def _do(request, event):
    """Do what the pressed button says.

    Returns the address of a new link, which is shown once; else an empty text.
    """
    deed = DEEDS.get(request.POST.get("do", ""))
    if deed is None:
        messages.error(request, UNKNOWN_BUTTON)
        return ""
    try:
        return deed(request, event) or ""
    except EditorialError as error:
        messages.error(request, str(error))
        return ""


def _make(request, event):
    name = single_line(request.POST.get("name", "").replace("\0", ""))
    kind = request.POST.get("kind", "")
    link, token = make_link(event, kind=kind, name=name, by=request.user)
    path = reverse(PAGES_OF_LINKS[CheckInLinkKind(link.kind)], args=[token])
    messages.success(request, f"已生成{link.get_kind_display()}的链接“{link}”")
    return f"{root_of(request)}{path}"


def _revoke(request, event):
    key = parse_positive_int(request.POST.get("link", ""))
    row = CheckInLink.objects.select_related("event").filter(pk=key, event=event.pk).first()
    if row is None:
        raise EditorialError("没有这条链接，请刷新本页")
    revoke_link(row, by=request.user)
    messages.success(request, f"链接“{row}”已收回")


def _check_in(request, event):
    key = parse_positive_int(request.POST.get("person", ""))
    row = Registration.objects.filter(pk=key, event=event.pk).first()
    if row is None:
        raise EditorialError("没有这个人的报名，请刷新本页")
    done = check_in_at_desk(event, row, by=request.user)
    at = timezone.localtime(done.check_in.at)
    messages.success(request, f"{row}已签到 {at:%H:%M}")


def _undo(request, event):
    key = parse_positive_int(request.POST.get("check_in", ""))
    row = undo_at_desk(event, key or 0, by=request.user)
    messages.success(request, f"{row.registration}的签到已撤回")


DEEDS = {"make": _make, "revoke": _revoke, "check_in": _check_in, "undo": _undo}


def paper_list(model_admin, request, object_id):
    """Print who is expected, by the sound of names, with a column to sign."""
    return _printed(model_admin, request, object_id, template="admin/registrations/paper_list.html")


def badges(model_admin, request, object_id):
    """Print a name badge for each who is expected."""
    return _printed(model_admin, request, object_id, template="admin/registrations/badges.html")


def _printed(model_admin, request, object_id, *, template):
    event = get_event(model_admin, request, object_id)
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    rows = with_check_ins(expected(event).select_related("group"))
    people = sorted(rows, key=lambda row: (syllables(row.name), row.pk))
    return render_page(model_admin, request, template, {"event": event, "people": people})


def certificates(model_admin, request, object_id):
    """Print the certificates of all who came."""
    event = get_event(model_admin, request, object_id)
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    found = certificates_of(attended(event).order_by("name", "pk"))
    context = {"certificates": found, "root": root_of(request)}
    return render_page(model_admin, request, "checkin/certificates.html", context)
