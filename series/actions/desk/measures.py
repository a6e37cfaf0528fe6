"""What the operator's monitoring reads: the measures of the site in Prometheus's text format.

Only numbers: no address, title, name or word of anybody. Decision 111.
"""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone

from chamber import request_pools
from series.actions.backups.kept import folders_in, moment_of
from series.actions.counters import requests
from series.actions.editorial.schedules import count_due

from . import mail, readiness


def measures() -> str:
    """Return all measures as text; what a stopped database would tell is left out."""
    lines = [*_requests(), *_refusals(), *_durations(), *_parts(), *_backup_age()]
    with suppress(DatabaseError):  # chamber_part_ready tells
        lines += _waiting()
    return "\n".join([*lines, ""])


def _head(name, kind, text):
    return [f"# HELP {name} {text}", f"# TYPE {name} {kind}"]


def _requests():
    yield from _head("chamber_requests_total", "counter", "Requests by class and status.")
    for key, count in sorted(requests.totals()[0].items()):
        name, status = key.split()
        yield f'chamber_requests_total{{class="{name}",status="{status}"}} {count}'


def _refusals():
    yield from _head("chamber_refused_total", "counter", "Requests refused in a flood, by pool.")
    refused = requests.totals()[2]
    for pool in request_pools.NAMES:
        yield f'chamber_refused_total{{pool="{pool}"}} {refused[pool]}'


def _durations():
    name = "chamber_request_seconds"
    yield from _head(name, "histogram", "Seconds until the answer began, by class.")
    lasted = requests.totals()[1]
    for each in sorted({key.split()[0] for key in lasted}):
        for bound in (*requests.BOUNDS, "+Inf"):
            count = lasted[f"{each} {bound}"]
            yield f'{name}_bucket{{class="{each}",le="{bound}"}} {count}'
        yield f'{name}_sum{{class="{each}"}} {lasted[f"{each} {requests.SUM}"]:.6f}'
        yield f'{name}_count{{class="{each}"}} {lasted[f"{each} +Inf"]}'


def _parts():
    yield from _head("chamber_part_ready", "gauge", "1 where this part of /readyz works, else 0.")
    for part in readiness.parts():
        yield f'chamber_part_ready{{part="{part.name}"}} {int(not part.fault)}'


def _backup_age():
    kept = folders_in(Path(settings.BACKUP_DIR)) if settings.BACKUP_DIR else []
    if kept:
        age = datetime.now(UTC) - moment_of(kept[0])
        yield from _head("chamber_backup_age_seconds", "gauge", "Age of the newest backup.")
        yield f"chamber_backup_age_seconds {age.total_seconds():.0f}"


def _waiting():
    lines = _head("chamber_due_entries", "gauge", "Publications and expiries past their moment.")
    lines.append(f"chamber_due_entries {count_due(timezone.now())}")
    lines += _head("chamber_unsent_notifications", "gauge", "Notifications that wait for e-mail.")
    unsent = mail.waiting_notifications().count() if mail.is_on() else 0
    return [*lines, f"chamber_unsent_notifications {unsent}"]
