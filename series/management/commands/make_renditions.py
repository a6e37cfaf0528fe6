from django.core.management.base import BaseCommand, CommandError

from series.actions.errors import EditorialError
from series.actions.media.renditions import make_missing


class Command(BaseCommand):
    help = "制作图片还缺的各种尺寸（AVIF、WebP）；可随时中断、反复运行，也可由定时任务运行"

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="全部重做，不只做还缺的")

    def handle(self, **options):
        done, failed = 0, []
        try:
            for picture, fault in make_missing(again=options["all"], wait=False):
                if fault:
                    failed.append(picture.pk)
                    self.stderr.write(f"图片 {picture.pk}（{picture}）：{fault}")
                else:
                    done += 1
        except EditorialError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"已做好 {done} 张图片" if done else "没有需要制作的图片")
        if failed:
            raise CommandError(f"有 {len(failed)} 张图片没有做成，见上；其余不受影响")
