import time

from django.core.management.base import BaseCommand

from series.actions.editorial.live_row import fill_title_words
from series.search.draft_index import fill_drafts
from series.search.rebuilding import is_current, is_there, rebuild


class Command(BaseCommand):
    help = "重建检索索引：建好后替换，期间检索照常；中断后再次运行即接着做"

    def add_arguments(self, parser):
        parser.add_argument("--processes", type=int, default=2, help="用几个处理器核心（默认 2）")
        parser.add_argument("--if-needed", action="store_true", help="索引已是最新时不重建")
        parser.add_argument(
            "--if-missing", action="store_true", help="已有索引时不重建，只提示它是否已过时"
        )

    def handle(self, *, processes, if_needed, if_missing, **options):
        if if_needed or if_missing:
            self.fill_drafts()
        self.fill_title_words(again=not (if_missing or is_current()))
        if is_current() and (if_needed or if_missing):
            if if_needed:
                self.stdout.write("检索索引已是最新，无需重建")
            return
        if if_missing and is_there():
            self.stderr.write(
                "检索索引由旧词典或旧版本建成，仍可使用；方便时请运行 manage.py reindex"
            )
            return
        start = time.monotonic()

        def report(done, total):
            self.stdout.write(f"已编入 {done} / {total} 篇（{time.monotonic() - start:.0f} 秒）")

        result = rebuild(processes=max(1, processes), tell=report)
        if if_missing and not result.entries:
            return  # nothing to report for a new site
        how = "接着上次重建" if result.resumed else "已重建"
        self.stdout.write(f"{how}检索索引：{result.entries} 篇，现已启用")

    def fill_title_words(self, *, again):
        """Cut the titles anew whose words are missing, or were cut by an older dictionary."""
        if done := fill_title_words(again=again):
            self.stdout.write(f"重新断词 {done} 篇的标题")

    def fill_drafts(self):
        """Add the drafts that the desk's index lacks, as after an update."""
        if done := fill_drafts():
            self.stdout.write(f"工作台的检索索引补入 {done} 篇草稿")
