"""Atom and RSS: all entries, and those of one column, series or tag."""

from datetime import datetime, time
from io import StringIO

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.html import escape
from django.views.decorators.http import conditional_page

from series.text.typography.plain_formats import xml_text

from .dates import span
from .facts import source_of, told_headline
from .models import (
    ENTRY_KINDS,
    Column,
    Consultation,
    Entry,
    PreparedRows,
    PreparedValues,
    Series,
    Tag,
    TaggedEntry,
    public_tag_at,
)
from .views.assembling.rows import all_but
from .views.entry_addresses import CLEAN, PublicAddress
from .views.public import moved_to, public_page

NEWEST = 30


# What an item prints of an entry; of an event its day and venue too.
PRINTED = frozenset(
    """id kind slug headline subtitle number summary author reprint original_source column series source
    visibility published_at updated_at""".split()
)
_CARDS = PreparedRows(
    lambda *keys: Entry.objects.filter(pk__in=keys).for_cards().defer(*all_but(Entry, PRINTED)),
    values=NEWEST,
)
_TOPICS = PreparedValues(
    lambda *keys: TaggedEntry.objects.filter(content_object__in=keys).values_list(
        "content_object", "tag__name"
    ),
    values=NEWEST,
)


def _padded(keys):
    """Return exactly NEWEST keys; 0 is no entry's."""
    return [*keys, *[0] * (NEWEST - len(keys))]


def public_address(path):
    """Return the path at the configured public address.

    Without one the framework adds the requested host. An entry's address is its identity for feed
    readers, so it must not change with the host.
    """
    return f"{settings.SITE['base_url']}{path}"


class FeedMoved(Exception):
    """The feed that was asked for is at `path` now."""

    def __init__(self, path):
        super().__init__(path)
        self.path = path


class DatedFeed:
    """A feed whose date is today's midnight while it has no entries.

    With the current time, which the framework takes, each answer would differ.
    """

    def latest_post_date(self):
        if self.items:
            return super().latest_post_date()
        return timezone.make_aware(datetime.combine(timezone.localdate(), time()))

    def write(self, outfile, encoding):
        """Write the feed at once: the framework writes each tag into the response by itself."""
        text = StringIO()
        super().write(text, encoding)
        outfile.write(text.getvalue())


class Atom(DatedFeed, Atom1Feed):
    pass


class Rss(DatedFeed, Rss201rev2Feed):
    pass


def _with_times(item):
    """Return the row with the times of an entry that takes place; None for others."""
    return getattr(item, str(item.kind)) if ENTRY_KINDS[item.kind].takes_place else None


class EntryFeed(Feed):
    """The newest entries: headline, summary, column, tags and both times."""

    language = "zh-CN"

    @method_decorator([conditional_page, public_page])
    def __call__(self, request, *args, **kwargs):
        try:
            response = super().__call__(request, *args, **kwargs)
        except FeedMoved as moved:
            return moved_to(moved.path, request)
        # The newest time says nothing of an entry that was withdrawn: who asks by it would be
        # told 304. Only the ETag, of the bytes themselves, is compared.
        del response["Last-Modified"]
        return response

    def entry_addresses(self, withdrawn):
        """Yield the addresses of this feed that may hold the entry."""
        for obj in self.objects_of(withdrawn):
            path = self.feed_url(obj).removeprefix(settings.SITE["base_url"])
            wants = withdrawn.wants(obj) if isinstance(obj, Tag | Series) else CLEAN
            yield PublicAddress(f"{self.label_of(obj)}订阅 {self.format}", path, wants)

    def rows(self, obj):
        return Entry.objects.published().listed()

    def items(self, obj):
        """Return the newest entries with their topics in order of name."""
        keys = list(self.rows(obj).newest_first().values_list("pk", flat=True)[:NEWEST])
        rows = {row.pk: row for row in _CARDS.rows(*_padded(keys))} if keys else {}
        topics: dict = {}
        for key, name in _TOPICS.rows(*_padded(keys)) if keys else ():
            topics.setdefault(key, []).append(name)
        for key, row in rows.items():
            row.topics = sorted(topics.get(key, ()))
        return [rows[key] for key in keys if key in rows and rows[key].is_public]

    def item_link(self, item):
        return public_address(item.get_absolute_url())

    def item_title(self, item):
        return xml_text(told_headline(item, _with_times(item)))

    def item_description(self, item):
        words = item.summary or item.numbered_subtitle or item.headline
        event = _with_times(item)
        about = f"{span(event)}，{event.venue}。{words}" if event else words
        return escape(xml_text(about))

    def item_pubdate(self, item):
        return timezone.localtime(item.published_at)

    def item_updateddate(self, item):
        return timezone.localtime(max(item.updated_at, item.published_at))

    def item_author_name(self, item):
        return xml_text(item.author or source_of(item))

    def item_categories(self, item):
        return [xml_text(name) for name in (item.column.name, *item.topics)]


