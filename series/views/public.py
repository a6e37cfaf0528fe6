"""What all public pages share.
They answer reads only, and vary by the display cookie alone."""

from functools import wraps

from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

from series.models import Entry, Visibility

GONE_SAYS = {
    Visibility.WITHDRAWN: "这篇稿件已由编辑部撤回，不再公开。",
    Visibility.EXPIRED: "这篇稿件的公开期限已到，不再公开。",
}
GONE = tuple(GONE_SAYS)
KEPT = (200, 301, 410)  # a cache may keep any of these of its own accord
LARGEST_KEY = 2**63 - 1  # what a database column can be compared with


def public_page(view):
    """Decorate a view whose page is the same for everybody; caches must revalidate it."""

    @require_safe
    @wraps(view)
    def page(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        patch_vary_headers(response, ["Cookie"])
        if response.status_code in KEPT:
            patch_cache_control(response, no_cache=True)
        return response

    page.is_public_page = True
    return page


def moved_to(path, request):
    """Return a 301 to today's address of the same thing, with the request's query."""
    query = request.META["QUERY_STRING"]
    return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)


def published_or_gone(request, queryset, *, kind, pk):
    """Return (public entry, None), or (None, its 410 page); otherwise Http404."""
    if pk > LARGEST_KEY:
        raise Http404("没有这篇稿件")
    entry = queryset.published().filter(kind=kind, pk=pk).first()
    if entry:
        return entry, None
    if visibility := gone_as(kind=kind, pk=pk):
        expired = visibility == Visibility.EXPIRED
        return None, render(request, "410.html", {"expired": expired}, status=410)
    raise Http404("没有这篇稿件，或者它尚未发布")


def gone_as(**which):
    """Return WITHDRAWN or EXPIRED where the entry was public once, else None."""
    gone = Entry.objects.filter(**which, visibility__in=GONE)
    return gone.values_list("visibility", flat=True).first()
