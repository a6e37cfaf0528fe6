"""会后反馈 at the desk: numbers as bars beside their tables, comments as text."""

from django.http import HttpResponseNotAllowed

from series.actions.registration.feedback import FEWEST_SHOWN, feedback_results

from .common import get_event, render_page


def feedback_page(model_admin, request, object_id):
    """Show what people said of an event."""
    event = get_event(model_admin, request, object_id)
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    context = {
        "title": f"会后反馈：{event}",
        "original": event,
        "event": event,
        "results": feedback_results(event),
        "fewest": FEWEST_SHOWN,
    }
    return render_page(model_admin, request, "admin/registrations/feedback.html", context)
