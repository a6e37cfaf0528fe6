"""群发邮件 to the endorsers of a call."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse

from series.actions.endorsements.deciding import may_manage
from series.actions.endorsements.letters import preview_letter, send_letter
from series.admin.office.letters import Recipients, answer_letter_page
from series.models import Initiative
from series.models.entry import TEXTS
from series.registration.letters import CALL_GROUPS, CALL_LETTER, CALL_SUBJECT, OF_CALL


def letter_page(request, object_id):
    """Write to chosen groups of a call's endorsers."""
    call = get_object_or_404(Initiative.objects.defer(*TEXTS), pk=object_id)
    if not may_manage(request.user, call):
        raise PermissionDenied
    recipients = Recipients(
        *(CALL_GROUPS, OF_CALL, CALL_SUBJECT, CALL_LETTER, preview_letter, send_letter),
        back=reverse("admin:series_initiative_endorsements", args=[call.pk]),
        back_name="联署",
    )
    return answer_letter_page(request, call, recipients)


admin.site.add_page(
    "endorsements/<int:object_id>/letter/", letter_page, name="series_initiative_letter"
)
