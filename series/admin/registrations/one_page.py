"""One form at the desk: its people, what they answered, what was done with it."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect

from series.actions.registration import decisions
from series.admin.base import do_pressed
from series.models import AuditLine, RegistrationGroup
from series.models.participation.registration import STANDING
from series.registration.answers import shown_answers
from series.registration.places import places_of, standing_of
from series.roles import may
from series.text.language.single_line import single_line, visible_lines

from .common import address, get_event, render_page

MOST_LINES = 30
REVEAL = "reveal"


def registration_page(model_admin, request, object_id, group):
    """Show one form, phones masked; a POST is a step of DEEDS, or `reveal`."""
    event = get_event(model_admin, request, object_id)
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    row = get_object_or_404(
        RegistrationGroup.objects.select_related("event"), pk=group, event=event.pk
    )
    full = request.method == "POST" and request.POST.get("do") == REVEAL
    if full:
        _reveal(request, row)
    elif request.method == "POST":
        return _do(request, event, row)
    template = "admin/registrations/one.html"
    return render_page(model_admin, request, template, _context(request, event, row, full=full))


def _reveal(request, group):
    if not may(request.user, "see_contacts", group.event):
        raise PermissionDenied
    decisions.reveal_contacts(group, by=request.user)


def _context(request, event, group, *, full):
    settings = event.registration_settings
    people = list(group.people.prefetch_related("choices__session").order_by("pk"))
    for person in people:
        person.standing = standing_of(person, settings)
    lines = AuditLine.objects.filter(entry=event.pk, object=str(group)).select_related("actor")
    return {
        "title": str(group),
        "original": event,
        "event": event,
        "group": group,
        "people": people,
        "stands": any(person.state in STANDING for person in people),
        "pending": any(person.state == "pending" for person in people),
        "places": places_of(settings),
        "answers": shown_answers(group, settings.questions.all()),
        "lines": lines.order_by("-pk")[:MOST_LINES],
        "full": full,
        "sees_contacts": may(request.user, "see_contacts", event),
    }


def _do(request, event, group):
    do_pressed(request, DEEDS, event, group)
    return redirect(address(event, "registration", group.pk))


def _approve(request, event, group):
    return f"已通过 {decisions.approve(event, group.people.all(), by=request.user)} 人"


def _ending(deed, said):
    def do(request, event, group):
        reason = single_line(request.POST.get("reason", "").replace("\0", ""))
        many = deed(event, group.people.all(), reason=reason, by=request.user)
        return f"{said} {many} 人"

    return do


def _note(request, event, group):
    note = visible_lines(request.POST.get("note", "").replace("\0", ""))
    decisions.set_note(group, note=note, by=request.user)
    return "备注已存"


DEEDS = {
    "approve": _approve,
    "refuse": _ending(decisions.refuse, "未通过"),
    "cancel": _ending(decisions.cancel_at_desk, "已取消"),
    "note": _note,
}
