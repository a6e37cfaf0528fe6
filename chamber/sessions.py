"""The session engine: sessions end after a time without requests, and after a working day.

Django counts from the last change of a session, which here was the log-in: whoever worked for eight
hours was thrown out in the middle, and an abandoned browser stayed open as long. Decision 110.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.utils import timezone

STARTED, ADDRESS, DEVICE = "started_at", "address", "device"  # in the data of the session
NOTED_EVERY = timedelta(minutes=1)  # a request within it writes nothing


class SessionStore(db.SessionStore):
    """A session whose row tells its person and its last request."""

    row = None  # as the database knew it when this request read it

    @classmethod
    def get_model_class(cls):
        from chamber.models import UserSession  # models are loaded after the engine

        return UserSession

    def _get_session_from_db(self):
        self.row = super()._get_session_from_db()
        return self.row

    def begin(self, *, address, device):
        """Start to count the session's age now, with what its owner recognises it by.

        Rows of ended sessions go: addresses are kept no longer than they serve."""
        self.clear_expired()
        self[STARTED] = timezone.now().isoformat()
        self[ADDRESS], self[DEVICE] = address, device

    def create_model_instance(self, data):
        now = timezone.now()
        if SESSION_KEY in data:
            data.setdefault(STARTED, now.isoformat())
        started_at = datetime.fromisoformat(data[STARTED]) if STARTED in data else now
        self.row = self.model(
            session_key=self._get_or_create_session_key(),
            session_data=self.encode(data),
            expire_date=end_of(started_at=started_at, seen_at=now),
            user_id=data.get(SESSION_KEY),
            started_at=started_at,
            seen_at=now,
            address=data.get(ADDRESS, ""),
            device=data.get(DEVICE, ""),
        )
        return self.row

    @property
    def ends_at(self):
        """Return when the session ends if no further request comes; None where nobody is in."""
        return self.row and self.row.expire_date

    @property
    def prolongable(self):
        """Tell whether a request now would move the end."""
        return bool(self.row) and self.row.expire_date < self.row.started_at + longest()

    @property
    def wants_note(self):
        """Tell whether the last request was noted more than a minute ago."""
        return bool(self.row) and timezone.now() - self.row.seen_at >= NOTED_EVERY

    def note_request(self):
        """Count the idle time from now."""
        now = timezone.now()
        end = end_of(started_at=self.row.started_at, seen_at=now)
        if self.model.objects.filter(pk=self.row.pk).update(seen_at=now, expire_date=end):
            self.row.seen_at, self.row.expire_date = now, end


def end_of(*, started_at, seen_at):
    """Return the earlier of both limits."""
    idle = timedelta(minutes=settings.SESSION_IDLE_MINUTES)
    return min(seen_at + idle, started_at + longest())


def longest():
    """Return the age that no session outlives."""
    return timedelta(seconds=settings.SESSION_COOKIE_AGE)
