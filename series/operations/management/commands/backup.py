from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from series.actions.backups.kept import prune
from series.actions.backups.write import make_backup
from series.actions.errors import BackupError

MOST_SHOWN = 10


class Command(BaseCommand):
    help = "备份数据库和图片附件到文件夹里的一个新文件夹，写完即打开核对；网站照常运行。由定时器每四分钟运行"

    def add_arguments(self, parser):
        parser.add_argument(
            "folder", nargs="?", metavar="文件夹", help="放备份的文件夹；不写时用 CHAMBER_BACKUPS"
        )
        parser.add_argument("--keep", type=int, metavar="份数", help="留下最新的这么多份")
        parser.add_argument(
            "--days", type=int, metavar="天数", help="另留下最近这么多天每天的最后一份"
        )
        parser.add_argument(
            "--encrypt-to",
            default="",
            metavar="收件人",
            help="用 age 公钥或 GPG 密钥加密成一个文件",
        )

    def handle(self, *, folder, keep, days, encrypt_to, **options):
        place = backup_folder(folder)
        if (keep is not None and keep < 1) or (days is not None and days < 0):
            raise CommandError("--keep 须是 1 以上、--days 须是 0 以上的整数，请改正后重试")
        try:
            made = make_backup(place, encrypt_to=encrypt_to)
            gone = []
            if keep is not None or days is not None:
                gone = prune(place, keep=keep or 1, days=days or 0, made=made.path)
        except BackupError as error:
            raise CommandError(str(error)) from error
        except DatabaseError as error:
            raise CommandError(f"备份没有做成，数据库无法使用：{error}") from error
        self._report(made, gone)

    def _report(self, made, gone):
        manifest = made.manifest
        size = sum(file.size for file in [*manifest.files.values(), *manifest.media.values()])
        self.stdout.write(f"已备份到 {made.path}，打开核对无误")
        self.stdout.write(
            f"数据库 {sum(manifest.rows.values())} 行，图片附件 {len(manifest.media)} 个，"
            f"共 {size / 1e6:,.1f} MB；审计链值 {manifest.audit['seal']}"
        )
        if gone:
            self.stdout.write(f"清理了 {len(gone)} 份旧备份")
        if manifest.not_contained:
            self.stdout.write(f"不含密钥（请另行保管）：{'、'.join(manifest.not_contained)}")
        if manifest.missing:
            named = "、".join(manifest.missing[:MOST_SHOWN])
            raise CommandError(
                f"备份可用，但数据库提到的 {len(manifest.missing)} 个文件本来就不在：{named}，"
                "请从较早的备份找回"
            )


def backup_folder(given):
    """Return the folder of the backups: the one given, else that of the settings."""
    if not given and not settings.BACKUP_DIR:
        raise CommandError("请写明放备份的文件夹，或设置 CHAMBER_BACKUPS")
    return Path(given or settings.BACKUP_DIR)