class AllAtom(EntryFeed):
    feed_type = Atom
    format = "atom"

    def objects_of(self, withdrawn):
        return [None]

    def label_of(self, obj):
        return ""

    def title(self, obj):
        return xml_text(settings.SITE["name"])

    def link(self, obj):
        return public_address(reverse("series:home"))

    def feed_url(self, obj):
        return public_address(reverse(f"series:feed_{self.format}"))

    def description(self, obj):
        return xml_text(f"{settings.SITE['name']}：最近更新")

    subtitle = description


class AllRss(AllAtom):
    feed_type = Rss
    format = "rss"


class ColumnAtom(AllAtom):
    def objects_of(self, withdrawn):
        return [withdrawn.entry.column]

    def label_of(self, obj):
        return "专栏"

    def get_object(self, request, pk):
        return get_object_or_404(Column, pk=pk)

    def rows(self, obj):
        return super().rows(obj).filter(column=obj)

    def title(self, obj):
        return xml_text(obj.name)

    def link(self, obj):
        return public_address(obj.get_absolute_url())

    def feed_url(self, obj):
        return public_address(reverse(f"series:column_{self.format}", args=[obj.pk]))

    def description(self, obj):
        return xml_text(obj.description or f"{obj.name}：最近更新")

    subtitle = description


class ColumnRss(ColumnAtom):
    feed_type = Rss
    format = "rss"


class SeriesAtom(AllAtom):
    def objects_of(self, withdrawn):
        return filter(None, [withdrawn.entry.series])

    def label_of(self, obj):
        return "系列"

    def get_object(self, request, pk):
        return get_object_or_404(Series.objects.for_readers(), pk=pk)

    def rows(self, obj):
        return super().rows(obj).filter(series=obj)

    def title(self, obj):
        return xml_text(obj.title)

    def link(self, obj):
        return public_address(obj.get_absolute_url())

    def feed_url(self, obj):
        return public_address(reverse(f"series:series_{self.format}", args=[obj.pk]))

    def description(self, obj):
        return xml_text(obj.intro or f"{obj.title}：最近更新")

    subtitle = description


class SeriesRss(SeriesAtom):
    feed_type = Rss
    format = "rss"


class TagAtom(AllAtom):
    def objects_of(self, withdrawn):
        return withdrawn.tags

    def label_of(self, obj):
        return f"话题“{obj}”"

    def get_object(self, request, slug):
        tag = public_tag_at(slug)
        if tag is None:
            raise Http404("没有这个话题")
        if tag.slug != slug:
            raise FeedMoved(reverse(f"series:tag_{self.format}", args=[tag.slug]))
        return tag

    def rows(self, obj):
        """Return the tag's newest entries by the tag's own index.
        A join would sort them all."""
        items = TaggedEntry.objects.filter(tag=obj, published_at__isnull=False)
        newest = items.order_by("-published_at", "-content_object_id")[:NEWEST]
        keys = list(newest.values_list("content_object_id", flat=True))
        return super().rows(obj).filter(pk__in=keys)

    def title(self, obj):
        return xml_text(f"话题：{obj.name}")

    def link(self, obj):
        return public_address(obj.get_absolute_url())

    def feed_url(self, obj):
        return public_address(reverse(f"series:tag_{self.format}", args=[obj.slug]))

    def description(self, obj):
        return xml_text(obj.description or f"话题“{obj.name}”的最近更新")

    subtitle = description


class TagRss(TagAtom):
    feed_type = Rss
    format = "rss"


class ConsultationAtom(Feed):
    """The newest published answers to consultations: nothing of who asked."""

    feed_type = Atom
    language = "zh-CN"
    # No entry stands here: the certificate of a withdrawal need not visit it.
    entry_addresses = None

    @method_decorator([conditional_page, public_page])
    def __call__(self, request, *args, **kwargs):
        response = super().__call__(request, *args, **kwargs)
        del response["Last-Modified"]
        return response

    def title(self):
        return xml_text(f"{settings.SITE['name']}：咨询答复")

    def link(self):
        return public_address(reverse("series:consultations"))

    def feed_url(self):
        return public_address(reverse("series:consultation_atom"))

    def subtitle(self):
        return xml_text(f"{settings.SITE['owner']}对咨询的答复")

    def items(self):
        return Consultation.objects.for_readers().order_by("-published_at", "-pk")[:NEWEST]

    def item_title(self, item):
        return xml_text(item.public_title)

    def item_description(self, item):
        return escape(xml_text(item.answer))

    def item_link(self, item):
        return public_address(item.get_absolute_url())

    def item_pubdate(self, item):
        return timezone.localtime(item.published_at)

    item_updateddate = item_pubdate
