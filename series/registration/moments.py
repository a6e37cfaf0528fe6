"""When an event is, as mails and letters say it."""

from django.utils import timezone

from series.text.language.lunar import weekday


def when_of(event) -> str:
    """Return the time of an event as 2026年12月4日（星期五）14:00—17:00."""
    if event.starts_at is None:
        return "时间待定"
    start = timezone.localtime(event.starts_at)
    end = timezone.localtime(event.ends_at) if event.ends_at else start
    said = _day(start)
    if event.all_day:
        return said if start.date() == end.date() else f"{said}至{_day(end)}"
    if start.date() == end.date():
        return f"{said}{start:%H:%M}" + (f"—{end:%H:%M}" if end > start else "")
    return f"{said}{start:%H:%M}至{_day(end)}{end:%H:%M}"


def _day(moment):
    return f"{moment.year}年{moment.month}月{moment.day}日（{weekday(moment.date())}）"
