"""The check that an entry's times are those that its audit lines lead to.

Its dates of publication, its schedule, its expiry and its withdrawal are worked out again from the
lines, in their order, as the actions set them (decision 108).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from series.actions.editorial.content import original_moment
from series.models import Result, Visibility
from series.models.audit import PUBLICATION_VERBS

from .faults import Fault

CLOSE = timedelta(minutes=1)  # an action takes the time first and writes its line afterwards
DUE, NOT_DUE = "定时发布", "取消排期"
EXPIRY, NO_EXPIRY = "设定下线", "取消下线"
WITHDRAWN = "撤稿"
TIMED = (*PUBLICATION_VERBS, DUE, NOT_DUE, EXPIRY, NO_EXPIRY, WITHDRAWN)
NAMES = {
    "published_at": "发布时间",
    "first_published_at": "首次发布时间",
    "publish_due_at": "排期",
    "expires_at": "下线时间",
    "withdrawn_at": "撤稿时间",
}


@dataclass
class Times:
    """The times of an entry by its audit lines, and its schedule's owner."""

    published_at: datetime | None = None
    first_published_at: datetime | None = None
    publish_due_at: datetime | None = None
    expires_at: datetime | None = None
    withdrawn_at: datetime | None = None
    time_known: bool = True
    scheduled_by: int | None = None
    scheduled: str = ""

    def follow(self, line, datelines):
        """Take the step of one audit line; `datelines` are {digest: the content's dateline}."""
        if line.verb in PUBLICATION_VERBS:
            self._publish(line, datelines)
        elif line.verb == DUE:
            self.publish_due_at = _moment(line)
            self.scheduled_by, self.scheduled = line.actor_id, line.digest
        elif line.verb == NOT_DUE:
            self._end_schedule()
        elif line.verb in (EXPIRY, NO_EXPIRY):
            self.expires_at = _moment(line)
        elif line.verb == WITHDRAWN:
            self.withdrawn_at = line.at
            self._end_schedule()

    def _publish(self, line, datelines):
        self._end_schedule()
        if line.result != Result.DONE:
            return
        going_out = _moment(line) or line.at
        if self.published_at is None:
            original, self.time_known = original_moment(
                {"dateline": datelines.get(line.digest, "")}
            )
            self.published_at = self.first_published_at = original or going_out
        self.withdrawn_at = None
        if self.expires_at and self.expires_at <= going_out:
            self.expires_at = None

    def _end_schedule(self):
        self.publish_due_at, self.scheduled_by, self.scheduled = None, None, ""


def time_faults(entry, lines, datelines):
    """Yield a fault for each time of an entry that its audit does not explain."""
    times = Times()
    for line in lines:
        if line.verb in TIMED and line.result in (Result.DONE, Result.FAILED):
            times.follow(line, datelines)
    for name, title in NAMES.items():
        stored, told = getattr(entry, name), getattr(times, name)
        if name == "expires_at" and _ended_by_hand(entry, told):
            continue
        if not _same(stored, told):
            message = f"{title}是 {_shown(stored)}，按审计记录应是 {_shown(told)}"
            yield Fault("稿件", entry.pk, message, entry.pk)
    if entry.time_known != times.time_known:
        yield Fault("稿件", entry.pk, "发布时间有没有钟点与审计记录不符", entry.pk)
    scheduled = entry.scheduled.digest if entry.scheduled_id else ""
    if (entry.scheduled_by_id, scheduled) != (times.scheduled_by, times.scheduled):
        yield Fault("稿件", entry.pk, "排期的版本或排期人与审计记录不符", entry.pk)


def _ended_by_hand(entry, told):
    """Tell whether an expired entry's expiry was cancelled: its row then holds that moment."""
    return told is None and entry.visibility == Visibility.EXPIRED and entry.expires_at is not None


def _moment(line):
    return parse_datetime(line.detail.get("at", "") or "")


def _same(stored, told):
    if stored is None or told is None:
        return stored is told
    return abs(stored - told) <= CLOSE


def _shown(moment):
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else "无"
