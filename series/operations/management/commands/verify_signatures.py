import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from series.actions.audit.anchors import read_anchors
from series.actions.errors import EditorialError
from series.actions.verification.verify import SHORTEST_SEAL, Verification, keep_result
from series.models import Entry

NOT_RECORDED = (
    "名称和角色还没有全部记入审计，在工作台之外加上的查不出："
    "请先运行 manage.py audit_registers 核对，再加 --commit 记入"
)


class Command(BaseCommand):
    help = (
        "重算全部版本、签字和审计链，逐一列出被改动的行；有不符时以 1 退出。"
        "--expect 与另处记下的链值或 anchor_audit 的文件核对，--entry 只核验一篇"
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--expect",
            default="",
            metavar="链值",
            help="另处记下的链值（至少前 16 位），或存有链值的文件",
        )
        parser.add_argument("--entry", type=int, metavar="编号", help="只核验这一篇稿件和审计链")

    def handle(self, *, expect, entry, **options):
        noted = _noted(expect)
        only = Entry.objects.filter(pk=entry).first() if entry else None
        if entry and only is None:
            raise CommandError(f"没有编号为 {entry} 的稿件")
        start, verification = time.monotonic(), Verification()
        try:
            faults = self._list(verification.faults(entry=only, expect=noted))
        except EditorialError as error:
            raise CommandError(str(error)) from error
        self._report(verification, seconds=time.monotonic() - start)
        if not verification.names_recorded:
            self.stdout.write(NOT_RECORDED)
        seal = verification.seal
        if only is None:
            seal = keep_result(
                counts=verification.counts, faults=faults, channel="verify_signatures"
            ).seal
        self.stdout.write(f"链值 {seal}")
        if faults:
            raise CommandError(f"有 {faults} 处不符，请保留数据库现状并联系管理员")
        self.stdout.write("签名与审计链全部相符")

    def _list(self, faults):
        """Write each fault as it is found, and return how many there are."""
        count = 0
        for fault in faults:
            count += 1
            self.stdout.write(f"不符　{fault}")
        return count

    def _report(self, verification, *, seconds):
        counted = "，".join(f"{name} {count}" for name, count in verification.counts.items())
        pace = verification.rows / max(seconds, 0.001)
        self.stdout.write(f"核验 {counted}；用时 {seconds:.1f} 秒，每秒 {pace:,.0f} 行")


def _noted(expect):
    """Return the seals that were noted elsewhere.
    Those of a file, or the one that was typed."""
    try:
        if Path(expect).is_file():
            return read_anchors(Path(expect))
    except EditorialError as error:
        raise CommandError(str(error)) from error
    typed = expect.strip().lower().replace(" ", "")
    if typed and len(typed) < SHORTEST_SEAL:
        raise CommandError(f"--expect 至少须有链值的前 {SHORTEST_SEAL} 位，或是一个文件")
    return [typed] if typed else []
