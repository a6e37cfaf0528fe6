from django.core.management.base import BaseCommand, CommandError

from series.search.checking import DAMAGED, IndexCheck
from series.search.damage import DamagedIndexError
from series.search.rebuilding import is_current

MOST_SHOWN = 50


class Command(BaseCommand):
    help = (
        "检查检索承诺：公开稿件里的任何字句都能找到该稿，没有公开的都找不到；有一处不符即以 1 结束"
    )

    def add_arguments(self, parser):
        parser.add_argument("--sample", type=int, help="只抽查这么多篇（默认全部）")
        parser.add_argument("--seed", type=int, default=0, help="抽取字句的随机种子")

    def handle(self, *, sample, seed, **options):
        if sample is not None and sample < 1:
            raise CommandError("--sample 须是 1 以上的整数，请改正后重试")
        if not is_current():
            self.stderr.write("检索索引与当前词典或版本不一致，请运行 manage.py reindex")
        check, misses = IndexCheck(), 0
        try:
            for miss in check.misses(sample=sample, seed=seed):
                misses += 1
                if misses <= MOST_SHOWN:
                    self.stderr.write(str(miss))
        except DamagedIndexError as error:
            raise CommandError(f"{DAMAGED}（{error}）") from error
        summary = f"检查了 {check.entries} 篇、{check.runs} 处字句"
        if misses:
            raise CommandError(f"{summary}，有 {misses} 处不符，请运行 manage.py reindex 后再查")
        self.stdout.write(f"{summary}，全部找得到")
