import re
from uuid import uuid4

from django.db import models, transaction
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


class RegisterState(models.Model):
    """One row with a random stamp, replaced with every change of an organization.

    The stamp changes in the transaction of the change, so a process knows whether its cached names
    are still valid. No row means that nothing changed yet. Code that changes organizations without
    their model (raw SQL, the models of a migration) must change the stamp too."""

    stamp = models.UUIDField(default=uuid4)

    class Meta:
        verbose_name = "登记库状态"
        verbose_name_plural = "登记库状态"

    def __str__(self):
        return str(self.stamp)

    @classmethod
    def change(cls):
        """Replace the stamp."""
        if not cls.objects.filter(pk=1).update(stamp=uuid4()):
            cls.objects.get_or_create(pk=1)


class OrganizationQuerySet(models.QuerySet):
    """Queries on organizations; bulk changes replace the register's stamp."""

    def bulk_create(self, objs, *args, **kwargs):
        with transaction.atomic():
            RegisterState.change()
            return super().bulk_create(objs, *args, **kwargs)

    def update(self, **fields):  # bulk_update comes through here
        with transaction.atomic():
            RegisterState.change()
            return super().update(**fields)

    def delete(self):
        with transaction.atomic():
            RegisterState.change()
            return super().delete()

    delete.alters_data = True
    delete.queryset_only = True

    def named(self, name):
        """Return the organization with this name; None if there is none (decision 16).

        A full name counts before a short name, a short name before other names."""
        spelled = Q(name=name) | Q(short_name=name) | Q(other_names__contains=name)
        matches = [row for row in self.filter(spelled).order_by("pk") if name in row.names]
        return min(matches, key=lambda row: row.names.index(name), default=None)


class Organization(models.Model):
    """An organization that publishes, hosts or is written about: 工商联, 商会 and others."""

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

    def save(self, *args, **kwargs):
        with transaction.atomic():
            RegisterState.change()
            super().save(*args, **kwargs)

    save.alters_data = True

    def delete(self, *args, **kwargs):
        with transaction.atomic():
            RegisterState.change()
            return super().delete(*args, **kwargs)

    delete.alters_data = True

    @property
    def names(self):
        """Return every name of the organization, the full one first."""
        return split_names(self.name, self.short_name, self.other_names)


def split_names(name, short_name, other_names):
    """Return every name that an organization with these fields has, the full one first."""
    others = BETWEEN_NAMES.split(other_names)
    return [part for part in (name, short_name, *others) if part]
