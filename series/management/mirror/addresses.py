"""Which public addresses a mirror holds, by the names of the URL table.

Each name stands in MIRRORED or in LEFT; a test holds the two against the URL table. Pages of lists
are not told here: they are followed from the first page by their own links (`followed`).
"""

import html
import re
from collections.abc import Iterator
from itertools import chain
from urllib.parse import quote

from django.urls import reverse

from chamber.models import Organization
from series.actions.media.covers import SHAPES
from series.models import (
    ENTRY_KINDS,
    Column,
    Consultation,
    Entry,
    FormerTag,
    Kind,
    Mention,
    Redirect,
    Series,
    Speaker,
    Tag,
    Tally,
    Visibility,
)
from series.models.entry_kinds import listed_kinds
from series.outputs.registry import for_readers

BLOCK = 5000  # primary keys in one file of the site map

GONE = (Visibility.WITHDRAWN, Visibility.EXPIRED)

FIXED = (
    *("home", "consultations", "archive", "figures", "site_map", "accessibility", "privacy"),
    *("feeds", "feed_atom", "feed_rss", "consultation_atom", "calendar", "site_cover"),
    *("sitemap", "sitemap_pages", "robots", "favicon", "touch_icon", "web_manifest", "security"),
)
OF_ROWS = (
    *("endorsement_names", "initiative_atom", "consultation", "organization", "speaker", "month"),
    *("column", "column_atom", "column_rss", "series", "series_atom", "series_rss"),
    *("series_calendar", "tag", "tag_atom", "tag_rss", "share_cover", "sitemap_entries"),
)
FILES = ("picture", "rendition", "cover", "attachment")

# What needs the application: name of the URL → a regular expression of its paths, for web servers.
LEFT = {
    **dict.fromkeys(("search", "suggest"), "/search/"),
    "display": "/display/",
    "oembed": "/oembed/",
    "endorse": "/initiatives/[0-9]+/endorse/",
    **dict.fromkeys(
        ("find_endorsement", "endorsement", "own_endorsement", "endorsement_certificate"),
        "/endorsements/",
    ),
    **dict.fromkeys(("register", "register_invited"), "/events/[0-9]+/register/"),
    **dict.fromkeys(
        ("find_registration", "registration", "own_data", "feedback", "attendance_certificate"),
        "/registrations/",
    ),
    **dict.fromkeys(("check_in", "check_in_count"), "/checkin/"),
    **dict.fromkeys(("wall", "wall_count", "check_in_oneself"), "/wall/"),
    "verify_certificate": "/certificates/",
    "ask": "/consultations/ask/",
    **dict.fromkeys(
        ("find_consultation", "own_consultation_page", "own_consultation"), "/consultations/mine/"
    ),
    **dict.fromkeys(("report_page_typo", "report_typo", "typo_reported"), "/typos/"),
    "share": "/share/",
    "healthz": "/healthz",
    "readyz": "/readyz",
    "metrics": "/metrics",
}
LEFT_FOLDERS = ("/api/", "/desk/")  # whole parts of the URL table

# The queries that name another page of a list; nothing else in a query leads to a file: a topic, a
# week or free days that narrow a list are left to the application.
QUERIES = (
    r"(?:year=[0-9]{4}&)?(?:before|after)=[0-9]{1,8}(?:T[0-9.]{4,13}-[0-9]{1,18})?",
    r"(?:year=[0-9]{4}|month=[0-9]{4}-[0-9]{2})(?:&page=[0-9]{1,6})?",
    r"m=[0-9]{4}-[0-9]{2}",
    r"page=[0-9]{1,6}",
)
PAGE_QUERY = re.compile("|".join(f"(?:{each})" for each in QUERIES), re.ASCII)
LINK = re.compile(r'href="([^"?#]*)\?([^"#]*)"')


def names_of_kinds() -> set[str]:
    """Return the names of the addresses that each kind has."""
    names = set()
    for kind, about in ENTRY_KINDS.items():
        names |= {str(kind), *(f"{kind}_{output.name}" for output in for_readers(kind))}
        names |= {about.folder} if about.is_listed else set()
        names |= {f"{kind}_calendar"} if about.takes_place else set()
    return names


