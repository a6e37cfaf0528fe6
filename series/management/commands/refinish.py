import subprocess
import sys

from django.core.management.base import BaseCommand, CommandError

from series.actions.site.finishing import refinish

MOST_JOBS = 16


class Command(BaseCommand):
    help = "重做已发布稿件的成品（更新程序或更改名称后）：合用的不动，中断后再次运行即接着做"

    def add_arguments(self, parser):
        parser.add_argument("--jobs", type=int, default=1, help="用几个处理器核心（默认 1）")
        parser.add_argument("--part", default="", help="只做其中一份，例如 0/2；由 --jobs 使用")

    def handle(self, *, jobs, part, **options):
        if part:
            own, parts = map(int, part.split("/"))
            self._run(own, parts)
        elif jobs == 1:
            self._run(0, 1)
        elif 1 < jobs <= MOST_JOBS:
            self._run_all(jobs)
        else:
            raise CommandError(f"--jobs 须为 1 至 {MOST_JOBS}")

    def _run(self, own, parts):
        def report(done, passed):
            if passed % 1000 == 0:
                self.stdout.write(f"已查 {passed} 篇，重做 {done} 篇")

        done = refinish(part=own, parts=parts, tell=report)
        self.stdout.write(f"重做成品 {done} 篇，其余合用")

    def _run_all(self, jobs):
        command = [sys.executable, sys.argv[0], "refinish", "--part"]
        running = [
            subprocess.Popen([*command, f"{own}/{jobs}"])  # noqa: S603 (this program itself)
            for own in range(jobs)
        ]
        if any([process.wait() for process in running]):
            raise CommandError("有一份没有做完，请再次运行 manage.py refinish")
