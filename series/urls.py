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
    endorsing,
    entries,
    figures,
    files,
    home,
    initiatives,
    machines,
    organizations,
    outputs,
    registration,
    searching,
    series,
    service,
    sharing,
    speakers,
    suggesting,
    tags,
)
from .views.checkin import certificates, helper, wall
from .views.consultations import answered, asking, typos
from .views.participation import call_feed, feedback


class KeyConverter(IntConverter):
    """A key in its one spelling: `/pictures/01/…` is no address of picture 1 (decision 106)."""

    regex = "[1-9][0-9]*"


register_converter(KeyConverter, "key")
app_name = "series"


def addresses_of_kinds():
    """Yield the URL patterns of every kind.
    Its list if it has one, its page, for events a calendar file.

    The kind's own views answer where it has some, else the common ones.
    """
    for kind, about in ENTRY_KINDS.items():
        name, folder, extra = str(kind), about.folder, {"kind": kind}
        own = import_module(f"series.views.{about.views}")
        entry_list = getattr(own, "entry_list", entries.entry_list)
        entry_page = getattr(own, "entry_page", entries.entry_page)
        key = "<int:pk>" if about.is_listed else "<slug:slug>"
        if about.is_listed:
            yield path(f"{folder}/", entry_list, extra, name=folder)
        yield path(f"{folder}/{key}/", entry_page, extra, name=name)
        if about.takes_place:
            file = calendars.one_event
            yield path(f"{folder}/<int:pk>.ics", file, extra, name=f"{name}_calendar")


urlpatterns = [
    path("", home.home, name="home"),
    *addresses_of_kinds(),
    *outputs.output_paths(),
    path("initiatives/<int:pk>/names/", initiatives.names, name="endorsement_names"),
    path("initiatives/<int:pk>/endorse/", endorsing.endorse_page, name="endorse"),
    path("endorsements/", endorsing.find_endorsement, name="find_endorsement"),
    path("endorsements/<str:code>/", endorsing.endorsement_page, name="endorsement"),
    path("endorsements/<str:code>/data/", endorsing.own_endorsement, name="own_endorsement"),
    path(
        "endorsements/<str:code>/certificate/",
        endorsing.certificate,
        name="endorsement_certificate",
    ),
    path("events/<int:pk>/register/", registration.register_page, name="register"),
    path(
        "events/<int:pk>/register/<str:code>/",
        registration.register_invited,
        name="register_invited",
    ),
    path("checkin/<str:token>/", helper.helper_page, name="check_in"),
    path("checkin/<str:token>/count/", helper.helper_count, name="check_in_count"),
    path("wall/<str:token>/", wall.wall, name="wall"),
    path("wall/<str:token>/count/", wall.wall_count, name="wall_count"),
    path("wall/<str:token>/self/", wall.oneself, name="check_in_oneself"),
    path("certificates/<str:number>/", certificates.verify_certificate, name="verify_certificate"),
    path("registrations/", registration.find_registration, name="find_registration"),
    path("registrations/<str:code>/", registration.registration_page, name="registration"),
    path(
        "registrations/<str:code>/certificate/",
        certificates.own_certificates,
        name="attendance_certificate",
    ),
    path("registrations/<str:code>/feedback/", feedback.feedback_page, name="feedback"),
    path("registrations/<str:code>/data/", registration.own_data, name="own_data"),
    path("consultations/", answered.consultations, name="consultations"),
    path("consultations/<int:pk>/", answered.consultation, name="consultation"),
    path("consultations/ask/", asking.ask_page, name="ask"),
    path("consultations/mine/", asking.find_consultation, name="find_consultation"),
    path("consultations/mine/<str:code>/", asking.consultation_page, name="own_consultation_page"),
    path("consultations/mine/<str:code>/data/", asking.own_consultation, name="own_consultation"),
    path("typos/", typos.report_of_page, name="report_page_typo"),
    path("typos/<int:pk>/", typos.report_of_entry, name="report_typo"),
    path("typos/thanks/", typos.reported, name="typo_reported"),
    path("columns/<int:pk>/", columns.column, name="column"),
    path("series/<int:pk>/", series.series, name="series"),
    path("series/<int:pk>.ics", calendars.series_events, name="series_calendar"),
    path("calendar.ics", calendars.all_events, name="calendar"),
    path("tags/<str:slug>/", tags.tag, name="tag"),
    path("organizations/<int:pk>/", organizations.organization, name="organization"),
    path("speakers/<int:pk>/", speakers.speaker, name="speaker"),
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
    path("feeds/initiatives/<int:pk>.atom", call_feed.call_feed, name="initiative_atom"),
    path("feeds/all.rss", feeds.AllRss(), name="feed_rss"),
    path("feeds/consultations.atom", feeds.ConsultationAtom(), name="consultation_atom"),
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
    path("favicon.ico", machines.icon, {"file": "favicon.ico"}, name="favicon"),
    path("apple-touch-icon.png", machines.icon, {"file": "touch-icon.png"}, name="touch_icon"),
    path("site.webmanifest", machines.web_manifest, name="web_manifest"),
    path(".well-known/security.txt", machines.security, name="security"),
    path("healthz", machines.healthz, name="healthz"),
    path("metrics", machines.metrics, name="metrics"),
    path("readyz", machines.readyz, name="readyz"),
]