def followed(path: str, page: str) -> Iterator[str]:
    """Yield the other pages of a list to which a page of it leads."""
    for target, query in LINK.findall(page):
        query = html.unescape(query)
        if target in ("", path) and PAGE_QUERY.fullmatch(query):
            yield f"{path}?{query}"


def gone_addresses(*, covers: bool) -> Iterator[tuple[str, ...]]:
    """Yield the addresses of every withdrawn or expired entry, those of one together."""
    return _of_entries(Entry.objects.filter(visibility__in=GONE), covers=covers)


def entry_addresses(*, covers: bool) -> Iterator[tuple[str, ...]]:
    """Yield the addresses of every public entry together.

    Page, outputs, calendar, feed, names."""
    return _of_entries(Entry.objects.published(), covers=covers)


def list_addresses() -> Iterator[str]:
    """Yield the first page of every list, the feeds, calendars and files for machines.

    Those of deep lists come first, because their pages follow one after the other.
    """
    lists = (reverse(f"series:{kind.folder}") for kind in listed_kinds())
    rows = (_columns(), _months(), _tags(), _organizations(), _series(), _speakers())
    fixed = (reverse(f"series:{name}") for name in FIXED)
    return chain(lists, *rows, fixed, _consultations(), _blocks())


def moved_addresses() -> Iterator[str]:
    """Yield the addresses that lead to another one: the desk's redirects, former topics."""
    for old in Redirect.objects.order_by("pk").values_list("old_path", flat=True):
        address, mark, query = old.partition("?")
        bare = quote(address.rstrip("/"))
        yield from (f"{bare}{mark}{query}", f"{bare}/{mark}{query}")
    for slug in FormerTag.objects.order_by("pk").values_list("slug", flat=True):
        yield from _of_tag(slug)


def _of_entries(rows, *, covers):
    for row in rows.only("pk", "kind", "slug").order_by("-pk").iterator():
        yield tuple(_of_entry(row, covers=covers))


def _of_entry(row, *, covers):
    yield row.get_absolute_url()
    for output in for_readers(row.kind):
        yield reverse(f"series:{row.kind}_{output.name}", args=[row.pk])
    if ENTRY_KINDS[row.kind].takes_place:
        yield reverse(f"series:{row.kind}_calendar", args=[row.pk])
    if row.kind == Kind.INITIATIVE:
        yield reverse("series:endorsement_names", args=[row.pk])
        yield reverse("series:initiative_atom", args=[row.pk])
    if covers:
        yield from (reverse("series:share_cover", args=[row.pk, shape]) for shape in SHAPES)


def _columns():
    for row in Column.objects.order_by("pk"):
        yield row.get_absolute_url()
        yield from (reverse(f"series:column_{form}", args=[row.pk]) for form in ("atom", "rss"))


def _series():
    for row in Series.objects.for_readers().order_by("pk"):
        yield row.get_absolute_url()
        yield from (reverse(f"series:series_{form}", args=[row.pk]) for form in ("atom", "rss"))
        yield reverse("series:series_calendar", args=[row.pk])


def _tags():
    for slug in Tag.objects.published().order_by("-published_count", "pk").values_list("slug"):
        yield from _of_tag(*slug)


def _of_tag(slug):
    yield reverse("series:tag", args=[slug])
    yield from (reverse(f"series:tag_{form}", args=[slug]) for form in ("atom", "rss"))


def _months():
    for year, months in Tally.objects.by_month().items():
        yield from (reverse("series:month", args=[year, month]) for month in months)


def _organizations():
    """Return every organization of the register: its page is public, also without entries."""
    named = Mention.objects.filter(published_at__isnull=False).values("organization")
    keys = Organization.objects.filter(pk__in=named).order_by("pk").values_list("pk", flat=True)
    rest = Organization.objects.exclude(pk__in=named).order_by("pk").values_list("pk", flat=True)
    return (reverse("series:organization", args=[key]) for key in chain(keys, rest))


def _speakers():
    keys = Speaker.objects.published().order_by("pk").values_list("pk", flat=True)
    return (reverse("series:speaker", args=[key]) for key in keys)


def _consultations():
    rows = Consultation.objects.for_readers().order_by("-pk")
    return (row.get_absolute_url() for row in rows)


def _blocks():
    keys = Entry.objects.published().order_by().values_list("pk", flat=True)
    blocks = sorted({key // BLOCK for key in keys})
    return (reverse("series:sitemap_entries", args=[block]) for block in blocks)
