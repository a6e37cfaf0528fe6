"""Exports of admin lists: the rows that the list shows with its filters."""

import tempfile
from functools import partial

from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from series.actions.reports.exports import audit_table, entries_table, record_export, write_jsonl
from series.actions.reports.xlsx import write_workbook
from series.admin.base import reject_nul
from series.roles import seen_by

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_LINES = 200_000


def entry_urls(model_admin):
    """Return the path of the export of a list of entries."""
    return [_address(model_admin, "xlsx", partial(_entries, model_admin))]


def audit_urls(model_admin):
    """Return the paths of the exports of the audit."""
    return [
        _address(model_admin, "xlsx", partial(_audit, model_admin, form="xlsx")),
        _address(model_admin, "jsonl", partial(_audit, model_admin, form="jsonl")),
    ]


def _address(model_admin, form, view):
    name = f"series_{model_admin.opts.model_name}_{form}"
    return path(f"export.{form}", model_admin.admin_site.admin_view(view), name=name)


def as_download(write, *, name, form):
    """Write a file and return (response that sends it, what `write(file)` returned).

    Its name carries today's date."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 (closed by the response)
    written = write(file)
    file.seek(0)
    today = timezone.localdate().isoformat()
    kind = XLSX if form == "xlsx" else "application/x-ndjson; charset=utf-8"
    response = FileResponse(
        file, as_attachment=True, filename=f"{name}-{today}.{form}", content_type=kind
    )
    response["Cache-Control"] = "private, no-store"
    return response, written


def _entries(model_admin, request):
    return _export_list(
        model_admin,
        request,
        what=str(model_admin.opts.verbose_name_plural),
        form="xlsx",
        write=lambda rows, file: write_workbook([entries_table(seen_by(request.user, rows))], file),
    )


def _audit(model_admin, request, *, form):
    return _export_list(model_admin, request, what="审计记录", form=form, write=WRITERS[form])


WRITERS = {
    "xlsx": lambda lines, file: write_workbook([audit_table(lines)], file),
    "jsonl": lambda lines, file: write_jsonl(lines, file, most=MOST_LINES),
}


def _export_list(model_admin, request, *, what, form, write):
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    reject_nul(request)
    try:
        rows = model_admin.get_changelist_instance(request).queryset
    except IncorrectLookupParameters:
        return redirect("../?e=1")
    response, count = as_download(lambda file: write(rows, file), name=what, form=form)
    record_export(what, by=request.user, form=form, rows=count, chosen=request.GET.dict())
    return response
