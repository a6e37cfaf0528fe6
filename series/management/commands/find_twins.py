"""manage.py find_twins [--commit]: list entries whose texts are alike (decision 64)."""

from django.core.management.base import BaseCommand

from series.actions.relations.similar_pairs import pairs, read_some, unread

BATCH = 20  # entries between two progress messages


class Command(BaseCommand):
    help = (
        "列出全站文字雷同的稿件（草稿、已撤稿也在内）；"
        "还没有取样的稿件加 --commit 补上，可随时中断、反复运行"
    )

    def add_arguments(self, parser):
        parser.add_argument("--commit", action="store_true", help="为还没有取样的稿件取样")

    def handle(self, *, commit, **options):
        if commit:
            self._sample()
        elif missing := unread().count():
            self.stdout.write(f"有 {missing} 篇稿件还没有取样，不在下面；加 --commit 补上")
        similar = list(pairs())
        for entry, other, percent in similar:
            self.stdout.write(
                f"{percent}% 相同：第{entry.pk}号稿《{entry}》、第{other.pk}号稿《{other}》"
            )
        self.stdout.write(f"共 {len(similar)} 对雷同的稿件" if similar else "没有雷同的稿件")

    def _sample(self):
        done = 0
        while count := read_some(most=BATCH):
            done += count
            self.stderr.write(f"已取样 {done} 篇")
        self.stdout.write(f"已为 {done} 篇稿件取样" if done else "全部稿件都已取样")
