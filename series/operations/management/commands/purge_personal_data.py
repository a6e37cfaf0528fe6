from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from series.actions.consultations.purge import overdue_consultations, purge_consultations
from series.actions.desk.retention import require_known_time
from series.actions.endorsements.purge import overdue, purge_endorsements, to_purge
from series.actions.errors import EditorialError
from series.actions.registration.attempts import forget_attempts
from series.actions.registration.purge import overdue_settings, purge
from series.actions.typo_reports import overdue_contacts, purge_contacts


class Command(BaseCommand):
    help = (
        "清除到期的个人信息：活动结束后的报名（姓名、电话、邮箱、回答、邀请）只留人数，"
        "截止后的联署只留公开的名称，办结后的咨询只留公开的问答，纠错不留联系方式；不加 --commit 只说明有多少"
    )

    def add_arguments(self, parser):
        parser.add_argument("--commit", action="store_true", help="真正清除")

    def handle(self, *, commit, **options):
        try:
            if commit:
                require_known_time()
        except EditorialError as error:
            raise CommandError(str(error)) from error
        found = [self._registrations(commit), self._endorsements(commit), self._asked(commit)]
        found.append(self._typos(commit))
        if not any(found):
            self.stdout.write("没有到期的报名、联署、咨询和纠错")
        if commit:
            self.stdout.write(f"一天以前的报名尝试：已清除 {forget_attempts()} 条")
        else:
            self.stdout.write("没有改动；加 --commit 清除")

    def _registrations(self, commit):
        rows = overdue_settings(timezone.now())
        for row in rows:
            if commit:
                self.stdout.write(f"活动 {row.pk}：已清除 {purge(row)} 人的报名")
            else:
                many = row.event.registrations.count()
                self.stdout.write(f"活动 {row.pk}：可清除 {many} 人的报名")
        return rows

    def _endorsements(self, commit):
        calls = [row.pk for row in overdue(timezone.now()) if to_purge(row.pk).exists()]
        for pk in calls:
            many = purge_endorsements(pk) if commit else to_purge(pk).count()
            self.stdout.write(f"倡议 {pk}：{'已' if commit else '可'}清除 {many} 条联署的个人信息")
        return calls

    def _asked(self, commit):
        many = overdue_consultations().count()
        if many:
            done = purge_consultations() if commit else many
            self.stdout.write(f"咨询：{'已' if commit else '可'}清除 {done} 条的个人信息")
        return many

    def _typos(self, commit):
        many = overdue_contacts().count()
        if many:
            done = purge_contacts() if commit else many
            self.stdout.write(f"纠错：{'已' if commit else '可'}清除 {done} 条的联系方式")
        return many
