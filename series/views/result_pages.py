"""Pages of search results.
First the weighed hits by page number, then the rest by time."""

from dataclasses import dataclass, field

from django.core.paginator import Paginator

from series.models import Entry
from series.search.searching import later_hits

PER_PAGE = 20
LARGEST_KEY = 2**63 - 1


@dataclass(frozen=True)
class ResultPage:
    """One page of results.

    `rows` in their order; `numbers` for links (None is a gap); `older` the key below which the next
    page begins, where hits in order of time follow.
    """

    rows: list = field(default_factory=list)
    number: int = 1
    numbers: list = field(default_factory=list)
    next: int | None = None
    older: int | None = None
    by_time: bool = False

    @property
    def start(self):
        """Return the position of the first result on this page, counted from 1."""
        return (self.number - 1) * PER_PAGE + 1


def result_page(request, query, narrowing, answer):
    """Return the page that ?page= or ?before= names, else the first page."""
    before = _key(request.GET.get("before", ""))
    if before and answer.rest:
        hits = later_hits(query, narrowing, before=before, limit=PER_PAGE + 1)
        older = hits[PER_PAGE - 1].key if len(hits) > PER_PAGE else None
        return ResultPage(_entries(hits[:PER_PAGE]), older=older, by_time=True)
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
    numbers = paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return [None if number == paginator.ELLIPSIS else number for number in numbers]


def _entries(candidates):
    """Return the public entries of the candidates, in the same order.

    Read by their keys alone: with the visibility in the query SQLite would read every entry.
    Decision 13.
    """
    keys = [candidate.entry for candidate in candidates]
    rows = Entry.objects.filter(pk__in=keys).select_related("source").with_times().order_by()
    public = {row.pk: row for row in rows.defer("body", "draft_text") if row.is_public}
    return [public[key] for key in keys if key in public]


def _key(text):
    key = int(text) if text.isascii() and text.isdecimal() and len(text) < 20 else 0
    return key if 0 < key <= LARGEST_KEY else 0
