"""Many who notice at once, and one who dies in between: a due moment is acted on exactly once."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest
import time_machine
from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from series.actions.counters.published import recount
from series.actions.editorial.schedules import publish_due, schedule, set_expiry, unschedule
from series.actions.errors import EditorialError
from series.models import AuditLine, Entry, Tag, Visibility
from tests.helpers import making, people
from tests.helpers.deeds.threads import run_together

pytestmark = pytest.mark.django_db(transaction=True)
HANDS, ROOT = 8, Path(__file__).resolve().parents[2]
HOUR = timedelta(hours=1)
DIES = """
import os, signal, django
django.setup()
from django.conf import settings
settings.DATABASES["default"]["NAME"] = os.environ["DUE_DATABASE"]
from series.actions.editorial import schedules
kept = schedules.record
def last_words(*args, **kwargs):
    kept(*args, **kwargs)
    os.kill(os.getpid(), signal.SIGKILL)
schedules.record = last_words
schedules.publish_due()
"""


def due(*headlines, ends=False, **content):
    """Signed articles (public ones where something `ends`) whose moment passed an hour ago."""
    chief, rows = people.chief(), []
    with time_machine.travel(timezone.now() - 2 * HOUR):
        at = timezone.now() + HOUR
        for headline in headlines:
            row = making.article("public" if ends else "signed", headline=headline, **content)
            if ends:
                set_expiry(row, at=at, by=chief)
            else:
                schedule(row, revision=making.newest(row), at=at, by=chief)
            rows.append(row)
    return rows


def test_eight_who_notice_at_once_publish_once():
    (row,) = due("定时的一篇", tags=["AI"])
    runs, errors = run_together(*[publish_due] * HANDS)
    assert errors == []
    assert sum(len(run.published) for run in runs) == 1
    assert sum(len(run.failed) for run in runs) == 0
    assert AuditLine.objects.filter(verb="到时发布").count() == 1
    assert Tag.objects.get().published_count == 1
    assert Entry.objects.get(pk=row.pk).is_public


def test_eight_who_notice_share_out_the_work():
    names = [f"第{n}篇" for n in range(6)]
    due(*names[:3], tags=["AI"])
    due(*names[3:], ends=True, tags=["AI"])
    runs, errors = run_together(*[publish_due] * HANDS)
    assert errors == []
    assert sorted(name for run in runs for name in run.published) == names[:3]
    assert sorted(name for run in runs for name in run.expired) == names[3:]
    assert (Tag.objects.get().published_count, recount()) == (3, 0)


def test_noticing_and_cancelling_at_once_have_one_winner():
    (row,) = due("定时的一篇")
    chief = people.chief()
    _, errors = run_together(lambda: unschedule(row, by=chief), publish_due)
    won = Entry.objects.get(pk=row.pk).is_public
    assert [type(error) for error in errors] == ([EditorialError] if won else [])
    assert AuditLine.objects.filter(verb="到时发布").count() == won
    assert AuditLine.objects.filter(verb="取消排期").count() == (not won)


def test_control_without_the_claim_two_count_it_twice():
    """Each reads that it is due and writes, whatever became of it meanwhile."""
    due("定时的一篇", tags=["AI"])
    both_have_read = Barrier(2, timeout=10)

    def careless():
        keys = list(Entry.objects.filter(publish_due_at__lte=timezone.now()).values_list("pk"))
        both_have_read.wait()
        with transaction.atomic():
            for (pk,) in keys:
                Entry.objects.filter(pk=pk).update(version=F("version") + 1)
                Tag.objects.update(published_count=F("published_count") + 1)

    _, errors = run_together(careless, careless)
    assert errors == []
    assert Tag.objects.get().published_count == 2


def test_a_process_killed_in_between_leaves_it_to_the_next():
    """SIGKILL after the row, the numbers and the audit line were written, before the commit."""
    (row,) = due("定时的一篇", tags=["AI"])
    lines = AuditLine.objects.count()
    database = settings.DATABASES["default"]
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DUE_DATABASE": str(connection.settings_dict["NAME"]),
        "PYTHONPATH": str(ROOT),
    }
    assert database["ENGINE"] == connection.settings_dict["ENGINE"]
    done = subprocess.run(
        [sys.executable, "-c", DIES],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    entry = Entry.objects.get(pk=row.pk)
    assert (entry.visibility, AuditLine.objects.count()) == (Visibility.DRAFT, lines)
    assert Tag.objects.get().published_count == 0
    assert publish_due().published == ["定时的一篇"]
    assert AuditLine.objects.filter(verb="到时发布").count() == 1
    assert recount() == 0
