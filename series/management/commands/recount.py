from django.core.management.base import BaseCommand
from django.db import transaction

from series.actions.counters.published import recount


class Command(BaseCommand):
    help = "按稿件重新计算各处显示的篇数；不加 --commit 时只报告有几处不符，不改动"

    def add_arguments(self, parser):
        parser.add_argument("--commit", action="store_true", help="写入更正后的数字")

    def handle(self, *, commit, **options):
        with transaction.atomic():
            wrong = recount()
            if not commit:
                transaction.set_rollback(True)
        if not wrong:
            self.stdout.write("全部篇数与稿件相符")
        elif commit:
            self.stdout.write(f"已更正 {wrong} 处篇数")
        else:
            self.stdout.write(f"有 {wrong} 处篇数不符，未改动；加 --commit 更正")
