from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from series.actions.backups.restore import (
    KEY_MISSING,
    lacks_key,
    plan_restore,
    restore,
    unpacked,
)
from series.actions.errors import BackupError
from series.search.rebuilding import is_current, rebuild

MOST_SHOWN = 60


class Command(BaseCommand):
    help = "把一份备份恢复到空的网站；不加 --commit 只核对备份并列出差别，不改动"

    def add_arguments(self, parser):
        parser.add_argument(
            "backup", metavar="备份", help="备份的文件夹，或加密的 .tar.age、.tar.gpg"
        )
        parser.add_argument("--identity", default="", metavar="文件", help="解开 .age 的私钥文件")
        parser.add_argument(
            "--without-key", action="store_true", help="审计密钥已丢失，没有它也恢复"
        )
        parser.add_argument("--commit", action="store_true", help="真正恢复")

    def handle(self, *, backup, identity, without_key, commit, **options):
        try:
            with unpacked(Path(backup), identity=identity) as folder:
                plan = plan_restore(folder)
                self._show(plan)
                if not commit:
                    self.stdout.write("试运行，未改动。加 --commit 真正恢复")
                    return
                restore(plan, channel="restore", without_key=without_key)
        except (BackupError, OSError) as error:
            raise CommandError(f"没有恢复：{error}") from error
        except DatabaseError as error:
            raise CommandError(f"没有恢复，数据库无法使用：{error}") from error
        if not is_current():
            self.stdout.write(f"已重建检索索引：{rebuild(grace=0).entries} 篇")
        self.stdout.write("已恢复；secret_key 请另行放回，所有人须重新登录")
        self.stdout.write(
            "请运行 manage.py verify_signatures"
            f" --expect {plan.manifest.audit['seal'] or '链值'}、recount、audit_search 核对"
        )

    def _show(self, plan):
        manifest = plan.manifest
        self.stdout.write(f"备份 {plan.folder.name}，写于 {manifest.made_at}，核对无误")
        for table, (now, then) in list(plan.rows.items())[:MOST_SHOWN]:
            self.stdout.write(f"表 {table}：现有 {now} 行，恢复后 {then} 行")
        self.stdout.write(f"图片附件：新增 {plan.new_media} 个")
        for name in plan.migrations:
            self.stdout.write(f"恢复后升级数据库结构：{name}")
        if manifest.missing:
            self.stdout.write(
                f"备份时已缺 {len(manifest.missing)} 个文件：{manifest.missing[0]} 等"
            )
        if lacks_key(manifest):
            self.stdout.write(KEY_MISSING)
        if manifest.not_contained:
            self.stdout.write(f"备份不含：{'、'.join(manifest.not_contained)}")
