"""纠错 at the desk: what readers reported, with the place in the text."""

from urllib.parse import quote

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect

from series.actions.typo_reports import may_settle, reveal_contact, settle_typo
from series.admin.base import do_pressed, parse_positive_int, typed_words
from series.admin.office.desk_pages import render_desk_page
from series.drawing import entry_url
from series.models import TypoReport, TypoState
from series.models.entry import TEXTS_OF_ENTRY
from series.roles import EVERYWHERE, may
from series.text.language.single_line import single_line

PER_PAGE = 50
LONGEST_FRAGMENT = 60


def typos_page(request):
    """List the reports of one state; a POST settles one of them."""
    if not may_settle(request.user):
        raise PermissionDenied
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    if request.method == "POST":
        do_pressed(request, DEEDS)
        return redirect(request.get_full_path())
    state = request.GET.get("state", "")
    state = state if state in TypoState.values else TypoState.WAITING
    rows = TypoReport.objects.filter(state=state).select_related("entry", "decided_by")
    rows = rows.defer(*TEXTS_OF_ENTRY)
    rows = rows if state == TypoState.WAITING else rows.order_by("-decided_at", "-pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page", "")[:6])
    for row in page:
        row.place = place_of(row)
        row.change = entry_url(row.entry) if row.entry else ""
    context = {
        "title": "纠错",
        "page": page,
        "states": TypoState,
        "state": state,
        "sees_contacts": may(request.user, "see_contacts", EVERYWHERE),
    }
    response = render_desk_page(request, "admin/consultations/typos.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


def place_of(row) -> str:
    """Return the address of the text at the quoted words.

    Empty where there is no text."""
    if row.entry is None:
        return ""
    words = quote(row.quote[:LONGEST_FRAGMENT], safe="").replace("-", "%2D")
    address = row.entry.get_absolute_url()
    return f"{address}#:~:text={words}" if words else address


def _chosen(request):
    key = parse_positive_int(request.POST.get("of", ""))
    return get_object_or_404(TypoReport.objects.select_related("entry"), pk=key)


def _settle(request, *, changed):
    reason = single_line(typed_words(request, "reason"))
    row = settle_typo(_chosen(request), changed=changed, reason=reason, by=request.user)
    return f"{row}：{row.get_state_display()}"


def _changed(request):
    return _settle(request, changed=True)


def _kept(request):
    return _settle(request, changed=False)


def _contact(request):
    if not may(request.user, "see_contacts", EVERYWHERE):
        raise PermissionDenied
    row = reveal_contact(_chosen(request), by=request.user)
    return f"{row}：{row.contact or '没有留联系方式'}"


DEEDS = {"changed": _changed, "kept": _kept, "contact": _contact}
admin.site.add_page(
    "typos/",
    typos_page,
    name="desk_typos",
    label="纠错",
    section="互动",
    allowed=may_settle,
)
