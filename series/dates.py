"""Dates and times as pages, labels and outputs write them, in Shanghai's time."""

from datetime import datetime

from django.utils import timezone

from series.text.language import lunar


def original_day(text):
    """Return 2023-11-17 09:30 of the stored 2023-11-17T09:30."""
    return text.replace("T", " ")


def published(entry):
    """Return 2023-11-17 09:30, or the day alone where no more is known."""
    moment = timezone.localtime(entry.published_at)
    return moment.strftime("%Y-%m-%d %H:%M" if entry.time_known else "%Y-%m-%d")


def machine_time(entry):
    moment = timezone.localtime(entry.published_at)
    return moment.isoformat(timespec="minutes") if entry.time_known else moment.date().isoformat()


def iso_published(entry):
    """Return 2023-11-17T09:30:00+08:00, or the day alone where no more is known."""
    shown = machine_time(entry)
    return shown.replace("+08:00", ":00+08:00") if entry.time_known else shown


def iso_span(event):
    """Return (start, end) as written to machines; the days alone of an event that takes whole days."""
    moments = [timezone.localtime(moment) for moment in (event.starts_at, event.ends_at)]
    if event.all_day:
        return [moment.date().isoformat() for moment in moments]
    return [moment.isoformat(timespec="seconds") for moment in moments]


def day_of(moment):
    """Return the Shanghai date of a moment or a date."""
    return timezone.localtime(moment).date() if isinstance(moment, datetime) else moment


def full_day(moment):
    """Return 2024年2月17日."""
    day = day_of(moment)
    return f"{day.year}年{day.month}月{day.day}日"


def span(event):
    """Return 2024年2月17日（正月初八，星期六）09:00—12:00; the second date only where it differs."""
    start, end = timezone.localtime(event.starts_at), timezone.localtime(event.ends_at)
    lunar_name = lunar.lunar_day(start.date())
    notes = "，".join(filter(None, (lunar_name, lunar.weekday(start.date()))))
    first = f"{full_day(start)}（{notes}）"
    if event.all_day:
        return first if start.date() == end.date() else f"{first}至{full_day(end)}"
    if start.date() == end.date():
        return f"{first}{start:%H:%M}—{end:%H:%M}"
    return f"{first}{start:%H:%M}至{full_day(end)}{end:%H:%M}"


def near_time(moment):
    """今天 18:00, 昨天 17:40, 11-20 18:00; another year in full."""
    return day_and_time(moment, timezone.now())


def day_and_time(moment, now):
    """Write a moment as read at `now`: 今天 18:00, 昨天 17:40, 11-20 18:00; another year in full."""
    here, today = timezone.localtime(moment), timezone.localdate(now)
    names = {-1: "昨天", 0: "今天", 1: "明天"}
    day = names.get((here.date() - today).days)
    if day is None:
        day = here.strftime("%m-%d" if here.year == today.year else "%Y-%m-%d")
    return f"{day} {here:%H:%M}"
