"""活动看板 and the numbers on 今日: where the events of a person stand."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Case, Count, Exists, OuterRef, Q, Value, When

from series.models import (
    CheckIn,
    EndorsementSettings,
    Event,
    EventState,
    Registration,
    RegistrationState,
    RegistrationWay,
)
from series.models.entry import TEXTS
from series.roles import columns_of, in_columns_of, may

from .places import Places
from .window import window_of

MOST_EVENTS = 60
REPORT_DUE = timedelta(days=120)
HERE = (RegistrationWay.OPEN, RegistrationWay.INVITATION)


@dataclass
class Board:
    """The public events of a person's columns by what is to be done."""

    coming: list = field(default_factory=list)
    taking: list = field(default_factory=list)
    full: list = field(default_factory=list)
    held: list = field(default_factory=list)


def board_of(user, now) -> Board:
    """Return the board of this person in four queries, however many events there are."""
    board, rows = Board(), Event.objects.published().filter(in_columns_of(user, "register"))
    rows = rows.select_related("registration_settings").defer(*TEXTS)
    coming = list(rows.exclude(state=EventState.CANCELLED).upcoming(now)[:MOST_EVENTS])
    held = list(_held(rows, now)[:MOST_EVENTS])
    unreported = set(
        Event.objects.unreported(now)
        .filter(pk__in=[row.pk for row in held])
        .values_list("pk", flat=True)
    )
    numbers = _numbers([row.pk for row in (*coming, *held)])
    for row in (*coming, *held):
        _complete(row, numbers.get(row.pk, {}), now)
    for row in coming:
        _column(board, row).append(row)
    for row in held:
        row.unreported = row.pk in unreported
        row.uncounted = not row.came and (row.settings is None or row.settings.attended is None)
        row.since = (now - row.ends_at).days
    board.held = [row for row in held if row.unreported or row.uncounted]
    return board


def _held(rows, now):
    """Return the events of the last months that were held, the newest first."""
    over = rows.filter(ends_at__lt=now, ends_at__gte=now - REPORT_DUE)
    return over.exclude(state=EventState.CANCELLED).order_by("-ends_at", "-pk")


def _numbers(keys):
    """Return {event: {state: number}} of these events, and how many people were checked in."""
    counts = {str(state): Count("pk", filter=Q(state=state)) for state in RegistrationState}
    check_ins = CheckIn.objects.standing().filter(registration=OuterRef("pk"))
    counts["came"] = Count("pk", filter=Exists(check_ins))
    rows = Registration.objects.filter(event__in=keys).order_by().values("event").annotate(**counts)
    return {row.pop("event"): row for row in rows}


def _complete(row, numbers, now):
    row.settings = getattr(row, "registration_settings", None)
    row.came = numbers.pop("came", 0)
    capacity = row.settings.capacity if row.settings else None
    row.places = Places(capacity, **{"live": 0, **numbers})
    row.takes_here = row.settings is not None and row.settings.way in HERE
    row.window = window_of(row, row.settings, now) if row.takes_here else None


def _column(board, row):
    """Return the list of the board in which a coming event stands."""
    if row.takes_here and (row.places.waiting or row.places.is_full):
        return board.full
    return board.taking if row.window and row.window.is_open else board.coming


@dataclass(frozen=True)
class ParticipationNumbers:
    """How many people wait for the office: to approve, on waiting lists, to verify."""

    to_approve: int = 0
    waiting: int = 0
    to_verify: int = 0

    def __bool__(self):
        return bool(self.to_approve or self.waiting or self.to_verify)


WAITING = {RegistrationState.PENDING: "to_approve", RegistrationState.LIVE: "waiting"}


def participation_counts(user, now) -> list:
    """Return queries of (a field of ParticipationNumbers, number) for this person.

    A name may come several times: its numbers are summed."""
    if not may(user, "register"):
        return []
    events = Event.objects.published().filter(in_columns_of(user, "register"), ends_at__gte=now)
    events = events.exclude(state=EventState.CANCELLED).values("pk")
    wanted = Registration.objects.filter(event__in=events, admitted_at=None).order_by()
    name = Case(*(When(state=state, then=Value(name)) for state, name in WAITING.items()))
    counted = wanted.filter(state__in=WAITING).annotate(number_of=name).values("number_of")
    calls = EndorsementSettings.objects.filter(waiting__gt=0).order_by()
    if (columns := columns_of(user, "endorse")) is not None:
        calls = calls.filter(initiative__column__in=columns)
    return [
        counted.annotate(many=Count("pk")).values_list("number_of", "many"),
        calls.values_list(Value("to_verify"), "waiting"),
    ]
