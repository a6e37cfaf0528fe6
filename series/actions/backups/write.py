"""A backup of the whole site: written beside, verified, and named last. Decision 107."""

import os
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from series.actions.errors import BackupError

from .database import FILES, audit_end, copy_database, database_version
from .durable import (
    UNFINISHED,
    file_digest,
    only_one,
    remove,
    sync_file,
    sync_tree,
    write_durably,
)
from .encryption import encrypted
from .kept import folders_in, name_at, newest_folder
from .manifest import BACKUP, NAME, Manifest, StoredFile, read_manifest, secrets_left_out, versions
from .media import copy_media
from .verify import verified


@dataclass(frozen=True)
class MadeBackup:
    """A finished backup: its path and its manifest."""

    path: Path
    manifest: Manifest


def make_backup(folder: Path, *, encrypt_to: str = "") -> MadeBackup:
    """Back up database and media into a new folder in `folder`, and verify it there.

    With `encrypt_to`, a recipient of age or GPG, it becomes one encrypted file. Raises BackupError;
    then nothing is left that looks like a backup.
    """
    folder = folder.resolve()
    _refuse_place(folder)
    with only_one(folder):
        name = name_at(datetime.now(UTC), taken=folders_in(folder))
        draft = folder / f"{UNFINISHED}{name}"
        try:
            draft.mkdir(mode=0o700)
            _fill(draft, earlier=newest_folder(folder))
            manifest = verified(draft)
            whole = encrypted(draft, recipient=encrypt_to) if encrypt_to else draft
            final = folder / whole.name.removeprefix(UNFINISHED)
            whole.rename(final)
            sync_file(folder)
        except OSError as error:
            raise BackupError(f"备份没有做成：{error.strerror}（{error.filename}）") from error
        except sqlite3.Error as error:
            raise BackupError(
                f"备份没有做成：数据库副本写不下（{error}），请检查磁盘空间"
            ) from error
        finally:
            for left in folder.glob(f"{UNFINISHED}{name}*"):
                remove(left)
    return MadeBackup(final, manifest)


def _refuse_place(folder):
    media = Path(settings.MEDIA_ROOT).resolve()
    if folder == media or media in folder.parents:
        raise BackupError(f"{folder} 在图片文件夹里，备份会套着备份，请换一个文件夹")


def _fill(draft, *, earlier):
    """Write database, media and manifest into the folder, in this order."""
    end = audit_end()
    facts = copy_database(draft)
    known = read_manifest(earlier, kind=BACKUP).media if earlier else {}
    media = copy_media(draft, earlier=earlier, known=known)
    path = draft / FILES[connection.vendor]
    sync_file(path)
    manifest = Manifest(
        kind=BACKUP,
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        engine=connection.vendor,
        rows=facts.rows,
        migrations=facts.migrations,
        audit=end,
        versions=versions(database_version()),
        media=media,
        files={path.name: StoredFile(file_digest(path), path.stat().st_size)},
        missing=[name for name in facts.media if name not in media],
        not_contained=secrets_left_out(os.environ),
    )
    write_durably(draft / NAME, manifest.as_text())
    sync_tree(draft)
