"""Small pieces of Chinese that templates print: broken titles, dates, states, numerals."""

from django import template
from django.utils import timezone
from django.utils.html import format_html_join

from series import dates
from series.dates import day_of
from series.models import EventState
from series.text.language import lunar
from series.text.language.han import numeral as numeral_of
from series.text.markup.corrections import split_correction as split_note
from series.text.typography import title_breaks as seams
from series.text.typography.summary import summarise

register = template.Library()
for name in ("original_day", "published", "machine_time", "day_of", "full_day", "span"):
    register.filter(name, getattr(dates, name))


@register.filter
def spine(edition):
    """Print the edition's theme for an upright spine, in at most two columns."""
    parts = seams.theme_columns(edition.headline, name=edition.series.title)
    return format_html_join("", "<span>{}</span>", ((part,) for part in parts))


@register.filter
def verse(title):
    return format_html_join("", "<span>{}</span>", ((line,) for line in seams.verse_lines(title)))


@register.filter
def is_run(title):
    """Tell whether the slogan breaks into short lines only, which are set large."""
    return all(len(line) <= 4 for line in seams.verse_lines(title))


@register.filter
def first_sentences(text, limit):
    """Return whole sentences of about `limit` characters; a text without sentences whole."""
    return summarise([text], limit=limit) or text


@register.filter
def dated_notes(notes):
    """Return [(“2026-11-24” or "", text)] of stored 更正说明."""
    return [split_note(note) for note in notes]


@register.filter
def numeral(number):
    return numeral_of(number)


@register.filter
def month_day(moment):
    return day_of(moment).strftime("%m-%d")


@register.filter
def weekday(moment):
    return lunar.weekday(day_of(moment))


@register.filter
def lunar_day(moment):
    return lunar.lunar_day(day_of(moment))


@register.filter
def under_date(moment):
    """Return the line below an event's date: a lunar festival's day, else the weekday."""
    day = day_of(moment)
    name = lunar.lunar_day(day)
    return name if name == "正月初八" else f"周{lunar.weekday(day)[-1]}"


@register.filter
def state_of(event):
    """Return the event's state: 改期, 已取消, 已结束, 进行中 or 即将举行."""
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
