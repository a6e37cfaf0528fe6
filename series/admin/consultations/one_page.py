"""One question at the desk: who answers, notes, the answer, its review. Decision 135."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect

from chamber.models import User
from series.actions.consultations import handling, reviewing
from series.actions.consultations.settings import consultation_settings, may_manage
from series.actions.errors import EditorialError
from series.actions.notifying import people_who
from series.admin.base import do_pressed, parse_positive_int, typed_words
from series.admin.office.desk_pages import render_desk_page
from series.consultation.clock import clocks_of
from series.forms.consultation import AnswerForm
from series.models import AuditLine, Consultation, ConsultationOutcome, ConsultationState
from series.roles import EVERYWHERE, may
from series.text.language.single_line import single_line, visible_lines

MOST_LINES = 40
REVEAL = "reveal"
RELATED = ("assignee", "drafted_by", "reviewed_by", "consent")


def consultation_page(request, object_id):
    """Show one question, its phone masked; a POST is a step of DEEDS, or `reveal`."""
    if not may_manage(request.user):
        raise PermissionDenied
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    row = get_object_or_404(Consultation.objects.select_related(*RELATED), pk=object_id)
    full = request.method == "POST" and request.POST.get("do") == REVEAL
    page = {"form": AnswerForm(row=row)}
    if full:
        _reveal(request, row)
    elif request.method == "POST" and do_pressed(request, DEEDS, row, page):
        return redirect(request.path)
    status = 422 if page["form"].errors else 200
    context = _context(request, row, full=full) | page
    response = render_desk_page(request, "admin/consultations/one.html", context)
    response.status_code = status
    response["Cache-Control"] = "private, no-store"
    return response


def _reveal(request, row):
    if not may(request.user, "see_contacts", EVERYWHERE):
        raise PermissionDenied
    handling.reveal_contacts(row, by=request.user)


def _context(request, row, *, full):
    limit = consultation_settings().answer_days
    lines = AuditLine.objects.filter(object=str(row)).select_related("actor").order_by("-pk")
    is_answer = row.outcome == ConsultationOutcome.ANSWER
    return {
        "title": str(row),
        "row": row,
        "clock": None if row.is_closed else clocks_of([row], limit=limit)[row.pk],
        "limit": limit,
        "notes": row.notes.select_related("author"),
        "lines": lines[:MOST_LINES],
        "colleagues": people_who("consult", EVERYWHERE, but_administrators=False),
        "full": full,
        "sees_contacts": may(request.user, "see_contacts", EVERYWHERE),
        "is_open": row.state == ConsultationState.OPEN,
        "reviews": reviewing.may_review(request.user, row),
        "hides": may(request.user, "review_answer", EVERYWHERE) or request.user.is_superuser,
        "can_publish": row.may_publish and is_answer,
    }


def _version(request):
    return parse_positive_int(request.POST.get("version", ""))


def _reason(request):
    return single_line(typed_words(request, "reason"))


def _assign(request, row, _):
    key = parse_positive_int(request.POST.get("to", ""))
    to = User.objects.filter(pk=key).first()
    return f"已交给 {handling.assign(row, to=to, by=request.user).assignee}"


def _note(request, row, _):
    handling.add_note(row, text=visible_lines(typed_words(request, "note")), by=request.user)
    return "备注已存"


def _stored(request, row, page):
    """Store the draft of the form; None where it must be corrected."""
    form = page["form"] = AnswerForm(request.POST, row=row)
    if not form.is_valid():
        return None
    draft = form.draft(row)
    return handling.save_draft(row, draft, version=_version(request), by=request.user)


def _save(request, row, page):
    return "草稿已存，还没有送审" if _stored(request, row, page) else ""


def _submit(request, row, page):
    stored = _stored(request, row, page)
    if stored is None:
        return ""
    handling.submit(stored, version=stored.version, by=request.user)
    return "已送审，由另一位终审人员审核"


def _recall(request, row, _):
    handling.recall(row, by=request.user)
    return "已撤回，可以再改"


def _approve(request, row, *, publish):
    given = {"version": _version(request), "publish": publish, "by": request.user}
    done = reviewing.approve(row, **given)
    return f"已办结{'并公开' if publish else '，只回给本人'}，用了 {done.working_days} 个工作日"


def _approve_private(request, row, _):
    return _approve(request, row, publish=False)


def _approve_public(request, row, _):
    return _approve(request, row, publish=True)


def _send_back(request, row, _):
    given = {"version": _version(request), "reason": _reason(request), "by": request.user}
    reviewing.send_back(row, **given)
    return "已退回修改"


def _hide(request, row, _):
    if not row.published_at:
        raise EditorialError("这条答复没有公开")
    reviewing.hide(row, reason=_reason(request), by=request.user)
    return "已从网站撤下，本人仍可查看"


DEEDS = {
    "assign": _assign,
    "note": _note,
    "save": _save,
    "submit": _submit,
    "recall": _recall,
    "approve": _approve_private,
    "publish": _approve_public,
    "return": _send_back,
    "hide": _hide,
}
admin.site.add_page(
    "consultations/<int:object_id>/", consultation_page, name="series_consultation_one"
)
