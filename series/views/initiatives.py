"""Pages of calls: the call with its endorsements, and the public list of names."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from series.actions.endorsements.endorsing import closed_because
from series.actions.endorsements.versions import current_version
from series.models import Endorsement, EndorsementSettings, Kind
from series.text.language.single_line import single_line

from .entries import page_addresses, page_context, public_entry
from .entry_addresses import GONE, PublicAddress, shows_entries
from .public import public_page

NAMES_ON_THE_CALL, NAMES_ON_A_PAGE = 12, 120
LONGEST_QUESTION = 40


@shows_entries(page_addresses)
@public_page(keys=())
def entry_page(request, pk, kind):
    entry, gone = public_entry(request, kind, pk)
    if gone:
        return gone
    context = {**page_context(request, entry), "endorsement": endorsement_of(entry)}
    return render(request, "series/initiative.html", context)


def endorsement_of(entry):
    """Return what the call's page shows of its endorsements; None where it gathers none."""
    settings = EndorsementSettings.objects.filter(initiative=entry.pk).first()
    if settings is None or not (settings.is_open_to_organizations or settings.is_open_to_persons):
        return None
    return {
        "settings": settings,
        "closed": closed_because(entry, settings, timezone.localdate()),
        "version": current_version(entry.pk),
        "names": list(_names(entry.pk)[:NAMES_ON_THE_CALL]),
    }


def _names(pk):
    rows = Endorsement.objects.filter(initiative=pk).with_public_names()
    return rows.order_by("-created_at", "-pk").only("name", "created_at")


def names_addresses(withdrawn):
    """Yield the list of names of a call."""
    if withdrawn.entry.kind == Kind.INITIATIVE:
        path = reverse("series:endorsement_names", args=[withdrawn.entry.pk])
        yield PublicAddress("联署名单", path, GONE)


@shows_entries(names_addresses)
@public_page
def names(request, pk):
    """Show the verified names that may be public, narrowed to ?q= where it is given."""
    entry, gone = public_entry(request, Kind.INITIATIVE, pk)
    if gone:
        return gone
    if endorsement_of(entry) is None:
        raise Http404("这份倡议没有联署名单")
    question = single_line(request.GET.get("q", ""))[:LONGEST_QUESTION]
    rows = _names(pk).filter(Q(name__icontains=question) if question else Q())
    page = Paginator(rows, NAMES_ON_A_PAGE).get_page(request.GET.get("page", "")[:6])
    context = {"call": entry, "page": page, "question": question, "numbers": _numbers(page)}
    return render(request, "series/endorsement_names.html", context)


def _numbers(page):
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return list(numbers) if page.paginator.num_pages > 1 else []
