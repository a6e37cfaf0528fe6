"""Examination of the work that timers do: due entries, checks, mail, search, backups."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from series.actions.backups.kept import folders_in, moment_of
from series.actions.desk.mail import is_on
from series.actions.notifying import MOST_MAIL_ATTEMPTS
from series.models import AuditLine, DeskCheck, Entry, Notification
from series.search.draft_index import missing
from series.search.rebuilding import is_current, is_there

from .line import error, in_words, warning, well

STORED = "doctor"  # name of the row with the last examination
LATE = timedelta(minutes=15)
CHECKED_WITHIN = timedelta(hours=3)
MAILED_WITHIN = timedelta(minutes=30)
CLOCK_MAY_DIFFER = timedelta(minutes=2)
BACKUP_IS_LATE, BACKUP_IS_MISSING = timedelta(minutes=15), timedelta(days=1)


def clock():
    """Compare the clock with the newest moment in the audit."""
    name = "时钟"
    newest = AuditLine.objects.order_by("-number").values_list("at", flat=True).first()
    now = timezone.now()
    if newest and newest - now > CLOCK_MAY_DIFFER:
        yield error(
            name, f"比最新的审计记录慢 {in_words(newest - now)}，请校准（timedatectl set-ntp true）"
        )
    else:
        yield well(name, f"{timezone.localtime(now):%Y-%m-%d %H:%M}，不早于最新的审计记录")


def due_entries():
    """Look for entries whose publication or end is overdue."""
    before = timezone.now() - LATE
    ends = Q(expires_at__lt=before) & Q(pk__in=Entry.objects.published().values("pk"))
    late = Entry.objects.filter(Q(publish_due_at__lt=before) | ends).count()
    name = "定时发布"
    if late:
        yield error(
            name,
            f"{late} 篇到时没有办理，请看 systemctl status chamber-due.timer，"
            "或运行 manage.py publish_due",
        )
    else:
        yield well(name, "没有过时未办的稿件")


def desk_checks():
    """Look at when the desk was checked last; the examination itself is no such check."""
    name = "巡检"
    rows = DeskCheck.objects.exclude(name=STORED)
    last = rows.order_by("-checked_at").values_list("checked_at", flat=True).first()
    if last is None:
        yield warning(name, "还没有运行过，请启用 chamber-check.timer")
    elif timezone.now() - last > CHECKED_WITHIN:
        ago = in_words(timezone.now() - last)
        yield warning(name, f"上次在 {ago}前，请看 systemctl status chamber-check.timer")
    else:
        yield well(name, f"上次在 {in_words(timezone.now() - last)}前")


def mail():
    """Look for notifications that were not sent."""
    name = "通知邮件"
    if not is_on():
        yield well(name, "没有设置 EMAIL_URL，通知只在工作台显示")
        return
    unsent = Notification.objects.unread().filter(mailed_at=None).exclude(user__email="")
    failed = unsent.filter(mail_failures__gte=MOST_MAIL_ATTEMPTS).count()
    before = timezone.now() - MAILED_WITHIN
    waiting = unsent.filter(mail_failures__lt=MOST_MAIL_ATTEMPTS, created_at__lt=before).count()
    if failed:
        yield warning(
            name, f"{failed} 封试了 {MOST_MAIL_ATTEMPTS} 次没有发出，请核对 EMAIL_URL 和各人邮箱"
        )
    if waiting:
        yield warning(name, f"{waiting} 封等了半小时以上，请看 systemctl status chamber-mail.timer")
    if not failed and not waiting:
        yield well(name, "没有积压")


def search():
    """Look for an index made with what is installed, with every draft."""
    name = "检索索引"
    if is_there() and (left_out := missing().count()):
        yield warning(
            name, f"{left_out} 篇草稿不在工作台的索引里，检索不到；请运行 manage.py reindex"
        )
    if is_current():
        yield well(name, "与词典和程序一致")
    elif is_there():
        yield warning(name, "由旧词典或旧版本建成，仍可使用；请运行 manage.py reindex")
    else:
        yield error(name, "还没有建成，请运行 manage.py reindex")


def backups():
    """Look at the age of the newest backup."""
    name = "备份"
    if not settings.BACKUP_DIR:
        yield warning(
            name, "没有设置 CHAMBER_BACKUPS，不知道备份在哪里；请设置并启用 chamber-backup.timer"
        )
        return
    kept = folders_in(Path(settings.BACKUP_DIR))
    advice = "请看 systemctl status chamber-backup.timer"
    if not kept:
        yield error(name, f"{settings.BACKUP_DIR} 里一份也没有，{advice}")
        return
    age = datetime.now(UTC) - moment_of(kept[0])
    text = f"最新一份在 {in_words(age)}前，共 {len(kept)} 份"
    if age < -CLOCK_MAY_DIFFER:
        yield warning(name, f"{kept[0].name} 的时间在将来：请核对时钟，并移走这一份")
    elif age > BACKUP_IS_MISSING:
        yield error(name, f"{text}，{advice}")
    elif age > BACKUP_IS_LATE:
        yield warning(name, f"{text}，{advice}")
    else:
        yield well(name, text)
