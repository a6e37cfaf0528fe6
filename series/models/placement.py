from django.conf import settings
from django.db import models
from django.db.models import Q


class Place(models.TextChoices):
    """The place on a page; how many of each show at once stands in PLACES_AT_ONCE."""

    LEAD = "lead", "头条"
    TOP = "top", "置顶"
    RECOMMENDED = "recommended", "推荐"


PLACES_AT_ONCE = {Place.LEAD: 1, Place.TOP: 3, Place.RECOMMENDED: 4}


class PlacementQuerySet(models.QuerySet):
    def on_page(self, column):
        """Return the rows of a column's page (None: the home page), in their order."""
        return self.filter(column=column).order_by("place", "position", "pk")

    def at(self, moment):
        """Return the rows whose time has begun and not ended."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=moment), starts_at__lte=moment)


class Placement(models.Model):
    """推荐位：an entry at a place of a page, for a time.

    Of the home page without a column, else of the column's page.

    It shows nothing by itself: readers see it while the entry is public. Decision 121.
    """

    column = models.ForeignKey(
        "series.Column",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="placements",
        verbose_name="专栏",
    )
    place = models.CharField("位置", max_length=12, choices=Place)
    entry = models.ForeignKey("series.Entry", models.CASCADE, related_name="placements")
    position = models.PositiveSmallIntegerField("次序", default=0)
    starts_at = models.DateTimeField("从")
    ends_at = models.DateTimeField("到", null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = PlacementQuerySet.as_manager()

    class Meta:
        verbose_name = "推荐位"
        verbose_name_plural = "推荐位"
        ordering = ["place", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="placement_ends_after_start",
                condition=Q(ends_at=None) | Q(ends_at__gt=models.F("starts_at")),
            )
        ]

    def __str__(self):
        return f"{self.column or '首页'}{self.get_place_display()}《{self.entry}》"


class Notice(models.Model):
    """公告：a sentence at the head of the home page, until its time is over.

    Decision 121."""

    text = models.CharField("内容", max_length=120)
    url = models.CharField("链接", max_length=300, blank=True)
    starts_at = models.DateTimeField("从")
    ends_at = models.DateTimeField("到")

    objects = PlacementQuerySet.as_manager()

    class Meta:
        verbose_name = "公告"
        verbose_name_plural = "公告"
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="notice_ends_after_start", condition=Q(ends_at__gt=models.F("starts_at"))
            )
        ]

    def __str__(self):
        return self.text
