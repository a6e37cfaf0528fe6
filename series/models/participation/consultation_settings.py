"""How the federation is asked: operational settings, consent, and the days that are worked.

Decision 135.
"""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q


class ConsultationSettings(models.Model):
    """咨询设置: one row for the site."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    is_open = models.BooleanField("接受咨询", default=True)
    answer_days = models.PositiveSmallIntegerField(
        "几个工作日内答复",
        default=15,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )
    keep_days = models.PositiveSmallIntegerField(
        "办结后保存个人信息的天数",
        default=180,
        validators=[MinValueValidator(1), MaxValueValidator(1825)],
    )

    class Meta:
        verbose_name = "咨询设置"
        verbose_name_plural = "咨询设置"
        constraints = [
            models.CheckConstraint(name="consultation_settings_one_row", condition=Q(id=1)),
            models.CheckConstraint(
                name="consultation_settings_have_days",
                condition=Q(answer_days__gte=1, keep_days__gte=1),
            ),
        ]

    def __str__(self):
        return "咨询设置"


class ConsultationConsent(models.Model):
    """同意条款: what people agree to, a row a version; never changed.

    PIPL art. 14 and 17.
    """

    settings = models.ForeignKey(ConsultationSettings, models.CASCADE, related_name="consents")
    version = models.PositiveSmallIntegerField()
    text = models.TextField("条款", max_length=1000)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "咨询同意条款"
        verbose_name_plural = "咨询同意条款"
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["settings", "version"], name="consultation_consent_version_once"
            )
        ]

    def __str__(self):
        return f"第{self.version}版"


class SpecialDayQuerySet(models.QuerySet):
    def between(self, first, last):
        """Return {day: whether it is worked} of the special days in this span."""
        rows = self.filter(day__gte=first, day__lte=last)
        return dict(rows.values_list("day", "is_worked"))


class SpecialDay(models.Model):
    """调休: a weekday that is free, or a day of a weekend that is worked."""

    day = models.DateField("日期", primary_key=True)
    is_worked = models.BooleanField("上班")

    objects = SpecialDayQuerySet.as_manager()

    class Meta:
        verbose_name = "放假和调休"
        verbose_name_plural = "放假和调休"
        ordering = ["day"]

    def __str__(self):
        return f"{self.day} {'上班' if self.is_worked else '放假'}"
