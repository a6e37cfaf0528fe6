"""The pages that names in a text lead to (decision 63)."""

from django.urls import reverse

from chamber.models import Organization
from series.models import Series, Tag
from series.text.markup.autolinks import LinkedPage


def mentions_of(entry):
    """Return the organizations that the text names, without its source."""
    rows = Organization.objects.filter(mentions__entry=entry.pk).exclude(pk=entry.source_id)
    return rows.order_by("mentions__pk")


def tags_of(entry):
    """Return the entry's topics in their order."""
    return Tag.objects.filter(items__content_object=entry.pk).order_by("items__pk")


def keywords_of(entry, *, tags, mentions, titles=None):
    """Return the pages that words of the text link to.
    None where the editor wants none.

    Pages of the organizations that it names, of series with something in them, of its topics. The
    source is known by its names and not linked, as in 文中提到. `titles` are the (key, title) of
    those series, where the caller has them. Decision 63.
    """
    if entry.no_keywords or not entry.body:
        return ()
    pages = [LinkedPage(tuple(row.names), _address(row)) for row in mentions]
    if entry.source:
        pages.append(LinkedPage(tuple(entry.source.names)))
    if titles is None:
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
