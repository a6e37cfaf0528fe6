"""The list and the page of a kind that needs only what every kind has."""

from django.db.models import Exists, OuterRef
from django.shortcuts import render
from django.urls import reverse

from series.facts import keywords_of, mentions_of
from series.models import ENTRY_KINDS, Attachment, DailyViews, Entry, Tag

from .entry_addresses import (
    GONE,
    IF_MODIFIED_SINCE,
    IF_NONE_MATCH,
    PublicAddress,
    shows_entries,
)
from .instalments import find_neighbours, neighbours_of
from .lists import addresses_of_kind
from .paging import page_of
from .public import public_page, published_or_gone
from .reading import count_reading
from .related import near_by_topic, related_to


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
    path = reverse(f"series:{kind}", args=[entry.pk])
    if entry.kind != kind:
        yield PublicAddress("同号的其他类型", path)
        return
    own = PublicAddress("公开页", path, GONE)
    yield from own.and_remembered(IF_NONE_MATCH, IF_MODIFIED_SINCE)
    for row in neighbours_of(entry):
        yield PublicAddress(f"相邻的《{row}》", row.get_absolute_url())
    for row in near_by_topic(withdrawn):
        yield PublicAddress(f"相关的《{row}》", row.get_absolute_url())


@shows_entries(page_addresses)
@public_page
def entry_page(request, pk, kind):
    entry, gone = public_entry(request, kind, pk)
    template = ENTRY_KINDS[kind].page_template
    return gone or render(request, template, page_context(request, entry))


def public_entry(request, kind, pk):
    """Return (entry with all that its page prints, None), or (None, its 410 page)."""
    about = ENTRY_KINDS[kind]
    rows = with_relations(about.model.objects.select_related(*about.related))
    return published_or_gone(request, rows, kind=kind, pk=pk)


def with_relations(queryset):
    """Load what every entry's page prints in one query, without the plain text."""
    files = Entry.attachments.through.objects.filter(entry=OuterRef("pk"))
    rows = queryset.select_related("column", "series", "source").defer("plain_text")
    return rows.annotate(
        has_files=Exists(files),
        views_written=DailyViews.objects.total_of(OuterRef("pk")),
    )


def page_context(request, entry):
    """Return the page's context: tags, files, neighbours, related entries and views."""
    tags = list(Tag.objects.filter(items__content_object=entry.pk).order_by("items__pk"))
    files = Attachment.objects.filter(entries=entry.pk).order_by("pk") if entry.has_files else ()
    turn, mentions = find_neighbours(entry), list(mentions_of(entry))
    return {
        "entry": entry,
        "tags": tags,
        "files": files,
        "turn": turn,
        "views": entry.views_written + count_reading(request, entry),
        "mentions": mentions,
        "keywords": keywords_of(entry, tags=tags, mentions=mentions),
        "related": related_to(entry, but=turn and (turn.previous, turn.next)),
    }
