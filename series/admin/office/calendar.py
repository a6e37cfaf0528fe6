"""排期日历: a month or week with publications, schedules, expiries and events."""

import re
from datetime import date

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from series.actions.progress.calendar import DAY, known, next_month, week_of, weeks_of
from series.roles import may
from series.text.language import lunar

MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
WEEK = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)


def calendar_page(request):
    """Show a week (?week=2026-11-24), a month (?month=2026-11) or else this month."""
    if not may(request.user, "view"):
        raise PermissionDenied
    return _page(request)


@require_safe
def _page(request):
    day = _parse_day(request.GET.get("week", ""), WEEK)
    context = _week(day, request.user) if day else _month(request)
    frame = {
        **admin.site.each_context(request),
        "this_week": timezone.localdate(),
        **context,
    }
    return TemplateResponse(request, "admin/calendar.html", frame)


def _week(day, user):
    week = week_of(day, user=user)
    first, last = week.days[0].date, week.days[-1].date
    end = f"{last.month}月{last.day}日" if first.month != last.month else f"{last.day}日"
    return {"week": week, "title": f"{first.year}年{first.month}月{first.day}日—{end}"}


def _month(request):
    month = _parse_day(request.GET.get("month", ""), MONTH) or timezone.localdate().replace(day=1)
    following = next_month(month)
    return {
        "title": f"{month.year}年{month.month}月",
        "month": month,
        "lunar_month": lunar.lunar_months(month, following - DAY),
        "weeks": weeks_of(month, user=request.user),
        "previous": known((month - DAY).replace(day=1)),
        "following": known(following),
    }


def _parse_day(text, form):
    """Parse a day or month; None if it is invalid or too far away."""
    match = form.fullmatch(text)
    if not match:
        return None
    year, month, *day = map(int, match.groups())
    try:
        return known(date(year, month, *(day or [1])))
    except ValueError:
        return None


admin.site.add_page(
    "calendar/",
    calendar_page,
    name="series_entry_calendar",
    label="排期",
    section="排期",
    first=True,
    allowed=lambda user: may(user, "view"),
)
