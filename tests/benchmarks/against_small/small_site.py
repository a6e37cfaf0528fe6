"""The smallest honest views of the same texts, which the pages are measured against.

One view, one or two queries, one template each, behind two of the framework's own middlewares. They print
the whole text, its frame, a list of twenty and a feed of thirty, and nothing more.
"""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.core.handlers.wsgi import WSGIHandler
from django.http import Http404, HttpResponse
from django.template import engines
from django.test import override_settings
from django.urls import include, path
from django.utils.feedgenerator import Atom1Feed
from django.utils.safestring import mark_safe

from series.models import Entry, Tag

MIDDLEWARE = [
    "tests.benchmarks.against_small.small_site.small_addresses",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.common.CommonMiddleware",
]
FRAME = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{% block title %}{{ site.name }}{% endblock %}</title>
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/static/site.css"></head>
<body><header><a href="/">{{ site.name }}</a>
<nav><a href="/articles/">文章</a> <a href="/initiatives/">倡议</a> <a href="/events/">活动</a></nav></header>
<main>{% block main %}{% endblock %}</main><footer>{{ site.owner }}</footer></body></html>"""
ARTICLE = """<h1>{{ entry.headline }}</h1><p>{{ entry.column.name }}
<time>{{ entry.published_at|date:"Y-m-d" }}</time></p>{{ body }}
<ul>{% for tag in tags %}<li><a href="{{ tag.get_absolute_url }}">{{ tag.name }}</a></li>{% endfor %}</ul>"""
LIST = """<h1>文章</h1><ol>{% for entry in entries %}<li><a href="{{ entry.get_absolute_url }}">
{{ entry.headline }}</a><p>{{ entry.summary }}</p><time>{{ entry.published_at|date:"Y-m-d" }}</time></li>
{% endfor %}</ol>"""


def small_addresses(get_response):
    """Middleware: answer by the addresses of this module."""

    def answer(request):
        request.urlconf = __name__
        return get_response(request)

    return answer


def _template(main):
    before, after = FRAME.split("{% block main %}{% endblock %}")
    return engines["django"].from_string(before + main + after)


def article(request, pk):
    row = Entry.objects.published().select_related("column").filter(pk=pk).first()
    if row is None:
        raise Http404
    tags = Tag.objects.filter(items__content_object=pk)
    context = {"entry": row, "body": mark_safe(row.body), "tags": tags}
    return HttpResponse(ARTICLE_PAGE.render({**context, "site": settings.SITE}))


def entries(request):
    rows = Entry.objects.published().order_by("-published_at", "-pk")
    rows = rows.only("kind", "slug", "headline", "summary", "published_at")[:20]
    return HttpResponse(LIST_PAGE.render({"entries": rows, "site": settings.SITE}))


class SmallFeed(Feed):
    feed_type = Atom1Feed
    title = "最近更新"
    link = "/"

    def items(self):
        rows = Entry.objects.published().order_by("-published_at", "-pk")
        return rows.only("kind", "slug", "headline", "summary", "published_at")[:30]

    def item_title(self, item):
        return item.headline

    def item_description(self, item):
        return item.summary

    def item_pubdate(self, item):
        return item.published_at


pages = [
    path("articles/<int:pk>/", article, name="article"),
    path("articles/", entries, name="articles"),
    path("tags/<slug>/", entries, name="tag"),
    path("feeds/all.atom", SmallFeed()),
]
urlpatterns = [path("", include((pages, "series")))]


def small_handler():
    """Return the WSGI application of the small views, with its own short list of middleware."""
    with override_settings(MIDDLEWARE=MIDDLEWARE):
        return WSGIHandler()


ARTICLE_PAGE, LIST_PAGE = _template(ARTICLE), _template(LIST)
