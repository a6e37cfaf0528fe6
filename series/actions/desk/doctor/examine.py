"""The examination of the whole installation, and its last result for the desk. Decision 107."""

from collections.abc import Iterator

from django.db import DatabaseError, transaction
from django.utils import timezone

from series.models import DeskCheck

from . import accounts, data, hosts, program, replica, store, work
from .line import Health, HealthLine, error

# Name for a check that could not be carried out → the checks, in the order in which they are told.
CHECKS = {
    "数据库": data.database,
    "数据库结构": data.migrations,
    "文件夹": data.folders,
    "对象存储": store.object_store,
    "磁盘": data.disk,
    "密钥": data.secrets,
    "几台服务器": hosts.hosts,
    "副本": replica.replica,
    "时钟": work.clock,
    "定时发布": work.due_entries,
    "巡检": work.desk_checks,
    "通知邮件": work.mail,
    "检索索引": work.search,
    "备份": work.backups,
    "第二步验证": accounts.second_factors,
    "三员分开": accounts.separate_roles,
    "账号核对": accounts.review,
    "Django": program.django_version,
    "静态文件": program.static_files,
    "证书": program.certificate,
}


def examine() -> Iterator[HealthLine]:
    """Yield every line; a check that fails is an error itself and stops no other."""
    for name, check in CHECKS.items():
        try:
            yield from check()
        except DatabaseError as problem:
            yield error(name, f"数据库答不上来（{problem}），请检查 DATABASE_URL、磁盘和权限")
        except OSError as problem:
            yield error(name, f"读不了 {problem.filename}（{problem.strerror}），请检查权限")


@transaction.atomic
def store_examination(lines: list[HealthLine]):
    """Store the lines that are not well, and how many there were.
    The administrator's page shows them."""
    findings = [
        {"text": f"{line.name}：{line.text}", "health": line.health.value}
        for line in lines
        if line.health != Health.OK
    ]
    facts = {"checked_at": timezone.now(), "total": len(lines), "findings": findings}
    DeskCheck.objects.update_or_create(name=work.STORED, defaults=facts)


def last_examination() -> DeskCheck | None:
    """Return the stored result; None before the first examination."""
    return DeskCheck.objects.filter(name=work.STORED).first()
