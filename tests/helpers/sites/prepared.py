"""Sites of tests that need not be made from nothing: tables, styles and dictionaries of a site before.

To migrate takes 26 s of processor, styles and dictionaries 29 s (decision 181). What is kept is found by
a digest of the program, so that a change of it makes all anew. `tests.smoke` makes a site from nothing.
"""

import contextlib
import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
from functools import cache
from pathlib import Path

from tests.helpers.postgres import machine_binaries

ROOT = Path(__file__).resolve().parents[3]
KEPT = ROOT / ".pytest_cache" / "sites"
MADE_AT_THE_START = ("static", "static_state", "cache/dictionaries")
DATABASE, DUMP = "chamber.sqlite3", "tables.sql"


@cache
def folder_of_the_program():
    """Return the folder of what this state of the program made; those of others are removed."""
    folder = KEPT / _digest_of_the_program()
    with _alone():
        for other in KEPT.iterdir():
            if other.is_dir() and other != folder:
                shutil.rmtree(other)
        folder.mkdir(exist_ok=True)
    return folder


def put_tables(own):
    """Put migrated tables into the empty database of a site. Returns whether some were kept."""
    kept, database = folder_of_the_program(), own.get("DATABASE_URL", "")
    with _alone():
        if not database and (kept / DATABASE).exists():
            folder = Path(own["CHAMBER_DATA"])
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            shutil.copy2(kept / DATABASE, folder / DATABASE)
            return True
        if database and (kept / DUMP).exists():
            _ask("psql", database, "-q", "-v", "ON_ERROR_STOP=1", "-f", kept / DUMP)
            return True
    return False


def keep_tables(own):
    """Keep the tables of a site that was prepared and holds nothing yet."""
    kept, database = folder_of_the_program(), own.get("DATABASE_URL", "")
    with _alone():
        if not database:
            made = Path(own["CHAMBER_DATA"], DATABASE)
            with (
                contextlib.closing(sqlite3.connect(made)) as source,
                contextlib.closing(sqlite3.connect(kept / f"{DATABASE}.part")) as copy,
            ):
                source.backup(copy)
            (kept / f"{DATABASE}.part").chmod(0o600)
            (kept / f"{DATABASE}.part").rename(kept / DATABASE)
        elif _program("pg_dump"):
            _ask("pg_dump", database, "--no-owner", "-f", kept / f"{DUMP}.part")
            (kept / f"{DUMP}.part").rename(kept / DUMP)


def put_made_files(folder):
    """Copy styles, scripts and dictionaries into the folder of a site that has none."""
    with _alone():
        copy_made(folder_of_the_program(), folder)


def keep_made_files(folder):
    """Keep the styles, scripts and dictionaries that a site made at its start."""
    with _alone():
        copy_made(folder, folder_of_the_program())


def copy_made(source, target):
    """Copy styles, scripts and dictionaries from one place to another that has none."""
    for name in MADE_AT_THE_START:
        there, here = source / name, target / name
        if there.exists() and not here.exists():
            here.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            (shutil.copytree if there.is_dir() else shutil.copy2)(there, here)


@contextlib.contextmanager
def _alone():
    """Hold the lock of what is kept: two test processes make sites at the same time."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _digest_of_the_program():
    digest = hashlib.sha256()
    for place in ("chamber", "series", "static", "requirements.txt"):
        path = ROOT / place
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(f"{file.relative_to(ROOT)}\0".encode() + file.read_bytes())
    return digest.hexdigest()[:20]


def _program(name):
    """Return the path of a program of PostgreSQL, or None."""
    beside = machine_binaries()
    if beside and (beside / name).exists():
        return str(beside / name)
    return shutil.which(name)


def _ask(name, database, *words):
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    command = [_program(name), "-d", database, *map(str, words)]
    subprocess.run(command, env=environment, check=True, capture_output=True)
