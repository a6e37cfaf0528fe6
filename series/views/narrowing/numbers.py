"""Numbered pages of a list.

The first MOST_NUMBERED are reached by number, what follows by place.
A page by number skips at most MOST_NUMBERED pages of one index, however long the list is.
"""

from dataclasses import dataclass
from functools import partial

from django.core.paginator import Paginator
from django.http import Http404

from chamber.page_cache.dependence import depend_on
from series.page_keys import LISTS
from series.views.paging import PER_PAGE, Cursor, page_of, size_of_first

MOST_NUMBERED = 50
MOST_COUNTED = MOST_NUMBERED * PER_PAGE


@dataclass(frozen=True)
class NumberedPage:
    """One page by its number.

    `numbers` are for links (None is a gap); `older` is the query of what follows the last of
    them.
    """

    rows: list
    number: int
    numbers: list
    total: int  # of all pages; any number above MOST_COUNTED for more
    older: str = ""
    newer: str = ""  # a numbered page may be found by machines: `series/_list_head.html`

    @property
    def previous(self):
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self):
        return self.number + 1 if self.number < (self.numbers or [1])[-1] else None


def counted(rows):
    """Return how many rows there are; MOST_COUNTED + 1 for more than MOST_COUNTED."""
    return rows.order_by()[: MOST_COUNTED + 1].count()


def numbered_page(request, rows, *, load, fields, count, load_from=None):
    """Return the page that ?page= names, or the one at ?before= or ?after=.

    `count()` tells how many rows there are, or None. `load_from(begin)` gives the rows of a page in one
    query, where there is such a query. The last page by number takes what the pages by place leave over
    (decision 170). Http404 where there is no such page.
    """
    if request.GET.get("before") or request.GET.get("after"):
        known = partial(_known_or_counted, count, rows)
        page = page_of(request, rows, load=load, fields=fields, total=known, of=LISTS)
        if page.newer or not page.rows:
            return page
    depend_on(LISTS)
    exact = count()
    total = counted(rows) if exact is None else exact
    pages = Paginator(range(min(total, MOST_COUNTED)), PER_PAGE)
    number = _asked_number(request.GET.get("page", ""), pages.num_pages)
    begin = (number - 1) * PER_PAGE
    follows = total > MOST_COUNTED and number == pages.num_pages
    size = size_of_first(exact - begin) if follows and exact is not None else PER_PAGE
    if load_from is None or size != PER_PAGE:
        shown = _load_from(rows, load, fields, begin, size)
    else:
        shown = load_from(begin)
    follows = follows and shown
    return NumberedPage(
        shown,
        number,
        _numbers(pages, number) if pages.num_pages > 1 else [],
        total,
        older=f"before={Cursor(shown[-1].published_at, shown[-1].pk)}" if follows else "",
    )


def _known_or_counted(count, rows):
    known = count()
    return counted(rows) if known is None else known


def _load_from(rows, load, fields, begin, size):
    order = rows.order_by(*(f"-{name}" for name in fields)).values_list(fields[1], flat=True)
    keys = list(order[begin : begin + size])
    found = {row.pk: row for row in load(keys)}
    return [found[key] for key in keys if key in found and found[key].is_public]


def _asked_number(text, last):
    if not text:
        return 1
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else 0
    if not 1 <= number <= last:
        raise Http404("没有这一页")
    return number


def _numbers(pages, number):
    shown = pages.get_elided_page_range(number, on_each_side=2, on_ends=1)
    return [None if each == pages.ELLIPSIS else each for each in shown]
