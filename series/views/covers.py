"""Covers as pictures, for whoever shows a link to an entry."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from series.actions.media.covers import SHAPES, cover_key, cover_of, site_cover
from series.models import Entry

from . import entry_addresses as declared
from .public import GONE, LARGEST_KEY


def cover_addresses(withdrawn):
    for shape in SHAPES:
        path = reverse("series:share_cover", args=[withdrawn.entry.pk, shape])
        yield declared.PublicAddress(f"封面 {shape}", path, declared.GONE)


@declared.shows_entries(cover_addresses)
@require_safe
def entry_cover(request, pk, shape):
    if shape not in SHAPES or pk > LARGEST_KEY:
        raise Http404("没有这张封面")
    row = Entry.objects.select_related("column", "series", "live").filter(pk=pk).first()
    if row and row.visibility in GONE:
        return render(request, "410.html", {"expired": row.visibility == "expired"}, status=410)
    if row is None or not row.is_public:
        raise Http404("没有这张封面")
    return _answer(request, cover_key(row, shape), lambda: cover_of(row, shape))


@declared.shows_no_entry
@require_safe
def whole_site(request):
    data, kind, key = site_cover()
    return _answer(request, key, lambda: (data, kind))


def _answer(request, key, cover):
    """Answer with the cover, or 304 without drawing where the client has it.

    A cache must ask each time, so that a withdrawal works at once.
    """
    kept = get_conditional_response(request, etag=f'"{key}"')
    if kept:
        response = kept
    else:
        data, kind = cover()
        response = HttpResponse(data, content_type=kind)
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["ETag"] = f'"{key}"'
    patch_cache_control(response, public=True, no_cache=True)
    return response
