"""manage.py mirror DIR: the whole public site as files (decision 140)."""

import os
import time
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from series.management.mirror import MirrorError
from series.management.mirror.asking import root_of_site
from series.management.mirror.run import MirrorOptions, write_mirror

MOST_SHOWN = 5
MOST_JOBS = 64


class Command(BaseCommand):
    help = "把整个公开网站写成任何网页服务器都能提供的文件；再次运行只重写有变化的"

    def add_arguments(self, parser):
        parser.add_argument("folder", metavar="文件夹", help="新的、空的文件夹，或上次的镜像")
        parser.add_argument(
            "--root", default="", metavar="网址", help="网站的地址；不写时用 SITE_BASE_URL"
        )
        parser.add_argument(
            "--jobs", type=int, default=os.cpu_count() or 1, metavar="个数", help="同时用几个进程"
        )
        parser.add_argument(
            "--quick",
            action="store_true",
            help="只有阅读数变了的页面不再问一遍，到下次完整运行才更新",
        )
        parser.add_argument(
            "--covers", action="store_true", help="连同每篇的分享封面（要画出来，很慢）"
        )
        parser.add_argument(
            "--alone",
            action="store_true",
            help="镜像后面没有网站程序：检索和表单的地址回答一页说明",
        )

    def handle(self, *, folder, root, jobs, quick, covers, alone, **options):
        if not 1 <= jobs <= MOST_JOBS:
            raise CommandError(f"--jobs 须是 1 到 {MOST_JOBS} 的整数，请改正后重试")
        if settings.DEBUG:
            raise CommandError("调试状态下的页面不能当镜像，请先运行 manage.py prepare")
        wanted, begun = (
            MirrorOptions(jobs, alone=alone, covers=covers, quick=quick),
            time.monotonic(),
        )
        try:
            made = write_mirror(Path(folder), root_of_site(root), wanted, self._progress(options))
        except MirrorError as error:
            raise CommandError(str(error)) from error
        except DatabaseError as error:
            raise CommandError(f"镜像没有做完，数据库无法使用：{error}") from error
        self._report(made, folder, time.monotonic() - begun)

    def _progress(self, options):
        return self.stdout.write if options["verbosity"] > 1 else lambda line: None

    def _report(self, made, folder, seconds):
        self.stdout.write(
            f"镜像在 {folder}：页面 {made.pages} 个（问了 {made.asked} 个，重写 {made.written} 个），"
            f"图片、附件和样式 {made.files} 个（新复制 {made.copied} 个），"
            f"删去 {made.removed} 个文件；410 地址 {made.gone} 个，跳转 {made.moved} 个；"
            f"用时 {seconds:.1f} 秒"
        )
        if made.settings_changed:
            self.stdout.write("网页服务器的配置有变，请让它重新载入（例如 systemctl reload nginx）")
        if made.lost:
            named = "、".join(made.lost[:MOST_SHOWN])
            self.stdout.write(f"数据库提到的 {len(made.lost)} 个文件已丢失，没有写进镜像：{named}")
