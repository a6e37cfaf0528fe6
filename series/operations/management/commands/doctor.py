from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from series.actions.desk.doctor.examine import examine, store_examination
from series.actions.desk.doctor.line import Health


class Command(BaseCommand):
    help = "检查安装：数据库、文件夹、密钥、时钟、磁盘、定时任务、检索、备份、证书等；有错误时以 1 退出"
    requires_system_checks = []

    def handle(self, **options):
        lines = []
        for line in examine():
            lines.append(line)
            self.stdout.write(str(line))
        try:
            store_examination(lines)
        except DatabaseError as problem:
            self.stderr.write(f"结果没能存入数据库，工作台上仍是上一次的（{problem}）")
        errors = sum(line.health == Health.ERROR for line in lines)
        if errors:
            raise CommandError(f"有 {errors} 处错误，请按上面所说的办")
        self.stdout.write(f"共 {len(lines)} 项，没有错误")
