from django.core.management.base import BaseCommand

from series.actions.audit.registers import differences, record_states, told_states
from series.actions.verification.registers import fault_of


class Command(BaseCommand):
    help = (
        "把名称（组织、专栏、系列、话题、转载来源）、角色（账号、角色、栏目授权、代理）和词表、常用意见、公告、"
        "推荐位的现状记入审计，"
        "以后私自改动就查得出。不加 --commit 只列出与审计记录不同的行；--if-missing 只补记从未登记过的几类"
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--commit", action="store_true", help="记入审计：列出的现状从此算作正确，请先逐行核对"
        )
        parser.add_argument(
            "--if-missing", action="store_true", help="只记从未登记过的几类，不同的行照旧算作不符"
        )

    def handle(self, *, commit, if_missing, **options):
        told = told_states()
        if if_missing and told.is_whole:
            return
        found = list(differences(told, all_rows=True))
        if not if_missing:
            for row in found:
                self.stdout.write(f"不同　{fault_of(row)}")
        if commit:
            count = record_states(accept=not if_missing)
            self.stdout.write(f"已把 {count} 行名称和角色的现状记入审计")
        else:
            self.stdout.write(f"有 {len(found)} 行与审计记录不同；逐行核对后加 --commit 记入审计")
