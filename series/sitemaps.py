"""sitemap.xml: an index and one file for each 5,000 primary keys.

So no file counts rows or skips over them. Articles of the last two days carry their news dates.
"""

from datetime import timedelta
from functools import lru_cache

from django.db.models import CharField, Count, F, Max, Q, Subquery, Sum, Value
from django.db.models.functions import Cast
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import conditional_page

from chamber.models import Organization
from series.text.typography.plain_formats import xml_text

from .context import root_of
from .models import (
    ENTRY_KINDS,
    Column,
    Consultation,
    Entry,
    Mention,
    PreparedQuery,
    Series,
    Speaker,
    Tag,
    Tally,
    Visibility,
)
from .models.entry_kinds import listed_kinds
from .models.kind import UNLISTED_KINDS
from .views.entry_addresses import PublicAddress, shows_entries
from .views.public import public_page

BLOCK = 5000
XML = "application/xml; charset=utf-8"
IS_NEWS = timedelta(days=2)
WANTED = ("kind", "slug", "visibility", "updated_at")


def index_addresses(withdrawn):
    yield PublicAddress("网站地图", reverse("series:sitemap"))


@shows_entries(index_addresses)
@conditional_page
@public_page
def index(request):
    """Show every file with its last change; the lists change whenever an entry does."""
    root = root_of(request)
    blocks = _blocks_of(next(iter(_STATE.rows()), None))
    changed = max(filter(None, blocks.values()), default=None)
    files = [(reverse("series:sitemap_pages"), changed)]
    files += [(reverse("series:sitemap_entries", args=[key]), day) for key, day in blocks.items()]
    context = {"files": [(root + path, day) for path, day in files]}
    return render(request, "series/sitemap_index.xml", context, content_type=XML)


@lru_cache(maxsize=2)
def _blocks_of(state):
    """Return the blocks of the site in this state, read once a process."""
    return _blocks()


def _state():
    """Return one row that differs whenever a block of the site map does.

    A publication or amendment makes a later last change, a withdrawal or expiry one public entry less, and
    no two states share both. Reading every entry takes 240 ms at 100,000. Decision 139.
    """
    everything = Tally.objects.order_by().annotate(all=Value(1)).values("all")
    listed = everything.annotate(total=Sum("count")).values("total")
    pages = Entry.objects.published().filter(kind__in=UNLISTED_KINDS).order_by()
    single = pages.annotate(all=Value(1)).values("all").annotate(total=Count("pk")).values("total")
    last = Entry.objects.order_by("-updated_at", "-pk")
    return last.annotate(listed=Subquery(listed), single=Subquery(single)).values_list(
        "pk", Cast("updated_at", CharField()), "listed", "single"
    )[:1]


_STATE = PreparedQuery(_state)


def _blocks():
    """Return {block: last change} of the blocks that hold public entries.

    A withdrawal changes its file as well.
    """
    rows = Entry.objects.exclude(visibility=Visibility.DRAFT).order_by()
    rows = rows.values(block=F("pk") / BLOCK).annotate(
        public=Max("updated_at", filter=Q(visibility=Visibility.PUBLIC)),
        withdrawn=Max("withdrawn_at"),
        expired=Max("expires_at", filter=Q(visibility=Visibility.EXPIRED)),
    )
    return {
        row["block"]: max(filter(None, (row["public"], row["withdrawn"], row["expired"])))
        for row in rows.order_by("block")
        if row["public"]
    }


def pages_addresses(withdrawn):
    yield PublicAddress("网站地图：栏目", reverse("series:sitemap_pages"))


@shows_entries(pages_addresses)
@conditional_page
@public_page
def pages(request):
    paths = [path for source in SOURCES for path in source()]
    return _urls(request, [(path, None, None) for path in paths[:BLOCK]])


def _fixed():
    names = ["home", *(kind.folder for kind in listed_kinds()), "figures", "archive", "feeds"]
    names += ["consultations", "site_map", "accessibility", "privacy"]
    return [reverse(f"series:{name}") for name in names]


def _columns():
    return [row.get_absolute_url() for row in Column.objects.all()]


def _series():
    return [row.get_absolute_url() for row in Series.objects.published()]


def _tags():
    tags = Tag.objects.published().order_by("-published_count", "pk")
    return [row.get_absolute_url() for row in tags[:BLOCK]]


def _months():
    years = Tally.objects.by_month()
    return [
        reverse("series:month", args=[year, month])
        for year, counts in years.items()
        for month in counts
    ]


def _organizations():
    """Return the pages of the organizations that a public entry names."""
    named = Mention.objects.filter(published_at__isnull=False).values("organization")
    keys = Organization.objects.filter(pk__in=named).order_by("pk").values_list("pk", flat=True)
    return [reverse("series:organization", args=[key]) for key in keys]


def _speakers():
    """Return the pages of the speakers who stand in the programme of a public event."""
    keys = Speaker.objects.published().order_by("pk").values_list("pk", flat=True)
    return [reverse("series:speaker", args=[key]) for key in keys]


def _consultations():
    rows = Consultation.objects.for_readers().order_by("-published_at", "-pk")
    return [row.get_absolute_url() for row in rows[:BLOCK]]


# Lists in the order of their weight: the file ends after BLOCK addresses.
SOURCES = [_fixed, _columns, _series, _months, _organizations, _speakers, _consultations, _tags]


def block_addresses(withdrawn):
    path = reverse("series:sitemap_entries", args=[withdrawn.entry.pk // BLOCK])
    yield PublicAddress("网站地图：稿件", path)


@shows_entries(block_addresses)
@conditional_page
@public_page
def entries(request, block):
    """Show the public entries of one block of primary keys, with their last change."""
    keys = {"pk__gte": block * BLOCK, "pk__lt": (block + 1) * BLOCK}
    # Visibility is asked of each row: in the query, its index would pass every public entry.
    rows = Entry.objects.filter(**keys).order_by("pk").only(*WANTED)
    news = _news(keys)
    public = [
        (row.get_absolute_url(), row.updated_at, news.get(row.pk)) for row in rows if row.is_public
    ]
    if not public:  # a file without addresses is no valid sitemap
        raise Http404("这一段没有公开的稿件")
    return _urls(request, public)


def _news(keys):
    """Return {key: (date, title)} of the few entries that are news.

    They are read in a query of their own: reading headline and time of every entry would double the
    time of the file.
    """
    since = timezone.now() - IS_NEWS
    news = [kind for kind, about in ENTRY_KINDS.items() if about.is_news]
    rows = Entry.objects.filter(**keys, kind__in=news, first_published_at__gte=since)
    rows = rows.only("headline", "first_published_at", "time_known")
    return {row.pk: (_moment(row), xml_text(row.headline)) for row in rows.order_by("pk")}


def _moment(entry):
    first = timezone.localtime(entry.first_published_at)
    return first.isoformat("T", "seconds") if entry.time_known else f"{first:%Y-%m-%d}"


def _urls(request, rows):
    """Answer with a sitemap file; rows are (path, last change, (date, title) of news).

    Last change and news may be None.
    """
    root = root_of(request)
    context = {"rows": [(root + path, changed, news) for path, changed, news in rows]}
    return render(request, "series/sitemap.xml", context, content_type=XML)
