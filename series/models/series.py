from django.db import models

from chamber.models import Organization
from series.models.site.addresses import address_of
from series.text.typography.title_words import break_lines

from .column import Column
from .prepared_query import row_of


class SeriesKind(models.TextChoices):
    INSTALMENTS = "instalments", "连载"
    FORUM = "forum", "论坛"
    VISITS = "visits", "走访"
    BRIEFING = "briefing", "例会"
    FESTIVAL = "festival", "节日"
    TRAINING = "training", "培训"


class SeriesQuerySet(models.QuerySet):
    def published(self):
        """Return the series that have a public entry."""
        return self.filter(published_count__gt=0)

    def for_readers(self):
        """Return the series that readers may know of (decision 106).

        A public entry is in them, or the office gave them a lunar day, which the calendar shows.
        """
        return self.filter(models.Q(published_count__gt=0) | models.Q(lunar_month__isnull=False))


class Series(models.Model):
    """系列：a numbered run inside a column; numbers are unique in it across kinds."""

    column = models.ForeignKey(Column, models.PROTECT, related_name="series", verbose_name="专栏")
    title = models.CharField("名称", max_length=100)
    short_title = models.CharField("简称", max_length=20, blank=True, help_text="列表中显示")
    kind = models.CharField(
        "类别", max_length=20, choices=SeriesKind, default=SeriesKind.INSTALMENTS
    )
    intro = models.TextField("简介", blank=True)
    host = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, verbose_name="主办"
    )
    per_year = models.PositiveSmallIntegerField(
        "每年次数", null=True, blank=True, help_text="如每年一次填 1，可不填"
    )
    lunar_month = models.PositiveSmallIntegerField(
        "农历月", null=True, blank=True, help_text="按农历过的节日才填，如 1 月 15 日"
    )
    lunar_day = models.PositiveSmallIntegerField("农历日", null=True, blank=True)
    order = models.PositiveSmallIntegerField("排序", default=100, help_text="小的排在前面")
    title_words = models.TextField("名称断词", editable=False, blank=True)
    published_count = models.PositiveIntegerField("已发布篇数", default=0, editable=False)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name = "系列"
        verbose_name_plural = "系列"
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["column", "title"], name="series_title_once_a_column"),
            models.CheckConstraint(
                name="series_kind_known", condition=models.Q(kind__in=SeriesKind.values)
            ),
            models.CheckConstraint(
                name="series_lunar_date_whole",
                condition=models.Q(lunar_month__isnull=True, lunar_day__isnull=True)
                | models.Q(
                    lunar_month__isnull=False,
                    lunar_month__gte=1,
                    lunar_month__lte=12,
                    lunar_day__isnull=False,
                    lunar_day__gte=1,
                    lunar_day__lte=30,
                ),
            ),
        ]

    def __str__(self):
        return self.short_title or self.title

    def save(self, *args, **kwargs):
        """Save the row with the words of its name, between which lines break."""
        self.title_words = break_lines([self.title])
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return address_of("series", self.pk)

    @classmethod
    def from_db(cls, db, field_names, values):
        return row_of(cls, db, field_names, values)

    @property
    def is_known_to_readers(self):
        """Tell of one series what `for_readers` tells of all."""
        return self.published_count > 0 or self.lunar_month is not None

    @property
    def has_calendar(self):
        """Tell whether the series has a calendar.
        It is a run of events, or a festival."""
        return self.kind != SeriesKind.INSTALMENTS or self.lunar_month is not None

    @property
    def unit(self):
        """Return the counter word of its members, as 期."""
        return "篇" if self.kind == SeriesKind.INSTALMENTS else "场"
