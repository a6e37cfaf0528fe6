"""群发邮件 to the registered people of an event."""

from series.actions.registration.letters import preview_letter, send_letter
from series.admin.office.letters import Recipients, answer_letter_page
from series.registration.letters import EVENT_GROUPS, EVENT_LETTER, EVENT_SUBJECT, OF_EVENT

from .common import address, get_event


def letter_page(model_admin, request, object_id):
    """Write to chosen groups of an event's registrations."""
    event = get_event(model_admin, request, object_id)
    recipients = Recipients(
        *(EVENT_GROUPS, OF_EVENT, EVENT_SUBJECT, EVENT_LETTER, preview_letter, send_letter),
        back=address(event, "registrations"),
        back_name="报名",
    )
    return answer_letter_page(request, event, recipients)
