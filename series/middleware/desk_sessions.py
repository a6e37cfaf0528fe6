"""Middleware that notes a person's last request at the desk, once a minute. Decision 110."""

import logging

from django.db import DatabaseError

from series.models.waiting import short_wait

# Calls of an open page that nobody has to be present for, and the question when the session ends.
NOBODY_ASKS = ("/presence/", "/session/")
logger = logging.getLogger(__name__)


class DeskSessions:
    """Middleware: count the idle time of a session from its last request at the desk.

    Public pages write nothing. A page is shown even if its request cannot be noted."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path.startswith("/desk/") and not request.path.endswith(NOBODY_ASKS):
            _note_request(request)
        return self.get_response(request)


def _note_request(request):
    if not request.user.is_authenticated or not request.session.wants_note:
        return
    try:
        with short_wait():
            request.session.note_request()
    except DatabaseError:
        logger.exception("the last request of a session was not noted")
