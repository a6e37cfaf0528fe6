"""All questions, the oldest open ones first, each with its clock. Decision 135."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponseNotAllowed

from series.actions.consultations.settings import consultation_settings, may_manage
from series.admin.office.desk_pages import render_desk_page
from series.consultation.clock import clocks_of
from series.models import Consultation, ConsultationOutcome, ConsultationState
from series.text.language.single_line import single_line

PER_PAGE = 50
LONGEST_SEARCH = 40
OPEN, CLOSED = ConsultationState.OPEN, ConsultationState.CLOSED
STATES = {
    "": ("未办结", ~Q(state=CLOSED)),
    "new": ("待分办", Q(state=OPEN, assignee=None)),
    "reviewing": ("待审核", Q(state=ConsultationState.REVIEWING)),
    "answered": ("已答复", Q(state=CLOSED, outcome=ConsultationOutcome.ANSWER)),
    "transferred": ("已转办", Q(state=CLOSED, outcome=ConsultationOutcome.TRANSFER)),
    "declined": ("不予受理", Q(state=CLOSED, outcome=ConsultationOutcome.DECLINE)),
    "public": ("已公开", Q(published_at__isnull=False)),
}
LISTED = (
    *("title", "matter", "received_at", "state", "assignee", "department", "outcome"),
    *("closed_at", "working_days", "published_at", "may_publish", "returned_because", "purged_at"),
)


def consultations_page(request):
    """List the questions of one state; ?mine narrows to one's own."""
    if not may_manage(request.user):
        raise PermissionDenied
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    rows, chosen = _narrowed(request)
    limit = consultation_settings().answer_days
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page", "")[:6])
    clocks = clocks_of([row for row in page if not row.is_closed], limit=limit)
    for row in page:
        row.clock = clocks.get(row.pk)
    context = {
        "title": "咨询",
        "page": page,
        "states": [(key, name) for key, (name, _) in STATES.items()],
        "limit": limit,
        **chosen,
    }
    return render_desk_page(request, "admin/consultations/list.html", context)


def _narrowed(request):
    """Return the rows that the page's address asks for, and what it asked for."""
    state = request.GET.get("state", "")
    state = state if state in STATES else ""
    question = single_line(request.GET.get("q", "").replace("\0", ""))[:LONGEST_SEARCH]
    mine = "mine" in request.GET
    rows = (
        Consultation.objects.filter(STATES[state][1])
        .select_related("assignee")
        .only(*LISTED, "assignee__name", "assignee__username")
    )
    if question:
        found = Q(title__icontains=question) | Q(question__icontains=question)
        rows = rows.filter(found | Q(name__icontains=question))
    if mine:
        rows = rows.filter(assignee=request.user)
    is_past = state in ("answered", "transferred", "declined", "public")
    rows = rows.order_by("-closed_at", "-pk") if is_past else rows.order_by("received_at", "pk")
    return rows, {"state": state, "question": question, "mine": mine}


admin.site.add_page(
    "consultations/",
    consultations_page,
    name="desk_consultations",
    label="咨询",
    section="互动",
    first=True,
    allowed=may_manage,
)
