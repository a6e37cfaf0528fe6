from django.conf import settings
from django.db import models
from django.db.models import F, Q


class StandInQuerySet(models.QuerySet):
    def on(self, day):
        """Return the rows in force on this day whose absent person has an active account."""
        return self.filter(starts_on__lte=day, ends_on__gte=day, absent__is_active=True)


class StandIn(models.Model):
    """代理：while a reviewer is away, somebody else holds that reviewer's levels."""

    absent = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="absences", verbose_name="缺席者"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="stand_ins", verbose_name="代理人"
    )
    starts_on = models.DateField("开始")
    ends_on = models.DateField("结束")
    reason = models.CharField("原因", max_length=100, blank=True)

    objects = StandInQuerySet.as_manager()

    class Meta:
        verbose_name = "代理"
        verbose_name_plural = "代理"
        ordering = ["-ends_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="stand_in_ends_after_start", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(
                name="stand_in_is_somebody_else", condition=~Q(absent=F("person"))
            ),
        ]

    def __str__(self):
        return f"{self.person}代{self.absent}"
