from django.db import models


class OrganizationKind(models.TextChoices):
    FEDERATION = "federation", "工商联"
    CHAMBER = "chamber", "商会"
    COMMITTEE = "committee", "专委会"
    ALLIANCE = "alliance", "联盟"
    SECTOR = "sector", "界别"
    DEPARTMENT = "department", "部门"
    OTHER = "other", "其他"


class Organization(models.Model):
    """A body that publishes, hosts or is written about: 工商联, 商会, 专委会, 联盟, 界别, 部门."""

    name = models.CharField("名称", max_length=80, unique=True)
    short_name = models.CharField(
        "简称", max_length=40, blank=True, help_text="文章“来源”等处显示，可留空"
    )
    kind = models.CharField(
        "类别", max_length=20, choices=OrganizationKind, default=OrganizationKind.OTHER
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="members", verbose_name="上级"
    )
    founded_on = models.DateField("成立日期", null=True, blank=True)
    intro = models.TextField("简介", blank=True)

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
