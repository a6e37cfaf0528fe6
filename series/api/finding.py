"""Find the rows that the interface may show; every query begins with what is published."""

from datetime import datetime

from django.http import Http404
from django.utils import timezone

from series.models import ENTRY_KINDS, Attachment, Column, Entry, Series, TaggedEntry, public_tag_at
from series.views.assembling.rows import with_relations
from series.views.instalments import find_neighbours
from series.views.paging import page_of
from series.views.public import GONE_SAYS, LARGEST_KEY, gone_as

from .answering import GoneError


def find_entry(pk):
    """Return (entry, its files, its neighbours); GoneError for what was public, else Http404."""
    row = _public(pk) if pk <= LARGEST_KEY else None
    if row is None:
        if pk <= LARGEST_KEY and (visibility := gone_as(pk=pk)):
            raise GoneError(GONE_SAYS[visibility])
        raise Http404("没有这篇稿件，或者它尚未发布")
    files = Attachment.objects.filter(entries=pk).order_by("pk") if row.has_files else ()
    return row, files, find_neighbours(row)


def _public(pk):
    public = Entry.objects.published().filter(pk=pk)
    kind = public.values_list("kind", flat=True).first()
    if kind is None:
        return None
    about = ENTRY_KINDS[kind]
    rows = with_relations(about.model.objects.select_related(*about.related))
    return rows.published().prefetch_related("tags").filter(pk=pk).first()


def find_entries(request, asked):
    """Return a page of cards that match the filters.

    With a tag, the tag's own index gives the order, else the index of the entries.
    """
    if asked.tag is None:
        rows, prefix, fields = Entry.objects.published(), "", ("published_at", "pk")
    else:
        tag = _tag(asked.tag)
        rows = TaggedEntry.objects.filter(tag=tag, published_at__isnull=False)
        prefix, fields = "content_object__", ("published_at", "content_object_id")
    rows = rows.filter(**{prefix + name: value for name, value in _wanted(asked)})
    if asked.year is not None:
        rows = rows.filter(
            published_at__gte=_year(asked.year), published_at__lt=_year(asked.year + 1)
        )
    return page_of(request, rows, load=_cards, fields=fields, size=asked.size)


def _wanted(asked):
    if asked.column is not None:
        _must_exist(Column.objects, asked.column, "没有这个专栏")
    values = [(name, getattr(asked, name)) for name in ("kind", "column")]
    if asked.series is not None:
        _must_exist(Series.objects.published(), asked.series, "没有这个系列")
        # By their keys: asked together with the visibility, SQLite would pass every public entry.
        members = Entry.objects.filter(series=asked.series).values("pk")
        values.append(("pk__in", members))
    return [(name, value) for name, value in values if value is not None]


def _must_exist(rows, pk, sentence):
    if not rows.filter(pk=pk).exists():
        raise Http404(sentence)


def _tag(slug):
    row = public_tag_at(slug)
    if row is None:
        raise Http404("没有这个话题")
    return row


def _year(year):
    return timezone.make_aware(datetime(year, 1, 1))


def _cards(ids):
    return Entry.objects.filter(pk__in=ids).for_cards().prefetch_related("tags")


def page_after_key(rows, asked):
    """Return (rows after the key asked for, the key of the next page or None)."""
    following = list(rows.filter(pk__gt=asked.after).order_by("pk")[: asked.size + 1])
    shown = following[: asked.size]
    return shown, shown[-1].pk if len(following) > asked.size else None
