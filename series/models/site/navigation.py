"""导航：the links of the public header and footer. Decision 122."""

from django.db import models
from django.db.models import Q

from series.models.column import Column
from series.models.entry import TEXTS_OF_ENTRY, Entry
from series.models.series import Series


class NavigationArea(models.TextChoices):
    HEADER = "header", "页首"
    COLUMNS = "columns", "页尾：栏目"
    ABOUT = "about", "页尾：关于"
    HELP = "help", "页尾：帮助"
    FOLLOW = "follow", "页尾：公众号"  # drawn as a QR code of its address


TARGETS = ("entry", "column", "series", "address")


def has_one_target():
    """Return the condition that exactly one of TARGETS is filled in."""
    condition = Q()
    for chosen in TARGETS:
        empty = {f"{name}__isnull": True for name in TARGETS[:3] if name != chosen}
        address = ~Q(address="") if chosen == "address" else Q(address="")
        filled = Q() if chosen == "address" else Q(**{f"{chosen}__isnull": False})
        condition |= Q(**empty) & address & filled
    return condition


class NavigationLinkQuerySet(models.QuerySet):
    def with_targets(self):
        return self.select_related("entry", "column", "series").defer(*TEXTS_OF_ENTRY)


class NavigationLink(models.Model):
    """导航链接：a label and where it leads, in an area of every public page.

    Readers see it while it is active, its time runs and its target is public.
    """

    area = models.CharField("位置", max_length=12, choices=NavigationArea)
    label = models.CharField("文字", max_length=20)
    entry = models.ForeignKey(
        Entry, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="稿件"
    )
    column = models.ForeignKey(
        Column, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="专栏"
    )
    series = models.ForeignKey(
        Series, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="系列"
    )
    address = models.CharField("地址", max_length=300, blank=True)
    position = models.PositiveSmallIntegerField("次序", default=0)
    starts_at = models.DateTimeField("从", null=True, blank=True)
    ends_at = models.DateTimeField("到", null=True, blank=True)
    is_active = models.BooleanField("显示", default=True)

    objects = NavigationLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "导航链接"
        verbose_name_plural = "导航链接"
        ordering = ["area", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="navigation_area_known", condition=Q(area__in=NavigationArea.values)
            ),
            models.CheckConstraint(name="navigation_has_one_target", condition=has_one_target()),
            models.CheckConstraint(
                name="navigation_ends_after_start",
                condition=Q(starts_at=None)
                | Q(ends_at=None)
                | Q(ends_at__gt=models.F("starts_at")),
            ),
        ]

    def __str__(self):
        return self.label

    @property
    def target(self):
        """Return the row that it leads to, None for an address."""
        return self.entry or self.column or self.series

    @property
    def url(self):
        return self.target.get_absolute_url() if self.target else self.address

    def shows_at(self, moment):
        """Tell whether readers see it: active, in its time, with a public target."""
        begun = self.starts_at is None or self.starts_at <= moment
        running = self.ends_at is None or self.ends_at > moment
        return self.is_active and begun and running and self.is_public

    @property
    def is_public(self):
        """Tell whether readers may open the target; an address is taken as it is."""
        if self.entry:
            return self.entry.is_public
        return self.series is None or self.series.is_known_to_readers
