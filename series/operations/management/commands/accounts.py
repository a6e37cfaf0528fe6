"""manage.py accounts [--reset USERNAME]: make the first accounts, show their passwords once.

--reset-factor USERNAME takes somebody's second factor away, for an administrator too.
--unlink USERNAME takes somebody's link to the single sign-on away.
--review FILE.xlsx writes the list for the yearly review of accounts and roles instead."""

import os
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from series.actions.desk import sign_on
from series.actions.desk.accounts import ensure_accounts, reset_password
from series.actions.desk.second_factor import reset_factor
from series.actions.errors import EditorialError
from series.actions.reports.accounts import accounts_table
from series.actions.reports.exports import record_export
from series.actions.reports.xlsx import write_workbook

HEADING = "# 工作台账号：用户名　角色　密码（首次登录后请自行修改，并妥善保管本文件）\n"


class Command(BaseCommand):
    help = "建立角色组和首批账号；已有的账号不变。--reset 为一个账号换新密码，--reset-factor 重置第二步验证。"

    def add_arguments(self, parser):
        parser.add_argument("--reset", metavar="USERNAME", help="为这个账号换新密码")
        parser.add_argument(
            "--reset-factor",
            metavar="USERNAME",
            help="重置这个账号的第二步验证（手机或恢复码丢失）",
        )
        parser.add_argument("--unlink", metavar="USERNAME", help="解除这个账号与单点登录身份的关联")
        parser.add_argument(
            "--review", metavar="FILE.xlsx", help="写出全部账号和角色，供每年核对；不建账号"
        )

    def handle(self, *args, reset, reset_factor, unlink, review, **options):
        if review:
            self._review(Path(review))
            return
        if reset_factor:
            self._reset_factor(reset_factor)
        if unlink:
            self._unlink(unlink)
        if reset or not (reset_factor or unlink):
            self._accounts(reset)

    def _reset_factor(self, username):
        try:
            reset_factor(username)
        except EditorialError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"已重置“{username}”的第二步验证，本人下次登录后重新启用")

    def _unlink(self, username):
        try:
            sign_on.unlink(username)
        except EditorialError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"已解除“{username}”的单点登录关联，本人下次登录按电子邮箱重新关联")

    def _accounts(self, reset):
        path = settings.DATA_DIR / "accounts.txt"
        try:
            with transaction.atomic():
                accounts = [reset_password(reset)] if reset else ensure_accounts()
                if accounts:
                    write_private(path, accounts)
        except EditorialError as error:
            raise CommandError(str(error)) from error
        for username, role, password in accounts:
            self.stdout.write(f"{username}\t{role}\t{password}")
        if accounts:
            self.stdout.write(f"密码只显示这一次，另存于 {path}")
        elif path.exists():
            self.stdout.write(f"账号已存在，密码见 {path}")
        else:
            self.stdout.write("账号已存在；密码文件不在，可用 accounts --reset 用户名 换新密码")

    def _review(self, path):
        """Write every account into the file, and tell those that somebody should look at."""
        table = accounts_table()
        try:
            with path.open("xb") as file:
                write_workbook([table], file)
        except OSError as error:
            raise CommandError(f"不能写 {path}（{error.strerror}），请换一个文件名") from error
        count = len(table.rows)
        record_export(table.title, by=None, form="xlsx", rows=count, chosen="", channel="accounts")
        for username, *_, remarks in table.rows:
            if remarks:
                self.stdout.write(f"{username}\t{remarks}")
        self.stdout.write(f"{count} 个账号已写入 {path}")


def write_private(path, accounts):
    """Write the lines of these accounts into a file that only its owner can read.

    Lines of other accounts stay."""
    names = {username for username, _, _ in accounts}
    present = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    others = [line for line in present if line[:1] != "#" and line.split("\t")[0] not in names]
    lines = others + ["\t".join(account) for account in accounts]
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(HEADING + "".join(f"{line}\n" for line in lines))
        os.fsync(file.fileno())
    draft.replace(path)
