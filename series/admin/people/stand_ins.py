"""代理 and 栏目授权: stand-ins for absent reviewers, and roles in one column (decision 21)."""

from django import forms
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import Q
from django.utils import timezone

from series.actions.notifying import notify
from series.admin.base import DeskAdmin
from series.forms.moments import DayInput
from series.models import ColumnRole, StandIn
from series.roles import DESK, EVERYWHERE, REVIEWING, holds, levels_of


def staff():
    """Return the active accounts of the desk that are no administrators.

    Administrators never sign."""
    people = get_user_model().objects.filter(is_active=True, is_staff=True, is_superuser=False)
    return people.order_by("username")


def reviewers():
    """Return the people who hold a reviewing role themselves."""
    has_role = Q(groups__name__in=REVIEWING) | Q(column_roles__role__name__in=REVIEWING)
    return staff().filter(has_role).distinct()


class StandInForm(forms.ModelForm):
    """Who stands in for whom, on which days."""

    class Meta:
        model = StandIn
        fields = ("absent", "person", "starts_on", "ends_on", "reason")
        widgets = {"starts_on": DayInput(), "ends_on": DayInput()}

    def clean(self):
        fields = super().clean()
        absent, person = fields.get("absent"), fields.get("person")
        start, end = fields.get("starts_on"), fields.get("ends_on")
        if absent and absent == person:
            self.add_error("person", "不能代理自己，请另选一人")
        if start and end and end < start:
            self.add_error("ends_on", "结束早于开始，请核对日期")
        elif end and end < timezone.localdate():
            self.add_error("ends_on", "结束日期已过，请选今天或以后")
        elif absent and start and end:
            self._check_overlap(absent, start, end)
        return fields

    def _check_overlap(self, absent, start, end):
        others = StandIn.objects.filter(absent=absent, starts_on__lte=end, ends_on__gte=start)
        other = others.exclude(pk=self.instance.pk).first()
        if other:
            self.add_error(
                None,
                f"{absent}在 {other.starts_on} 至 {other.ends_on} 已由{other.person}代理，"
                "请改日期或先结束那一条",
            )


@admin.register(StandIn)
class StandInAdmin(DeskAdmin):
    """Stand-ins, named by the absent person or by those who assign in all columns.

    Both must hold the role themselves, so nobody prolongs or passes on a role that was lent."""

    form = StandInForm
    list_display = ("absent", "person", "starts_on", "ends_on", "state", "reason")
    list_display_links = ("absent",)
    list_select_related = ("absent", "person")
    fields = ("absent", "person", ("starts_on", "ends_on"), "reason")

    def has_view_permission(self, request, obj=None):
        return bool(levels_of(request.user)) or self._assigns(request)

    def has_add_permission(self, request):
        return self.has_view_permission(request)

    def has_change_permission(self, request, obj=None):
        own = obj is None or obj.absent_id == request.user.pk
        return self._assigns(request) or (own and bool(levels_of(request.user)))

    def has_delete_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)

    def _assigns(self, request):
        return holds(request.user, "assign", EVERYWHERE)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "absent":
            mine = reviewers().filter(pk=request.user.pk)
            kwargs["queryset"] = reviewers() if self._assigns(request) else mine
            if not self._assigns(request):
                kwargs["initial"] = request.user.pk
        if db_field.name == "person":
            kwargs["queryset"] = staff()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        days = f"{obj.starts_on} 至 {obj.ends_on}"
        sentence = f"{obj.absent}不在期间由{obj.person}代理审核，{days}"
        notify([obj.absent, obj.person], sentence, but=request.user)

    @admin.display(description="状态")
    def state(self, row):
        today = timezone.localdate()
        if row.ends_on < today:
            return "已结束"
        return "代理中" if row.starts_on <= today else "未开始"


@admin.register(ColumnRole)
class ColumnRoleAdmin(DeskAdmin):
    """Roles that a person holds in one column only."""

    view_verb = add_verb = change_verb = delete_verb = "people"
    list_display = ("user", "role", "column")
    list_display_links = ("user",)
    list_filter = ("column", "role")
    list_select_related = ("user", "role", "column")
    search_fields = ("user__username", "user__name")
    search_help_text = "检索用户名、姓名"
    fields = ("user", "role", "column")

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "user":
            kwargs["queryset"] = staff()
        if db_field.name == "role":
            kwargs["queryset"] = Group.objects.filter(name__in=DESK).order_by("pk")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
