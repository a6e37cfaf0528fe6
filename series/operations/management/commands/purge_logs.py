from django.core.management.base import BaseCommand, CommandError

from series.actions.audit.addresses import sealed_addresses
from series.actions.desk.retention import overdue_data, require_known_time
from series.actions.errors import EditorialError


class Command(BaseCommand):
    help = (
        "清除超过保存期限的：审计记录里的地址、过期的登录会话、过期的检索词、"
        "回收站里满 30 天的草稿；"
        "审计链照样可以核验；不加 --commit 只说明有多少"
    )

    def add_arguments(self, parser):
        parser.add_argument("--commit", action="store_true", help="真正清除")

    def handle(self, *, commit, **options):
        try:
            if commit:
                require_known_time()
            for kind in overdue_data():
                if commit:
                    self.stdout.write(f"{kind.name}：已清除 {kind.purge()} 条")
                else:
                    self.stdout.write(f"{kind.name}：可清除 {kind.rows.count()} 条")
            if sealed := sealed_addresses():
                self.stdout.write(
                    f"另有 {sealed} 条旧记录的地址封在链值里，清除就不能再核验，因此保留"
                )
        except EditorialError as error:
            raise CommandError(str(error)) from error
        if not commit:
            self.stdout.write("没有改动；加 --commit 清除")
