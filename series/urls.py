from django.urls import include, path

from . import feeds, sitemaps
from .views import (
    articles,
    columns,
    display,
    embedding,
    events,
    files,
    home,
    initiatives,
    machines,
    searching,
    series,
    sharing,
    tags,
)

app_name = "series"
urlpatterns = [
    path("", home.home, name="home"),
    path("articles/", articles.article_list, name="articles"),
    path("articles/<int:pk>/", articles.article, name="article"),
    path("initiatives/", initiatives.initiative_list, name="initiatives"),
    path("initiatives/<int:pk>/", initiatives.initiative, name="initiative"),
    path("events/", events.event_list, name="events"),
    path("events/<int:pk>/", events.event, name="event"),
    path("columns/<int:pk>/", columns.column, name="column"),
    path("series/<int:pk>/", series.series, name="series"),
    path("tags/<str:slug>/", tags.tag, name="tag"),
    path("search/", searching.search, name="search"),
    path(
        "pictures/<int:pk>/<str:digest>-cover-<int:width>.<str:extension>",
        files.cover,
        name="cover",
    ),
    path(
        "pictures/<int:pk>/<str:digest>-<int:width>.<str:extension>",
        files.rendition,
        name="rendition",
    ),
    path("pictures/<int:pk>/<str:digest>.<str:extension>", files.picture, name="picture"),
    path("attachments/<int:pk>/", files.attachment, name="attachment"),
    path("share/<str:token>/", sharing.shared, name="share"),
    path("display/", display.display, name="display"),
    path("api/", include("series.api.urls")),
    path("oembed/", embedding.oembed, name="oembed"),
    path("feeds/", columns.feeds, name="feeds"),
    path("feeds/all.atom", feeds.AllAtom(), name="feed_atom"),
    path("feeds/all.rss", feeds.AllRss(), name="feed_rss"),
    path("feeds/columns/<int:pk>.atom", feeds.ColumnAtom(), name="column_atom"),
    path("feeds/columns/<int:pk>.rss", feeds.ColumnRss(), name="column_rss"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-pages.xml", sitemaps.pages, name="sitemap_pages"),
    path("sitemap-<int:block>.xml", sitemaps.entries, name="sitemap_entries"),
    path("robots.txt", machines.robots, name="robots"),
    path("healthz", machines.healthz, name="healthz"),
]
