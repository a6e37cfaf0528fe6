"""What a page says of an entry, as plain values.

One rule each for the pages, their labels, the linked data and the interface. Decision 51.
"""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from chamber.models import Organization
from series.text.markup.autolinks import LinkedPage

from .models import Series


def source_of(entry):
    """Return 来源: the source organization, a reprint's original source, else the owner."""
    original = entry.original_source if entry.reprint else ""
    return str(entry.source or original or settings.SITE["owner"])


def author_of(entry):
    """Return the label Author: 作者, else 责任编辑; "" where neither is known."""
    return entry.author or entry.editor


def modified_at(entry):
    """Return when the page last changed, as the feeds and the site map say it."""
    moment = max(entry.updated_at, entry.published_at)
    return timezone.localtime(moment).isoformat(timespec="seconds")


def image_of(entry, root):
    """Return the absolute address of the text's first picture, "" where it has none."""
    path = next(iter(entry.shown_pictures), "")
    return path and f"{root}{path}"


def cover_address(entry, shape):
    """Return the path of the drawn cover in this shape.
    It is new with every change of the public text.

    The shapes are og, wide and square. The version would count what is hidden: schedules too.
    """
    changed = int(max(entry.updated_at, entry.published_at).timestamp())
    return f"{reverse('series:share_cover', args=[entry.pk, shape])}?v={changed}"


def picture_of(entry, root):
    """Return the address of the entry's picture: the text's first, else the drawn cover."""
    return image_of(entry, root) or f"{root}{cover_address(entry, 'og')}"


def mentions_of(entry):
    """Return the organizations that the text names, without its source."""
    rows = Organization.objects.filter(mentions__entry=entry.pk).exclude(pk=entry.source_id)
    return rows.order_by("mentions__pk")


def keywords_of(entry, *, tags, mentions):
    """Return the pages that words of the text link to.
    None where the editor wants none.

    Pages of the organizations that it names, of series with something in them, of its topics. The
    source is known by its names and not linked, as in 文中提到. Decision 63.
    """
    if entry.no_keywords or not entry.body:
        return ()
    pages = [LinkedPage(tuple(row.names), _address(row)) for row in mentions]
    if entry.source:
        pages.append(LinkedPage(tuple(entry.source.names)))
    titles = Series.objects.published().values_list("pk", "title")
    pages += [
        LinkedPage((title,), reverse("series:series", args=[pk]))
        for pk, title in titles
        if title in entry.body
    ]
    return (*pages, *(LinkedPage((tag.name,), tag.get_absolute_url()) for tag in tags))


def _address(organization):
    linked = organization.keyword_links
    return reverse("series:organization", args=[organization.pk]) if linked else ""
