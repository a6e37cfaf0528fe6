"""Restoring a backup into an empty site.
Dry first, then media, then the database in one step.

The database comes last and as one transaction, so a restore that is killed leaves an empty
database, and the same command begins again. Decision 107.
"""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader

from chamber.media_store.states import OtherBytesError, contents_sha256
from chamber.models import UserSession
from chamber.page_cache.writes import touch_everything
from series.actions.audit.chain import record
from series.actions.audit.keys import audit_keys, key_for
from series.actions.errors import BackupError
from series.models import AuditLine, Entry
from series.search.postgres import TOKENS

from .database import FILES, current_facts, opened_copy, run_program, tables
from .encryption import decrypted
from .manifest import Manifest
from .media import place_of, reachable
from .verify import verified

ENGINES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
VERB = "恢复备份"
KEY_MISSING = (
    "这份备份的审计链有密钥印记，这里没有那个密钥：请先把原来的 audit_key 放进 CHAMBER_DATA"
    "（或设好 CHAMBER_AUDIT_KEY）再恢复；密钥确已丢失的，加 --without-key"
)
WAIT = 5  # seconds for the lock of a database that should be nobody's


@dataclass
class RestorePlan:
    """What a restore will do: `rows` is {table: (now, then)}, `migrations` those to be applied."""

    folder: Path
    manifest: Manifest
    rows: dict[str, tuple[int, int]] = field(default_factory=dict)
    migrations: list[str] = field(default_factory=list)
    new_media: int = 0


@contextmanager
def unpacked(path: Path, *, identity: str = "") -> Iterator[Path]:
    """Give the folder of a backup.
    An encrypted one is decrypted into a folder that goes again."""
    if path.is_dir():
        yield path.resolve()
    elif not path.is_file():
        raise BackupError(f"没有 {path}，请核对备份的路径")
    else:
        settings.DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".restore-", dir=settings.DATA_DIR) as folder:
            yield decrypted(path, Path(folder), identity=identity)


def plan_restore(folder: Path) -> RestorePlan:
    """Verify a backup and compare it with this site.
    Raise BackupError if it must not go in."""
    manifest = verified(folder)
    if manifest.engine != connection.vendor:
        raise BackupError(
            f"这份备份来自 {ENGINES[manifest.engine]}，这里用的是 {ENGINES[connection.vendor]}："
            "换数据库请用 export_site 和 import_site"
        )
    migrations = _migrations_to_apply(manifest)
    refuse_full_site()
    now = _rows_now()
    rows = {
        table: (now.get(table, 0), count)
        for table, count in manifest.rows.items()
        if now.get(table, 0) != count
    }
    return RestorePlan(folder, manifest, rows, migrations, new_media=check_media(manifest))


def _migrations_to_apply(manifest):
    """Return the migrations that the backup lacks.
    Raise BackupError if we lack one of its own."""
    ours = set(MigrationLoader(None).disk_migrations)
    theirs = {tuple(row) for row in manifest.migrations}
    replaced = {app for app, _ in ours}
    unknown = sorted(f"{app}.{name}" for app, name in theirs - ours if app in replaced)
    if unknown:
        raise BackupError(
            f"这份备份的数据库结构比程序新（{unknown[-1]} 等 {len(unknown)} 项），"
            "请先把程序升级到写它时的版本"
        )
    return sorted(f"{app}.{name}" for app, name in ours - theirs)


def refuse_full_site():
    """Raise BackupError unless the database is empty or only prepared."""
    present = _present_tables()
    for model, named in ((Entry, "稿件"), (get_user_model(), "账号"), (AuditLine, "审计记录")):
        if model._meta.db_table in present and model.objects.exists():
            raise BackupError(
                f"目标数据库里已有{named}，只能恢复到空的网站：请另设 CHAMBER_DATA 或换一个空库"
            )
    ours = {*tables(), "django_migrations"}
    strange = sorted(name for name in present - ours if not name.startswith("series_search"))
    if strange:
        raise BackupError(f"目标数据库里有别的程序的表（{strange[0]} 等），请换一个空库")


