"""Keyset paging: a page begins where the last one ended, so that page 5,000 costs what page 1
costs. The place is readable in the address: ?before=20231117T0000-12 is the entry 12 that was
published at that minute (Shanghai, +08:00)."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from django.db.models import Q
from django.http import Http404

PER_PAGE = 20
OLDEST, NEWEST = 1900, 2200
SHANGHAI = timezone(timedelta(hours=8))
CURSOR = re.compile(r"(\d{8}T\d{4})(\d{2}\.\d{6})?-(\d{1,18})", re.ASCII)


@dataclass(frozen=True)
class CursorPage:
    """Rows in the order of the page; `older` and `newer` are queries (“before=…”) or empty."""

    rows: list
    older: str = ""
    newer: str = ""

    @property
    def first(self):
        return not self.newer


@dataclass(frozen=True)
class Cursor:
    """A row's place in newest-first order: `rows` after it have `field`, then `key`, smaller."""

    moment: datetime
    pk: int

    def __str__(self):
        local = self.moment.astimezone(SHANGHAI)
        exact = f"{local:%S.%f}"
        return f"{local:%Y%m%dT%H%M}{'' if exact == '00.000000' else exact}-{self.pk}"


def read_cursor(text):
    """Return the place written in an address; Http404 where it is none."""
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


def page_of(request, queryset, *, load, fields=("published_at", "pk"), size=PER_PAGE):
    """Return one page of `size` rows of `queryset`, which any order and filter of equality may
    narrow.

    Only the two sort fields are read on the way (an index holds them); `load(ids)` then fetches
    the rows of the page by their keys alone, in any order: with the visibility in the same
    query SQLite takes its index instead and passes every published entry. What was withdrawn
    in between is left out here.
    """
    places, older, newer = _window(request.GET, queryset, fields, size)
    rows = {row.pk: row for row in load([place.pk for place in places])} if places else {}
    shown = [rows[place.pk] for place in places if place.pk in rows and rows[place.pk].is_public]
    return CursorPage(
        shown,
        older=f"before={places[-1]}" if older and places else "",
        newer=f"after={places[0]}" if newer and places else "",
    )


def _window(query, queryset, fields, size):
    """Return (places, is there an older page, is there a newer one)."""
    if query.get("after"):
        found = _beyond(queryset, fields, read_cursor(query["after"]), size, newer=True)
        if len(found) > size:
            return found[:size][::-1], True, True
    if query.get("before"):
        found = _beyond(queryset, fields, read_cursor(query["before"]), size, newer=False)
        return found[:size], len(found) > size, True
    found = _places(queryset.order_by(f"-{fields[0]}", f"-{fields[1]}"), fields, size)
    return found[:size], len(found) > size, False


def _beyond(queryset, fields, place, size, *, newer):
    """Return the bound on the first field alone lets the index start there; the second half of the
    condition only settles equal moments."""
    moment, key = fields
    ahead = "gt" if newer else "lt"
    rows = queryset.filter(**{f"{moment}__{ahead}e": place.moment}).filter(
        Q(**{f"{moment}__{ahead}": place.moment}) | Q(**{f"{key}__{ahead}": place.pk})
    )
    sign = "" if newer else "-"
    return _places(rows.order_by(f"{sign}{moment}", f"{sign}{key}"), fields, size)


def _places(rows, fields, size):
    return [Cursor(*values) for values in rows.values_list(*fields)[: size + 1]]
