"""Small Chinese things that templates print: titles with seams, dates, states, numerals."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.html import format_html_join

from series.models import EventState
from series.text.language import lunar
from series.text.language.han import numeral as numeral_of
from series.text.markup.corrections import split as split_note
from series.text.typography import title_breaks as seams
from series.text.typography.summary import summarise

register = template.Library()


@register.filter
def spine(edition):
    """The edition's theme on an upright spine: one column for each of at most two parts."""
    parts = seams.spine(edition.headline, name=edition.series.title)
    return format_html_join("", "<span>{}</span>", ((part,) for part in parts))


@register.filter
def verse(title):
    return format_html_join("", "<span>{}</span>", ((line,) for line in seams.verse(title)))


@register.filter
def is_run(title):
    """Whether the slogan falls into short lines, which are set large."""
    return all(len(line) <= 4 for line in seams.verse(title))


@register.filter
def first_sentences(text, limit):
    """Whole sentences of about `limit` characters; a text without sentences as it is."""
    return summarise([text], limit=limit) or text


@register.filter
def dated_notes(notes):
    """[(“2026-11-24” or "", text)] of 更正说明, as they are stored."""
    return [split_note(note) for note in notes]


@register.filter
def original_day(text):
    """2023-11-17 09:30 of the stored 2023-11-17T09:30."""
    return text.replace("T", " ")


@register.filter
def numeral(number):
    return numeral_of(number)


@register.filter
def published(entry):
    """2023-11-17 09:30, or the day alone where no more is known."""
    moment = timezone.localtime(entry.published_at)
    return moment.strftime("%Y-%m-%d %H:%M" if entry.time_known else "%Y-%m-%d")


@register.filter
def machine_time(entry):
    moment = timezone.localtime(entry.published_at)
    return moment.isoformat(timespec="minutes") if entry.time_known else moment.date().isoformat()


@register.filter
def day_of(moment):
    """The Shanghai date of a moment or a date."""
    return timezone.localtime(moment).date() if isinstance(moment, datetime) else moment


@register.filter
def month_day(moment):
    return day_of(moment).strftime("%m-%d")


@register.filter
def full_day(moment):
    """2024年2月17日."""
    day = day_of(moment)
    return f"{day.year}年{day.month}月{day.day}日"


@register.filter
def weekday(moment):
    return lunar.weekday(day_of(moment))


@register.filter
def lunar_day(moment):
    return lunar.lunar_day(day_of(moment))


@register.filter
def under_date(moment):
    """What stands below an event's date: a lunar festival's day, else the weekday."""
    day = day_of(moment)
    name = lunar.lunar_day(day)
    return name if name == "正月初八" else f"周{lunar.weekday(day)[-1]}"


@register.filter
def span(event):
    """2024年2月17日（正月初八，星期六）09:00—12:00; the second date only where it differs."""
    start, end = timezone.localtime(event.starts_at), timezone.localtime(event.ends_at)
    lunar_name = lunar.lunar_day(start.date())
    notes = "，".join(filter(None, (lunar_name, lunar.weekday(start.date()))))
    first = f"{full_day(start)}（{notes}）"
    if event.all_day:
        return first if start.date() == end.date() else f"{first}至{full_day(end)}"
    if start.date() == end.date():
        return f"{first}{start:%H:%M}—{end:%H:%M}"
    return f"{first}{start:%H:%M}至{full_day(end)}{end:%H:%M}"


@register.filter
def state_of(event):
    """改期, 已取消, 已结束, 进行中 or 即将举行."""
    if event.state != EventState.PLANNED:
        return event.get_state_display()
    now = timezone.now()
    if event.ends_at < now:
        return "已结束"
    return "进行中" if event.starts_at <= now else "即将举行"


@register.filter
def state_class(event):
    if event.state != EventState.PLANNED:
        return "off"
    return "done" if event.ends_at < timezone.now() else ""
