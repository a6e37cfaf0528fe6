"""What the system operator sees of the running site: backups, measures, commands. Decision 114.

Numbers, names of commands and times; no title, no text, no address of anybody.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from series.actions.backups.kept import folders_in, moment_of
from series.actions.counters import requests
from series.actions.editorial.schedules import count_due
from series.models import AuditLine

from . import mail, readiness

MOST_BACKUPS = 20
MOST_COMMANDS = 100
PAGES = ("desk", "site")  # channels of requests; every other one is a command


@dataclass(frozen=True)
class Measure:
    """One line of the page: what was measured, and its value in words."""

    name: str
    value: str


def backups() -> list[tuple[str, datetime]]:
    """Return (name, moment) of the newest backups."""
    kept = folders_in(Path(settings.BACKUP_DIR)) if settings.BACKUP_DIR else []
    return [(path.name, moment_of(path)) for path in kept[:MOST_BACKUPS]]


def measured() -> list[Measure]:
    """Return which parts of the site work, and its counts.

    The counts are those since the last start."""
    parts = [Measure(part.name, part.fault or "正常") for part in readiness.parts()]
    unsent = f"{mail.waiting_notifications().count()} 封" if mail.is_on() else "没有设置邮件"
    return [
        *parts,
        *_answers(),
        Measure("过时未办的发布和下线", f"{count_due(timezone.now())} 篇"),
        Measure("等待发出的通知邮件", unsent),
    ]


def _answers():
    """Yield how many requests were answered, and how many with an error of the site."""
    by_status = Counter()
    for key, count in requests.totals()[0].items():
        by_status[key.split()[1][0]] += count
    yield Measure("启动以来回答的请求", f"{by_status.total()} 次")
    yield Measure("其中程序出错或暂停服务（5xx）", f"{by_status['5']} 次")


def commands() -> list[AuditLine]:
    """Return the newest audit lines of commands, without what they were about."""
    lines = AuditLine.objects.exclude(channel__in=PAGES).order_by("-number")
    return list(lines.only("number", "at", "channel", "verb", "result")[:MOST_COMMANDS])
