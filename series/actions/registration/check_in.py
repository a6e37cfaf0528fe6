"""Check people in and take it back: by a link, at the desk.

Decision 131.

Each deed waits for the lock of its event. A deed is known by `key`, the browser's own number of it:
what was queued without a network may be sent any number of times.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from chamber.personal_data.phones import phone_tail
from series.actions.audit.chain import record
from series.actions.errors import RegistrationError
from series.models import (
    AttemptKind,
    CheckIn,
    CheckInLink,
    CheckInWay,
    Registration,
    RegistrationState,
)
from series.models.audit import lock_audit_chain
from series.models.participation.check_in import CheckInQuerySet
from series.registration.attendance import OPENS_BEFORE, day_at, door_closed_because
from series.registration.check_in_codes import registration_of_code
from series.registration.places import standing_of

from .attempts import count_attempt
from .check_in_links import check_open
from .own_data import group_of_code
from .promotion import lock_settings
from .register import Person, PhoneTakenError, SentForm, register
from .settings import check_may

LONGEST_KEY = 32
NO_CODE = "这不是签到码：请扫报名凭证上的二维码，或按姓名、手机尾号找人。"
OTHER_EVENT = "这是另一场活动的签到码，没有签到。"
REGISTERED = "尾号 {tail} 的手机号已经报名，请按尾号找人签到。"
NOT_FOUND = "没有签到：姓名和手机尾号（或报名码）对不上，请核对，或到签到台办理。"
WHO = "这份报名有几个人，请把姓名也填上。"


class NoPlaceError(RegistrationError):
    """A refusal of somebody on the waiting list, whom a helper may let in."""

    def __init__(self, sentence, *, registration):
        super().__init__(sentence)
        self.registration = registration


@dataclass(frozen=True)
class Deed:
    """How somebody is checked in; `at` is when it was, if it was queued."""

    way: CheckInWay
    key: str
    at: datetime | None = None
    let_in: bool = False  # also without a place


@dataclass(frozen=True)
class CheckedIn:
    """What a deed came to; `is_new` is whether this deed stored it."""

    check_in: CheckIn
    is_new: bool

    @property
    def person(self):
        return self.check_in.registration

    @property
    def was_undone(self):
        return self.check_in.undone_at is not None


@transaction.atomic
def check_in(registration, deed: Deed, *, link: CheckInLink) -> CheckedIn:
    """Check a person in by a link. Twice on a day is once. Raises RegistrationError."""
    lock_settings(link.event_id)
    check_open(link)
    if registration is None:
        raise RegistrationError(NO_CODE)
    if registration.event_id != link.event_id:
        raise RegistrationError(OTHER_EVENT)
    return _store(registration.pk, deed, event=link.event, link=link)


def check_in_by_code(typed: str, deed: Deed, *, link: CheckInLink) -> CheckedIn:
    """Check in whoever has this scanned code. Raises RegistrationError."""
    return check_in(registration_of_code(typed), deed, link=link)


@transaction.atomic
def check_in_at_desk(event, registration, *, by) -> CheckedIn:
    """Check a person in at the desk, also without a place, and after the event."""
    lock_audit_chain()
    check_may(by, "register", event)
    lock_settings(event.pk)
    now = timezone.now()
    if event.starts_at is None or now < event.starts_at - OPENS_BEFORE:
        raise RegistrationError(door_closed_because(event, now) or "活动时间待定，不能签到。")
    deed = Deed(CheckInWay.DESK, f"desk-{now.timestamp()}"[:LONGEST_KEY], let_in=True)
    done = _store(registration.pk, deed, event=event, by=by)
    if done.is_new:
        record("签到", by=by, entry=event, registrations=str(registration.pk))
    return done


def _store(key_of_person, deed, *, event, link=None, by=None):
    """Store a check-in under the event's lock, once a deed and day."""
    row = Registration.objects.select_related("group", "event__registration_settings")
    row = row.get(pk=key_of_person)
    at = _moment(deed, event)
    known = _known(row, deed.key[:LONGEST_KEY], day_at(event, at))
    if known:
        return CheckedIn(known, is_new=False)
    _check_may_enter(row, let_in=deed.let_in)
    given = {"way": deed.way, "key": deed.key[:LONGEST_KEY], "link": link, "by": by}
    stored = CheckIn.objects.create(registration=row, at=at, day=day_at(event, at), **given)
    return CheckedIn(stored, is_new=True)


