"""Admin pages without a model: shortcuts, notifications, my settings, problems."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from chamber.models import User
from series.actions.desk.accounts import set_email
from series.actions.desk.start_page import checks_made, problems
from series.admin.base import parse_positive_int
from series.models import Notification
from series.models.entry import TEXTS_OF_ENTRY
from series.roles import may

PER_PAGE = 50


class EmailForm(forms.ModelForm):
    """The e-mail address of the user."""

    class Meta:
        model = User
        fields = ("email",)
        labels = {"email": "电子邮箱"}
        help_texts = {"email": "有新通知时发到这里；留空则不收邮件，通知只在工作台显示"}


def render_desk_page(request, template, context):
    """Render an admin page that belongs to no model."""
    request.current_app = admin.site.name
    return TemplateResponse(request, template, {**admin.site.each_context(request), **context})


def refuse_outsiders(request, *methods):
    """Raise PermissionDenied for users without a role; return 405 for other methods, or None."""
    if not may(request.user, "view"):
        raise PermissionDenied
    return None if request.method in methods else HttpResponseNotAllowed(methods)


def keys_page(request):
    """Show the keyboard shortcuts as a page, for browsers without script."""
    return render_desk_page(request, "admin/keys.html", {"title": "快捷键"})


def problems_page(request):
    """List everything that is broken, each with a link."""
    if refused := refuse_outsiders(request, "GET", "HEAD"):
        return refused
    context = {"title": "待处理问题", "problems": problems(request.user, checks_made())}
    return render_desk_page(request, "admin/problems.html", context)


def notifications_page(request):
    """List the user's notifications; a POST marks one (`read`) or all as read."""
    if refused := refuse_outsiders(request, "GET", "HEAD", "POST"):
        return refused
    mine = Notification.objects.filter(user=request.user)
    if request.method == "POST":
        return _mark_read(request, mine)
    page = Paginator(mine.select_related("entry").defer(*TEXTS_OF_ENTRY), PER_PAGE)
    rows = page.get_page(request.GET.get("page"))
    context = {"title": "通知", "page": rows, "groups": folded(rows)}
    return render_desk_page(request, "admin/notifications.html", context)


def folded(rows):
    """Return lists of notifications, those about one entry together, where its newest stands."""
    groups = {}
    for row in rows:
        groups.setdefault(row.entry_id or f"alone {row.pk}", []).append(row)
    return list(groups.values())


def _mark_read(request, mine):
    keys = [parse_positive_int(key) for key in request.POST.getlist("read") if key]
    if keys:
        get_object_or_404(mine, pk=keys[0])
        mine = mine.filter(pk__in=keys)
    mine.unread().update(read_at=timezone.now())
    address = request.POST.get("next", "")
    is_path = address.startswith("/") and "\0" not in address
    if not is_path or not url_has_allowed_host_and_scheme(address, allowed_hosts=None):
        address = "admin:desk_notifications"
    return redirect(address)


def settings_page(request):
    """Show and save the e-mail address for the user's notifications (我的设置)."""
    if refused := refuse_outsiders(request, "GET", "HEAD", "POST"):
        return refused
    form = EmailForm(request.POST or None, instance=request.user, label_suffix="")
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        set_email(request.user, email=email)
        messages.success(request, f"通知将发到 {email}" if email else "不再给您发邮件")
        return redirect("admin:desk_settings")
    return render_desk_page(request, "admin/settings.html", {"title": "我的设置", "form": form})


admin.site.add_page("keys/", keys_page, name="desk_keys")
admin.site.add_page("problems/", problems_page, name="desk_problems")
admin.site.add_page("notifications/", notifications_page, name="desk_notifications")
admin.site.add_page("settings/", settings_page, name="desk_settings")
