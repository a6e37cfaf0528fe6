"""按月归档：every month with what was published in it, and one month's entries."""

from datetime import datetime
from functools import cache

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from series.models import Entry, Tally
from series.page_keys import LISTS

from .entry_addresses import PublicAddress, shows_entries, shows_no_entry
from .lists import entry_page
from .public import public_page


@shows_no_entry
@public_page
def archive(request):
    years = Tally.objects.by_month()
    return render(request, "series/archive.html", {"years": years})


def month_addresses(withdrawn):
    day = timezone.localtime(withdrawn.entry.published_at)
    path = reverse("series:month", args=[day.year, day.month])
    yield PublicAddress("按月归档原位", f"{path}?{withdrawn.here}")


@shows_entries(month_addresses)
@public_page(keys=())
def month(request, year, month):
    if not (1900 <= year <= 2100 and 1 <= month <= 12):
        raise Http404("年月有误")
    start = timezone.make_aware(datetime(year, month, 1))
    end = timezone.make_aware(datetime(year + month // 12, month % 12 + 1, 1))
    rows = Entry.objects.published().listed().filter(published_at__gte=start, published_at__lt=end)
    months = cache(lambda: Tally.objects.by_month().get(year, {}))
    page = entry_page(request, rows, total=lambda: months().get(month, 0), of=LISTS)
    shown = months() if page.first else None
    context = {"page": page, "start": start.date(), "months": shown}
    return render(request, "series/month.html", context)
