"""The search line of the lists of entries.

By index, and no more rows than one looks through."""

from django.contrib import messages

from series.admin.base import parse_positive_int
from series.roles import columns_of
from series.search.asking import mark
from series.search.drafts import MOST, find_at_desk
from series.search.narrowing import MARKS

CUT = f"符合的稿件很多，只在最近的 {MOST} 篇里列出；请再加一个词，或用筛选缩小范围。"
# Parameters of the lists' filters → filters of the public index.
FILTERS = {"column__id__exact": "column", "series__id__exact": "series", "year": "year"}


def search_list(request, rows, text, *, kind=None):
    """Return the rows in which every word of the line stands.

    It is said if there are too many.

    `rows` are those that the person may see, after all filters; an index adds none to them.
    """
    if not text.strip():
        return rows
    hits = find_at_desk(text, _marks(request, kind or request.GET.get("kind__exact", "")))
    if hits.many:
        messages.info(request, CUT)
    return rows.filter(pk__in=hits.entries)


def _marks(request, kind):
    """Return the marks of what the list shows.

    So the newest hits are those of the list."""
    marks = [(mark(MARKS["kind"], kind),)] if kind.isalpha() and kind.isascii() else []
    columns = columns_of(request.user, "view")
    if columns is not None:
        marks.append(tuple(mark(MARKS["column"], column) for column in sorted(columns)))
    for parameter, name in FILTERS.items():
        if number := parse_positive_int(request.GET.get(parameter, "")):
            marks.append((mark(MARKS[name], number),))
    return tuple(filter(None, marks))
