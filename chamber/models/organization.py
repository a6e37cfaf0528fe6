import re

from django.db import models
from django.db.models import Q

BETWEEN_NAMES = re.compile(r"[、，,；;\s]+")


class OrganizationKind(models.TextChoices):
    FEDERATION = "federation", "工商联"
    CHAMBER = "chamber", "商会"
    COMMITTEE = "committee", "专委会"
    ALLIANCE = "alliance", "联盟"
    SECTOR = "sector", "界别"
    DEPARTMENT = "department", "部门"
    OTHER = "other", "其他"


class OrganizationQuerySet(models.QuerySet):
    def named(self, name):
        """The organization that goes by this name: its full name first, then its short name,
        then one of its other names. None where nobody does."""
        spelled = Q(name=name) | Q(short_name=name) | Q(other_names__contains=name)
        known = [row for row in self.filter(spelled).order_by("pk") if name in row.names]
        return min(known, key=lambda row: row.names.index(name), default=None)


class Organization(models.Model):
    """A body that publishes, hosts or is written about: 工商联, 商会, 专委会, 联盟, 界别, 部门."""

    name = models.CharField("名称", max_length=80, unique=True)
    short_name = models.CharField(
        "简称", max_length=40, blank=True, help_text="文章“来源”等处显示，可留空"
    )
    other_names = models.CharField(
        "其他名称",
        max_length=200,
        blank=True,
        help_text="文章中出现的其他写法，用顿号隔开；导入时认作同一单位",
    )
    kind = models.CharField(
        "类别", max_length=20, choices=OrganizationKind, default=OrganizationKind.OTHER
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="members", verbose_name="上级"
    )
    founded_on = models.DateField("成立日期", null=True, blank=True)
    intro = models.TextField("简介", blank=True)
    keyword_links = models.BooleanField(
        "文中自动链接", default=True, help_text="稿件正文第一次写到它时，公开页上链接到它的页面"
    )

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = "组织"
        verbose_name_plural = "组织"
        ordering = ["kind", "name"]
        constraints = [
            models.CheckConstraint(
                name="organization_kind_known",
                condition=models.Q(kind__in=OrganizationKind.values),
            ),
            models.CheckConstraint(
                name="organization_not_own_parent",
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
            ),
        ]

    def __str__(self):
        return self.short_name or self.name

    @property
    def names(self):
        """Every name of the organization, the full one first."""
        others = BETWEEN_NAMES.split(self.other_names)
        return [name for name in (self.name, self.short_name, *others) if name]
