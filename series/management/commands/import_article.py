import json
from collections import Counter

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from series.actions.imports.receipt import CHANGED, NEW, REFUSED, SAME
from series.actions.imports.run import Import
from series.management.progress import Progress
from series.management.receipts import RESULT, as_line, as_table

MOST_IN_FULL = 20
MOST_NAMED = 50
UNPREPARED = "数据库还没有准备好，请先运行 manage.py prepare，再运行导入"
DRY = "以上为预演，未写入；确认后加 --commit"


class Command(BaseCommand):
    help = "把已发布的文字（.txt .md .html .htm .docx .doc .wps .rtf .odt，或整库 .jsonl）导入为草稿；默认只预演，加 --commit 才写入"

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="PATH", help="文件或文件夹，可给多个")
        parser.add_argument("--column", default="", help="文中没有写明专栏时用这个专栏，没有则新建")
        parser.add_argument(
            "--publish", action="store_true", help="原已公开的文字：按归档发布，保留原日期"
        )
        parser.add_argument("--commit", action="store_true", help="写入数据库")
        parser.add_argument("--json", action="store_true", help="每篇输出一行 JSON")
        parser.add_argument("--progress", action="store_true", help="总是显示进度条")

    # The system checks query the database, and fail in English before it is prepared.
    requires_system_checks = ()

    def handle(self, *, paths, column, publish, commit, **options):
        _check_database()
        run = Import(column=column, publish=publish, commit=commit)
        progress = Progress(self.stderr, always=options["progress"])
        show = self._json if options["json"] else self._tables
        counted, refused, withheld = Counter(), [], []
        try:
            for receipt in show(run.receipts(paths)):
                counted[receipt.status] += 1
                if receipt.status == REFUSED:
                    refused.append(receipt)
                elif publish and receipt.withheld:
                    withheld.append(receipt)
                progress.show(receipt.behind, count=counted.total())
        except DatabaseError as error:
            raise CommandError(
                f"数据库无法使用（{str(error).strip()}），导入停在这里；"
                "已导入的不受影响，数据库恢复后再运行一次即可接着导入"
            ) from error
        finally:
            progress.close()
        self._summarise(run, counted, withheld, quiet=options["json"])
        if refused:
            raise CommandError(_named(refused, "篇未导入"))

    def _json(self, receipts):
        for receipt in receipts:
            self.stdout.write(json.dumps(receipt.for_machines(), ensure_ascii=False))
            yield receipt

    def _tables(self, receipts):
        """Print receipts as tables, or of many one line each, and yield them.

        Refused ones are always printed in full."""
        waiting = []
        for receipt in receipts:
            if waiting is not None:
                waiting.append(receipt)
                if len(waiting) > MOST_IN_FULL:
                    self._print(waiting, as_line)
                    waiting = None
            else:
                self._print([receipt], as_line)
            yield receipt
        self._print(waiting or [], as_table)

    def _print(self, receipts, form):
        for receipt in receipts:
            write = as_table if receipt.status == REFUSED else form
            end = "\n\n" if write is as_table else "\n"
            self.stdout.write(write(receipt), ending=end)

    def _summarise(self, run, counted, withheld, *, quiet):
        out = self.stderr if quiet else self.stdout
        for item in run.skipped:
            out.write(f"跳过 {item.name}：{item.skipped}")
        parts = [f"{RESULT[key]} {counted[key]}" for key in (NEW, CHANGED, SAME, REFUSED)]
        out.write(f"共 {counted.total()} 篇：{'，'.join(parts)}")
        if not run.commit:
            out.write(DRY)
        if withheld:
            out.write(_named(withheld, "篇没有公开"))


def _named(receipts, what):
    """Return the lines that name texts and why; of many the first ones."""
    lines = [f"{len(receipts)} {what}："]
    lines += [f"  {receipt.file}：{receipt.message}" for receipt in receipts[:MOST_NAMED]]
    if len(receipts) > MOST_NAMED:
        lines.append(f"  其余 {len(receipts) - MOST_NAMED} 篇见上面的结果")
    return "\n".join(lines)


def _check_database():
    """Raise CommandError if the database lacks tables or migrations."""
    try:
        executor = MigrationExecutor(connection)
        unapplied = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        raise CommandError(f"{UNPREPARED}（{str(error).strip()}）") from error
    if unapplied:
        raise CommandError(UNPREPARED)
