"""What a page says of an entry, as plain values: one rule each for the pages, their labels, the
linked data and the interface."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from chamber.models import Organization

from .text import markup


def source_of(entry):
    """来源: the body that the text comes from, a reprint's original source, else the owner."""
    original = entry.original_source if entry.reprint else ""
    return str(entry.source or original or settings.SITE["owner"])


def editor_of(entry):
    """责任编辑 where the page's query asked for it, else ""."""
    return getattr(entry, "editor", None) or ""


def author_of(entry):
    """The label Author: 作者, else 责任编辑; "" where neither is known."""
    return entry.author or editor_of(entry)


def modified_at(entry):
    """When the page last changed, as the feeds and the site map say it."""
    moment = max(entry.updated_at, entry.published_at)
    return timezone.localtime(moment).isoformat(timespec="seconds")


def image_of(entry, root):
    """The absolute address of the text's first picture, "" where it has none."""
    path = markup.first_picture(entry.body)
    return path and f"{root}{path}"


def cover_address(entry, shape):
    """The path of the drawn cover, in the shape og, wide or square, new with every version."""
    return f"{reverse('series:share_cover', args=[entry.pk, shape])}?v={entry.version}"


def picture_of(entry, root):
    """What stands for the entry elsewhere: the text's first picture, else the drawn cover."""
    return image_of(entry, root) or f"{root}{cover_address(entry, 'og')}"


def mentions_of(entry):
    """The organizations that the text names, but for the one that it comes from."""
    rows = Organization.objects.filter(mentions__entry=entry.pk).exclude(pk=entry.source_id)
    return rows.order_by("mentions__pk")
