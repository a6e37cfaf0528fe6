"""The backups in a folder: which there are, and which are no longer needed.
Decision 107."""

import re
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from series.actions.errors import BackupError

from .durable import only_one, remove
from .manifest import BACKUP, read_manifest
from .verify import verified

PREFIX = "backup-"
STAMP = "%Y%m%dT%H%M%SZ"
NAMED = re.compile(r"backup-(\d{8}T\d{6}Z)(?:-(\d+))?(\.tar\.(?:age|gpg))?")


def name_at(moment: datetime, *, taken: list[Path]) -> str:
    """Return the name of a backup made now.
    A second one in the same second gets a number."""
    first = f"{PREFIX}{moment:{STAMP}}"
    numbers = [_number_of(path) for path in taken if path.name.startswith(first)]
    return f"{first}-{max(numbers) + 1}" if numbers else first


def _number_of(path):
    return int(NAMED.fullmatch(path.name)[2] or 1)


def moment_of(path: Path) -> datetime:
    """Return when a backup was begun, as its name says."""
    return datetime.strptime(NAMED.fullmatch(path.name)[1], STAMP).replace(tzinfo=UTC)


def folders_in(folder: Path) -> list[Path]:
    """Return every finished backup in a folder, the newest first, encrypted files included."""
    if not folder.is_dir():
        return []
    found = [path for path in folder.iterdir() if NAMED.fullmatch(path.name)]
    return sorted(found, key=lambda path: (moment_of(path), _number_of(path)), reverse=True)


def newest_folder(folder: Path) -> Path | None:
    """Return the newest backup whose manifest can be read and whose media can be linked."""
    for path in folders_in(folder):
        if path.is_dir():
            with suppress(BackupError):
                read_manifest(path, kind=BACKUP)
                return path
    return None


def unneeded(paths: list[Path], *, keep: int, days: int, today: date) -> list[Path]:
    """Return the backups that the rule lets go: `paths` are the newest first.

    The newest `keep` stay, and of each of the last `days` days the last one.
    """
    stay, seen = set(paths[: max(keep, 1)]), set()
    for path in paths:
        day = moment_of(path).date()
        if day not in seen and today - timedelta(days=days) < day <= today:
            seen.add(day)
            stay.add(path)
    return [path for path in paths if path not in stay]


def prune(folder: Path, *, keep: int, days: int, made: Path | None = None) -> list[Path]:
    """Remove the backups that are no longer needed and return them.
    The last good one stays.

    So does the one that was just `made`, whose name is old where the clock went back.
    """
    folder = folder.resolve()
    with only_one(folder):
        paths = folders_in(folder)
        gone = unneeded(paths, keep=keep, days=days, today=datetime.now(UTC).date())
        gone = [path for path in gone if path != made]
        if gone and not any(_is_good(path) for path in paths if path not in gone):
            gone = _without_last_good(gone)
        for path in gone:
            remove(path)
    return gone


def _without_last_good(paths):
    good = next((path for path in paths if _is_good(path)), None)
    return [path for path in paths if path != good]


def _is_good(path):
    """Tell whether a backup can be used.
    An encrypted one was verified before it was encrypted."""
    if path.is_file():
        return path.stat().st_size > 0
    with suppress(BackupError):
        return bool(verified(path))
    return False
