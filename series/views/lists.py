"""What lists of entries share: their rows, and their filters as plain links."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import groupby

from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from series.models import ENTRY_KINDS, Entry, Picture, PreparedRows

from .assembling.rows import NO_KEY, find_rows
from .entry_addresses import PublicAddress, at_its_place
from .paging import MOST_FIRST, PER_PAGE, page_of

MOST_TAGS = 12
MOST_SERIES = 12


@dataclass(frozen=True)
class Choice:
    label: str
    href: str
    count: int
    current: bool = False
    nofollow: bool = False  # programs need not go there


@dataclass(frozen=True)
class YearGroup:
    year: int
    count: int
    rows: list


def published_of(model):
    """Return the published rows of one kind's model.

    The kind is named although the table implies it, because the index by visibility and kind then
    finds them without reading all others.
    """
    return model.objects.published().filter(kind=model.KIND)


def addresses_of_kind(withdrawn, kind):
    """Yield the list of the entry's kind: its beginning, at the entry, and its year."""
    about = ENTRY_KINDS[kind]
    if withdrawn.entry.kind == kind:
        yield from addresses_by_year(f"{about.label}列表", reverse(about.list_url), withdrawn)


def addresses_by_year(name, path, withdrawn):
    """Yield a list at the entry, whole and narrowed to its year.

    Events have no year here: they are found by their own days.
    """
    yield from at_its_place(name, path, withdrawn)
    if not ENTRY_KINDS[withdrawn.entry.kind].takes_place:
        year = timezone.localtime(withdrawn.entry.published_at).year
        yield PublicAddress(f"{name}{year}年", f"{path}?year={year}&{withdrawn.here}")


def entry_page(request, queryset, *, total, of, fields=("published_at", "pk")):
    page = page_of(request, queryset, load=find_rows, fields=fields, total=total, of=of)
    set_thumbnails(page.rows)
    return page


def set_thumbnails(rows):
    """Set on each row its first picture that has a small crop.

    One query for all of them."""
    keys = [row.pk for row in rows]
    size = next((each for each in (PER_PAGE, MOST_FIRST) if len(keys) <= each), len(keys))
    shown = _thumbnails(size).rows(*keys, *[NO_KEY] * (size - len(keys))) if keys else ()
    found = {each.entry_id: each.picture for each in shown}
    for row in rows:
        row.thumbnail = found.get(row.pk)


@cache
def _thumbnails(size):
    """Return the query of the pictures of so many entries, compiled once."""
    width = Picture.COVERS[0]
    needed = (
        "entry",
        *(f"picture__{name}" for name in ("digest", "width", "height", "renditions")),
    )
    return PreparedRows(
        lambda *keys: (
            Entry.pictures.through.objects.filter(
                entry__in=keys,
                picture__rendered_at__isnull=False,
                picture__width__gte=width,
                picture__height__gte=width * 9 // 16,
            )
            .select_related("picture")
            .only(*needed)
            .order_by("-picture_id")
        ),
        values=size,
    )


def asked_year(request):
    """Return the year of ?year=, or None without one; Http404 where it is no year."""
    text = request.GET.get("year", "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) == 4 and 1900 <= int(text) <= 2100):
        raise Http404("年份有误")
    return int(text)


def count_of(counts, year):
    """Return how many rows (year, count) tell, in one year or in all."""
    return dict(counts).get(year, 0) if year else sum(count for _, count in counts)


def in_year(queryset, year):
    if year is None:
        return queryset
    start = timezone.make_aware(datetime(year, 1, 1))
    return queryset.filter(
        published_at__gte=start, published_at__lt=timezone.make_aware(datetime(year + 1, 1, 1))
    )


def year_choices(counts, *, current, path):
    """Return the choices 全部 and each year with its count; none for a single year."""
    if len(counts) < 2:
        return []
    everything = Choice("全部", path, sum(n for _, n in counts), current is None)
    years = [Choice(f"{y}年", f"{path}?year={y}", n, y == current) for y, n in counts]
    return [everything, *years]


def series_choices(queryset):
    return choices_of(queryset.published()[:MOST_SERIES])


def choices_of(rows):
    """Return the choices of series or topics, each with its count."""
    return [Choice(str(row), row.get_absolute_url(), row.published_count) for row in rows]


def by_year(rows, counts):
    """Return the rows grouped by year, each with the year's whole count (0: unknown)."""
    totals, zone = dict(counts), timezone.get_current_timezone()
    groups = groupby(rows, key=lambda row: row.published_at.astimezone(zone).year)
    return [YearGroup(year, totals.get(year, 0), list(part)) for year, part in groups]
