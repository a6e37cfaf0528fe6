"""sitemap.xml: an index and one file for each 5,000 primary keys, so that no file counts rows
or skips over them."""

from django.db.models import F
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from .context import root_of
from .models import Column, Entry, Series, Tag

BLOCK = 5000
XML = "application/xml; charset=utf-8"


@require_safe
def index(request):
    root = root_of(request)
    blocks = Entry.objects.published().order_by().values_list(F("pk") / BLOCK, flat=True).distinct()
    files = [reverse("series:sitemap_pages")]
    files += [reverse("series:sitemap_entries", args=[block]) for block in sorted(blocks)]
    context = {"files": [root + path for path in files]}
    return render(request, "series/sitemap_index.xml", context, content_type=XML)


@require_safe
def pages(request):
    """The lists: fixed pages, columns, series and the most used tags."""
    names = ("home", "articles", "initiatives", "events", "feeds")
    paths = [reverse(f"series:{name}") for name in names]
    paths += [row.get_absolute_url() for row in Column.objects.all()]
    paths += [row.get_absolute_url() for row in Series.objects.filter(published_count__gt=0)]
    tags = Tag.objects.filter(published_count__gt=0).order_by("-published_count", "pk")
    paths += [row.get_absolute_url() for row in tags[: BLOCK - len(paths)]]
    return _urls(request, [(path, None) for path in paths])


@require_safe
def entries(request, block):
    """Entries whose primary keys lie in one block, with their last change."""
    keys = {"pk__gte": block * BLOCK, "pk__lt": (block + 1) * BLOCK}
    # Visibility is asked of each row: in the query, its index would pass every public entry.
    rows = Entry.objects.filter(**keys).order_by("pk").only("kind", "visibility", "updated_at")
    public = [(row.get_absolute_url(), row.updated_at) for row in rows if row.is_public]
    if not public:  # a file without addresses is no valid sitemap
        raise Http404("这一段没有公开的稿件")
    return _urls(request, public)


def _urls(request, rows):
    root = root_of(request)
    context = {"rows": [(root + path, changed) for path, changed in rows]}
    return render(request, "series/sitemap.xml", context, content_type=XML)
