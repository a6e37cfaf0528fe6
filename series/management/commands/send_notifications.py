from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from series.actions.consultations.mail import send_consultation_mails
from series.actions.consultations.reminders import remind_of_consultations
from series.actions.desk.mail import is_on, send_notifications
from series.actions.desk.reminders import remind
from series.actions.endorsements.mail import send_endorsement_mails
from series.actions.registration.mail import send_registration_mails
from series.actions.registration.reminders import ask_for_feedback, remind_registered


class Command(BaseCommand):
    help = "催办快到期和逾期的审核任务和咨询，并把未读通知用邮件发给填了邮箱的人；活动前一天提醒报名人，给报名人和联署人发信；由定时任务每几分钟运行"

    def handle(self, **options):
        reminded = remind() + remind_of_consultations()
        self.stdout.write(f"催办 {reminded} 项")
        if not is_on():
            self.stdout.write("没有设置 EMAIL_URL，不发邮件；通知只在工作台显示")
            return
        sent = send_notifications(root=settings.SITE["base_url"])
        self.stdout.write(f"发出 {sent.messages} 封邮件，含 {sent.sentences} 条通知")
        self._send_to_public(root=settings.SITE["base_url"])
        if sent.failed:
            self.stderr.write(f"{sent.failed} 封没有发出，下次再试；工作台首页列出是哪些")

    def _send_to_public(self, *, root):
        """Store the reminders of the day, then send what waits for the public."""
        now = timezone.now()
        remind_registered(now)
        ask_for_feedback(now)
        for people, send in (
            ("报名人", send_registration_mails),
            ("联署人", send_endorsement_mails),
            ("提问人", send_consultation_mails),
        ):
            mails = send(root=root)
            if mails.messages or mails.failed:
                self.stdout.write(f"给{people}发出 {mails.messages} 封，没有发出 {mails.failed} 封")
