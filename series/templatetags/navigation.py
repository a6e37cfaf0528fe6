"""The links of header and footer as a page prints them. Decision 122."""

from functools import cache, lru_cache
from typing import NamedTuple

from django import template
from django.urls import get_script_prefix, reverse

from series.actions.site.navigation import fixed_links
from series.models.entry_kinds import listed_kinds

register = template.Library()


class PrintedLink(NamedTuple):
    label: str
    url: str
    is_current: bool

    @property
    def leaves(self):
        """Tell whether it leads to another site."""
        return not self.url.startswith("/")


@register.simple_tag
def navigation_links(navigation, area, at="", path=""):
    """Return the links of an area.

    `at` is the URL name of the page, `path` its path. Without `navigation`, on pages of faults, the defaults that ask no database."""
    links = navigation[area] if navigation else fixed_links(area)
    here = path if any(link.url == path for link in links) else ""
    return _printed(tuple(links), get_script_prefix(), tuple(listed_kinds()), at, here)


@lru_cache(maxsize=500)
def _printed(links, prefix, listed, at, path):
    pages = _pages(prefix, listed)
    return tuple(
        PrintedLink(link.label, link.url, link.url == path or at in pages.get(link.url, ()))
        for link in links
    )


@cache
def _pages(prefix, listed):
    """Return {address: URL names of its pages} under one prefix of all addresses."""
    pages = {reverse(kind.list_url): kind.addresses for kind in listed}
    pages[reverse("series:home")] = ("home",)
    return pages | {reverse(f"series:{name}"): (name,) for name in ("figures", "search")}
