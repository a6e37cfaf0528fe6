"""嘉宾：the public appearances of one speaker through the years."""

from itertools import groupby

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from series.models import Appearance, Picture, Speaker

from .entry_addresses import CLEAN, CLOSED, PublicAddress, shows_entries
from .public import LARGEST_KEY, public_page

MOST = 200


def speaker_addresses(withdrawn):
    """Yield the page of each speaker of the event.

    Closed where nothing else of them is public.
    """
    rows = Speaker.objects.filter(appearances__session__event=withdrawn.entry.pk).distinct()
    known = Exists(Appearance.objects.published().filter(speaker=OuterRef("pk")))
    for row in rows.annotate(known=known).order_by("pk"):
        wants = CLEAN if row.known else CLOSED
        yield PublicAddress(f"嘉宾“{row}”", row.get_absolute_url(), wants)


@shows_entries(speaker_addresses)
@public_page
def speaker(request, pk):
    """Show a speaker with all that is public; 404 where nothing is."""
    if pk > LARGEST_KEY:
        raise Http404("没有这位嘉宾")
    row = get_object_or_404(Speaker.objects.select_related("portrait"), pk=pk)
    years = appearances_by_year(row)
    if not years:
        raise Http404("没有这位嘉宾，或者还没有公开的活动")
    return render(request, "series/event_speaker.html", {"speaker": row, "years": years})


def appearances_by_year(speaker):
    """Return [(year, its appearances)] at public events, the newest first.

    Each has the words that its programme was signed with: `as_signed`.
    """
    rows = Appearance.objects.published().filter(speaker=speaker)
    rows = rows.select_related("session__event__series").defer(
        "session__event__body", "session__event__plain_text", "session__event__draft_text"
    )
    rows = list(rows.order_by("-session__event__starts_at", "-session_id")[:MOST])
    for row in rows:
        row.event = row.session.event
        row.as_signed = row.session.speakers[row.order - 1]
    return [(year, list(part)) for year, part in groupby(rows, key=_year)]


def _year(appearance):
    return timezone.localtime(appearance.event.starts_at).year


def is_public_portrait(picture: Picture) -> bool:
    """Tell whether a picture is the portrait of somebody in a public programme."""
    return Speaker.objects.published().filter(portrait=picture.pk).exists()
