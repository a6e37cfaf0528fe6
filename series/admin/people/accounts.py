"""Admin of accounts and roles, for administrators only.

Permissions come from `series.roles` (decision 21); Django's permission table is not used or shown.
"""

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html

from chamber.models import User
from series.actions.audit.chain import record
from series.actions.desk.accounts import password_given
from series.actions.desk.second_factor import reset_factor
from series.actions.desk.sessions import end_sessions
from series.actions.errors import EditorialError
from series.admin.base import DeskAdmin, lock_chain_for_post
from series.roles import VERBS

admin.site.unregister(Group)

VERB_NAMES = {
    "view": "查看稿件",
    "create": "写稿",
    "edit": "改稿",
    "submit": "送审",
    "review_1": "初审签字",
    "review_2": "复审签字",
    "review_3": "终审签字",
    "review_4": "加签",
    "assign": "安排审核",
    "publish": "发布",
    "schedule": "定时发布和下线",
    "withdraw": "撤稿",
    "share": "分享草稿",
    "arrange": "管理栏目与组织",
    "reports": "查看报表",
    "audit": "查看审计记录",
    "check_accounts": "核对账号",
    "operate": "查看运行状况",
}


@admin.register(User)
class PersonAdmin(DeskAdmin, UserAdmin):
    """Accounts; never deleted, only switched off."""

    view_verb = add_verb = change_verb = "people"
    delete_verb = None
    add_form = AdminUserCreationForm
    add_form_template = None
    list_display = ("username", "name", "role_names", "works", "administers", "last_login")
    list_filter = ("groups", "is_active")
    search_fields = ("username", "name")
    ordering = ("username",)
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "name", "email", "password")}),
        ("权限", {"fields": ("is_active", "is_staff", "is_superuser", "groups")}),
        ("记录", {"fields": ("last_login", "date_joined", "second_factor")}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "name", "email", "password1", "password2")}),
        ("权限", {"fields": ("is_staff", "groups")}),
    )
    readonly_fields = ("last_login", "date_joined", "second_factor")

    def get_urls(self):
        view = self.admin_site.admin_view(self.reset_factor_page)
        name = "chamber_user_second_factor"
        return [path("<path:object_id>/second-factor/", view, name=name), *super().get_urls()]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if "groups" in form.base_fields:
            form.base_fields[
                "groups"
            ].help_text = "一人可有几个角色；审核人不能审自己写的稿件，管理员不能签字"
        return form

    def user_change_password(self, request, id, form_url=""):
        """Store the new password and its audit line in one transaction."""
        with lock_chain_for_post(request):
            return super().user_change_password(request, id, form_url)

    def reset_factor_page(self, request, object_id):
        """Take the second factor of somebody else away, after a confirmation."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        person = self.get_object(request, object_id)
        if person is None:
            raise Http404
        if request.method == "POST":
            return self._reset_factor(request, person)
        context = {
            **self.admin_site.each_context(request),
            "title": "重置第二步验证",
            "opts": self.opts,
            "original": person,
            "is_self": person == request.user,
        }
        return TemplateResponse(request, "admin/auth/user/reset_factor.html", context)

    def _reset_factor(self, request, person):
        try:
            if person == request.user:
                raise EditorialError("自己的第二步验证请在“第二步验证”页更换")
            reset_factor(person.get_username(), by=request.user)
        except EditorialError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"“{person}”的第二步验证已重置，下次登录后请本人重新启用")
        return redirect("admin:chamber_user_change", person.pk)

    def save_model(self, request, obj, form, change):
        if not change:
            obj.must_change_password = True
        super().save_model(request, obj, form, change)

    def audited_facts(self, obj):
        return {
            "roles": list(obj.groups.order_by("pk").values_list("name", flat=True)),
            "is_active": obj.is_active,
            "is_staff": obj.is_staff,
            "is_superuser": obj.is_superuser,
        }

    def _record(self, request, verb, obj, *, changed=""):
        if changed == "密码":
            record("重设密码", by=request.user, object=obj.username, id=obj.pk)
            keep = request.session.session_key if obj == request.user else None
            end_sessions(obj, by=request.user, keep=keep)
            if keep is None:
                password_given(obj)
        else:
            super()._record(request, verb, obj, changed=changed)

    @admin.display(description="在用", ordering="is_active")
    def works(self, user):
        return "是" if user.is_active else "停用"

    @admin.display(description="管理员", ordering="is_superuser")
    def administers(self, user):
        return "是" if user.is_superuser else ""

    @admin.display(description="第二步验证")
    def second_factor(self, user):
        if not user.totp_secret:
            return "没有启用"
        address = reverse("admin:chamber_user_second_factor", args=[user.pk])
        since = date_format(timezone.localtime(user.totp_since), "Y年n月j日")
        return format_html('{}启用　<a href="{}">重置</a>', since, address)

    @admin.display(description="角色")
    def role_names(self, user):
        return "、".join(group.name for group in user.groups.all())


@admin.register(Group)
class RoleAdmin(DeskAdmin):
    """The roles with their permissions, read-only since they are part of the program."""

    view_verb = "people"
    add_verb = change_verb = delete_verb = None
    list_display = ("name", "people", "rights")
    fields = ("name", "people", "rights")
    ordering = ("pk",)

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(members=Count("user"))

    @admin.display(description="人数", ordering="members")
    def people(self, group):
        return group.members

    @admin.display(description="可以做的事")
    def rights(self, group):
        verbs = (verb for verb, roles in VERBS.items() if group.name in roles)
        return "、".join(VERB_NAMES[verb] for verb in verbs)
