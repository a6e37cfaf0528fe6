"""群发邮件: what the office writes to chosen groups of people."""

from django.conf import settings
from django.db import models

from series.models.entry import Entry

LONGEST_SUBJECT, LONGEST_LETTER = 60, 2000


class GroupLetter(models.Model):
    """群发邮件：the words with their placeholders, to whom, and how many it went to. Decision 132."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="letters", verbose_name="稿件")
    chosen = models.JSONField("发给谁", default=list)
    subject = models.CharField("标题", max_length=LONGEST_SUBJECT)
    body = models.TextField("正文", max_length=LONGEST_LETTER)
    many = models.PositiveIntegerField("几封", default=0)
    form_key = models.CharField(max_length=32, unique=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="谁发的"
    )
    created_at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "群发邮件"
        verbose_name_plural = "群发邮件"
        ordering = ["-pk"]

    def __str__(self):
        return self.subject
