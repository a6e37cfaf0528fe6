"""Reports: a page for each with a chosen period, and its workbook."""

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
from series.actions.reports.readings import readings
from series.actions.reports.searches import searches
from series.actions.reports.work import turnaround, workload
from series.actions.reports.xlsx import write_workbook
from series.admin.lists.exports import as_download
from series.drawing import entry_url
from series.roles import may

PER_PAGE = 50


@dataclass(frozen=True)
class Report:
    """One report.

    `build(scope)` gives (tables, listing or None); without `timed` it has no period."""

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
    Report("readings", "阅读量", "哪些稿件读得多，按日或周、专栏、话题、作者。", readings),
    Report("searches", "检索词", "读者在网站上找什么，哪些没有找到。", searches),
)


def _may_see(user):
    return may(user, "reports")


def _refuse_outsiders(request):
    """Raise PermissionDenied for users without reports; return 405 for other methods, or None."""
    if not _may_see(request.user):
        raise PermissionDenied
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    return None


def overview(request):
    """List the reports."""
    if refused := _refuse_outsiders(request):
        return refused
    return _render(request, {"title": "报表"})


def report_page(report, request):
    """Show one report for the chosen period."""
    if refused := _refuse_outsiders(request):
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
    return _render(request, context)


def report_export(report, request):
    """Send one report as a workbook and audit the export."""
    if refused := _refuse_outsiders(request):
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
    """Return (period, ""), or (the usual period, why the one of the address is refused)."""
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
    rows = [(listing.row(item), _address_of(listing, item)) for item in page]
    query = f"{_query(period)}&" if report.timed else ""
    return {"listing": listing, "page": page, "rows": rows, "query": query}


def _address_of(listing, item):
    if listing.url_of:
        return listing.url_of(item)
    entry = listing.entry_of(item)
    return entry_url(entry) if entry else ""


def _render(request, context):
    request.current_app = admin.site.name
    frame = admin.site.each_context(request)
    return TemplateResponse(request, "admin/report.html", {**frame, "reports": REPORTS, **context})


admin.site.add_page(
    "reports/", overview, name="reports", label="报表", section="审签", allowed=_may_see
)
for _report in REPORTS:
    route, name = f"reports/{_report.slug}", f"report_{_report.slug}"
    admin.site.add_page(f"{route}/", partial(report_page, _report), name=name)
    admin.site.add_page(f"{route}.xlsx", partial(report_export, _report), name=f"{name}_xlsx")
