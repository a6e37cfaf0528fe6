"""What the head of a page says to machines: 网页标签, OpenGraph and linked data.

Title, description and trail are what the page's own blocks printed, so that machines are told what
readers see, also on pages of future templates. Decision 51.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from urllib.parse import urlsplit

from django import template
from django.core.exceptions import ImproperlyConfigured
from django.utils.encoding import iri_to_uri
from django.utils.html import format_html
from django.utils.http import urlencode
from lxml import html

from series import facts
from series.linked import articles, consultations, events, site
from series.models import ENTRY_KINDS
from series.models.site.addresses import address_of
from series.safe_markup import json_for_script
from series.sections import (
    SectionLabels,
    section_of_column,
    section_of_list,
    section_of_series,
    section_of_tag,
)

register = template.Library()
# Which parameters make an address of its own, and what they may hold.
OWN_PAGES = {
    "year": re.compile(r"\d{4}", re.ASCII),
    "m": re.compile(r"\d{4}-\d{2}", re.ASCII),
    "before": re.compile(r"[\dT.-]{1,40}", re.ASCII),
    "after": re.compile(r"[1-9][\dT.-]{0,40}", re.ASCII),
}


@dataclass(frozen=True)
class PageHead:
    """The title and description of a page, as `page_title` and `page_description` printed them."""

    title: str
    description: str


@dataclass(frozen=True)
class Labels:
    """The labels of a page.

    `entry` with its `source`, `author`, `image` and `modified`, and the addresses of its card for
    other sites (`embed`) and of its text as JSON (`data`) are empty on a list.
    """

    place: SectionLabels
    url: str
    title: str
    description: str
    entry: object = None
    tags: tuple = ()
    source: str = ""
    author: str = ""
    image: str = ""
    modified: str = ""
    embed: str = ""
    data: str = ""


@register.filter
def source_of(entry):
    return facts.source_of(entry)


@register.filter
def domain(root):
    """Return the host name of an address: example.cn of https://example.cn:8443."""
    return urlsplit(root).hostname or ""


@register.simple_tag(takes_context=True)
def canonical(context):
    """Return the page's canonical address: its path and the parameters that select content.

    A list that a reader narrows names them itself, as `own_query`.
    """
    request, own = context["request"], context.get("own_query")
    names = OWN_PAGES if own is None else ("before", "after")
    values = [(name, request.GET.get(name, "")) for name in names]
    valid = [(name, value) for name, value in values if OWN_PAGES[name].fullmatch(value)]
    valid = [*(own or {}).items(), *valid]
    query = f"?{urlencode(valid)}" if valid else ""
    return f"{context['root']}{iri_to_uri(request.path)}{query}"


@register.simple_block_tag(takes_context=True)
def page_title(context, content):
    """Print the text of <title> unchanged, and store it for the labels."""
    context["title_of_page"] = " ".join(unescape(content).split())
    return content


@register.simple_block_tag(takes_context=True)
def page_description(context, content):
    """Print the text of the description unchanged, and store it for the labels."""
    context["description_of_page"] = unescape(content)
    return content


def page_head(context):
    """Return the PageHead; ImproperlyConfigured where the template has not printed it yet."""
    head = PageHead(context.get("title_of_page", ""), context.get("description_of_page", ""))
    for tag, value in (("page_title", head.title), ("page_description", head.description)):
        if not value:
            raise ImproperlyConfigured(f"No words in {{% {tag} %}} before the labels of this page.")
    return head


@register.simple_tag(takes_context=True)
def page_labels(context):
    head, entry = page_head(context), context.get("entry")
    url = canonical(context)
    if entry is None:
        return Labels(_section(context), url, head.title, head.description)
    return Labels(
        section_of_column(entry.column),
        url,
        facts.told_headline(entry, entry if ENTRY_KINDS[entry.kind].takes_place else None),
        head.description,
        entry,
        tuple(context.get("tags") or ()),
        facts.source_of(entry),
        facts.author_of(entry),
        facts.image_of(entry, context["root"]),
        facts.modified_at(entry),
        f"{context['root']}{address_of('oembed')}?{urlencode({'url': url})}",
        context["root"] + address_of("api_entry", entry.pk),
    )


def _section(context):
    """Return the section of the site that a list page is."""
    name, head = context["request"].resolver_match.url_name, page_head(context)
    if name == "column":
        return section_of_column(context["column"])
    if name == "series":
        return section_of_series(context["series"], head.description)
    if name == "tag":
        return section_of_tag(context["tag"], head.description)
    return section_of_list(name, head.title, head.description)


@register.simple_tag(takes_context=True)
def linked_data(context):
    """Print the page's linked data as a data block; nothing on plain lists."""
    value = _thing(context)
    return _block(value) if value else ""


def _block(value):
    return format_html('<script type="application/ld+json">{}</script>', json_for_script(value))


def _thing(context):
    root, description = context["root"], page_head(context).description
    entry, name = context.get("entry"), context["request"].resolver_match.url_name
    if entry is not None:
        values = {"root": root, "description": description, "tags": context.get("tags") or ()}
        if ENTRY_KINDS[entry.kind].takes_place:
            return events.event(entry, sessions=context.get("sessions") or (), **values)
        return articles.article(entry, **values)
    if name == "home":
        return site.home(root, description=description)
    if name == "consultation":
        return consultations.question(context["consultation"], root=root)
    if name == "series":
        shown = [*context["numbered"], *context["others"]]
        return events.series(context["series"], root=root, description=description, shown=shown)
    return None


@register.simple_block_tag(takes_context=True)
def trail(context, content):
    """Print a trail of links unchanged, and after it as linked data."""
    if context.get("proof") or not context.get("root"):
        return content
    return _told_trail(content, context["root"])


@lru_cache(maxsize=500)
def _told_trail(content, root):
    """Return a trail with its linked data; many pages have the same."""
    steps = [_step(item) for item in html.fragment_fromstring(content, "div").iter("li")]
    return format_html("{}{}", content, _block(site.trail(steps, root=root)))


def _step(item):
    link = item.find(".//a")
    path = "" if link is None else link.get("href", "")
    return " ".join(item.text_content().split()), path
