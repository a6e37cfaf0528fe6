from django.conf import settings
from django.core.management.base import BaseCommand

from series.actions.desk.mail import is_on, send_notifications
from series.actions.desk.reminders import remind


class Command(BaseCommand):
    help = "催办快到期和逾期的审核任务，并把未读通知用邮件发给填了邮箱的人；由定时任务每几分钟运行"

    def handle(self, **options):
        reminded = remind()
        self.stdout.write(f"催办 {reminded} 项")
        if not is_on():
            self.stdout.write("没有设置 EMAIL_URL，不发邮件；通知只在工作台显示")
            return
        sent = send_notifications(root=settings.SITE["base_url"])
        self.stdout.write(f"发出 {sent.messages} 封邮件，含 {sent.sentences} 条通知")
        if sent.failed:
            self.stderr.write(f"{sent.failed} 封没有发出，下次再试；工作台首页列出是哪些")
