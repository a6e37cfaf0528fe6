"""Asking without an account: the form, the page of a code, one's own data.

Decisions 128 and 135.

None of these pages is cached or indexed.
"""

from django.http import Http404
from django.shortcuts import redirect, render

from series.actions.consultations import own
from series.actions.consultations.asking import CLOSED, ask
from series.actions.consultations.settings import consent_text, consultation_settings
from series.actions.errors import EditorialError, RegistrationError
from series.actions.registration.attempts import count_attempt
from series.consultation.clock import clocks_of
from series.forms.consultation import ConsultationForm, OwnConsultationForm
from series.forms.registration import TRAP
from series.models import AttemptKind
from series.registration.codes import shown_code, tidy_code
from series.registration.form_tokens import FormTokenError, kept_token, read_token
from series.views.entry_addresses import shows_no_entry
from series.views.private import Receipt, find_page, private_page, why_not_opened

RECEIPT = Receipt("查询码", "咨询")
NO_ENTRY = 0  # of form tokens: the form belongs to none


@shows_no_entry
@private_page
def ask_page(request):
    """Show the form; a POST stores the question and leads to its page."""
    settings = consultation_settings()
    context = {"settings": settings, "consent": consent_text(), "trap": TRAP}
    if not settings.is_open:
        return render(request, "consultations/form.html", {**context, "closed": CLOSED})
    form = ConsultationForm(request.POST or None)
    if request.method == "POST" and (row := _ask(request, form)):
        return redirect("series:own_consultation_page", code=row.code)
    context |= {"form": form, "token": kept_token(request.POST.get("token", ""), NO_ENTRY)}
    return render(request, "consultations/form.html", context, status=422 if form.errors else 200)


def _ask(request, form):
    """Ask as the form says; None where it must be corrected."""
    if not form.is_valid():
        return None
    try:
        token = read_token(request.POST.get("token", ""), NO_ENTRY)
        if form.cleaned_data[TRAP]:
            raise RegistrationError("咨询没有存下：请不要填写看不见的“网址”一栏。")
        draft = form.draft()
        count_attempt(AttemptKind.ASK, phones=[draft.phone])
        return ask(draft, form_key=token.key)
    except (FormTokenError, EditorialError) as error:
        form.add_error(None, str(error))
        return None


def _own_or_404(code):
    row = own.consultation_of_code(tidy_code(code))
    if row is None:
        raise Http404("没有这条咨询：请核对查询码，也可能已经删除")
    return row


@shows_no_entry
@private_page
def consultation_page(request, code):
    """Show where a question stands, and its answer once it was reviewed.

    The words of the question ask for the phone as well: a code alone may be overheard."""
    row = _own_or_404(code)
    settings = consultation_settings()
    clock = None if row.is_closed else clocks_of([row], limit=settings.answer_days)[row.pk]
    context = {"row": row, "code": shown_code(row.code), "clock": clock, "settings": settings}
    return render(request, "consultations/receipt.html", context)


@shows_no_entry
@private_page
def own_consultation(request, code):
    """Ask for the phone; then show, correct or delete a question."""
    row = _own_or_404(code)
    context = {"row": row, "code": shown_code(row.code), "receipt": RECEIPT}
    if request.method != "POST":
        return render(request, "consultations/own.html", context)
    phone = request.POST.get("phone", "")
    if wrong := _why_not_opened(row.code, phone):
        return render(request, "consultations/own.html", {**context, "wrong": wrong}, status=422)
    return _own_deed(request, row, {**context, "phone": phone})


def _own_deed(request, row, context):
    deed = request.POST.get("do", "")
    if deed == "delete":
        own.delete_own(row)
        return render(request, "consultations/deleted.html")
    form = OwnConsultationForm(request.POST if deed == "save" else None, row=row)
    if deed == "save" and form.is_valid():
        own.correct(row, **form.corrected())
        return redirect("series:own_consultation_page", code=row.code)
    status = 422 if form.errors else 200
    return render(request, "consultations/own.html", {**context, "form": form}, status=status)


@shows_no_entry
@private_page
def find_consultation(request):
    """Open a question by its code and its phone."""
    if request.method != "POST":
        return find_page(request, RECEIPT)
    typed = request.POST.get("code", "")
    code = tidy_code(typed)
    if wrong := _why_not_opened(code, request.POST.get("phone", "")):
        return find_page(request, RECEIPT, wrong=wrong, typed=typed)
    return redirect("series:own_consultation_page", code=code)


def _why_not_opened(code, typed):
    return why_not_opened(typed, lambda phone: own.find_own(code, phone), RECEIPT)
