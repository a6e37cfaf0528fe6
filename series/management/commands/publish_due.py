"""manage.py publish_due [--dry-run] [--clock-is-right]: publish and expire what is due.

Decisions 39 and 105.
"""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from series.actions.desk.mail import send_notifications
from series.actions.editorial import clock
from series.actions.editorial.schedules import next_due, publish_due, shown


class Command(BaseCommand):
    help = "发布到时的排期稿件，下线到期的稿件；由定时器每分钟运行（网站运行时也会自己发现）"

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="只列出将要做的，不改动")

        parser.add_argument(
            "--clock-is-right",
            action="store_true",
            help="时钟跳过一天以上（或网站停了几天）之后，确认现在的时间无误并继续",
        )

    def handle(self, *, dry_run, clock_is_right, **options):
        if clock_is_right and not dry_run:
            clock.confirm(by=None)
        run = publish_due(dry=dry_run)
        if run.held:
            raise CommandError(f"{run.held}（manage.py publish_due --clock-is-right 或工作台首页）")
        will = "将" if dry_run else "已"
        for name in run.published:
            self.stdout.write(f"{will}发布《{name}》")
        for name in run.expired:
            self.stdout.write(f"{will}下线《{name}》")
        self.stdout.write(f"{len(run.published)} 篇{will}发布，{len(run.expired)} 篇{will}下线")
        if not dry_run:
            sent = send_notifications(root=settings.SITE["base_url"])
            if sent.messages:
                self.stdout.write(f"发出 {sent.messages} 封通知邮件")
        next_moment = next_due()
        self.stdout.write(f"下一次：{shown(next_moment)}" if next_moment else "没有其他排期")
        if run.failed:
            raise CommandError("\n".join(f"没有办成：{line}" for line in run.failed))
