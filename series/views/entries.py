"""The list and the page of a kind that needs no more than every kind has."""

from django.db.models import Exists, F, OuterRef
from django.shortcuts import render

from series.facts import keywords_of, mentions_of
from series.models import ENTRY_KINDS, Attachment, DailyViews, Entry, Tag

from .instalments import turn_of
from .paging import page_of
from .public import public_page, published_or_gone
from .reading import count_reading
from .related import related_to


@public_page
def entry_list(request, kind):
    about, rows = ENTRY_KINDS[kind], Entry.objects.published().filter(kind=kind)

    def cards(ids):
        return about.model.objects.filter(pk__in=ids).for_cards().select_related(*about.related)

    page = page_of(request, rows, load=cards)
    return render(request, about.list_template, {"page": page})


@public_page
def entry_page(request, pk, kind):
    entry, gone = public_entry(request, kind, pk)
    template = ENTRY_KINDS[kind].page_template
    return gone or render(request, template, page_context(request, entry))


def public_entry(request, kind, pk):
    """(entry with all that its page prints, None), or (None, the page that says it is gone)."""
    about = ENTRY_KINDS[kind]
    rows = with_relations(about.model.objects.select_related(*about.related))
    return published_or_gone(request, rows, kind=kind, pk=pk)


def with_relations(queryset):
    """What every entry's page prints, in one query; plain text stays where it is."""
    files = Entry.attachments.through.objects.filter(entry=OuterRef("pk"))
    rows = queryset.select_related("column", "series", "source").defer("plain_text")
    return rows.annotate(
        has_files=Exists(files),
        views_written=DailyViews.objects.total_of(OuterRef("pk")),
        editor=F("live__created_by__name"),
    )


def page_context(request, entry):
    """Tags, files, neighbours and relations of one entry, and how often it was read."""
    tags = list(Tag.objects.filter(items__content_object=entry.pk).order_by("items__pk"))
    files = Attachment.objects.filter(entries=entry.pk).order_by("pk") if entry.has_files else ()
    turn, mentions = turn_of(entry), list(mentions_of(entry))
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
