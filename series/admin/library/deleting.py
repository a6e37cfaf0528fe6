"""删除: the page that asks before files are deleted, for one file and for several."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from series.actions.audit.refusals import refusals_recorded
from series.actions.errors import EditorialError
from series.actions.media.deletion import delete_file, why_kept
from series.admin.base import parse_positive_int

MOST_FILES = 100


def delete_page(model_admin, request, object_id):
    """Ask whether one file is to be deleted, and delete it.

    Who does not see it gets 403."""
    if not model_admin.has_delete_permission(request):
        raise PermissionDenied
    row = get_object_or_404(model_admin.model, pk=parse_positive_int(str(object_id)))
    if not model_admin.get_queryset(request).filter(pk=row.pk).exists():
        raise PermissionDenied
    if request.method == "POST":
        return delete_all(model_admin, request, [row])
    return ask(model_admin, request, [row])


def delete_chosen(model_admin, request, queryset):
    """Ask about the chosen rows of a list, or delete them once confirmed."""
    rows = list(queryset[:MOST_FILES])
    if "confirmed" in request.POST:
        return delete_all(model_admin, request, rows)
    return ask(model_admin, request, rows)


def ask(model_admin, request, rows):
    """Show which files would be deleted, and why others would not."""
    reasons = [(row, why_kept(row, by=request.user)) for row in rows]
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": f"删除{model_admin.opts.verbose_name}",
        "will": [row for row, reason in reasons if not reason],
        "will_not": [reason for _, reason in reasons if reason],
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, "admin/file_delete.html", context)


def delete_all(model_admin, request, rows):
    """Delete each of these files that nothing uses, and say what became of the others."""
    done = 0
    for row in rows:
        name = model_admin.opts.verbose_name
        try:
            with refusals_recorded(f"删除{name}", by=request.user, object=f"{name}“{row}”"):
                delete_file(row, by=request.user)
            done += 1
        except EditorialError as error:
            messages.error(request, str(error))
    if done:
        messages.success(request, f"已删除 {done} 个{model_admin.opts.verbose_name}")
    return redirect(reverse(f"admin:series_{model_admin.opts.model_name}_changelist"))
