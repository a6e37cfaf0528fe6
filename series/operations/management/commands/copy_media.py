from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from chamber.media_store.states import OtherBytesError, StoreAwayError
from series.actions.media.moving import Moved, copy_folder


class Command(BaseCommand):
    help = (
        "把图片文件夹里的文件抄进对象存储（CHAMBER_S3），逐个核对内容；可以反复运行，已经抄好的不再抄。"
        "不删文件夹里的原件"
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "folder", nargs="?", metavar="文件夹", help="不写时是 CHAMBER_DATA 里的 media"
        )
        parser.add_argument("--commit", action="store_true", help="真正抄；不加时只数")

    def handle(self, *, folder, commit, **options):
        if not settings.S3:
            raise CommandError("没有设置 CHAMBER_S3，图片和附件就在文件夹里，不用抄")
        source = Path(folder or settings.MEDIA_ROOT)
        if not source.is_dir():
            raise CommandError(f"没有文件夹 {source}，请核对路径")
        moved = Moved()
        try:
            for _ in copy_folder(source, moved, commit=commit):
                self._tell_progress(moved)
        except (StoreAwayError, OtherBytesError, OSError) as error:
            raise CommandError(
                f"没有抄完：{error}。已抄 {moved.copied} 个，再运行一次就接着抄"
            ) from error
        verb = "抄了" if commit else "要抄"
        self.stdout.write(
            f"{verb} {moved.copied} 个（{moved.bytes / 1e6:,.1f} MB），"
            f"已在那里且内容相同的 {moved.same} 个"
        )
        if not commit and moved.copied:
            self.stdout.write("这是试运行，加 --commit 真正抄")

    def _tell_progress(self, moved):
        if (moved.copied + moved.same) % 500 == 0:
            self.stdout.write(f"……{moved.copied + moved.same} 个")
