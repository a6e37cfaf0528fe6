"""Pages of search results: the weighed hits by number, then the rest in order of time by key."""

from dataclasses import dataclass, field

from django.core.paginator import Paginator

from series.models import Entry
from series.search.searching import later_hits

PER_PAGE = 20
LARGEST_KEY = 2**63 - 1


@dataclass(frozen=True)
class ResultPage:
    """`rows` in their order; `numbers` for links (None is a gap); `older` the key that hits of
    the next page precede, where hits follow that are in order of time."""

    rows: list = field(default_factory=list)
    number: int = 1
    numbers: list = field(default_factory=list)
    next: int | None = None
    older: int | None = None
    by_time: bool = False

    @property
    def start(self):
        """Return the number of the first result on this page."""
        return (self.number - 1) * PER_PAGE + 1


def result_page(request, query, narrowing, answer):
    """Return the page that ?page= or ?before= asks for; the first where they ask for nothing there
    is."""
    before = _key(request.GET.get("before", ""))
    if before and answer.rest:
        found = later_hits(query, narrowing, before=before, limit=PER_PAGE + 1)
        older = found[PER_PAGE - 1].key if len(found) > PER_PAGE else None
        return ResultPage(_entries(found[:PER_PAGE]), older=older, by_time=True)
    paginator = Paginator(answer.candidates, PER_PAGE)
    page = paginator.get_page(request.GET.get("page", "")[:6])
    last = not page.has_next()
    return ResultPage(
        _entries(page.object_list),
        number=page.number,
        numbers=_numbers(paginator, page) if paginator.num_pages > 1 else [],
        next=None if last else page.next_page_number(),
        older=answer.rest if last else None,
    )


def _numbers(paginator, page):
    found = paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return [None if number == paginator.ELLIPSIS else number for number in found]


def _entries(candidates):
    """Return the entries in the order of their documents; what was withdrawn a moment ago is left
    out. Read by their keys alone: with the visibility in the query SQLite would pass every
    entry."""
    keys = [one.entry for one in candidates]
    rows = Entry.objects.filter(pk__in=keys).select_related("source").order_by()
    found = {row.pk: row for row in rows.defer("body", "draft_text") if row.is_public}
    return [found[key] for key in keys if key in found]


def _key(text):
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 20 else 0
    return number if 0 < number <= LARGEST_KEY else 0
