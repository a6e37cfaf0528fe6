from datetime import datetime, time, timedelta
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_date

from series.actions.reports.exports import audit_table, record_export, write_jsonl
from series.actions.reports.xlsx import write_workbook
from series.models import AuditLine

DAY = timedelta(days=1)


class Command(BaseCommand):
    help = "导出审计记录：.jsonl 带全部字段，可在别处核验整条链；.xlsx 供阅读"

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="要写的文件，以 .jsonl 或 .xlsx 结尾")
        parser.add_argument("--from", dest="first", default="", help="第一天，如 2026-11-01")
        parser.add_argument("--to", dest="last", default="", help="最后一天（含）")

    @transaction.atomic
    def handle(self, *args, file, first, last, **options):
        form = file.suffix.lower().lstrip(".")
        if form not in ("jsonl", "xlsx"):
            raise CommandError("文件名须以 .jsonl 或 .xlsx 结尾")
        if file.exists():
            raise CommandError(f"{file} 已存在，请换一个文件名，或先移走旧文件")
        lines = _between(first, last)
        try:
            file.touch(mode=0o600, exist_ok=False)
            with file.open("wb") as stream:
                count = self._write(lines, stream, form)
        except OSError as error:
            raise CommandError(f"写不了 {file}：{error.strerror}") from error
        chosen = {"from": first, "to": last}
        record_export(
            "审计记录", by=None, form=form, rows=count, chosen=chosen, channel="export_audit"
        )
        self.stdout.write(f"已导出 {count} 行到 {file}")

    def _write(self, lines, stream, form):
        if form == "jsonl":
            return write_jsonl(lines, stream)
        return write_workbook([audit_table(lines.order_by("number"))], stream)


def _between(first, last):
    lines = AuditLine.objects.all()
    if first:
        lines = lines.filter(at__gte=_midnight(first))
    if last:
        lines = lines.filter(at__lt=_midnight(last) + DAY)
    return lines


def _midnight(text):
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None:
        raise CommandError(f"日期“{text}”无法识别，请写成 2026-11-24")
    return timezone.make_aware(datetime.combine(day, time.min))
