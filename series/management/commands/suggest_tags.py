"""manage.py suggest_tags [FILE]: propose topics for texts in JSON lines (decision 74)."""

import json
import sys
from contextlib import nullcontext
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from series.actions.tags.suggestions import Site, proposals, the_site
from series.text.documents.jsonl import title_and_text
from series.text.language.tag_suggestions import LIMIT
from series.text.markup.blocks import TextError

LONGEST = 4 * 1024 * 1024


class Command(BaseCommand):
    help = (
        "逐行读取 JSON（每行一篇，含 title、body），逐行输出建议的话题（JSON 列表）；"
        "读不懂的一行输出 null 并说明原因，其余照常，最后以状态 1 结束。"
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "file", nargs="?", type=Path, help="一行一篇的 .jsonl 文件；不给则读标准输入"
        )
        parser.add_argument(
            "--limit", type=int, default=LIMIT, help=f"每篇至多几个话题（默认 {LIMIT}）"
        )

    def handle(self, *, file, limit, **options):
        if limit < 1:
            raise CommandError("--limit 须为 1 以上的整数，请改正后再运行")
        wrong = 0
        site = site_or_defaults()
        with open_lines(file) as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                try:
                    answer = propose_tags(line, site=site, limit=limit)
                except TextError as error:
                    wrong, answer = wrong + 1, None
                    self.stderr.write(f"第{number}行：{error}")
                self.stdout.write(json.dumps(answer, ensure_ascii=False))
        if wrong:
            raise CommandError(f"有 {wrong} 行没有读懂（输出为 null），请改正后重新运行")


def site_or_defaults() -> Site:
    """Return the site's terms, texts and topics; without a database, the default terms.

    No database file is made by asking."""
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).is_file():
        return Site()
    try:
        return the_site()
    except DatabaseError:
        return Site()


def open_lines(file: Path | None):
    """Open the file, or standard input, to read its lines as bytes."""
    if file is None:
        return nullcontext(sys.stdin.buffer)
    try:
        return file.open("rb")
    except OSError as error:
        raise CommandError(f"无法读取 {file}（{error.strerror}），请检查路径和权限") from error


def propose_tags(line: bytes, *, site: Site, limit: int) -> list[str]:
    """Return the topics proposed for one line of JSON. Raises TextError."""
    if len(line) > LONGEST:
        raise TextError(f"超过 {LONGEST // 1024 // 1024} MB，请把这一篇分开")
    try:
        title, text = title_and_text(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise TextError("不是 UTF-8 编码，请转换后再运行") from error
    return proposals(title, text, site=site, limit=limit)
