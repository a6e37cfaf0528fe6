from datetime import datetime, time, timedelta

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from series.actions.editorial.placements import shown_at
from series.models import (
    Entry,
    Event,
    Figure,
    Initiative,
    Kind,
    Notice,
    Place,
    Series,
    SeriesKind,
)
from series.models.views import most_read
from series.text.language import lunar
from series.text.markup.pictures import first_stored_picture

from .entry_addresses import PublicAddress, shows_entries
from .lists import published_of, set_thumbnails
from .public import public_page

NEWS, NEWEST, EVENTS, CALLS, EDITIONS, FIGURES = 4, 6, 5, 2, 6, 5
# 本周热读: at most and at least so many, each read so often in seven days, of the newest articles.
# Decision 142.
MOST_POPULAR, FEWEST_POPULAR, LEAST_VIEWS, NEWEST_RANKED, WEEK = 6, 3, 20, 300, timedelta(days=7)
PINNED = (Place.TOP, Place.RECOMMENDED)


def home_addresses(withdrawn):
    yield PublicAddress("首页", reverse("series:home"))


@shows_entries(home_addresses)
@public_page
def home(request):
    today = timezone.localdate()
    placed = shown_at(timezone.now(), column=None)
    lead, newest = _lead_and_newest(placed)
    pinned = [(place.label, row) for place in PINNED for row in placed[place]]
    fresh = max(NEWS - len(pinned), 0)
    set_thumbnails([row for _, row in pinned] + newest)
    events = _events(today)
    context = {
        "notices": Notice.objects.at(timezone.now()),
        "today": today,
        "lunar_today": lunar.full_lunar(today),
        "lead": lead,
        "lead_photo": lead and _photo(lead),
        "next_event": events[0] if events else None,
        "news": pinned + [("", row) for row in newest[:fresh]],
        "newest": newest[fresh : fresh + NEWEST],
        "popular": popular_articles(today),
        "figures": Figure.objects.published()[:FIGURES],
        "events": events[1:],
        "calls": published_of(Initiative).newest_first()[:CALLS],
        "forum": _forum(),
        "festival": _festival(today),
    }
    return render(request, "series/home.html", context)


def _lead_and_newest(placed):
    """Return (lead or None, the newest articles that the page does not show elsewhere).

    The lead is the one that was placed, else the newest article. Decision 121.
    """
    leads = [row.pk for row in placed[Place.LEAD]]
    shown = [row.pk for place in PINNED for row in placed[place]]
    articles = Entry.objects.published().filter(kind=Kind.ARTICLE).exclude(pk__in=leads + shown)
    rows = list(articles.for_cards().newest_first()[: NEWS + NEWEST + 1])
    if leads:
        return Entry.objects.published().for_cards().get(pk=leads[0]), rows
    return (rows[0] if rows else None), rows[1:]


def _events(today):
    """Return the coming events, and where they are few this month's past ones too."""
    first = timezone.make_aware(datetime.combine(today.replace(day=1), time()))
    following = (first + timedelta(days=32)).replace(day=1)
    now, rows = timezone.now(), published_of(Event)
    coming = list(rows.upcoming(now)[:EVENTS])
    if len(coming) == EVENTS:
        return coming
    over = rows.between(first, following).filter(ends_at__lt=now).order_by("-starts_at", "-pk")
    return coming + list(over[: EVENTS - len(coming)])


def popular_articles(today):
    """Return the most read of the newest articles in seven days.

    None where too few were read.

    The views of a fixed number of articles are added up, however large the archive is.
    """
    newest = Entry.objects.published().filter(kind=Kind.ARTICLE).newest_first()
    rows = Entry.objects.for_cards().filter(pk__in=newest.values("pk")[:NEWEST_RANKED])
    since = today - WEEK + timedelta(days=1)
    found = list(most_read(rows, since=since, least=LEAST_VIEWS)[:MOST_POPULAR])
    return found if len(found) >= FEWEST_POPULAR else []


def _photo(lead):
    """Return (picture, its words in the text) of the lead's first picture, or None."""
    pictures = lead.pictures.in_text(lead.body)
    shown = first_stored_picture(lead.body, pictures)
    return (pictures[shown.address], shown) if shown else None


def _forum():
    """Return the first forum series with its newest editions in order, or None."""
    series = Series.objects.published().filter(kind=SeriesKind.FORUM).first()
    if series is None:
        return None
    editions = Entry.objects.published().filter(series=series, number__isnull=False)
    rows = editions.for_cards().order_by("-number")[:EDITIONS]
    return {"series": series, "editions": list(rows)[::-1]}


def _festival(today):
    """Return the next day of the first festival series with a lunar date, or None."""
    series = Series.objects.filter(kind=SeriesKind.FESTIVAL, lunar_month__isnull=False).first()
    if series is None or not lunar.is_computable(today + timedelta(days=800)):
        return None
    day = lunar.next_dates(series.lunar_month, series.lunar_day, after=today)[0]
    return {
        "series": series,
        "day": day,
        "name": lunar.lunar_name(series.lunar_month, series.lunar_day),
        "days_left": (day - today).days,
    }
