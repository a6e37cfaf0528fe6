"""What the filters of a list offer, read once a request: columns, series, years, holders.

Each filter asked for its own choices, which was a third of a list's queries (decision 125).
"""

from django.db.models import BigIntegerField, CharField, F, Value
from django.db.models.functions import Cast, Coalesce, NullIf

from series.actions.progress.stage_filters import held_tasks
from series.models import Column, Series, Tally

SERIES, YEAR, HOLDER = "series", "year", "holder"


def columns_once(request):
    """Return {id: Column} of all columns in their order."""
    if not hasattr(request, "_desk_columns"):
        request._desk_columns = {column.pk: column for column in Column.objects.all()}
    return request._desk_columns


def choices_once(request, name):
    """Return [(key, label)] of SERIES, YEAR or HOLDER; one query for the three."""
    if not hasattr(request, "_desk_choices"):
        request._desk_choices = sorted(_rows())
    return [(key, label) for what, _, key, label in request._desk_choices if what == name]


def _rows():
    """Return the rows (name, place, key, label) of all choices as one query."""
    label = Coalesce(NullIf("short_title", _text("")), "title")
    series = Series.objects.values_list(_text(SERIES), _number("order"), _number("pk"), label)
    year = _number("year")
    years = Tally.objects.filter(count__gt=0).values_list(_text(YEAR), -year, year, _text(""))
    person = Coalesce(NullIf("holder__name", _text("")), "holder__username")
    holder = _number("holder")
    held = held_tasks().values_list(_text(HOLDER), holder, holder, person)
    return series.order_by().union(years.order_by(), held.order_by())


def _number(name):
    return Cast(F(name), BigIntegerField())


def _text(words):
    return Value(words, CharField())
