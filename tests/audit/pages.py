"""The kinds of pages: whatever differs in more than a number, a word or a page of a list."""

import re
from urllib.parse import urlsplit

NAMES = {
    "/": "home",
    "/articles/": "articles",
    "/articles/N/": "article",
    "/initiatives/": "initiatives",
    "/initiatives/N/": "initiative",
    "/events/": "events",
    "/events/N/": "event",
    "/columns/N/": "column",
    "/series/N/": "series",
    "/tags/W/": "tag",
    "/search/": "search",
    "/figures/": "figures",
    "/archive/": "archive",
    "/archive/N/N/": "month",
    "/organizations/N/": "organization",
    "/feeds/": "feeds",
    "/sitemap/": "sitemap",
    "/accessibility/": "accessibility",
    "/privacy/": "privacy",
    "/articles/N/print/": "article-print",
    "/initiatives/N/print/": "initiative-print",
    "/events/N/print/": "event-print",
}
ASKED = {"search": "/search/?q=%E5%B8%B8%E5%95%86", "lost": "/no-such-page/"}


def kind_of(path):
    """The name of the page's kind; a kind without a name here is called by its pattern."""
    pattern = re.sub(r"(?<=/)\d[\d-]*(?=[/.]|$)", "N", urlsplit(path).path)
    pattern = re.sub(r"^(/[a-z-]+/)[^/]*%[^/]*/", r"\1W/", pattern)
    return NAMES.get(pattern, pattern)


def kinds(found):
    """{kind: path}: the heaviest page of each kind, for it holds the most, and rather the first
    page of a list than a later one; with them an answered search and a page that is not there."""
    best = {}
    for path, answer in found.pages.items():
        kind, rank = kind_of(path), ("?" not in path, len(answer.body), path)
        best[kind] = max(best.get(kind, rank), rank)
    return {kind: path for kind, (*_, path) in sorted(best.items())} | ASKED
