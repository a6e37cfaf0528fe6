"""The button on 今日 that confirms the time after the clock jumped."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed
from django.shortcuts import redirect

from series.actions.editorial import clock
from series.actions.editorial.schedules import publish_due
from series.roles import may


def confirm_clock(request):
    """Confirm that the clock is right and do what is due.
    Only for those who may publish."""
    if not may(request.user, "publish"):
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    clock.confirm(by=request.user)
    run = publish_due()
    done = f"{len(run.published)} 篇已发布，{len(run.expired)} 篇已下线"
    messages.success(request, f"已确认时间无误，定时发布和下线继续：{done}")
    for line in run.failed:
        messages.warning(request, f"没有办成：{line}")
    return redirect("admin:index")


admin.site.add_page("clock/", confirm_clock, name="desk_clock")
