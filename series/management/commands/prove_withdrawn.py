"""manage.py prove_withdrawn ID [--base-url URL]: certify that an entry is gone (decision 41)."""

from django.core.management.base import BaseCommand, CommandError

from series.actions.errors import EditorialError
from series.actions.withdrawal.certificate import prove_withdrawn
from series.management.public_addresses import addresses_of
from series.management.visiting import InProcess, OverHttp


class Command(BaseCommand):
    help = "逐处检查已撤稿或已下线的稿件是否还能找到，打印证明；仍能找到时以状态 1 结束"

    def add_arguments(self, parser):
        parser.add_argument("entry", type=int, metavar="稿号")
        parser.add_argument(
            "--base-url", default="", metavar="网址", help="检查正在运行的网站，例如 https://域名"
        )

    def handle(self, *, entry, base_url, **options):
        try:
            visit = OverHttp(base_url) if base_url else InProcess()
            where = base_url or "本机程序"
            certificate = prove_withdrawn(
                entry, addresses_of=addresses_of, visit=visit, where=where
            )
        except (EditorialError, ValueError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write("\n".join(certificate.lines))
        if certificate.found:
            remains = "\n".join(
                f"{check.name} {check.path}：{check.found}" for check in certificate.found
            )
            raise CommandError(f"仍能找到：\n{remains}")
