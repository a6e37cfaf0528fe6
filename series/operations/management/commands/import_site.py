from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from series.actions.backups.transfer import import_site, plan_import
from series.actions.errors import BackupError
from series.search.rebuilding import rebuild


class Command(BaseCommand):
    help = (
        "把 export_site 的文件夹装入空的网站（先运行 prepare）；不加 --commit 只核对。"
        "打印的内容摘要须与导出时相同"
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", metavar="文件夹", help="export_site 写的文件夹")
        parser.add_argument("--commit", action="store_true", help="真正写入")

    def handle(self, *, folder, commit, **options):
        folder = Path(folder)
        try:
            manifest = plan_import(folder)
            for label, count in manifest.rows.items():
                if count:
                    self.stdout.write(f"{label}：{count} 行")
            if not commit:
                self.stdout.write("试运行，未改动。加 --commit 真正写入")
                return
            made = import_site(folder, manifest)
        except BackupError as error:
            raise CommandError(f"没有导入：{error}") from error
        except DatabaseError as error:
            raise CommandError(f"没有导入，数据库无法使用：{error}") from error
        self.stdout.write(f"检索索引：{rebuild(grace=0).entries} 篇")
        self.stdout.write(f"已导入 {made.rows} 行，图片附件 {made.media} 个")
        self.stdout.write(f"内容摘要 {made.content}")
