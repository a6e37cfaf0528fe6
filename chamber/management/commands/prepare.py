import os
import secrets
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder

from chamber.personal_data.fields import has_personal_data
from chamber.personal_data.keys import MISSING, add_key, has_keys, key_file
from chamber.setup_lock import lock_setup

SHORTEST_KEY = 50


class Command(BaseCommand):
    help = "准备数据文件夹：建立文件夹、生成密钥、更新数据库结构（可反复运行，不改已有内容）"
    requires_system_checks = []

    def handle(self, **options):
        folder = settings.DATA_DIR
        _make_folder(folder)
        with lock_setup(folder, tell=self._tell):
            self._fill(folder)
        self.stdout.write(f"数据文件夹：{folder}")

    def _tell(self, sentence):
        self.stdout.write(sentence)
        self.stdout.flush()

    def _fill(self, folder):
        """Make keys and database, and bring its structure up to date."""
        _make_key(folder / "secret_key")
        _make_database_file()
        try:
            if not MigrationRecorder(connection).has_table():
                # Left until the demonstration content is in: see the Makefile's `run`.
                (folder / "first_run").touch(mode=0o600)
            call_command("migrate", interactive=False, verbosity=0)
            _make_personal_key()
            call_command("reindex", "--if-missing", stdout=self.stdout, stderr=self.stderr)
        except DatabaseError as error:
            raise CommandError(
                f"数据库无法使用，请检查 DATABASE_URL 或 {folder} 的权限：{error}"
            ) from error


def _make_folder(folder):
    try:
        if not folder.exists():
            folder.mkdir(parents=True)
            folder.chmod(0o700)
        for name in ("media", "cache"):
            (folder / name).mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise CommandError(
            f"不能在 {folder} 建立数据文件夹（{error.strerror}），请用 CHAMBER_DATA 指定可写的文件夹"
        ) from error


def _make_database_file():
    """Make SQLite's file readable by its owner only, even in a shared folder.

    It holds password hashes and sessions. SQLite gives the files beside it the same mode."""
    path = Path(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and path.parent.is_dir():
        path.touch(mode=0o600)


def _make_personal_key():
    """Write the first key of personal data.

    Unless some were stored under one that is gone."""
    if has_keys():
        return
    if has_personal_data():
        raise CommandError(MISSING.format(path=key_file()))
    add_key()


def _make_key(path: Path):
    """Write a secret key into a file that only its owner can read.

    An existing key is never replaced."""
    if os.environ.get("CHAMBER_SECRET_KEY"):
        return
    if path.exists() and path.stat().st_size:
        if len(path.read_text(encoding="ascii").strip()) < SHORTEST_KEY:
            raise CommandError(f"{path} 中的密钥不足 {SHORTEST_KEY} 个字符，请删除后重新运行")
        return
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(48))
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileNotFoundError):
        if not path.stat().st_size:
            path.unlink()
    with suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()
