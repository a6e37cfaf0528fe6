"""Endorsing a call without an account: the form, the page of a code, the certificate.

None of these pages is cached or indexed; see decisions 128 and 129.
"""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from chamber.personal_data.fields import keyed_hashes
from series.actions.audit.chain import origin
from series.actions.endorsements import own
from series.actions.endorsements.endorsing import closed_because, endorse
from series.actions.endorsements.versions import current_version
from series.actions.errors import EditorialError, RegistrationError
from series.actions.registration.attempts import count_attempt
from series.forms.endorsement import EndorsementForm, OwnEndorsementForm
from series.forms.registration import TRAP
from series.models import (
    COUNTED,
    AttemptKind,
    Endorsement,
    EndorsementSettings,
    EndorsementState,
    Initiative,
    Kind,
)
from series.models.entry import TEXTS
from series.models.participation.endorsement import CODE
from series.registration.codes import shown_code, tidy_code
from series.registration.form_tokens import FormTokenError, kept_token, read_token

from .entry_addresses import GONE, PublicAddress, shows_entries, shows_no_entry
from .private import Receipt, find_page, private_page, why_not_opened
from .public import published_or_gone

RECEIPT = Receipt("回执号", "联署")


def form_addresses(withdrawn):
    """Yield the form of a call that gathers endorsements."""
    if EndorsementSettings.objects.filter(pk=withdrawn.entry.pk).exists():
        path = reverse("series:endorse", args=[withdrawn.entry.pk])
        yield PublicAddress("联署表", path, GONE)


@shows_entries(form_addresses)
@private_page
def endorse_page(request, pk):
    """Show the form of a call; a POST endorses it."""
    rows = Initiative.objects.select_related("endorsement_settings", "issuer").defer(*TEXTS)
    call, gone = published_or_gone(request, rows, kind=Kind.INITIATIVE, pk=pk)
    if gone:
        return gone
    settings = getattr(call, "endorsement_settings", None)
    if settings is None:
        raise Http404("这份倡议没有开放联署")
    context = {
        "call": call,
        "settings": settings,
        "closed": closed_because(call, settings, timezone.localdate()),
        "consent": settings.consents.first(),
        "version": current_version(call.pk),
    }
    if context["closed"]:
        return render(request, "endorsements/form.html", context)
    form = EndorsementForm(request.POST or None, settings=settings)
    if request.method == "POST" and (row := _endorse(request, call, form)):
        return redirect("series:endorsement", code=row.code)
    token = kept_token(request.POST.get("token", ""), call.pk)
    context |= {"form": form, "trap": TRAP, "token": token}
    return render(request, "endorsements/form.html", context, status=422 if form.errors else 200)


def _endorse(request, call, form):
    """Endorse as the form says.

    None where it must be corrected, with the errors in it.

    Somebody who stands behind the call already gets no code of somebody else's endorsement: only
    the same form sent again leads to its own page.
    """
    if not form.is_valid():
        return None
    try:
        token = read_token(request.POST.get("token", ""), call.pk)
        if form.cleaned_data[TRAP]:
            raise RegistrationError("联署没有存下：请不要填写看不见的“网址”一栏。")
        draft = form.draft()
        count_attempt(AttemptKind.ENDORSE, phones=[draft.phone])
        address = origin.get().address or ""
        row, new = endorse(call.pk, draft, address=address, form_key=token.key)
    except (FormTokenError, EditorialError) as error:
        form.add_error(None, str(error))
        return None
    if not new and row.form_key != token.key:
        form.add_error(
            None, "已经有一条同样的联署，没有重复计入。要更改或撤回，请凭回执号和手机号打开。"
        )
        return None
    return row


def _own_or_404(code):
    tidy = tidy_code(code)
    hashes = keyed_hashes(tidy, CODE) if tidy else []
    rows = Endorsement.objects.filter(code_hash__in=hashes)
    row = rows.select_related("initiative", "version", "consent").first()
    if row is None:
        raise Http404("没有这条联署：请核对回执号，也可能已经删除")
    return row


def _newer(row):
    """Return the version of the call after the one that somebody stands behind, or None."""
    newest = current_version(row.initiative_id)
    return newest if row.state in COUNTED and newest.pk != row.version_id else None


@shows_no_entry
@private_page
def endorsement_page(request, code):
    """Show what became of an endorsement.

    Of a call that is not public, no word of it."""
    row = _own_or_404(code)
    context = {
        "row": row,
        "call": row.initiative if row.initiative.is_public else None,
        "code": shown_code(row.code),
        "stands": row.state in COUNTED,
        "newer": _newer(row),
        "verified": row.state == EndorsementState.VERIFIED,
    }
    return render(request, "endorsements/endorsed.html", context)


@shows_no_entry
@private_page
def certificate(request, code):
    """Show the certificate of a verified endorsement of a public call."""
    row = _own_or_404(code)
    if row.state != EndorsementState.VERIFIED or not row.name or not row.initiative.is_public:
        raise Http404("核实以后才有联署证书")
    context = {"row": row, "call": row.initiative, "code": shown_code(row.code)}
    return render(request, "endorsements/certificate.html", context)


@shows_no_entry
@private_page
def own_endorsement(request, code):
    """Ask for the phone; then show, correct, confirm, withdraw or delete an endorsement."""
    row = _own_or_404(code)
    context = {"row": row, "code": shown_code(row.code), "receipt": RECEIPT, "newer": _newer(row)}
    if request.method != "POST":
        return render(request, "endorsements/own.html", context)
    phone = request.POST.get("phone", "")
    if wrong := _why_not_opened(row.code, phone):
        return render(request, "endorsements/own.html", {**context, "wrong": wrong}, status=422)
    return _own_deed(request, row, {**context, "phone": phone})


def _own_deed(request, row, context):
    deed = request.POST.get("do", "")
    if deed == "delete":
        own.delete_own(row)
        return render(request, "endorsements/deleted.html")
    if deed in ("withdraw", "confirm"):
        return _simple_deed(
            request, row, context, {"withdraw": own.withdraw, "confirm": own.confirm}[deed]
        )
    form = OwnEndorsementForm(request.POST if deed == "save" else None, row=row)
    if deed == "save" and form.is_valid():
        own.correct(row, **form.cleaned_data)
        return redirect("series:endorsement", code=row.code)
    status = 422 if form.errors else 200
    return render(request, "endorsements/own.html", {**context, "form": form}, status=status)


def _simple_deed(request, row, context, deed):
    try:
        deed(row)
    except EditorialError as error:
        return render(
            request, "endorsements/own.html", {**context, "wrong": str(error)}, status=422
        )
    return redirect("series:endorsement", code=row.code)


@shows_no_entry
@private_page
def find_endorsement(request):
    """Open an endorsement by its code and its phone."""
    if request.method != "POST":
        return find_page(request, RECEIPT)
    typed = request.POST.get("code", "")
    code = tidy_code(typed)
    wrong = _why_not_opened(code, request.POST.get("phone", ""))
    if wrong:
        return find_page(request, RECEIPT, wrong=wrong, typed=typed)
    return redirect("series:endorsement", code=code)


def _why_not_opened(code, typed):
    return why_not_opened(typed, lambda phone: own.find_own(code, phone), RECEIPT)
