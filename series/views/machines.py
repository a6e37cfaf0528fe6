"""Pages that only programs read."""

from datetime import date
from functools import cache

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from series.context import root_of

from .entry_addresses import shows_no_entry


@shows_no_entry
@require_safe
def robots(request):
    context = {"root": root_of(request)}
    return render(request, "robots.txt", context, content_type="text/plain; charset=utf-8")


@shows_no_entry
@require_safe
def security(request):
    """Answer with security.txt (RFC 9116); Http404 where no contact is configured."""
    contact = settings.SITE.get("security_contact")
    if not contact:
        raise Http404("没有设置安全联系方式")
    lines = [
        f"Contact: {contact}",
        f"Expires: {_half_a_year_on(timezone.localdate())}T00:00:00Z",
        "Preferred-Languages: zh",
        f"Canonical: {root_of(request)}{request.path}",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


def _half_a_year_on(today):
    """Return the first day of the seventh month from now.

    So a copy is valid for six months, and the file changes once a month.
    """
    months = today.year * 12 + today.month - 1 + 7
    return date(months // 12, months % 12 + 1, 1)


@shows_no_entry
@require_safe
def healthz(request):
    """Answer 200 only when the database answers and every migration is applied."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        _refuse_unapplied()
    except (DatabaseError, NotReadyError) as error:
        return _answer(f"尚未就绪：{error}\n", status=503)
    return _answer("正常\n", status=200)


class NotReadyError(Exception):
    """The database is older than the program."""


@cache
def _refuse_unapplied():
    """Raise NotReadyError while migrations are not applied; not asked again after success."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotReadyError("数据库还有迁移未执行，请运行 manage.py migrate")


def _answer(line, *, status):
    response = HttpResponse(line, status=status, content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "no-store"
    return response
