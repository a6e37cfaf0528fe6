from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from chamber.page_cache.dependence import depend_on
from series.models import Entry, Series, SeriesKind
from series.text.language import lunar

from .entry_addresses import PublicAddress, shows_entries
from .event_editions import coming_of, held_this_year
from .instalments import with_gaps
from .public import public_page

PER_PAGE = 60


def series_addresses(withdrawn):
    """Yield the page of the entry's series, and its page that begins with the entry."""
    entry = withdrawn.entry
    if entry.series_id is None:
        return
    path = entry.series.get_absolute_url()
    wants = withdrawn.wants(entry.series)
    yield PublicAddress("系列", path, wants)
    if entry.number:
        yield PublicAddress("系列原位", f"{path}?after={entry.number - 1}", wants)


@shows_entries(series_addresses)
@public_page(keys=())
def series(request, pk):
    row = get_object_or_404(Series.objects.for_readers().select_related("column", "host"), pk=pk)
    depend_on(f"series:{row.pk}")
    after = _asked_number(request)
    entries = Entry.objects.published().filter(series=row).for_cards()
    numbered = list(entries.filter(number__gt=after).order_by("number")[: PER_PAGE + 1])
    shown = numbered[:PER_PAGE]
    context = {
        "series": row,
        "numbered": shown,
        "slots": with_gaps(shown, start=after + 1),
        "more": shown[-1].number if len(numbered) > PER_PAGE else None,
        "after": after,
        "others": () if after else entries.filter(number=None).newest_first()[:PER_PAGE],
        "has_calendar": row.has_calendar,
        "is_forum": row.kind == SeriesKind.FORUM,
        "days": _days(row),
        "held": held_this_year(row, now=timezone.now()) if row.per_year else None,
        "coming": coming_of(row, now=timezone.now()) if row.has_calendar else None,
        "lunar_name": lunar.lunar_name(row.lunar_month, row.lunar_day) if row.lunar_month else "",
    }
    return render(request, "series/series.html", context)


def _asked_number(request):
    """Return the issue number of ?after=, after which the page begins; Http404 for others."""
    text = request.GET.get("after", "0")
    if not (text.isascii() and text.isdigit() and len(text) <= 5):
        raise Http404("期号有误")
    return int(text)


def _days(row):
    """Return the festival's next days in the solar calendar; none for other series."""
    if row.lunar_month is None:
        return []
    return lunar.next_dates(row.lunar_month, row.lunar_day, after=timezone.localdate())