def _known(row, key, day) -> CheckIn | None:
    """Return the check-in of this deed, else the standing one of this day."""
    rows: CheckInQuerySet = row.check_ins.select_related("registration__group")
    return rows.filter(key=key).first() or rows.standing().filter(day=day).first()


def _moment(deed, event):
    """Return when it was.

    What a browser queued is believed only within the time of the event.
    """
    now = timezone.now()
    if deed.at is None or not event.starts_at - OPENS_BEFORE <= deed.at <= now:
        return now
    return deed.at


def _check_may_enter(row, *, let_in):
    settings = row.event.registration_settings
    standing = standing_of(row, settings)
    if row.state != RegistrationState.LIVE:
        said = f"{row.name}{standing.word}，没有签到；要进场请作现场来宾登记或联系主办方。"
        raise RegistrationError(said)
    if not standing.has_place and not let_in:
        said = f"{row.name}在候补，还没有席位，没有签到。"
        raise NoPlaceError(said, registration=row)


@transaction.atomic
def walk_in(link, person: Person, deed: Deed, *, organization="") -> CheckedIn:
    """Register somebody who comes without registration, and check them in, also when it is full.

    They stand behind the queue, so that nobody loses a place. Raises RegistrationError.
    """
    lock_settings(link.event_id)
    check_open(link)
    key = deed.key[:LONGEST_KEY]
    sent = SentForm((person,), form_key=key, organization=organization)
    try:
        group = register(link.event, sent, at_the_door=True)
    except PhoneTakenError as error:
        said = REGISTERED.format(tail=phone_tail(person.phone))
        raise RegistrationError(said, field="phone") from error
    entering = Deed(CheckInWay.WALK_IN, key, at=deed.at, let_in=True)
    return _store(group.people.get().pk, entering, event=link.event, link=link)


@transaction.atomic
def undo(key: int, *, link: CheckInLink) -> CheckIn:
    """Take a check-in of the link's event back. Twice is once. Raises RegistrationError."""
    lock_settings(link.event_id)
    check_open(link)
    return _undo(key, link.event_id, undone_link=link)


@transaction.atomic
def undo_at_desk(event, key: int, *, by) -> CheckIn:
    """Take a check-in back at the desk."""
    lock_audit_chain()
    check_may(by, "register", event)
    lock_settings(event.pk)
    row = _undo(key, event.pk, undone_by=by)
    record("撤回签到", by=by, entry=event, registrations=str(row.registration_id))
    return row


def _undo(key, event_id, **source):
    rows = CheckIn.objects.select_related("registration__group")
    row = rows.filter(pk=key, registration__event=event_id).first()
    if row is None:
        raise RegistrationError("没有这次签到，请再找一次人。")
    if row.undone_at is None:
        row.undone_at = timezone.now()
        for name, value in source.items():
            setattr(row, name, value)
        row.save(update_fields=["undone_at", *source])
    return row


def check_in_oneself(link, *, code: str, name: str, tail: str, key: str) -> CheckedIn:
    """Check in who names their code, or their name and the tail of their phone.

    Each try is counted, for one name few. Raises RegistrationError.
    """
    count_attempt(AttemptKind.CHECK_IN, phones=[f"{link.event_id} {name or code}"])
    rows = link.event.registrations.live().select_related("group")
    if code:
        group = group_of_code(code)
        rows = rows.filter(group=group) if group else rows.none()
    found = [row for row in rows if _is_meant(row, name=name, tail="" if code else tail)]
    if not found or not (code or (name and tail)):
        raise RegistrationError(NOT_FOUND)
    if len(found) > 1:
        raise RegistrationError(WHO if not name else NOT_FOUND)
    return check_in(found[0], Deed(CheckInWay.SELF, key), link=link)


def _is_meant(row, *, name, tail):
    same = not name or row.name == name
    return same and (not tail or phone_tail(row.phone) == tail)
