"""What all public pages share.
They answer reads only, and vary by the display cookie alone."""

from datetime import datetime, time, timedelta
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

from chamber.backends.replica import reading
from chamber.page_cache.dependence import ENVIRON, depend_on, noted, noted_page
from series.models import Entry, Visibility
from series.page_keys import LISTS, PARTICIPATION, entry_key

GONE_SAYS = {
    Visibility.WITHDRAWN: "这篇稿件已由编辑部撤回，不再公开。",
    Visibility.EXPIRED: "这篇稿件的公开期限已到，不再公开。",
}
GONE = tuple(GONE_SAYS)
KEPT = (200, 301, 410)  # a cache may keep any of these of its own accord
FINISHED = (200, 410)  # what the page cache keeps
TIMED_SECONDS, ENTRY_SECONDS = 60, 300  # how long, at most; decision 137
LARGEST_KEY = 2**63 - 1  # what a database column can be compared with


def public_page(view=None, *, keys=(LISTS,), is_kept=True):
    """Decorate a view whose page is the same for everybody; caches must revalidate it.

    The page cache keeps it until something changes that it depends on: the entries that it reads
    and `keys`. By default it is made again whenever any entry is published or goes. Decision 137.

    What the view reads may come from a replica (decision 159), so it writes nothing."""
    if view is None:
        return lambda view: public_page(view, keys=keys, is_kept=is_kept)

    @require_safe
    @wraps(view)
    def page(request, *args, **kwargs):
        asked = request.META.get(ENVIRON)
        with noted(asked):
            depend_on(*keys)
            response = reading.read(
                lambda: _rendered(view(request, *args, **kwargs)),
                is_public=settings.SESSION_COOKIE_NAME not in request.COOKIES,
            )
        if asked is not None and is_kept and response.status_code in FINISHED:
            asked.is_kept, asked.seconds = not response.streaming, _seconds_of(asked)
        patch_vary_headers(response, ["Cookie"])
        if response.status_code in KEPT:
            patch_cache_control(response, no_cache=True)
        return response

    page.is_public_page = True
    return page


def _rendered(response):
    """Return a response whose template, if it has one, is printed."""
    if hasattr(response, "render"):
        response.render()
    return response


def _seconds_of(asked):
    """Return for how long a page may be kept; never beyond midnight."""
    now = timezone.localtime()
    tomorrow = datetime.combine(now.date() + timedelta(days=1), time(), tzinfo=now.tzinfo)
    is_timed = {LISTS, PARTICIPATION} & asked.keys  # what is open, over or coming
    return min(TIMED_SECONDS if is_timed else ENTRY_SECONDS, (tomorrow - now).total_seconds())


def moved_to(path, request):
    """Return a 301 to today's address of the same thing, with the request's query."""
    query = request.META["QUERY_STRING"]
    return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)


def published_or_gone(request, queryset, *, kind, pk=None, slug=""):
    """Return (public entry, None), or (None, its 410 page); otherwise Http404.

    It is known by its key, or by the word at the end of its address."""
    if pk is not None and pk > LARGEST_KEY:
        raise Http404("没有这篇稿件")
    which = {"kind": kind, **({"slug": slug} if slug else {"pk": pk})}
    entry = queryset.published().filter(**which).first()
    if entry:
        show_entry(entry.pk)
        return entry, None
    if visibility := gone_as(**which):
        _show_gone(which)
        expired = visibility == Visibility.EXPIRED
        return None, render(request, "410.html", {"expired": expired}, status=410)
    raise Http404("没有这篇稿件，或者它尚未发布")


def show_entry(pk):
    """Note that the page which is being made shows this entry."""
    if (asked := noted_page()) is not None:
        asked.own = entry_key(pk)
        depend_on(asked.own)


def _show_gone(which):
    if noted_page() is not None:
        show_entry(Entry.objects.filter(**which).values_list("pk", flat=True).get())


def gone_as(**which):
    """Return WITHDRAWN or EXPIRED where the entry was public once, else None."""
    gone = Entry.objects.filter(**which, visibility__in=GONE)
    return gone.values_list("visibility", flat=True).first()
