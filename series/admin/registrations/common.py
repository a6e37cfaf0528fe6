"""What the pages of registrations share: the event, the right, the frame."""

from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import reverse

from series.admin.entry.change_page import get_visible_entry
from series.roles import may


def get_event(model_admin, request, object_id):
    """Return the event; 403 for whoever may not handle its registrations."""
    if not may(request.user, "register"):
        raise PermissionDenied
    event = get_visible_entry(model_admin, request, object_id)
    if not may(request.user, "register", event):
        raise PermissionDenied
    return event


def address(event, page, *more):
    return reverse(f"admin:series_event_{page}", args=[event.pk, *more])


def render_page(model_admin, request, template, context, *, status=200):
    request.current_app = model_admin.admin_site.name
    frame = {**model_admin.admin_site.each_context(request), "opts": model_admin.opts}
    response = TemplateResponse(request, template, {**frame, **context}, status=status)
    response["Cache-Control"] = "private, no-store"
    return response
