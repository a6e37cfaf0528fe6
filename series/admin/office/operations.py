"""运行状况: the system operator's page, which shows no text and changes nothing. Decision 114."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed

from series.actions.desk.doctor.examine import last_examination
from series.actions.desk.operations import backups, commands, measured
from series.roles import may

from .desk_pages import render_desk_page


def operations_page(request):
    """Show the last examination, the backups, the measures and the log of commands."""
    if not may(request.user, "operate"):
        raise PermissionDenied
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    context = {
        "title": "运行状况",
        "examination": last_examination(),
        "backups": backups(),
        "measured": measured(),
        "commands": commands(),
    }
    return render_desk_page(request, "admin/operations.html", context)


admin.site.add_page(
    "operations/",
    operations_page,
    name="desk_operations",
    label="运行状况",
    section="设置",
    allowed=lambda user: may(user, "operate"),
)
