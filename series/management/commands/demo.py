from django.core.management.base import BaseCommand, CommandError

from series.actions import EditorialError
from series.actions.imports.demonstration import Demonstration
from series.models import ENTRY_KINDS

UNITS = (
    ("组织", "个"),
    ("专栏", "个"),
    ("系列", "个"),
    ("嘉宾", "位"),
    *((kind.label, kind.measure) for kind in ENTRY_KINDS.values()),
)


class Command(BaseCommand):
    help = "装入演示内容：专栏、系列、组织、文章、倡议、活动和单页（可重复运行，已有内容不动）"

    def add_arguments(self, parser):
        parser.add_argument("--commit", action="store_true", help="真正写入；不加只说明将写入什么")

    def handle(self, *, commit, **options):
        try:
            run = Demonstration().load(commit=commit)
        except EditorialError as error:
            raise CommandError(f"演示内容没有装入：{error}") from error
        self.stdout.write(summary(run, commit=commit))
        if run.later:
            self.stdout.write(f"日期在今天之后，暂不装入：{'、'.join(run.later)}")


def summary(run, *, commit):
    """Return one sentence about what the run added or would add."""
    parts = [f"{label} {run.made[label]} {unit}" for label, unit in UNITS if run.made[label]]
    if not parts:
        return "没有变化：演示内容已经装入"
    drafts = f"，其中草稿 {run.made['草稿']} 篇" if run.made["草稿"] else ""
    line = f"{'、'.join(parts)}{drafts}"
    return f"已装入演示内容：{line}" if commit else f"试运行，未写入。加 --commit 将装入：{line}"
