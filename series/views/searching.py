"""检索：one page for every question, without script; its address is the question."""

from dataclasses import dataclass
from urllib.parse import quote

from django.http import QueryDict
from django.shortcuts import render
from django.urls import reverse

from chamber.models import Organization
from series.models import Column, Kind, Series, Tag
from series.search.facets import counts_by_span, facets
from series.search.guessing import guess
from series.search.narrowing import (
    SPANS,
    combine,
    filter_labels,
    narrowing_of_address,
    narrowing_of_words,
)
from series.search.query import read_query
from series.search.searching import search_entries

from .entry_addresses import CLOSED, PublicAddress, shows_entries
from .lists import Choice
from .public import public_page
from .reading import count_search
from .result_pages import result_page

TITLES = {
    "kind": "类型", "year": "年份", "tag": "话题", "series": "系列", "column": "专栏", "source": "来源",
}  # fmt: skip
ROWS = {"column": Column, "series": Series, "source": Organization, "tag": Tag}


REMOVE = "，点击取消"  # behind the name of an active filter, in the template
SHOWN_AT_ONCE = 8  # of a filter's choices; the others stand under 更多
NEWEST_FIRST = "newest"
LONGEST_ASKED = 40  # of a text that is looked for


@dataclass(frozen=True)
class FilterGroup:
    """One filter beside the results.
    Its title and its choices, of which 不限 is the first."""

    title: str
    choices: list[Choice]

    @property
    def first(self):
        return self.choices[: SHOWN_AT_ONCE + 1]

    @property
    def more(self):
        return self.choices[SHOWN_AT_ONCE + 1 :]

    @property
    def is_more_chosen(self):
        """Tell whether the active choice stands under 更多."""
        return any(choice.current for choice in self.more)


def search_addresses(withdrawn):
    """Yield searches for the headline and each sentence, in everything and in its kind."""
    for text in (withdrawn.entry.headline, *withdrawn.sentences):
        path = f"{reverse('series:search')}?q={quote(text[:LONGEST_ASKED])}"
        yield PublicAddress("检索", path, but=text)
        yield PublicAddress("按类型检索", f"{path}&kind={withdrawn.entry.kind}", but=text)
    for name, row in _hidden_filters(withdrawn):
        path = f"{reverse('series:search')}?{name}={row.pk}"
        yield PublicAddress(f"检索条件“{row}”", path, also=f"{row}{REMOVE}")


def _hidden_filters(withdrawn):
    """Yield (filter, row) of topics and series without public entries now.
    Those of the entry."""
    rows = [("tag", tag) for tag in withdrawn.tags]
    rows += [("series", withdrawn.entry.series)] if withdrawn.entry.series else []
    yield from (pair for pair in rows if withdrawn.wants(pair[1]) == CLOSED)


@shows_entries(search_addresses)
@public_page(is_kept=False)
def search(request):
    query = read_query(request.GET.get("q", ""))
    typed, unknown = narrowing_of_words(query.typed_filters)
    narrowing = combine(narrowing_of_address(request.GET), typed)
    answer = search_entries(query, narrowing)
    other = None if answer.count else guess(query, narrowing)
    asked, shown = (other.query, other.answer) if other else (query, answer)
    newest_first = request.GET.get("sort") == NEWEST_FIRST
    shown = shown.by_date() if newest_first else shown
    count_search(request, query, hits=shown.count, guessed=other is not None)
    here = query_address(query, narrowing)
    if newest_first:
        here["sort"] = NEWEST_FIRST
    context = {
        "query": query,
        "asked": asked,
        "exact": " ".join(f"“{word.typed}”" for word in asked.words),
        "answer": shown,
        "guess": other,
        "unknown": unknown,
        "page": result_page(request, asked, narrowing, shown),
        "shelves": filter_groups(shown, narrowing, here),
        "orders": orders(shown, narrowing, here),
        "chosen": active_filters(narrowing, here),
        "base": here.urlencode(),
    }
    return render(request, "series/search.html", context)


def query_address(query, narrowing) -> QueryDict:
    """Return the question as a query string.
    The typed line, and each filter by its name.

    Filters that were typed stay in the line.
    """
    here = QueryDict(mutable=True)
    here["q"] = query.text
    for name, value in narrowing.chosen().items():
        if name not in query.typed_filters:
            here[name] = value
    return here


def active_filters(narrowing, here):
    """Return the active filters, each as a link to the result without it.

    Typed filters are left out: they stand in the line and are removed there.
    """
    names = filter_labels(narrowing)
    return [Choice(names[name], _link(here, name, None), 0) for name in names if name in here]


def filter_groups(answer, narrowing, here):
    """Return the filters with their choices and counts, in the order of TITLES."""
    if not answer.count:
        return []
    counts = facets(answer)
    on = narrowing.chosen()
    shown = [name for name in TITLES if name in counts or name in on]
    return [
        FilterGroup(TITLES[name], _choices(name, counts.get(name, []), on.get(name), answer, here))
        for name in shown
    ]


def orders(answer, narrowing, here):
    """Return the links of order and span above the results; none without results."""
    if not answer.count:
        return []
    by_date = here.get("sort") == NEWEST_FIRST
    order = [
        Choice("相关在前", _link(here, "sort", None), 0, not by_date, nofollow=True),
        Choice("最新在前", _link(here, "sort", NEWEST_FIRST), 0, by_date, nofollow=True),
    ]
    within, counts = narrowing.within, counts_by_span(answer)
    spans = [Choice("不限", _link(here, "within", None), 0, within is None, nofollow=True)]
    spans += [
        Choice(
            label,
            _link(here, "within", span),
            0 if within else counts[span],
            span == within,
            nofollow=True,
        )
        for span, label in SPANS.items()
        if within or counts[span]
    ]
    return [FilterGroup("排列", order), FilterGroup("时间", spans)]


def _choices(name, values, current, answer, here):
    names = _names(name, [value for value, _ in values])
    every = Choice("不限", _link(here, name, None), 0 if current else answer.count, current is None)
    return [every] + [
        Choice(names[value], _link(here, name, value), count, value == current)
        for value, count in values
        if value in names
    ]


def _names(name, values):
    if name == "kind":
        return {value: Kind(value).label for value in values}
    if name == "year":
        return {value: f"{value}年" for value in values}
    return {key: str(row) for key, row in ROWS[name].objects.in_bulk(values).items()}


def _link(here, name, value):
    query = here.copy()
    query.pop(name, None)
    if value is not None:
        query[name] = value
    return f"?{query.urlencode()}"
