"""Admin of accounts and roles, for administrators only.

Permissions come from `series.roles` (decision 21); Django's permission table is not used or shown.
"""

from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone

from chamber.models import User
from series.actions.audit.chain import record
from series.actions.audit.registers import row_states
from series.actions.desk.accounts import new_password
from series.actions.desk.holdings import holdings_of
from series.actions.desk.second_factor import reset_factor
from series.actions.desk.sessions import end_sessions, open_sessions
from series.actions.errors import EditorialError
from series.admin.base import DeskAdmin, lock_chain_for_post
from series.models import ColumnRole
from series.roles import VERBS

from .handover import hand_over_page
from .person_form import PersonForm

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
    "register": "办理活动报名",
    "endorse": "核实倡议联署",
    "consult": "办理咨询和纠错",
    "review_answer": "审核他人拟的答复",
    "see_contacts": "看报名人、联署人和提问人的全号",
    "reports": "查看报表",
    "audit": "查看审计记录",
    "check_accounts": "核对账号",
    "operate": "查看运行状况",
}


class RoleFilter(admin.RelatedFieldListFilter):
    """Filter by a role in all columns."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = "角色"


class ActiveFilter(admin.BooleanFieldListFilter):
    """Filter by whether the account can log in."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = "在用"


@admin.register(User)
class PersonAdmin(DeskAdmin):
    """Accounts; never deleted, only switched off.

    Not Django's own admin of users, whose page of a password lets others choose it."""

    view_verb = add_verb = change_verb = "people"
    delete_verb = None
    form = PersonForm
    change_form_template = "admin/chamber/user/change_form.html"
    list_display = ("person", "username", "role_names", "works", "last_login")
    list_filter = (("groups", RoleFilter), ("is_active", ActiveFilter))
    search_fields = ("username", "name")
    ordering = ("username",)
    fields = PersonForm.Meta.fields

    def lookup_allowed(self, lookup, value, request):
        """Refuse to look accounts up by their passwords, as Django's own admin of users does."""
        return not lookup.startswith("password") and super().lookup_allowed(lookup, value, request)

    def get_urls(self):
        view, name = self.admin_site.admin_view, "chamber_user"
        steps = {
            "second-factor": ("second_factor", self.reset_factor_page),
            "new-password": ("new_password", self.new_password_page),
            "end-sessions": ("end_sessions", self.end_sessions_page),
            "hand-over": ("hand_over", self.hand_over_page),
        }
        own = [
            path(f"<path:object_id>/{route}/", view(page), name=f"{name}_{step}")
            for route, (step, page) in steps.items()
        ]
        return [*own, *super().get_urls()]

    def get_queryset(self, request):
        roles = ("groups", "column_roles__column", "column_roles__role")
        return super().get_queryset(request).prefetch_related(*roles)

    def get_form(self, request, obj=None, change=False, **kwargs):
        """Return the form itself.

        Its boxes are made for the columns and roles that there are."""
        return PersonForm

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj is not None:
            context |= {
                "holdings": holdings_of(obj, today=timezone.localdate()),
                "sessions": open_sessions(obj, current=request.session.session_key),
                "is_self": obj == request.user,
            }
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

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

    def new_password_page(self, request, object_id):
        """Give a person a new first password and show it once; POST only."""
        person = self._person(request, object_id)
        if person == request.user:
            messages.error(request, "自己的密码请用右上角的“改密码”")
            return redirect("admin:chamber_user_change", person.pk)
        with lock_chain_for_post(request):
            password = self._give_password(person)
            person.save(update_fields=["password", "must_change_password"])
            record("重设密码", by=request.user, object=person.username, id=person.pk)
            end_sessions(person, by=request.user)
        return self._first_password(request, person, password)

    def end_sessions_page(self, request, object_id):
        """End the sessions of a person but the one in use; POST only."""
        person = self._person(request, object_id)
        with lock_chain_for_post(request):
            count = end_sessions(person, by=request.user, keep=request.session.session_key)
        messages.success(request, f"已结束“{person}”的 {count} 个登录")
        return redirect("admin:chamber_user_change", person.pk)

    def hand_over_page(self, request, object_id):
        """Show what becomes of all that a person holds, and hand it over."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        person = self.get_object(request, object_id)
        if person is None:
            raise Http404
        return hand_over_page(self, request, person)

    def _person(self, request, object_id):
        if request.method != "POST" or not self.has_change_permission(request):
            raise PermissionDenied
        person = self.get_object(request, object_id)
        if person is None:
            raise Http404
        return person

    def _give_password(self, person):
        password = new_password()
        person.set_password(password)
        person.must_change_password = True
        return password

    def _first_password(self, request, person, password):
        """Answer with the page that shows the password; it is stored nowhere in clear."""
        context = {
            **self.admin_site.each_context(request),
            "title": f"{person}的首次密码",
            "opts": self.opts,
            "original": person,
            "password": password,
        }
        return TemplateResponse(request, "admin/chamber/user/first_password.html", context)

    def save_model(self, request, obj, form, change):
        obj.is_staff = True  # who has an account works at the desk
        if not change:
            request.first_password = self._give_password(obj)
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        form.save_general_roles(form.instance)
        added, removed = form.column_roles(form.instance)
        for row in removed:
            self._record_column_role(request, "删除", row, **row_states(deleted=[row]))
            row.delete()
        for row in added:
            row.save()
            self._record_column_role(request, "新建", row, **row_states(row))

    def _record_column_role(self, request, verb, row, **states):
        facts = {"name": str(row), "id": row.pk, **states}
        record(f"{verb}栏目授权", by=request.user, object=f"栏目授权“{row}”", **facts)

    def response_add(self, request, obj, post_url_continue=None):
        return self._first_password(request, obj, request.first_password)

    def response_change(self, request, obj):
        messages.success(request, f"“{obj}”已存好，立即生效")
        return redirect("admin:chamber_user_change", obj.pk)

    def audited_facts(self, obj):
        return {
            "roles": list(obj.groups.order_by("pk").values_list("name", flat=True)),
            "column_roles": [str(row) for row in ColumnRole.objects.filter(user=obj)],
            "is_active": obj.is_active,
            "is_staff": obj.is_staff,
            "is_superuser": obj.is_superuser,
        }

    @admin.display(description="在用", ordering="is_active")
    def works(self, user):
        return "是" if user.is_active else "停用"

    @admin.display(description="姓名", ordering="name")
    def person(self, user):
        return str(user)

    @admin.display(description="角色")
    def role_names(self, user):
        general = [group.name for group in user.groups.all()]
        if user.is_superuser:
            general.append("管理员")
        in_columns = [f"{row.column}{row.role}" for row in user.column_roles.all()]
        return "、".join([*general, *in_columns])


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
