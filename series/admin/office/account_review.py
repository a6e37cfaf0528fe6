"""账号核对: the yearly review of accounts, for administrators and the security auditor.

It shows what `accounts --review` writes; confirming it writes an audit line and nothing else.
Decision 114.
"""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils import timezone

from series.actions.audit.account_reviews import REVIEWED_WITHIN, last_review
from series.actions.reports.accounts import accounts_table, confirm_review, table_digest
from series.actions.reports.exports import record_export
from series.actions.reports.xlsx import write_workbook
from series.admin.lists.exports import as_download
from series.roles import may

from .desk_pages import render_desk_page

CHANGED = "账号或角色刚有变动，没有记下复核；请看看现在的名单，再点一次“已复核”"


def _may_review(user):
    return may(user, "check_accounts")


def review_page(request):
    """Show every account with what to look at; a POST records that they were reviewed."""
    if not _may_review(request.user):
        raise PermissionDenied
    if request.method == "POST":
        return _confirm(request)
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    table, last = accounts_table(), last_review()
    context = {
        "title": "账号核对",
        "table": table,
        "digest": table_digest(table),
        "flagged": sum(bool(row[-1]) for row in table.rows),
        "last": last,
        "overdue": last is None or timezone.now() - last.at > REVIEWED_WITHIN,
    }
    return render_desk_page(request, "admin/account_review.html", context)


def _confirm(request):
    if confirm_review(by=request.user, seen=request.POST.get("seen", "")):
        messages.success(request, "已记下：账号已复核")
    else:
        messages.error(request, CHANGED)
    return redirect("admin:account_review")


def review_export(request):
    """Send the list as a workbook and audit the export."""
    if not _may_review(request.user):
        raise PermissionDenied
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    table = accounts_table()
    response, _ = as_download(
        lambda file: write_workbook([table], file), name=table.title, form="xlsx"
    )
    count = len(table.rows)
    record_export(table.title, by=request.user, form="xlsx", rows=count, chosen="")
    return response


admin.site.add_page(
    "account-review/",
    review_page,
    name="account_review",
    label="账号核对",
    section="设置",
    allowed=_may_review,
)
admin.site.add_page("account-review.xlsx", review_export, name="account_review_xlsx")
