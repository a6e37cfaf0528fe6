"""Certificates of attendance: what they say, and what their verification tells. Decision 131."""

from dataclasses import dataclass
from datetime import date

from series.models import EventState, Registration

from .attendance import with_check_ins
from .check_in_codes import certificate_number, registration_of_number


@dataclass(frozen=True)
class Certificate:
    """What a certificate prints of one person who was there."""

    number: str
    person: Registration
    days: tuple[date, ...]

    @property
    def event(self):
        return self.person.event

    @property
    def masked_name(self):
        """Return the name with its first character alone: 张*."""
        return f"{self.person.name[:1]}*"


def certificates_of(registrations) -> list[Certificate]:
    """Return the certificates of those registrations who were checked in, at a public event."""
    rows = with_check_ins(registrations.live().select_related("group", "event"))
    return [
        Certificate(certificate_number(row), row, tuple(each.day for each in row.came))
        for row in rows
        if row.came and row.event.is_public and row.event.state != EventState.CANCELLED
    ]


def certificate_of_number(typed: str) -> Certificate | None:
    """Return the true certificate of a number; None where there is none, or no longer."""
    row = registration_of_number(typed)
    found = certificates_of(Registration.objects.filter(pk=row.pk)) if row else []
    return found[0] if found else None
