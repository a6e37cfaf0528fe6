"""Whether an event takes registrations now, and the sentence that says so."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from series.models import EventState, RegistrationSettings, RegistrationWay
from series.models.event import Event


@dataclass(frozen=True)
class Window:
    """`is_open`: the form may be sent now; `sentence` says why not, or until when."""

    is_open: bool
    sentence: str


def window_of(event: Event, settings: RegistrationSettings, now: datetime) -> Window:
    """Return whether people may register for this event at `now`.

    An event that readers cannot see, that is cancelled or has begun takes nobody.
    """
    closed = _closed_by_event(event, now) or _closed_by_settings(settings, now)
    if closed:
        return Window(is_open=False, sentence=closed)
    closes_at = settings.closes_at or event.starts_at
    return Window(is_open=True, sentence=f"报名截止 {_moment(closes_at)}")


def _closed_by_event(event, now):
    if not event.is_public:
        return "这场活动没有公开，不能报名。"
    if event.state == EventState.CANCELLED:
        return "活动已取消，不再报名。"
    if event.starts_at is None:
        return "活动时间待定，定了再报名。"
    return "活动已经开始，报名结束。" if now >= event.starts_at else ""


def _closed_by_settings(settings, now):
    if settings.way not in (RegistrationWay.OPEN, RegistrationWay.INVITATION):
        return "这场活动不在本站报名。"
    if settings.opens_at and now < settings.opens_at:
        return f"报名 {_moment(settings.opens_at)} 开始。"
    if settings.closes_at and now >= settings.closes_at:
        return f"报名已于 {_moment(settings.closes_at)} 截止。"
    return ""


def _moment(moment):
    local = timezone.localtime(moment)
    return f"{local.month}月{local.day}日 {local:%H:%M}"
