"""Backups taken while others write are all good; plain copies of the file are found bad.

`python -m tests.races.test_backups_under_writes 100` takes more of them.
"""

import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.loads.places import prepare, run

ROOT = Path(__file__).resolve().parents[2]
ROUNDS, COPIED, WRITERS = 100, 20, 2
pytestmark = [
    pytest.mark.any_database,
    pytest.mark.slow(reason="two minutes: a hundred backups beside two writing processes"),
]
SETUP = "import sys, django; django.setup(); "
# Audit lines with a filling, so that the file grows and its pages are moved about; files that rows name.
WRITES = (
    SETUP
    + """
from series.actions.audit.chain import record
from series.actions.media.attachments import store_attachment
from tests.helpers import people
import secrets
person = people.editor()
print("ready", flush=True)
number = 0
while True:
    number += 1
    for _ in range(5):
        record("试写", by=person, filling=secrets.token_hex(500))
    if number % 20 == 0:
        store_attachment(b"%PDF-1.7 " + secrets.token_bytes(200), name="附件.pdf", by=person)
"""
)
TAKES = (
    SETUP
    + """
from pathlib import Path
from series.actions.backups.kept import prune
from series.actions.backups.write import make_backup
folder, rounds = Path(sys.argv[1]), int(sys.argv[2])
for number in range(rounds):
    made = make_backup(folder)
    print(made.manifest.audit["count"], len(made.manifest.missing), flush=True)
    prune(folder, keep=2, days=0)
"""
)
COPIES = (
    SETUP
    + """
import shutil
from dataclasses import replace
from pathlib import Path
from django.db import connection
from series.actions.backups.database import audit_end, tables
from series.actions.backups.manifest import BACKUP, read_manifest
from series.actions.backups.verify import sqlite_faults
known = read_manifest(Path(sys.argv[1]), kind=BACKUP)
source, copy = Path(connection.settings_dict["NAME"]), Path(sys.argv[2])
bad = 0
for number in range(int(sys.argv[3])):
    end = audit_end()
    shutil.copyfile(source, copy)
    faults = list(sqlite_faults(copy, replace(known, audit=end, rows={})))
    bad += bool([fault for fault in faults if not fault.startswith("数据库提到的文件")])
print(bad)
"""
)


def site(folder):
    """The environment of a prepared site on SQLite in a folder."""
    own = {"PATH": os.environ["PATH"], "CHAMBER_DATA": str(folder), "PYTHONPATH": str(ROOT)}
    own["DJANGO_SETTINGS_MODULE"] = "chamber.settings"
    author = SETUP + "from tests.helpers import people; people.editor()"
    prepare(own)
    run(own, "-c", author)
    return own


@contextmanager
def writing(environment):
    """So many processes that write without a pause; they are ended at the end."""
    command = [sys.executable, "-c", WRITES]
    running = [
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE)
        for _ in range(WRITERS)
    ]
    try:
        for process in running:
            assert process.stdout.readline() == b"ready\n"
        yield running
        assert [process.poll() for process in running] == [None] * WRITERS
    finally:
        for process in running:
            process.kill()
            process.communicate()


def take(folder, *, rounds):
    """(lines of so many backups under writes, how many of COPIED plain copies were bad)."""
    environment = site(folder / "data")

    def run(program, *words):
        command = [sys.executable, "-c", program, *map(str, words)]
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.split("\n")[:-1]

    with writing(environment):
        lines = run(TAKES, folder / "kept", rounds)
        newest = max((folder / "kept").glob("backup-*"))
        (bad,) = run(COPIES, newest, folder / "copy.sqlite3", COPIED)
    return lines, int(bad)


def test_no_backup_of_a_hundred_is_bad_and_plain_copies_are(tmp_path):
    lines, bad = take(tmp_path, rounds=ROUNDS)
    ends = [int(line.split()[0]) for line in lines]
    assert len(ends) == ROUNDS
    assert ends == sorted(ends)
    assert ends[-1] > ends[0] + ROUNDS  # they did write meanwhile
    assert {line.split()[1] for line in lines} == {"0"}  # no file was missing
    assert bad > 0


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        told, wrong = take(Path(place), rounds=int(sys.argv[1]))
        print(f"备份 {len(told)} 份，坏 0 份；直接复制 {COPIED} 份，核对出坏的 {wrong} 份")
