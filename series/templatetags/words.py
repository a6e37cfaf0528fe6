"""Small pieces of Chinese that templates print: broken titles, dates, states, numerals."""

from django import template
from django.utils import timezone
from django.utils.html import format_html_join

from series import dates
from series.dates import day_of
from series.models import EventState
from series.text.language import contacts, lunar
from series.text.language.han import numeral as numeral_of
from series.text.language.rescheduling import has_no_new_day
from series.text.markup.corrections import split_correction as split_note
from series.text.typography import title_breaks as seams
from series.text.typography.summary import summarise

register = template.Library()
for name in (
    "original_day",
    "published",
    "machine_time",
    "day_of",
    "full_day",
    "to_the_minute",
    "span",
):
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
def state_of(event):
    """Return the event's state: 改期, 已取消, 已结束, 进行中 or 即将举行.

    That it was held is told by its times: a word of its own would need a new signed version."""
    now = timezone.now()
    if event.state == EventState.CANCELLED:
        return event.get_state_display()
    if event.ends_at < now and not _has_no_day(event):
        return "已结束"
    if event.state == EventState.POSTPONED:
        return event.get_state_display()
    return "进行中" if event.starts_at <= now else "即将举行"


@register.filter
def is_open(event):
    """Tell whether the deadline of an event that is on is still to come."""
    return event.state != EventState.CANCELLED and event.deadline > timezone.now()


@register.filter
def days_until(moment):
    """Return how far off a coming day is: 今天, 明天, 还有2天."""
    return dates.days_until(day_of(moment), today=timezone.localdate())


@register.filter
def dialled(phone):
    return contacts.dialled(phone)


@register.filter
def state_class(event):
    if state_of(event) == "已结束":
        return "done"
    return "" if event.state == EventState.PLANNED else "off"


def _has_no_day(event):
    """Tell whether an event was put off without a new day."""
    return event.state == EventState.POSTPONED and has_no_new_day(event.state_note)
