"""The day of an entry in a list: an event's own, else that of publication.

Nobody looks for an event under the day of its announcement. Decision 127.
"""

from django import template
from django.utils import timezone

from series import dates, facts
from series.models import ENTRY_KINDS, EventState
from series.text.language import lunar

register = template.Library()


@register.filter
def occasion(entry):
    """Return the row with the times of an entry that takes place; None for others."""
    if not ENTRY_KINDS[entry.kind].takes_place:
        return None
    return entry if hasattr(entry, "starts_at") else getattr(entry, str(entry.kind))


@register.filter
def own_day(entry):
    """Return the day under which a list shows the entry."""
    event = occasion(entry)
    return dates.day_of(event.starts_at if event else entry.published_at)


@register.filter
def own_machine_day(entry):
    """Return the value of `datetime` for the day under which a list shows the entry."""
    event = occasion(entry)
    return own_day(entry).isoformat() if event else dates.machine_time(entry)


@register.filter
def short_weekday(day):
    return f"周{lunar.weekday(day)[-1]}"


@register.filter
def last_day(event):
    """Return the last day of an event of several days as 12-04, else ""."""
    first, last = dates.day_of(event.starts_at), dates.day_of(event.ends_at)
    if first == last:
        return ""
    return last.strftime("%m-%d" if first.year == last.year else "%Y-%m-%d")


@register.filter
def days_left(event):
    """Return 今天, 明天 or 还有2天 of an event to come, else an empty text."""
    if event.state == EventState.CANCELLED or event.ends_at < timezone.now():
        return ""
    return dates.days_until(dates.day_of(event.starts_at), today=timezone.localdate())


@register.filter
def is_soon(event):
    """Tell whether an event begins within three days."""
    return (dates.day_of(event.starts_at) - timezone.localdate()).days <= 3


@register.filter
def told_headline(entry):
    """Return the headline as other places show it, with a changed state."""
    return facts.told_headline(entry, occasion(entry))
