"""manage.py relate_entries [--all] [--commit]: compute related entries (decision 65)."""

from django.core.management.base import BaseCommand

from series.actions.relations.related import recount_features, relate_some, unrelated
from series.models import Entry

BATCH = 20  # entries in one query


class Command(BaseCommand):
    help = (
        "为还没有算过的公开稿件找出相关阅读（--all 全部重算）；"
        "不加 --commit 时只报告篇数，可随时中断、反复运行"
    )

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="全部公开稿件都重算")
        parser.add_argument("--commit", action="store_true", help="写入")

    def handle(self, *, commit, **options):
        rows = Entry.objects.published() if options["all"] else unrelated()
        total = rows.count()
        if not commit:
            self.stdout.write(f"有 {total} 篇公开稿件要算相关阅读，未写入；加 --commit 写入")
            return
        last = 0
        while last is not None:
            last = relate_some(rows, after=last, most=BATCH)
        recount_features()
        self.stdout.write(f"已为 {total} 篇公开稿件算出相关阅读")
