from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from series.actions.audit.anchors import anchor_of, chain_end, mail_anchor, write_anchor
from series.actions.desk.mail import is_on
from series.actions.errors import EditorialError


class Command(BaseCommand):
    help = (
        "把审计链今天的末值另存：写入 --file 指定的文件（应在别的磁盘或机器上），"
        "并用邮件发给 CHAMBER_AUDIT_KEEPERS 里的保管人；由定时器每天运行"
    )

    def add_arguments(self, parser):
        parser.add_argument("--file", type=Path, help="另存链值的文件，逐行追加")

    def handle(self, *, file, **options):
        keepers = settings.AUDIT_KEEPERS
        if not file and not (keepers and is_on()):
            raise CommandError(
                "没有地方可以另存链值：请用 --file 指定文件，"
                "或设置 EMAIL_URL 和 CHAMBER_AUDIT_KEEPERS"
            )
        try:
            line = anchor_of(chain_end())
            if file:
                write_anchor(file, line)
        except EditorialError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(line)
        if keepers and is_on():
            self.stdout.write(f"已发给 {mail_anchor(line, keepers)} 位保管人")
