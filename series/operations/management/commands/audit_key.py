from django.core.management.base import BaseCommand, CommandError

from series.actions.audit.keys import audit_keys, key_file
from series.actions.audit.new_key import add_key
from series.actions.errors import EditorialError


class Command(BaseCommand):
    help = (
        "启用新的审计密钥：以后的审计记录用它加印记，旧密钥留着核验以前的记录。"
        "不加 --commit 只说明现状；--if-missing 已有密钥时不动"
    )

    def add_arguments(self, parser):
        parser.add_argument("--commit", action="store_true", help="真正启用")
        parser.add_argument("--if-missing", action="store_true", help="已有密钥时不动")

    def handle(self, *, commit, if_missing, **options):
        try:
            if not commit:
                count = len(audit_keys())
                self.stdout.write(f"现有 {count} 个密钥（{key_file()}）；加 --commit 启用新的")
                return
            line = add_key(only_first=if_missing)
        except EditorialError as error:
            raise CommandError(str(error)) from error
        if line:
            self.stdout.write(
                f"已启用审计密钥，从第 {line.number} 条起；请把 {key_file()} 另存一份"
            )
