"""Published consultations: the list and one page each. They show only what was reviewed."""

from django.http import Http404
from django.shortcuts import render

from series.actions.consultations.settings import consultation_settings
from series.actions.consultations.tallies import answered_tally
from series.models import Consultation
from series.views.entry_addresses import shows_no_entry
from series.views.paging import page_of
from series.views.public import LARGEST_KEY, public_page


@shows_no_entry
@public_page
def consultations(request):
    """List the published answers, the newest first, with how fast questions are answered."""
    page = page_of(request, Consultation.objects.published(), load=_load)
    context = {"page": page, "tally": answered_tally(), "settings": consultation_settings()}
    return render(request, "consultations/list.html", context)


def _load(keys):
    return Consultation.objects.for_readers().filter(pk__in=keys)


@shows_no_entry
@public_page
def consultation(request, pk):
    """Show one question with its answer."""
    row = Consultation.objects.for_readers().filter(pk=pk).first() if pk <= LARGEST_KEY else None
    if row is None:
        raise Http404("没有这条咨询，或者它没有公开")
    limit = consultation_settings().answer_days
    context = {"consultation": row, "limit": max(limit, row.working_days)}
    return render(request, "consultations/answered.html", context)
