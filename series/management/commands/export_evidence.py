from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from series.actions.reports.exports import record_export
from series.models import Entry
from series.outputs.evidence.bundle import evidence_of


class Command(BaseCommand):
    help = "导出一篇稿件的审核证据（.zip）：正文、全部版本和签字、稿签、审计记录，附独立的核验程序"

    def add_arguments(self, parser):
        parser.add_argument("entry", type=int, metavar="稿号")
        parser.add_argument("file", type=Path, help="要写的 .zip 文件")

    def handle(self, *, entry, file, **options):
        row = Entry.objects.select_related("column", "live", "newest").filter(pk=entry).first()
        if row is None:
            raise CommandError(f"没有第 {entry} 号稿")
        if file.suffix.lower() != ".zip":
            raise CommandError("文件名须以 .zip 结尾")
        if file.exists():
            raise CommandError(f"{file} 已存在，请换一个文件名，或先移走旧文件")
        data = evidence_of(row, root=settings.SITE["base_url"])
        try:
            file.touch(mode=0o600, exist_ok=False)
            file.write_bytes(data)
        except OSError as error:
            raise CommandError(f"写不了 {file}：{error.strerror}") from error
        record_export(
            "审核证据",
            by=None,
            form="zip",
            rows=1,
            chosen={"entry": entry},
            channel="export_evidence",
        )
        self.stdout.write(f"已导出《{row.headline}》的审核证据到 {file}（{len(data):,} 字节）")
