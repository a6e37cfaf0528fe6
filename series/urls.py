from importlib import import_module

from django.urls import include, path, register_converter
from django.urls.converters import IntConverter

from . import calendars, feeds, sitemaps
from .models import ENTRY_KINDS
from .views import (
    archive,
    columns,
    covers,
    display,
    embedding,
    entries,
    figures,
    files,
    home,
    machines,
    organizations,
    outputs,
    searching,
    series,
    service,
    sharing,
    suggesting,
    tags,
)


class KeyConverter(IntConverter):
    """A key in its one spelling: `/pictures/01/…` is no address of picture 1 (decision 106)."""

    regex = "[1-9][0-9]*"


register_converter(KeyConverter, "key")
app_name = "series"


def addresses_of_kinds():
    """Yield the URL patterns of every kind.
    Its list, its page, for events a calendar file.

    The kind's own views answer where it has some, else the common ones.
    """
    for kind, about in ENTRY_KINDS.items():
        name, folder, extra = str(kind), about.folder, {"kind": kind}
        own = import_module(f"series.views.{about.views}")
        entry_list = getattr(own, "entry_list", entries.entry_list)
        entry_page = getattr(own, "entry_page", entries.entry_page)
        yield path(f"{folder}/", entry_list, extra, name=folder)
        yield path(f"{folder}/<int:pk>/", entry_page, extra, name=name)
        if about.takes_place:
            file = calendars.one_event
            yield path(f"{folder}/<int:pk>.ics", file, extra, name=f"{name}_calendar")


urlpatterns = [
    path("", home.home, name="home"),
    *addresses_of_kinds(),
    *outputs.output_paths(),
    path("columns/<int:pk>/", columns.column, name="column"),
    path("series/<int:pk>/", series.series, name="series"),
    path("series/<int:pk>.ics", calendars.series_events, name="series_calendar"),
    path("calendar.ics", calendars.all_events, name="calendar"),
    path("tags/<str:slug>/", tags.tag, name="tag"),
    path("organizations/<int:pk>/", organizations.organization, name="organization"),
    path("archive/", archive.archive, name="archive"),
    path("archive/<int:year>/<int:month>/", archive.month, name="month"),
    path("figures/", figures.figures, name="figures"),
    path("search/", searching.search, name="search"),
    path("search/suggest/", suggesting.suggestions, name="suggest"),
    path("sitemap/", service.site_map, name="site_map"),
    path("accessibility/", service.accessibility, name="accessibility"),
    path("privacy/", service.privacy, name="privacy"),
    path(
        "pictures/<key:pk>/<str:digest>-cover-<int:width>.<str:extension>",
        files.cover,
        name="cover",
    ),
    path(
        "pictures/<key:pk>/<str:digest>-<int:width>.<str:extension>",
        files.rendition,
        name="rendition",
    ),
    path("pictures/<key:pk>/<str:digest>.<str:extension>", files.picture, name="picture"),
    path("covers/site/", covers.whole_site, name="site_cover"),
    path("covers/<int:pk>/<str:shape>/", covers.entry_cover, name="share_cover"),
    path("attachments/<key:pk>/", files.attachment, name="attachment"),
    path("share/<str:token>/", sharing.shared, name="share"),
    path("display/", display.display, name="display"),
    path("api/", include("series.api.urls")),
    path("oembed/", embedding.oembed, name="oembed"),
    path("feeds/", columns.feeds, name="feeds"),
    path("feeds/all.atom", feeds.AllAtom(), name="feed_atom"),
    path("feeds/all.rss", feeds.AllRss(), name="feed_rss"),
    path("feeds/columns/<int:pk>.atom", feeds.ColumnAtom(), name="column_atom"),
    path("feeds/columns/<int:pk>.rss", feeds.ColumnRss(), name="column_rss"),
    path("feeds/series/<int:pk>.atom", feeds.SeriesAtom(), name="series_atom"),
    path("feeds/series/<int:pk>.rss", feeds.SeriesRss(), name="series_rss"),
    path("feeds/tags/<str:slug>.atom", feeds.TagAtom(), name="tag_atom"),
    path("feeds/tags/<str:slug>.rss", feeds.TagRss(), name="tag_rss"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-pages.xml", sitemaps.pages, name="sitemap_pages"),
    path("sitemap-<int:block>.xml", sitemaps.entries, name="sitemap_entries"),
    path("robots.txt", machines.robots, name="robots"),
    path(".well-known/security.txt", machines.security, name="security"),
    path("healthz", machines.healthz, name="healthz"),
    path("metrics", machines.metrics, name="metrics"),
    path("readyz", machines.readyz, name="readyz"),
]
