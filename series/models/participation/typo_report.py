"""纠错: a reader's report of a wrong word, and what became of it. Decision 135."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from chamber.personal_data.fields import EncryptedTextField
from series.models.entry import Entry

LONGEST_QUOTE, LONGEST_REMARK = 200, 500


class TypoState(models.TextChoices):
    WAITING = "waiting", "待处理"
    CHANGED = "changed", "已改"
    KEPT = "kept", "不改"


class TypoReport(models.Model):
    """纠错: of a text (`entry`) or of another page of the site (`page`)."""

    entry = models.ForeignKey(Entry, models.CASCADE, null=True, blank=True, related_name="+")
    page = models.CharField("哪一页", max_length=200, blank=True)
    quote = models.CharField("原文", max_length=LONGEST_QUOTE, blank=True)
    remark = models.CharField("哪里不对", max_length=LONGEST_REMARK)
    contact = EncryptedTextField("联系方式", blank=True)
    state = models.CharField("状态", max_length=7, choices=TypoState, default=TypoState.WAITING)
    reason = models.CharField("理由", max_length=200, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField("处理时间", null=True, blank=True)
    created_at = models.DateTimeField("时间")
    form_key = models.CharField(max_length=32, unique=True)
    purged_at = models.DateTimeField("清除联系方式的时间", null=True, blank=True)

    class Meta:
        verbose_name = "纠错"
        verbose_name_plural = "纠错"
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["state", "created_at"], name="typo_report_by_state")]
        constraints = [
            models.CheckConstraint(
                name="typo_report_state_known", condition=Q(state__in=TypoState.values)
            ),
            models.CheckConstraint(
                name="typo_report_is_somewhere", condition=Q(entry__isnull=False) | ~Q(page="")
            ),
            models.CheckConstraint(
                name="typo_report_kept_with_a_reason",
                condition=~Q(state=TypoState.KEPT) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="typo_report_decided_by_somebody",
                condition=Q(state=TypoState.WAITING, decided_by=None, decided_at=None)
                | ~Q(state=TypoState.WAITING)
                & Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"纠错 {self.pk:04}"
