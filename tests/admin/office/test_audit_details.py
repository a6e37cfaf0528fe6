"""What the audit's detail page calls the facts of a line."""

import ast
from pathlib import Path

import pytest
from django.urls import reverse

from series.actions.imports.receipt import AUDIT_KEYS
from series.admin.office.audit import NAMES
from series.models import AuditLine
from tests.helpers import making


def detail_keys(tree):
    """The keys of details in calls of `record`, also of a dictionary that the function passes."""
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        calls = [call for call in ast.walk(function) if is_record(call)]
        given = {one.arg for call in calls for one in call.keywords}
        passed = {
            ast.unparse(one.value) for call in calls for one in call.keywords if one.arg is None
        }
        for node in ast.walk(function):
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in passed:
                given |= {key.value for key in getattr(node.value, "keys", ()) if key}
        yield from given - {None, "by", "channel", "entry", "digest", "result", "object"}


def is_record(node):
    return isinstance(node, ast.Call) and ast.unparse(node.func).endswith("record")


def test_every_detail_is_read_in_chinese():
    sources = [*Path("series/actions").rglob("*.py"), *Path("series/admin").rglob("*.py")]
    found = {key for path in sources for key in detail_keys(ast.parse(path.read_text()))}
    assert {"sha256", "opinion", "chosen", "faults"} <= found
    assert (found | set(AUDIT_KEYS)) - set(NAMES) == set()


@pytest.mark.django_db
def test_the_page_that_was_looked_at_is_named_in_chinese(client, chief):
    client.force_login(chief)
    draft = making.article("submitted")
    client.get(reverse("admin:series_article_history", args=[draft.pk]))
    line = AuditLine.objects.get(verb="查看未发布稿件")
    page = client.get(reverse("admin:series_auditline_change", args=[line.pk]))
    assert "页面：历史版本" in page.text
