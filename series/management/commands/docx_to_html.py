"""manage.py docx_to_html FILE: print a Word manuscript as the import would store it."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from series.text.documents.docx import read_manuscript
from series.text.markup import stored_html
from series.text.markup.blocks import TextError

LARGEST = 50 * 1024 * 1024


class Command(BaseCommand):
    help = "把一份 Word 稿件（.docx）转成干净的 HTML，打印到标准输出；图片写作 picture:标记。"
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", type=Path, help="要转换的 .docx 文件")

    def handle(self, *, file, **options):
        try:
            source = read_manuscript(read_limited(file))
        except TextError as error:
            raise CommandError(f"{file.name}：{error}") from error
        if source.title:
            self.stdout.write(stored_html.paragraph(source.title, "h1"))
        for block in source.blocks:
            self.stdout.write(block.html)
        for phrase in source.skipped:
            self.stderr.write(f"未收入：{phrase}")


def read_limited(path: Path) -> bytes:
    """Return the file's bytes; refuse a file that is too large for a manuscript unread."""
    try:
        if not path.is_file():
            raise CommandError(f"找不到文件 {path}，请检查路径")
        if path.stat().st_size > LARGEST:
            raise CommandError(
                f"{path.name} 超过 {LARGEST // 1024 // 1024} MB，请压缩其中的图片后再转换"
            )
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"无法读取 {path}（{error.strerror}），请检查文件权限") from error
