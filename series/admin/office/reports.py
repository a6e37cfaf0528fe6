"""Reports: their pages, with the period chosen by links or a form, and their workbooks."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode

from series.actions.errors import EditorialError
from series.actions.progress.periods import period_between, usual_choices, usual_period
from series.actions.reports.editorial import ageing, history, output, scope_of, sheets_of
from series.actions.reports.exports import record_export
from series.actions.reports.searches import searches
from series.actions.reports.work import turnaround, workload
from series.actions.reports.xlsx import write_workbook
from series.admin.lists.exports import as_download
from series.drawing import entry_url
from series.roles import may

PER_PAGE = 50


@dataclass(frozen=True)
class Report:
    """`build` gives (tables, listing or None) of a Scope; without `timed` no period is asked."""

    slug: str
    name: str
    lead: str
    build: Callable
    timed: bool = True


REPORTS = (
    Report("history", "站点历史", "谁在什么时候做了什么，按日、按人员、按动作。", history),
    Report("ageing", "久未更新", "公开的稿件里，哪些很久没有新内容。", ageing, timed=False),
    Report("workload", "工作量", "每位编辑写了多少、送审多少；每位审核人签了多少。", workload),
    Report("turnaround", "各级用时", "每一级审核从收到到办结用了多少工作时间。", turnaround),
    Report("output", "发稿统计", "发了多少，按月份、类型、专栏和系列。", output),
    Report("searches", "检索词", "读者在网站上找什么，哪些没有找到。", searches),
)


def _may_see(user):
    return may(user, "reports")


def _refused(request):
    """Return 403 for whoever may see no report, before anything else; otherwise 405 or None."""
    if not _may_see(request.user):
        raise PermissionDenied
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    return None


def overview(request):
    if refused := _refused(request):
        return refused
    return _shown(request, {"title": "报表"})


def report_page(report, request):
    if refused := _refused(request):
        return refused
    period, wrong = _period(request)
    tables, listing = report.build(scope_of(request.user, period))
    context = {
        "title": report.name,
        "report": report,
        "period": period,
        "wrong": wrong,
        "choices": _choices(request.path, period),
        "tables": tables,
        "export": _export_address(report, period),
    }
    if listing:
        context |= _page_of(listing, request, report, period)
    return _shown(request, context)


def report_export(report, request):
    if refused := _refused(request):
        return refused
    period, wrong = _period(request)
    if wrong:
        return HttpResponseRedirect(f"../{report.slug}/?{request.GET.urlencode()}")
    tables, listing = report.build(scope_of(request.user, period))
    response, count = as_download(
        lambda file: write_workbook(sheets_of(tables, listing), file),
        name=report.name,
        form="xlsx",
    )
    chosen = {"period": str(period)} if report.timed else {}
    record_export(f"报表：{report.name}", by=request.user, form="xlsx", rows=count, chosen=chosen)
    return response


def _period(request):
    """Return (the period that was asked for, or the usual one, and then why)."""
    try:
        return period_between(request.GET.get("from", ""), request.GET.get("to", "")), ""
    except EditorialError as error:
        return usual_period(), str(error)


def _query(period):
    return urlencode({"from": period.first.isoformat(), "to": period.last.isoformat()})


def _choices(path, chosen):
    return [
        {"name": name, "url": f"{path}?{_query(period)}", "chosen": period == chosen}
        for name, period in usual_choices()
    ]


def _export_address(report, period):
    url = reverse(f"admin:report_{report.slug}_xlsx")
    return f"{url}?{_query(period)}" if report.timed else url


def _page_of(listing, request, report, period):
    page = Paginator(listing.objects, PER_PAGE).get_page(request.GET.get("p"))
    rows = []
    for found in page:
        rows.append((listing.row(found), _leads_to(listing, found)))
    query = f"{_query(period)}&" if report.timed else ""
    return {"listing": listing, "page": page, "rows": rows, "query": query}


def _leads_to(listing, found):
    if listing.url_of:
        return listing.url_of(found)
    entry = listing.entry_of(found)
    return entry_url(entry) if entry else ""


def _shown(request, context):
    request.current_app = admin.site.name
    frame = admin.site.each_context(request)
    return TemplateResponse(request, "admin/report.html", {**frame, "reports": REPORTS, **context})


admin.site.add_page(
    "reports/", overview, name="reports", label="报表", group="系统", allowed=_may_see
)
for one in REPORTS:
    route, name = f"reports/{one.slug}", f"report_{one.slug}"
    admin.site.add_page(f"{route}/", partial(report_page, one), name=name)
    admin.site.add_page(f"{route}.xlsx", partial(report_export, one), name=f"{name}_xlsx")
