"""When people are checked in at an event, and how many have come. Decision 131."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.utils import timezone

from series.models import CheckIn, EventState, Registration, RegistrationState
from series.models.prepared_query import PreparedValues

OPENS_BEFORE = timedelta(hours=24)  # the helpers' page shows nobody before that
CLOSES_AFTER = timedelta(hours=3)


def door_closed_because(event, now: datetime) -> str:
    """Return why nobody is checked in at `now`; empty while the door is open."""
    if not event.is_public:
        return "这场活动没有公开，不能签到。"
    if event.state == EventState.CANCELLED:
        return "活动已取消，不签到。"
    if event.starts_at is None:
        return "活动时间待定，不能签到。"
    if now < event.starts_at - OPENS_BEFORE:
        return f"签到 {_moment(event.starts_at - OPENS_BEFORE)} 开始。"
    if now >= closes_at(event):
        return f"签到已于 {_moment(closes_at(event))} 结束，链接失效。"
    return ""


def closes_at(event) -> datetime:
    """Return when check-in and its links end: some hours after the event."""
    return (event.ends_at or event.starts_at) + CLOSES_AFTER


def _moment(moment):
    local = timezone.localtime(moment)
    return f"{local.month}月{local.day}日 {local:%H:%M}"


def day_at(event, moment: datetime) -> date:
    """Return the day of the event to which a moment belongs.

    Who comes before the first day comes on the first.
    """
    first, last = days_of(event)
    return min(max(timezone.localdate(moment), first), last)


def days_of(event) -> tuple[date, date]:
    """Return the first and the last day of an event."""
    first = timezone.localdate(event.starts_at)
    return first, max(first, timezone.localdate(event.ends_at or event.starts_at))


@dataclass(frozen=True)
class Attendance:
    """How many came on a day; `places` is how many were expected."""

    came: int
    places: int


def attendance_of(event, day: date | None) -> Attendance:
    """Return the numbers of a day in two prepared queries; nobody comes on no day."""
    came = _CAME.rows(event.pk, day) if day else ()
    return Attendance(_number(came), _number(_EXPECTED.rows(event.pk)))


def _number(counted):
    """Return the number of one group; a group without rows is none."""
    return counted[0][0] if counted else 0


_CAME = PreparedValues(
    lambda event, day: (
        CheckIn.objects.standing()
        .filter(registration__event=event, day=day)
        .values("registration__event")
        .annotate(number=Count("pk"))
        .values_list("number")
    ),
    values=2,
    days=1,
)
_EXPECTED = PreparedValues(
    lambda event: (
        _with_place(event)
        .order_by()
        .values("event")
        .annotate(number=Count("pk"))
        .values_list("number")
    ),
    values=1,
)


def expected(event):
    """Return the registrations that have a place, in the order of the queue."""
    return _with_place(event.pk)


def _with_place(event):
    return Registration.objects.filter(event=event).in_queue().exclude(admitted_at=None)


def with_check_ins(registrations):
    """Load the standing check-ins of registrations as `came`, the earliest first."""
    rows = CheckIn.objects.standing().order_by("day").select_related("link", "by")
    return registrations.prefetch_related(Prefetch("check_ins", rows, to_attr="came"))


def attended(event, day: date | None = None):
    """Return the registrations that were checked in, on `day` or on any."""
    return Registration.objects.filter(_came(day), event=event.pk)


def absent(event, day: date | None = None):
    """Return those with a place who were not checked in, on `day` or on any."""
    return expected(event).exclude(_came(day))


def _came(day):
    rows = CheckIn.objects.standing().filter(registration=OuterRef("pk"))
    return Q(Exists(rows.filter(day=day) if day else rows))


def ways_of(event) -> dict[str, int]:
    """Return {way: how many} of the standing check-ins of an event."""
    rows = CheckIn.objects.standing().filter(registration__event=event.pk)
    return dict(rows.order_by("way").values_list("way").annotate(Count("pk")))


def was_there(registration) -> bool:
    """Tell whether a person was checked in on some day."""
    live = registration.state == RegistrationState.LIVE
    return live and registration.check_ins.standing().exists()
