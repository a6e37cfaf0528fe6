"""Atom and RSS: all entries, and those of one column."""

import re

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.html import escape

from .models import Column, Entry

NEWEST = 30
# What XML 1.0 cannot hold, not even escaped.
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text):
    return NOT_XML.sub("", text)


def address(path):
    """The path at the configured public address; without one the framework adds the host that
    was asked. An entry's address is its identity to readers, so it must not change with it."""
    return f"{settings.SITE['base_url']}{path}"


class EntryFeed(Feed):
    """The newest entries: headline, summary, column, tags and both times."""

    def items(self, place):
        rows = Entry.objects.published().for_cards().prefetch_related("tags")
        if place:
            rows = rows.filter(column=place)
        return rows.newest_first()[:NEWEST]

    def item_link(self, item):
        return address(item.get_absolute_url())

    def item_title(self, item):
        return xml_text(item.headline)

    def item_description(self, item):
        return escape(xml_text(item.summary or item.numbered_subtitle or item.headline))

    def item_pubdate(self, item):
        return timezone.localtime(item.published_at)

    def item_updateddate(self, item):
        return timezone.localtime(max(item.updated_at, item.published_at))

    def item_author_name(self, item):
        return xml_text(item.author or str(item.source or settings.SITE["owner"]))

    def item_categories(self, item):
        return [
            xml_text(name) for name in (item.column.name, *(tag.name for tag in item.tags.all()))
        ]


class AllAtom(EntryFeed):
    feed_type = Atom1Feed
    format = "atom"

    def title(self, place):
        return xml_text(settings.SITE["name"])

    def link(self, place):
        return address(reverse("series:home"))

    def feed_url(self, place):
        return address(reverse(f"series:feed_{self.format}"))

    def description(self, place):
        return xml_text(f"{settings.SITE['name']}：最近更新")

    subtitle = description


class AllRss(AllAtom):
    feed_type = Rss201rev2Feed
    format = "rss"


class ColumnAtom(AllAtom):
    def get_object(self, request, pk):
        return get_object_or_404(Column, pk=pk)

    def title(self, place):
        return xml_text(place.name)

    def link(self, place):
        return address(place.get_absolute_url())

    def feed_url(self, place):
        return address(reverse(f"series:column_{self.format}", args=[place.pk]))

    def description(self, place):
        return xml_text(place.description or f"{place.name}：最近更新")

    subtitle = description


class ColumnRss(ColumnAtom):
    feed_type = Rss201rev2Feed
    format = "rss"
