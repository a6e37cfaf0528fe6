"""What the start page and its parts draw and link."""

from django import template
from django.urls import reverse

from series.dates import near_time

register = template.Library()
register.filter("near_time", near_time)

GAP_WIDTH, DAY_WIDTH = 336, 8
MOST_TEETH = 80


@register.filter
def entry_address(finding):
    """Return the desk address of the entry that a finding of the checks names."""
    return reverse(f"admin:series_{finding['kind']}_change", args=[finding["entry"]])


@register.simple_tag
def checked_at(problems):
    """Return when the checks ran last; None where they never did."""
    return max((problem.at for problem in problems if problem.at), default=None)


@register.simple_tag
def broken(problems):
    """Tell whether the checks found any problem."""
    return any(problem.count for problem in problems)


@register.inclusion_tag("admin/_gap.html")
def gap_comb(silence):
    """Draw 栏目间隔: one tooth a day since the column's last entry.

    The spine is as long as the longest gap allowed, teeth past its end are in ink. Long spines have
    smaller steps, and one tooth for several days.
    """
    allowed, days = max(silence.allowed, 1), silence.days or 0
    step = min(DAY_WIDTH, GAP_WIDTH * 6 / 7 / allowed)
    every = max(1, -(-allowed // MOST_TEETH))
    spine, reach = allowed * step, min(days, allowed) * step
    room = min(days, int((GAP_WIDTH - 2) / step))
    past = list(range(allowed, room, every)) or ([allowed] if days > allowed else [])
    return {
        "spine": f"M0 2h{spine:.1f}",
        "reach": f"M0 2h{reach:.1f}",
        "gone": teeth_at(range(0, min(days, allowed), every), step, 13),
        "left": teeth_at(range(min(days, allowed), allowed, every), step, 5),
        "past": "".join(f"M{place * step + 1.5:.1f} 0v16" for place in past),
    }


def teeth_at(places, step, length):
    return "".join(f"M{place * step + 1:.1f} 3v{length}" for place in places)
