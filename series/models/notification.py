from django.conf import settings
from django.db import models
from django.db.models import Q


class NotificationQuerySet(models.QuerySet):
    def unread(self):
        return self.filter(read_at__isnull=True)


class Notification(models.Model):
    """通知：one sentence for one person, at the desk and by e-mail.

    `task` is the review task that it asks for; when that is closed, it is read (decision 118).
    `mailed_at` is set when the e-mail left; empty while it waits or where the person has no
    address.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications")
    entry = models.ForeignKey(
        "series.Entry", models.CASCADE, null=True, related_name="notifications"
    )
    task = models.ForeignKey(
        "series.ReviewTask", models.CASCADE, null=True, related_name="notifications"
    )
    text = models.CharField("内容", max_length=300)
    created_at = models.DateTimeField("时间", auto_now_add=True)
    read_at = models.DateTimeField("已读", null=True)
    mailed_at = models.DateTimeField("邮件", null=True)
    mail_failures = models.PositiveSmallIntegerField(default=0)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = "通知"
        verbose_name_plural = "通知"
        ordering = ["-pk"]
        indexes = [
            models.Index(
                fields=["user", "-id"],
                name="notification_unread",
                condition=Q(read_at__isnull=True),
            ),
            models.Index(
                fields=["-id"],
                name="notification_mail_failed",
                condition=Q(mailed_at__isnull=True, mail_failures__gt=0),
            ),
        ]

    def __str__(self):
        return self.text
