"""Examination of the database and of the data folder."""

import os
import shutil
import stat
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from .line import error, warning, well

SHORTEST_KEY = 50
EXPECTED = {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 2}
LITTLE, VERY_LITTLE = 2_000_000_000, 500_000_000
FEW_PERCENT, VERY_FEW_PERCENT = 10, 3


def database():
    """Look at the connection: durable, and with foreign keys."""
    name = "数据库"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SHOW server_version")
            yield well(name, f"PostgreSQL {cursor.fetchone()[0]}")
            return
        for pragma, expected in EXPECTED.items():
            cursor.execute(f"PRAGMA {pragma}")
            (found,) = cursor.fetchone()
            if found != expected:
                yield error(
                    name,
                    f"SQLite 的 {pragma} 是 {found}，应为 {expected}："
                    "数据文件夹须在本机磁盘上，不能在网络文件夹里",
                )
                return
    yield well(name, "SQLite，WAL、外键、逐次落盘都已开启")


def migrations():
    """Look for migrations that are not applied."""
    name = "数据库结构"
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        yield error(name, f"有 {len(plan)} 项更新没有执行，请运行 manage.py prepare")
    else:
        yield well(name, "已是最新")


def folders():
    """Try to write where the site writes."""
    yield _writable("数据文件夹", Path(settings.DATA_DIR))
    if not settings.S3:
        yield _writable("图片附件", Path(settings.MEDIA_ROOT))


def _writable(name, folder):
    try:
        with tempfile.TemporaryFile(dir=folder):
            return well(name, f"{folder} 可写")
    except OSError as problem:
        return error(
            name,
            f"{folder} 写不进去（{problem.strerror}），请检查磁盘和权限；没有这个文件夹时运行 prepare",
        )


def disk():
    """Look at the free space of the folders with data and with backups."""
    folders = {"数据": settings.DATA_DIR}
    if not settings.S3:
        folders["图片附件"] = settings.MEDIA_ROOT
    if settings.BACKUP_DIR:
        folders["备份"] = settings.BACKUP_DIR
    for name, folder in folders.items():
        if Path(folder).is_dir():
            yield _free_space(f"磁盘（{name}）", Path(folder))


def _free_space(name, folder):
    usage = shutil.disk_usage(folder)
    percent = usage.free * 100 / usage.total
    text = f"{folder} 还剩 {usage.free / 1e9:.1f} GB（{percent:.0f}%）"
    if usage.free < VERY_LITTLE or percent < VERY_FEW_PERCENT:
        return error(name, f"{text}，即将写满，请立即清理或扩容")
    if usage.free < LITTLE or percent < FEW_PERCENT:
        return warning(name, f"{text}，请清理或扩容")
    return well(name, text)


def secrets():
    """Look at the key and at who may read the secret files."""
    name = "密钥"
    if len(settings.SECRET_KEY) < SHORTEST_KEY:
        yield error(
            name, "没有密钥或太短，请运行 manage.py prepare 生成，或设置 CHAMBER_SECRET_KEY"
        )
    open_to_others = [path for path in _secret_files() if path.stat().st_mode & 0o077]
    for path in open_to_others:
        mode = stat.filemode(path.stat().st_mode)
        yield error(name, f"{path} 别的账号也能读（{mode}），请运行 chmod go= {path}")
    if len(settings.SECRET_KEY) >= SHORTEST_KEY and not open_to_others:
        yield well(name, "齐全，只有运行网站的账号能读")
    if (settings.DATA_DIR / "accounts.txt").exists():
        yield warning("首批密码", "accounts.txt 还在，请让各人改密码后删除它")


def _secret_files():
    folder = settings.DATA_DIR
    found = [*folder.glob("*key*"), *folder.glob("*.sqlite3"), folder / "accounts.txt"]
    return sorted(path for path in found if path.is_file() and os.access(path, os.F_OK))
