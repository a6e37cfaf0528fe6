"""What the site needs in order to work, asked part by part.
Database, disk, files, schedules, index.

Nothing is written. A part that fails does not keep the others from being asked. Decision 105.
"""

import os
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from chamber.outages import OutageError
from series.actions.editorial import clock
from series.models import Entry
from series.search.checking import index_fault

from .start_page import SCHEDULE_GRACE

# Less free space than this, or than this share of a small disk, is too little.
LEAST_FREE, LEAST_SHARE = 200 * 2**20, 0.05
SAMPLE = 2  # entries that are looked for in the index
MANIFEST = "staticfiles.json"


@dataclass(frozen=True)
class Part:
    """One part of the site.
    `fault` is a sentence for the operator, “” where all is well."""

    name: str
    fault: str


def parts() -> list[Part]:
    """Return every part with what is wrong with it now."""
    return [Part(name, _asked(ask)) for name, ask in PARTS.items()]


def _asked(ask):
    try:
        return ask()
    except (DatabaseError, OutageError, OSError) as error:
        return f"没有回答：{' '.join(str(error).split())}"


def database_fault():
    """Return why the database cannot be worked with; “” where it can."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    if getattr(connection, "is_read_only", False):
        return "只能读，不能写：请检查磁盘"
    return "" if _is_migrated() else "还有迁移未执行，请运行 manage.py migrate"


class _NotMigratedError(Exception):
    """Kept from being remembered by `_require_migrations`."""


def _is_migrated():
    try:
        _require_migrations()
    except _NotMigratedError:
        return False
    return True


@cache
def _require_migrations():
    """Raise while migrations are not applied; not asked again after success."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise _NotMigratedError


def disk_fault():
    """Return why the disk of the data folder takes no more; “” where it does."""
    if not os.access(settings.DATA_DIR, os.W_OK):
        return f"{settings.DATA_DIR} 不能写入"
    usage = shutil.disk_usage(settings.DATA_DIR)
    if usage.free < min(LEAST_FREE, usage.total * LEAST_SHARE):
        return f"{settings.DATA_DIR} 只剩 {usage.free // 2**20} MB，请清出空间"
    return ""


def media_fault():
    """Return why pictures and attachments cannot be stored; “” where they can."""
    return default_storage.fault()


def static_fault():
    """Return why styles and scripts cannot be sent; “” where they can."""
    if settings.DEBUG or (Path(settings.STATIC_ROOT) / MANIFEST).is_file():
        return ""
    return f"{settings.STATIC_ROOT} 里没有 {MANIFEST}，请重新启动网站（启动时自动收集）"


def schedule_fault():
    """Return how many schedules are overdue; “” where none is."""
    late = Entry.objects.filter(publish_due_at__lt=timezone.now() - SCHEDULE_GRACE).count()
    return f"{late} 篇定时稿件逾时未发，请查看 publish_due 的定时器" if late else ""


PARTS = {
    "数据库": database_fault,
    "磁盘": disk_fault,
    "图片和附件": media_fault,
    "样式和脚本": static_fault,
    "定时稿件": schedule_fault,
    "时钟": lambda: clock.fault(timezone.now()),
    "检索": lambda: index_fault(sample=SAMPLE),
}
