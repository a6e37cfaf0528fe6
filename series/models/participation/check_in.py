"""Check-in on the day, and the links by which it is done. Decision 131."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from series.models.event import Event

from .registration import Registration

LINK_PURPOSE = "check-in link"


class CheckInLinkKind(models.TextChoices):
    HELPER = "helper", "签到台"
    WALL = "wall", "签到屏"


class CheckInLink(models.Model):
    """签到链接: opens the helpers' page or the wall of one event without an account.

    Only the keyed hash of its token is stored: the address is shown once, when it is made.
    """

    event = models.ForeignKey(Event, models.CASCADE, related_name="check_in_links")
    kind = models.CharField("用途", max_length=6, choices=CheckInLinkKind)
    name = models.CharField("名称", max_length=40)
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField("生成", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="生成人"
    )
    revoked_at = models.DateTimeField("收回", null=True)

    class Meta:
        verbose_name = "签到链接"
        verbose_name_plural = "签到链接"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="check_in_link_kind_known", condition=Q(kind__in=CheckInLinkKind.values)
            )
        ]

    def __str__(self):
        return self.name


class CheckInWay(models.TextChoices):
    SCAN = "scan", "扫码"
    SEARCH = "search", "找人"
    SELF = "self", "本人"
    WALK_IN = "walk_in", "现场"
    DESK = "desk", "工作台"


class CheckInQuerySet(models.QuerySet):
    def standing(self):
        """Return those that were not taken back."""
        return self.filter(undone_at=None)


class CheckIn(models.Model):
    """签到: one person on one day of an event, by a link or the desk.

    `key` is the browser's own number of this deed: sent twice it is one, also after it was undone.
    """

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="check_ins")
    day = models.DateField("日期")
    at = models.DateTimeField("时间")
    way = models.CharField("方式", max_length=7, choices=CheckInWay)
    key = models.CharField(max_length=32)
    link = models.ForeignKey(CheckInLink, models.RESTRICT, null=True, related_name="check_ins")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField("撤回", null=True)
    undone_link = models.ForeignKey(CheckInLink, models.RESTRICT, null=True, related_name="+")
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = CheckInQuerySet.as_manager()

    class Meta:
        verbose_name = "签到"
        verbose_name_plural = "签到"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "day"],
                condition=Q(undone_at=None),
                name="check_in_once_a_day",
            ),
            models.UniqueConstraint(fields=["registration", "key"], name="check_in_key_once"),
            models.CheckConstraint(
                name="check_in_way_known", condition=Q(way__in=CheckInWay.values)
            ),
            models.CheckConstraint(
                name="check_in_has_one_source",
                condition=Q(link__isnull=False, by__isnull=True)
                | Q(link__isnull=True, by__isnull=False),
            ),
            models.CheckConstraint(
                name="check_in_undone_has_one_source",
                condition=Q(undone_at=None, undone_link=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_link__isnull=False, undone_by=None)
                | Q(undone_at__isnull=False, undone_link=None, undone_by__isnull=False),
            ),
        ]

    def __str__(self):
        return f"签到 {self.pk}"
