import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from chamber.credit_code import credit_code


class Command(BaseCommand):
    help = (
        "核对统一社会信用代码：每行一个（从文件或标准输入读），"
        "每行输出 1（正确）或 0；加 --explain 时把哪一位不对写在后面"
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, help="不给则读标准输入")
        parser.add_argument("--explain", action="store_true", help="写明哪一位不对")

    def handle(self, *, file, explain, **options):
        for line in _lines(file):
            self.stdout.write(_answer(line.rstrip("\r\n"), explain))


def _lines(file):
    if file is None:
        yield from sys.stdin
        return
    try:
        with file.open(encoding="utf-8-sig", errors="replace") as lines:
            yield from lines
    except OSError as error:
        raise CommandError(f"读不了 {file}（{error.strerror}）") from error


def _answer(line, explain):
    try:
        credit_code(line)
    except ValueError as fault:
        return f"0\t{fault}" if explain else "0"
    return "1"
