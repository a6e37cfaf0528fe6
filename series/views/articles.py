from django.db.models import Exists, OuterRef
from django.shortcuts import render
from django.urls import reverse

from series.facts import keywords_of, mentions_of
from series.models import Attachment, DailyViews, Entry, Kind, Series, Tag, Tally

from . import lists
from .instalments import turn_of
from .public import public_page, published_or_gone
from .reading import count_reading
from .related import related_to


@public_page
def article_list(request):
    year, path = lists.asked_year(request), reverse("series:articles")
    rows = lists.in_year(Entry.objects.published().filter(kind=Kind.ARTICLE), year)
    page = lists.entry_page(request, rows)
    counts = Tally.objects.filter(kind=Kind.ARTICLE).by_year()
    context = {
        "page": page,
        "groups": lists.by_year(page.rows, counts),
        "years": lists.year_choices(counts, current=year, path=path),
        "series": lists.series_choices(Series.objects.all()),
        "tags": lists.tag_choices(Tag.objects.all()),
        "year": year,
        "base": f"year={year}" if year else "",
    }
    return render(request, "series/article_list.html", context)


@public_page
def article(request, pk):
    rows = with_relations(Entry.objects.all())
    entry, gone = published_or_gone(request, rows, kind=Kind.ARTICLE, pk=pk)
    return gone or render(request, "series/article.html", page_context(request, entry))


def with_relations(queryset):
    """What every entry's page prints, in one query; plain text stays where it is."""
    files = Entry.attachments.through.objects.filter(entry=OuterRef("pk"))
    rows = queryset.select_related("column", "series", "source").defer("plain_text")
    return rows.annotate(
        has_files=Exists(files),
        views_written=DailyViews.objects.total_of(OuterRef("pk")),
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
