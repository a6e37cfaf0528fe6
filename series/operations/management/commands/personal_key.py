from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from chamber.personal_data.keys import MissingKeyError, key_file, personal_keys
from chamber.personal_data.rekey import rekey


class Command(BaseCommand):
    help = (
        "个人信息密钥：说明现状；--rotate --commit 启用新密钥，并把全部电话、邮箱改用它存放，"
        "旧密钥留在文件里供旧备份用"
    )

    def add_arguments(self, parser):
        parser.add_argument("--rotate", action="store_true", help="启用新密钥")
        parser.add_argument("--commit", action="store_true", help="真正启用；不加只说明现状")

    def handle(self, *, rotate, commit, **options):
        try:
            count = len(personal_keys().hash_keys)
            if not (rotate and commit):
                self.stdout.write(
                    f"现有 {count} 个密钥（{key_file()}）；加 --rotate --commit 启用新的"
                )
                return
            if settings.PERSONAL_KEY:
                raise CommandError(
                    "密钥由 CHAMBER_PERSONAL_KEY 给出：请把新密钥加在它的最后，重启后再运行"
                )
            rows = rekey()
        except MissingKeyError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"已启用新密钥，{rows} 行改用它存放；请把 {key_file()} 另存一份")
