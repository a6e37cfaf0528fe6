"""Pages of the desk that belong to no model: shortcuts, notifications, my settings, problems."""

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
from series.actions.desk.start_page import problems
from series.admin.base import parse_positive_int
from series.models import Notification
from series.models.entry import TEXTS_OF_ENTRY
from series.roles import may

PER_PAGE = 50


class EmailForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ("email",)
        labels = {"email": "电子邮箱"}
        help_texts = {"email": "有新通知时发到这里；留空则不收邮件，通知只在工作台显示"}


def shown(request, template, context):
    request.current_app = admin.site.name
    return TemplateResponse(request, template, {**admin.site.each_context(request), **context})


def for_people_of_the_desk(request, *methods):
    """Return 403 for whoever has no role, before anything else; otherwise 405 or None."""
    if not may(request.user, "view"):
        raise PermissionDenied
    return None if request.method in methods else HttpResponseNotAllowed(methods)


def keys_page(request):
    """Return the shortcuts as a page, for browsers without script."""
    return shown(request, "admin/keys.html", {"title": "快捷键"})


def problems_page(request):
    """Return everything that is broken, each with the way there."""
    if refused := for_people_of_the_desk(request, "GET", "HEAD"):
        return refused
    context = {"title": "待处理问题", "problems": problems(request.user)}
    return shown(request, "admin/problems.html", context)


def notifications_page(request):
    """My notifications, newest first; a POST marks one (`read`) or all as read."""
    if refused := for_people_of_the_desk(request, "GET", "HEAD", "POST"):
        return refused
    mine = Notification.objects.filter(user=request.user)
    if request.method == "POST":
        return _read(request, mine)
    page = Paginator(mine.select_related("entry").defer(*TEXTS_OF_ENTRY), PER_PAGE)
    rows = page.get_page(request.GET.get("page"))
    return shown(request, "admin/notifications.html", {"title": "通知", "page": rows})


def _read(request, mine):
    number = request.POST.get("read", "")
    if number:
        mine = mine.filter(pk=get_object_or_404(mine, pk=parse_positive_int(number)).pk)
    mine.unread().update(read_at=timezone.now())
    there = request.POST.get("next", "")
    inside = there.startswith("/") and "\0" not in there
    if not inside or not url_has_allowed_host_and_scheme(there, allowed_hosts=None):
        there = "admin:desk_notifications"
    return redirect(there)


def settings_page(request):
    """我的设置：the address to which my notifications go."""
    if refused := for_people_of_the_desk(request, "GET", "HEAD", "POST"):
        return refused
    form = EmailForm(request.POST or None, instance=request.user, label_suffix="")
    if request.method == "POST" and form.is_valid():
        set_email(request.user, email=form.cleaned_data["email"])
        given = form.cleaned_data["email"]
        messages.success(request, f"通知将发到 {given}" if given else "不再给您发邮件")
        return redirect("admin:desk_settings")
    return shown(request, "admin/settings.html", {"title": "我的设置", "form": form})


admin.site.add_page("keys/", keys_page, name="desk_keys")
admin.site.add_page("problems/", problems_page, name="desk_problems")
admin.site.add_page("notifications/", notifications_page, name="desk_notifications")
admin.site.add_page("settings/", settings_page, name="desk_settings")
