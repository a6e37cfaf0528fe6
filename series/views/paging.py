"""Keyset paging: a page begins where the last one ended.
Page 5,000 costs what page 1 costs. Full pages are counted from the oldest row: the first one takes
what is over, so that the next publication moves no other page (decision 170).

The cursor is readable in the address: ?before=20231117T0000-12 is the entry 12 that was published at
that minute (Shanghai, +08:00). Decision 5.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from django.db.models import Q
from django.http import Http404

from chamber.page_cache.dependence import depend_on
from series.page_keys import end_keys, month_keys

PER_PAGE = 20
MOST_FIRST = PER_PAGE + PER_PAGE // 2 - 1  # rows of a first page that takes what is over
OLDEST, NEWEST = 1900, 2200
SHANGHAI = timezone(timedelta(hours=8))
CURSOR = re.compile(r"(\d{8}T\d{4})(\d{2}\.\d{6})?-(\d{1,18})", re.ASCII)


@dataclass(frozen=True)
class CursorPage:
    """One page: its rows in order, and the queries of its neighbours.

    `older` and `newer` are queries (“before=…”), empty where there is no such page.
    """

    rows: list
    older: str = ""
    newer: str = ""

    @property
    def first(self):
        return not self.newer


@dataclass(frozen=True)
class Cursor:
    """A row's position in newest-first order: first by moment, then by key."""

    moment: datetime
    pk: int

    def __str__(self):
        local = self.moment.astimezone(SHANGHAI)
        exact = f"{local:%S.%f}"
        return f"{local:%Y%m%dT%H%M}{'' if exact == '00.000000' else exact}-{self.pk}"


def read_cursor(text):
    """Return the cursor that is written in an address; Http404 where it is none."""
    match = CURSOR.fullmatch(text)
    if not match:
        raise Http404("页码地址有误")
    try:
        moment = datetime.strptime(match[1] + (match[2] or "00.000000"), "%Y%m%dT%H%M%S.%f")
    except ValueError as error:
        raise Http404("页码地址有误") from error
    if not OLDEST <= moment.year <= NEWEST:
        raise Http404("页码地址有误")
    return Cursor(moment.replace(tzinfo=SHANGHAI), int(match[3]))


@dataclass(frozen=True)
class PagePlaces:
    """The places of one page's rows.
    `months` is the stretch that it shows, None where the next publication may come into it."""

    cursors: list
    older: bool
    newer: bool = False
    months: tuple | None = None

    def keys(self, of):
        """Return what the page depends on of a list (page_keys)."""
        if self.months is None:
            return (of,)
        return (month_keys if self.older else end_keys)(of, *self.months)


def size_of_first(total):
    """Return how many of `total` rows the first page shows beside full pages."""
    over = total % PER_PAGE
    if total <= PER_PAGE:
        return PER_PAGE
    return over if over >= PER_PAGE // 2 else PER_PAGE + over


def page_of(
    request,
    queryset,
    *,
    load,
    fields=("published_at", "pk"),
    size=PER_PAGE,
    first=None,
    total=None,
    of="",
):
    """Return one page of `size` rows of `queryset`, which may be filtered by equality.

    Where `total()` tells how many rows there are, the first page takes what the others leave over.
    `of` is the key of the list (page_keys), whose order is that of publication: a later page depends on
    it only for the months that it shows.

    Only the two sort fields are read on the way (an index holds them); `load(ids)` then fetches
    the rows of the page by their keys alone, in any order: with the visibility in the same
    query SQLite takes its index instead and reads every published entry. Rows withdrawn in between
    are left out here. `first` gives the rows of the first page and one more. Decision 13.
    """
    if first and not (request.GET.get("before") or request.GET.get("after")):
        cursors = [Cursor(getattr(row, fields[0]), row.pk) for row in first.rows()]
        window = PagePlaces(cursors[:size], len(cursors) > size)
    else:
        window = _window(request.GET, queryset, fields, size, total)
    if of:
        depend_on(*window.keys(of))
    cursors = window.cursors
    rows = {row.pk: row for row in load([at.pk for at in cursors])} if cursors else {}
    shown = [rows[at.pk] for at in cursors if at.pk in rows and rows[at.pk].is_public]
    return CursorPage(
        shown,
        older=f"before={cursors[-1]}" if window.older and cursors else "",
        newer=f"after={cursors[0]}" if window.newer and cursors else "",
    )


def _window(query, queryset, fields, size, total):
    """Return the window that the query names, else the first.

    What lies beyond a closed stretch is seen by one row more; that row's month is part of it."""
    if query.get("after"):
        begin, most = read_cursor(query["after"]), size if total is None else MOST_FIRST
        cursors = _beyond(queryset, fields, begin, most, newer=True)
        if len(cursors) > most:
            months = begin.moment, cursors[-1].moment
            return PagePlaces(cursors[:size][::-1], older=True, newer=True, months=months)
    if query.get("before"):
        begin = read_cursor(query["before"])
        cursors = _beyond(queryset, fields, begin, size, newer=False)
        months = (cursors[-1].moment, begin.moment) if cursors else None
        return PagePlaces(cursors[:size], older=len(cursors) > size, newer=True, months=months)
    most = size if total is None else MOST_FIRST
    cursors = _cursors(queryset.order_by(f"-{fields[0]}", f"-{fields[1]}"), fields, most)
    if total is not None:  # a short list is counted by its rows
        size = size_of_first(len(cursors) if len(cursors) <= most else total())
    return PagePlaces(cursors[:size], older=len(cursors) > size)


def _beyond(queryset, fields, cursor, size, *, newer):
    """Return the cursors of the rows that follow `cursor` in one direction.

    The bound on the first field alone lets the index start there; the second half of the condition
    only decides between equal moments.
    """
    moment, key = fields
    ahead = "gt" if newer else "lt"
    rows = queryset.filter(
        Q(**{f"{moment}__{ahead}": cursor.moment}) | Q(**{f"{key}__{ahead}": cursor.pk}),
        **{f"{moment}__{ahead}e": cursor.moment},
    )
    order = "" if newer else "-"
    return _cursors(rows.order_by(f"{order}{moment}", f"{order}{key}"), fields, size)


def _cursors(rows, fields, size):
    return [Cursor(*values) for values in rows.values_list(*fields)[: size + 1]]
