"""SIGKILL between the last write of a deed and its commit: nothing of the deed is left, no row is
without its file, and the same deed done again succeeds."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection

from series.actions.verification.verify import Verification
from series.models import Attachment, AuditLine, Entry, Picture
from series.search.checking import IndexCheck
from tests.helpers import making, people
from tests.helpers.deeds.killed import DEEDS

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[2]
# Runs one deed of `tests.helpers.deeds.killed` in a process that ends with its first commit.
DIES = """
import os, signal, sys, django
django.setup()
from django.conf import settings
settings.DATABASES["default"]["NAME"] = os.environ["ITS_DATABASE"]
settings.MEDIA_ROOT = os.environ["ITS_MEDIA"]
from django.db import connection
from tests.helpers.deeds.killed import DEEDS
connection.ensure_connection()
connection.commit = lambda: os.kill(os.getpid(), signal.SIGKILL)
DEEDS[sys.argv[1]]()
"""


SLOW = pytest.mark.slow(reason="a process each; publish stays")


def die_of(deed):
    given = {"ITS_DATABASE": str(connection.settings_dict["NAME"])}
    given |= {"ITS_MEDIA": str(settings.MEDIA_ROOT), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", DIES, deed],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", **given},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr


def everything():
    """Every row of ours, as the database holds it."""
    models = [
        *apps.get_app_config("series").get_models(),
        *apps.get_app_config("chamber").get_models(),
    ]
    return {model: list(model.objects.order_by("pk").values()) for model in models}


def files_there():
    rows = [*Picture.objects.all(), *Attachment.objects.all()]
    return all(default_storage.exists(row.file.name) for row in rows)


@pytest.mark.parametrize(
    ("state", "deed"),
    [
        pytest.param("draft", "save", marks=SLOW),
        pytest.param("draft", "submit", marks=SLOW),
        pytest.param("submitted", "sign", marks=SLOW),
        pytest.param("submitted", "return", marks=SLOW),
        ("signed", "publish"),
        pytest.param("public", "withdraw", marks=SLOW),
        pytest.param("draft", "picture", marks=SLOW),
        pytest.param("draft", "attachment", marks=SLOW),
        pytest.param("draft", "word", marks=SLOW),
    ],
)
def test_a_deed_that_was_killed_before_its_commit(state, deed):
    for person in (people.editor, people.first, people.chief):
        person()
    making.article(state, tags=["AI"], series=making.series(), number=1)
    before = everything()
    die_of(deed)
    assert everything() == before
    assert list(Verification().faults()) == []
    assert list(IndexCheck().misses()) == []
    DEEDS[deed]()
    assert everything() != before
    assert AuditLine.objects.count() > len(before[AuditLine])
    assert files_there()
    assert list(Verification().faults()) == []
    assert list(IndexCheck().misses()) == []
    assert Entry.objects.count() == (2 if deed == "word" else 1)
