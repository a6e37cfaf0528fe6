"""咨询设置: whether questions are taken, the days, the consent, and the special days."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed
from django.shortcuts import redirect

from series.actions.consultations.settings import (
    change_settings,
    consent_text,
    consultation_settings,
    may_manage,
    set_special_days,
)
from series.admin.base import do_pressed
from series.admin.office.desk_pages import render_desk_page
from series.forms.consultation import (
    FREE,
    WORKED,
    ConsultationSettingsForm,
    SpecialDaysForm,
)
from series.models import SpecialDay


def settings_page(request):
    """Show and store the settings; a POST is one of the two forms."""
    if not may_manage(request.user):
        raise PermissionDenied
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    page = {"form": _form(), "days_form": _days_form()}
    if request.method == "POST" and do_pressed(request, DEEDS, page):
        return redirect(request.path)
    context = {"title": "咨询设置", **page}
    response = render_desk_page(request, "admin/consultations/settings.html", context)
    response.status_code = 422 if any(form.errors for form in page.values()) else 200
    return response


def _form(data=None):
    initial = {"consent": consent_text()}
    return ConsultationSettingsForm(
        data, instance=consultation_settings(), initial=initial, label_suffix=""
    )


def _days_form(data=None):
    rows = SpecialDay.objects.all()
    lines = "\n".join(f"{row.day} {WORKED if row.is_worked else FREE}" for row in rows)
    return SpecialDaysForm(data, initial={"days": lines}, label_suffix="")


def _set(request, page):
    form = page["form"] = _form(request.POST)
    if not form.is_valid():
        return ""
    change_settings(by=request.user, **form.cleaned_data)
    return "咨询设置已存"


def _set_days(request, page):
    form = page["days_form"] = _days_form(request.POST)
    if not form.is_valid():
        return ""
    return f"已存 {set_special_days(form.cleaned_data['days'], by=request.user)} 天"


DEEDS = {"settings": _set, "days": _set_days}
admin.site.add_page("consultations/settings/", settings_page, name="desk_consultation_settings")
