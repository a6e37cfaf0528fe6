from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from series.actions.backups.transfer import export_site
from series.actions.errors import BackupError


class Command(BaseCommand):
    help = "把整个网站写成 JSON 行和图片附件，供 import_site 装入另一种数据库；打印内容摘要"

    def add_arguments(self, parser):
        parser.add_argument("folder", metavar="文件夹", help="新文件夹，不能已经存在")

    def handle(self, *, folder, **options):
        try:
            made = export_site(Path(folder))
        except BackupError as error:
            raise CommandError(str(error)) from error
        except DatabaseError as error:
            raise CommandError(f"导出没有做成，数据库无法使用：{error}") from error
        self.stdout.write(f"已导出到 {folder}：{made.rows} 行，图片附件 {made.media} 个")
        self.stdout.write(f"内容摘要 {made.content}")
