"""Days, times and moments in a form of the desk."""

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from series.actions.errors import EditorialError


class DayInput(forms.DateInput):
    """The browser's own field of a day, which knows the person's calendar and keyboard."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class ClockInput(forms.TimeInput):
    """The browser's own field of a time of day, in hours and minutes."""

    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%H:%M")


def parse_moment(typed):
    """Parse “2026-11-30T18:00” or “2026-11-30 18:00” as Shanghai time; None for ""."""
    typed = typed.replace("\0", "").strip()
    if not typed:
        return None
    try:
        moment = parse_datetime(typed)
    except ValueError:
        moment = None
    if moment is None:
        raise EditorialError(f"时间“{typed[:30]}”无法识别，请写成 2026-11-30 18:00")
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
