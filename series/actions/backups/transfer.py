"""A site as JSON lines and media: out of one database and into another.
Decision 107."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.core.files.storage import default_storage
from django.core.management.color import no_style
from django.db import DataError, IntegrityError, connection, transaction

from chamber.media_store.states import contents_sha256
from series.actions.errors import BackupError

from .database import applied_migrations, audit_end, database_version
from .durable import (
    UNFINISHED,
    file_digest,
    only_one,
    remove,
    sync_file,
    sync_tree,
    write_durably,
)
from .manifest import EXPORT, NAME, Manifest, StoredFile, read_manifest, secrets_left_out, versions
from .media import copy_media, reachable
from .records import PIECE, ContentHash, carried_models, lines_of, rows_of_lines
from .restore import check_media, refuse_full_site, restore_media
from .verify import file_faults

ROWS = "rows"


@dataclass(frozen=True)
class Transfer:
    """What was exported or imported: the number of rows and media, and the content hash."""

    rows: int
    media: int
    content: str


def export_site(folder: Path) -> Transfer:
    """Write every row and file of the site into a new folder."""
    folder = folder.resolve()
    if folder.exists():
        raise BackupError(f"{folder} 已经存在，请写一个新文件夹的名字")
    with only_one(folder.parent):
        draft = folder.with_name(f"{UNFINISHED}{folder.name}")
        try:
            (draft / ROWS).mkdir(mode=0o700, parents=True)
            manifest = _write_export(draft)
            draft.rename(folder)
            sync_file(folder.parent)
        except OSError as error:
            raise BackupError(f"导出没有做成：{error.strerror}（{error.filename}）") from error
        finally:
            if draft.exists():
                remove(draft)
    return _transfer(manifest)


def _transfer(manifest):
    return Transfer(sum(manifest.rows.values()), len(manifest.media), manifest.content)


def _write_export(draft):
    content, counts, files = ContentHash(), {}, {}
    with transaction.atomic():
        _see_one_moment()
        for model in carried_models():
            name = f"{ROWS}/{model._meta.label_lower}.jsonl"
            counts[model._meta.label] = _write_lines(
                draft / name, content.add_model(model, lines_of(model))
            )
            files[name] = StoredFile(file_digest(draft / name), (draft / name).stat().st_size)
        migrations, end = applied_migrations(), audit_end()
    media = copy_media(draft, earlier=None, known={})
    content.add_media(media)
    manifest = Manifest(
        kind=EXPORT,
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        engine=connection.vendor,
        rows=counts,
        migrations=migrations,
        audit=end,
        versions=versions(database_version()),
        media=media,
        files=files,
        not_contained=secrets_left_out(os.environ),
        content=content.value(),
    )
    write_durably(draft / NAME, manifest.as_text())
    sync_tree(draft)
    return manifest


def _see_one_moment():
    """Read all tables as they are now, whatever others write meanwhile.

    SQLite does so in every transaction; writers wait until it ends (decision 6).
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SET LOCAL statement_timeout = 0")
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")


def _write_lines(path, lines):
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for line in lines:
            file.write(f"{line}\n")
            count += 1
        file.flush()
        os.fsync(file.fileno())
    return count


def plan_import(folder: Path) -> Manifest:
    """Verify an export and this site.
    Raise BackupError if the one must not go into the other."""
    manifest = read_manifest(folder, kind=EXPORT)
    if faults := list(file_faults(folder, manifest)):
        raise BackupError(f"整站导出 {folder.name} 已损坏，不能使用：{'；'.join(faults[:20])}")
    if manifest.migrations != applied_migrations():
        raise BackupError(
            "导出时的数据库结构与这里的不同：请把两边的程序升级到同一版本，"
            "并先运行 manage.py prepare，再重新导出"
        )
    refuse_full_site()
    check_media(manifest)
    return manifest


def import_site(folder: Path, manifest: Manifest) -> Transfer:
    """Write the media and, in one transaction, every row of an export.
    Check the content hash."""
    restore_media(folder, manifest)
    try:
        with transaction.atomic():
            _lift_time_limits()
            for model in carried_models():
                _replace_rows(model, folder / ROWS / f"{model._meta.label_lower}.jsonl")
            _continue_numbers()
            connection.check_constraints()
            content = current_content()
            if content != manifest.content:
                raise BackupError("导入后的内容与导出时不同，没有写入；请保留导出并联系管理员")
    except (DataError, IntegrityError) as error:
        raise BackupError(f"有一行不能存入这个数据库（{error}），没有写入") from error
    return _transfer(manifest)


def _lift_time_limits():
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")


def _replace_rows(model, path):
    """Replace a prepared site's rows of a table by the lines of a file.
    Keys are included.

    `raw` keeps the times that fields would set when they are saved.
    """
    rows = model._base_manager.all()
    rows._raw_delete(rows.db)
    fields = model._meta.local_concrete_fields
    with path.open(encoding="utf-8") as lines:
        piece = []
        for row in rows_of_lines(model, lines):
            piece.append(row)
            if len(piece) == PIECE:
                _insert(model, piece, fields)
                piece = []
        _insert(model, piece, fields)


def _insert(model, rows, fields):
    most = max(1, connection.ops.bulk_batch_size(fields, rows))
    for start in range(0, len(rows), most):
        model._base_manager._insert(
            rows[start : start + most], fields=fields, using=connection.alias, raw=True
        )


def _continue_numbers():
    """Let the database number new rows after those that came with their keys."""
    for query in connection.ops.sequence_reset_sql(no_style(), carried_models()):
        with connection.cursor() as cursor:
            cursor.execute(query)


def current_content() -> str:
    """Return the content hash of the site as it is now."""
    content = ContentHash()
    for model in carried_models():
        for _ in content.add_model(model, lines_of(model)):
            pass
    with reachable():
        media = {
            name: StoredFile(contents_sha256(default_storage.pieces(name)), state.size)
            for name, state in default_storage.files()
        }
    content.add_media(media)
    return content.value()