def _present_tables():
    """Return the tables that there are.
    A file that does not exist is not made by looking."""
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).is_file():
        return set()
    return set(connection.introspection.table_names())


def _rows_now():
    return current_facts().rows if "django_migrations" in _present_tables() else {}


@reachable()
def check_media(manifest: Manifest) -> int:
    """Return how many files are new.
    Raise BackupError if one of another content is in the way."""
    present = 0
    for name, _ in default_storage.files():
        stored = manifest.media.get(name)
        if stored is None or contents_sha256(default_storage.pieces(name)) != stored.sha256:
            raise BackupError(
                f"{default_storage.place} 里已有别的文件（{name}），只能恢复到空的网站，请先移走"
            )
        present += 1
    return len(manifest.media) - present


def lacks_key(manifest: Manifest) -> bool:
    """Tell whether this installation lacks the key that marked a backup's chain.

    A line that were written now would have no mark, and be a fault for ever (decision 126).
    """
    end = manifest.audit
    key = key_for(end["count"], audit_keys())
    return bool(end.get("mark")) and (key is None or key.mark(end["seal"]) != end["mark"])


def restore(plan: RestorePlan, *, channel: str, without_key=False):
    """Carry out a plan: media, database, newer migrations, one audit line. Sessions end.

    Raise BackupError where the key of the chain is not here, unless it is `without_key`.
    """
    if lacks_key(plan.manifest) and not without_key:
        raise BackupError(KEY_MISSING)
    restore_media(plan.folder, plan.manifest)
    path = plan.folder / FILES[connection.vendor]
    connection.close()
    if connection.vendor == "sqlite":
        _restore_sqlite(path)
    else:
        _restore_postgres(path)
    _refuse_difference(plan.manifest)
    if plan.migrations:
        call_command("migrate", interactive=False, verbosity=0)
    touch_everything()
    UserSession.objects.all().delete()
    record(VERB, by=None, channel=channel, object=plan.folder.name, made_at=plan.manifest.made_at)


@reachable()
def restore_media(folder: Path, manifest: Manifest):
    """Copy the media of a backup into the site; files that are there already stay."""
    present = {name for name, _ in default_storage.files()}
    for name, stored in manifest.media.items():
        if name in present:
            continue
        source, known = place_of(folder, stored.sha256), stored.modified_ns
        try:
            default_storage.take(source, name, sha256=stored.sha256, modified_ns=known)
        except OtherBytesError as error:
            raise BackupError(f"文件 {name} 在恢复中与清单不符，请换另一份备份") from error
    default_storage.settle()


def _restore_sqlite(path):
    """Write every page into the database as one transaction of it."""
    target = Path(connection.settings_dict["NAME"])
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    target.touch(mode=0o600)
    with opened_copy(path) as source, closing(sqlite3.connect(target, timeout=WAIT)) as into:
        try:
            into.execute("BEGIN EXCLUSIVE")  # the copying itself would wait for ever
            into.rollback()
            source.backup(into)
        except sqlite3.OperationalError as error:
            raise BackupError(
                f"目标数据库写不进去（{error}），请先停止网站和定时器，并检查磁盘空间"
            ) from error


def _restore_postgres(path):
    """Remove the empty tables of the prepared site and load the dump at once."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table in sorted(_present_tables()):
            cursor.execute(f'DROP TABLE IF EXISTS "{table}" CASCADE')
        cursor.execute(f"DROP FUNCTION IF EXISTS {TOKENS}(text, text)")
    connection.close()
    options = ["--single-transaction", "--no-owner", "--no-privileges"]
    database = connection.get_connection_params()["dbname"]
    run_program(["pg_restore", *options, f"--dbname={database}", str(path)])


def _refuse_difference(manifest):
    """Raise BackupError if the restored database has not the rows of the manifest."""
    facts = current_facts(names=manifest.rows)
    wrong = [table for table, count in manifest.rows.items() if facts.rows.get(table) != count]
    if wrong:
        raise BackupError(f"恢复后的表 {wrong[0]} 行数与清单不符，请保留现状并换另一份备份")
