"""The registrations of one event: phones masked, steps on several at once, export."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponseNotAllowed
from django.shortcuts import redirect

from series.actions.errors import EditorialError
from series.actions.registration import decisions
from series.actions.registration.register import invited_so_far
from series.actions.registration.settings import invite, revoke_invitation, settings_of
from series.actions.reports.exports import record_export
from series.actions.reports.registrations import registrations_table
from series.actions.reports.xlsx import write_workbook
from series.admin.base import do_pressed, parse_positive_int
from series.admin.lists.exports import as_download
from series.context import root_of
from series.forms.registration_settings import HandRegistrationForm
from series.models import Registration
from series.registration.letters import EVENT_GROUPS
from series.registration.places import places_of, places_of_sessions
from series.roles import may
from series.text.language.single_line import single_line

from .common import address, get_event, render_page

PER_PAGE = 100
STATES = {
    "": ("全部", Q()),
    **EVENT_GROUPS,
}


def registrations_page(model_admin, request, object_id):
    """List the registrations of an event; a POST is one of DEEDS."""
    event = get_event(model_admin, request, object_id)
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    hand = HandRegistrationForm(request.POST if "hand" in request.POST else None)
    if request.method == "POST" and (hand.is_valid() or not hand.is_bound):
        return _do(request, event, hand)
    settings = settings_of(event)
    chosen = request.GET.get("state", "")
    chosen = chosen if chosen in STATES else ""
    rows = _rows(event).filter(STATES[chosen][1])
    context = {
        "title": f"报名：{event}",
        "original": event,
        "event": event,
        "settings": settings,
        "places": places_of(settings),
        "sessions": [] if settings._state.adding else places_of_sessions(settings),
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "states": [(key, name) for key, (name, _) in STATES.items()],
        "chosen": chosen,
        "hand": hand,
        "invitations": _invitations(settings, root_of(request)),
        "sees_contacts": may(request.user, "see_contacts", event),
    }
    template = "admin/registrations/list.html"
    return render_page(model_admin, request, template, context, status=422 if hand.errors else 200)


def _rows(event):
    rows = Registration.objects.filter(event=event.pk).select_related("group__added_by")
    rows = rows.defer("group__code", "group__email")  # not shown, so not decrypted
    return rows.order_by("queued_at", "pk")


def _invitations(settings, root):
    rows = [] if settings._state.adding else list(settings.invitations.all())
    for row in rows:
        row.used = invited_so_far(row)
        row.root = root
    return rows


def _do(request, event, hand):
    adding = {request.POST.get("do", ""): partial(_add, hand=hand)}
    do_pressed(request, adding if hand.is_bound else DEEDS, event)
    return redirect(address(event, "registrations"))


def _chosen(request, event):
    keys = [parse_positive_int(key) for key in request.POST.getlist("row")]
    rows = Registration.objects.filter(event=event.pk, pk__in=keys)
    if not rows.exists():
        raise EditorialError("请先勾选报名，再按按钮")
    return rows


def _reason(request):
    return single_line(request.POST.get("reason", "").replace("\0", ""))


def _approve(request, event):
    many = decisions.approve(event, _chosen(request, event), by=request.user)
    return f"已通过 {many} 人"


def _refuse(request, event):
    given = {"reason": _reason(request), "by": request.user}
    return f"{decisions.refuse(event, _chosen(request, event), **given)} 人未通过"


def _cancel(request, event):
    given = {"reason": _reason(request), "by": request.user}
    return f"已取消 {decisions.cancel_at_desk(event, _chosen(request, event), **given)} 人的报名"


def _add(request, event, hand):
    group = decisions.add_by_hand(event, hand.sent(), by=request.user)
    return f"{group}已存"


def _invite(request, event):
    name = single_line(request.POST.get("name", "").replace("\0", ""))
    quota = parse_positive_int(request.POST.get("quota", ""))
    return f"已生成给{invite(event, name=name, quota=quota, by=request.user)}的邀请链接"


def _revoke(request, event):
    key = parse_positive_int(request.POST.get("invitation", ""))
    row = settings_of(event).invitations.filter(pk=key).first()
    if row is None:
        raise EditorialError("没有这条邀请，请刷新本页")
    revoke_invitation(row, by=request.user)
    return f"给{row}的邀请已收回"


DEEDS = {
    "approve": _approve,
    "refuse": _refuse,
    "cancel": _cancel,
    "invite": _invite,
    "revoke": _revoke,
}


def export(model_admin, request, object_id):
    """Send the list as a workbook; `?full` needs the right to see contacts."""
    event = get_event(model_admin, request, object_id)
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    full = "full" in request.GET
    if full and not may(request.user, "see_contacts", event):
        raise PermissionDenied
    table = registrations_table(event, full=full)
    response, count = as_download(
        lambda file: write_workbook([table], file), name=f"报名{event.pk}", form="xlsx"
    )
    chosen = {"full": "全号" if full else "遮号"}
    record_export(
        f"活动 {event.pk} 的报名", by=request.user, form="xlsx", rows=count, chosen=chosen
    )
    return response
