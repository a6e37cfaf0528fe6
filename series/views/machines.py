"""Pages that only programs read."""

from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from series.context import root_of


@require_safe
def robots(request):
    context = {"root": root_of(request)}
    return render(request, "robots.txt", context, content_type="text/plain; charset=utf-8")


@require_safe
def healthz(request):
    """200 only when the database answers and every migration is applied."""
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
    """Looked at until it is true once: a running program's migrations do not change."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotReadyError("数据库还有迁移未执行，请运行 manage.py migrate")


def _answer(line, *, status):
    response = HttpResponse(line, status=status, content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "no-store"
    return response
