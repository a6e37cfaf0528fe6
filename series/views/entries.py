"""The list and the page of a kind that needs only what every kind has."""

from django.shortcuts import render
from django.urls import reverse

from chamber.page_cache.dependence import depend_on
from series.finished.names import keywords_of
from series.finished.reading import reading_of
from series.models import ENTRY_KINDS, Attachment, Entry, Redirect

from .assembling.around import find_around
from .assembling.rows import find_public, rows_of_kind
from .entry_addresses import (
    GONE,
    IF_MODIFIED_SINCE,
    IF_NONE_MATCH,
    PublicAddress,
    shows_entries,
)
from .event_articles import aftermath_addresses
from .instalments import neighbours_of, turn_between
from .lists import addresses_of_kind
from .paging import page_of
from .public import public_page, published_or_gone, show_entry
from .reading import count_reading
from .related import near_by_topic, related_among


@shows_entries(addresses_of_kind)
@public_page
def entry_list(request, kind):
    about, rows = ENTRY_KINDS[kind], Entry.objects.published().filter(kind=kind)

    def cards(ids):
        return about.model.objects.filter(pk__in=ids).for_cards().select_related(*about.related)

    page = page_of(request, rows, load=cards)
    return render(request, about.list_template, {"page": page})


def page_addresses(withdrawn, kind):
    """Yield the entry's page and those that may link to it.

    Its own page also as a cache asks for it. Under another kind's address it was never there.
    """
    entry = withdrawn.entry
    if entry.kind != kind:
        yield PublicAddress("同号的其他类型", reverse(f"series:{kind}", args=[entry.pk]))
        return
    own = PublicAddress("公开页", entry.get_absolute_url(), GONE)
    yield from own.and_remembered(IF_NONE_MATCH, IF_MODIFIED_SINCE)
    for row in Redirect.objects.filter(entry=entry.pk):
        yield PublicAddress("跳转", row.old_path, GONE)
    for row in neighbours_of(entry):
        yield PublicAddress(f"相邻的《{row}》", row.get_absolute_url())
    yield from aftermath_addresses(withdrawn)
    for row in near_by_topic(withdrawn):
        yield PublicAddress(f"相关的《{row}》", row.get_absolute_url())


@shows_entries(page_addresses)
@public_page(keys=())
def entry_page(request, pk, kind):
    entry, gone = public_entry(request, kind, pk)
    template = ENTRY_KINDS[kind].page_template
    return gone or render(request, template, page_context(request, entry))


def public_entry(request, kind, pk):
    """Return (entry with all that its page prints, None), or (None, its 410 page)."""
    entry = find_public(kind, pk)
    if entry:
        show_entry(entry.pk)
        return entry, None
    return published_or_gone(request, rows_of_kind(kind), kind=kind, pk=pk)


def page_context(request, entry):
    """Return the page's context: tags, files, neighbours, related entries and views."""
    if entry.series_id:
        depend_on(f"series:{entry.series_id}")  # its neighbours
    files = Attachment.objects.filter(entries=entry.pk).order_by("pk") if entry.has_files else ()
    around = find_around(entry)
    turn = turn_between(entry, around.neighbours)
    keywords = keywords_of(entry, tags=around.tags, mentions=around.mentions, titles=around.titles)
    entry.reading = reading_of(entry, keywords)
    return {
        "entry": entry,
        "tags": around.tags,
        "files": files,
        "turn": turn,
        "views": entry.views_written + count_reading(request, entry),
        "mentions": around.mentions,
        "keywords": keywords,
        "related": related_among(around, entry, but=turn and (turn.previous, turn.next)),
    }
