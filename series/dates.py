"""Dates and times as text for pages, labels and outputs, in Shanghai time."""

from datetime import datetime

from django.utils import timezone

from series.text.language import lunar


def original_day(text):
    """Return a stored original date for readers: 2023-11-17T09:30 gives 2023-11-17 09:30."""
    return text.replace("T", " ")


def published(entry):
    """Return an entry's publication time as text, such as 2023-11-17 09:30.

    It is the day alone where the time is unknown (decision 4)."""
    moment = timezone.localtime(entry.published_at)
    return moment.strftime("%Y-%m-%d %H:%M" if entry.time_known else "%Y-%m-%d")


def machine_time(entry):
    """Return an entry's publication time for `datetime` attributes, to the minute or the day."""
    moment = timezone.localtime(entry.published_at)
    return moment.isoformat(timespec="minutes") if entry.time_known else moment.date().isoformat()


def iso_published(entry):
    """Return an entry's publication time in ISO 8601 with seconds, or the day alone.

    For example 2023-11-17T09:30:00+08:00."""
    text = machine_time(entry)
    return text.replace("+08:00", ":00+08:00") if entry.time_known else text


def iso_span(event):
    """Return (start, end) of an event in ISO 8601; days alone for a whole-day event."""
    moments = [timezone.localtime(moment) for moment in (event.starts_at, event.ends_at)]
    if event.all_day:
        return [moment.date().isoformat() for moment in moments]
    return [moment.isoformat(timespec="seconds") for moment in moments]


def day_of(moment):
    """Return the Shanghai date of a datetime; a date is returned as it is."""
    return timezone.localtime(moment).date() if isinstance(moment, datetime) else moment


def full_day(moment):
    """Return the day of a moment as 2024年2月17日."""
    day = day_of(moment)
    return f"{day.year}年{day.month}月{day.day}日"


def to_the_minute(moment):
    """Return a moment as 2024年2月17日 18:00."""
    return f"{full_day(moment)} {timezone.localtime(moment):%H:%M}"


def span(event):
    """Return the time of an event, such as 2024年2月17日（正月初八，星期六）09:00—12:00.

    The second date is written only if it differs."""
    start, end = timezone.localtime(event.starts_at), timezone.localtime(event.ends_at)
    lunar_name = lunar.lunar_day(start.date())
    notes = "，".join(filter(None, (lunar_name, lunar.weekday(start.date()))))
    first = f"{full_day(start)}（{notes}）"
    if event.all_day:
        return first if start.date() == end.date() else f"{first}至{full_day(end)}"
    if start.date() == end.date():
        return f"{first}{start:%H:%M}—{end:%H:%M}"
    return f"{first}{start:%H:%M}至{full_day(end)}{end:%H:%M}"


def days_until(day, *, today):
    """Return how far off a day is: 今天, 明天, 还有2天; empty once it is over."""
    left = (day - today).days
    if left < 0:
        return ""
    return ("今天", "明天")[left] if left < 2 else f"还有{left}天"


def near_time(moment):
    """Return a moment as read now: see `day_and_time`."""
    return day_and_time(moment, timezone.now())


def day_and_time(moment, now):
    """Return a moment as read at `now`.

    今天 18:00, 昨天 17:40, 11-20 18:00; another year in full."""
    local, today = timezone.localtime(moment), timezone.localdate(now)
    names = {-1: "昨天", 0: "今天", 1: "明天"}
    day = names.get((local.date() - today).days)
    if day is None:
        day = local.strftime("%m-%d" if local.year == today.year else "%Y-%m-%d")
    return f"{day} {local:%H:%M}"
