"""网站纠错: a reader reports a wrong word, without account. Decision 135."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from series.actions.errors import EditorialError, RegistrationError
from series.actions.registration.attempts import count_attempt
from series.actions.typo_reports import report_typo
from series.forms.consultation import TypoReportForm
from series.forms.registration import TRAP
from series.models import AttemptKind, Entry
from series.models.entry import TEXTS
from series.registration.form_tokens import FormTokenError, kept_token, read_token
from series.views.entry_addresses import GONE, PublicAddress, shows_entries, shows_no_entry
from series.views.private import private_page
from series.views.public import LARGEST_KEY, published_or_gone

NO_ENTRY = 0


def form_addresses(withdrawn):
    """Yield the form of a text."""
    yield PublicAddress("纠错表", reverse("series:report_typo", args=[withdrawn.entry.pk]), GONE)


@shows_entries(form_addresses)
@private_page
def report_of_entry(request, pk):
    """Show the form for a public text; a POST stores a report."""
    rows = Entry.objects.defer(*TEXTS)
    kind = rows.filter(pk=min(pk, LARGEST_KEY)).values_list("kind", flat=True).first()
    if kind is None:
        raise Http404("没有这篇稿件")
    entry, gone = published_or_gone(request, rows, kind=kind, pk=pk)
    return gone or _answer(request, entry)


@shows_no_entry
@private_page
def report_of_page(request):
    """Show the form for any other page."""
    return _answer(request, None)


@shows_no_entry
@private_page
def reported(request):
    """Thank for a report."""
    return render(request, "consultations/typo_reported.html")


def _answer(request, entry):
    form = TypoReportForm(
        request.POST or None,
        has_entry=entry is not None,
        quote=request.GET.get("text", "").replace("\0", ""),
    )
    key = entry.pk if entry else NO_ENTRY
    if request.method == "POST" and _store(request, form, entry, key):
        return redirect("series:typo_reported")
    context = {
        "about": entry,
        "form": form,
        "trap": TRAP,
        "token": kept_token(request.POST.get("token", ""), key),
    }
    return render(request, "consultations/typo.html", context, status=422 if form.errors else 200)


def _store(request, form, entry, key):
    """Store what the form says; None where it must be corrected."""
    if not form.is_valid():
        return None
    try:
        token = read_token(request.POST.get("token", ""), key)
        if form.cleaned_data[TRAP]:
            raise RegistrationError("纠错没有存下：请不要填写看不见的“网址”一栏。")
        count_attempt(AttemptKind.REPORT)
        return report_typo(form_key=token.key, entry=entry, **form.report())
    except (FormTokenError, EditorialError) as error:
        form.add_error(None, str(error))
        return None
