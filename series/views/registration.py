"""Registration without an account: the form, the page of a code, one's own data.

None of these pages is cached, indexed or sends its address on; they set no cookie, so there is no
token against forged forms: whoever can send one knows the code, or sends what anybody may send.
Decision 128.
"""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from chamber.personal_data.fields import keyed_hashes
from series.actions.errors import RegistrationError
from series.actions.registration.attempts import count_attempt
from series.actions.registration.own_data import (
    cancel,
    correct,
    delete_data,
    group_of_code,
    has_phone,
)
from series.actions.registration.register import invited_so_far, register
from series.forms.registration import TRAP, OwnDataForm, PublicRegistrationForm
from series.models import (
    AttemptKind,
    Event,
    Invitation,
    Kind,
    RegistrationSettings,
    RegistrationWay,
)
from series.models.entry import TEXTS
from series.models.participation.registration import STANDING
from series.registration.answers import shown_answers
from series.registration.attendance import with_check_ins
from series.registration.check_in_codes import check_in_code
from series.registration.codes import shown_code, tidy_code
from series.registration.feedback import may_give_feedback
from series.registration.form_tokens import FormTokenError, kept_token, read_token
from series.registration.places import places_of, standing_of
from series.registration.window import window_of

from .entry_addresses import GONE, PublicAddress, shows_entries, shows_no_entry
from .private import Receipt, find_page, private_page, why_not_opened
from .public import published_or_gone

RECEIPT = Receipt("报名码", "报名")


def form_addresses(withdrawn):
    """Yield the form of an event that has one."""
    if RegistrationSettings.objects.filter(pk=withdrawn.entry.pk).exists():
        path = reverse("series:register", args=[withdrawn.entry.pk])
        yield PublicAddress("报名表", path, GONE)


def invitation_addresses(withdrawn):
    """Yield the form behind a code that nobody has; certificates hold no real one."""
    if RegistrationSettings.objects.filter(pk=withdrawn.entry.pk).exists():
        path = reverse("series:register_invited", args=[withdrawn.entry.pk, "2222222222"])
        yield PublicAddress("邀请的报名表", path, GONE)


@shows_entries(form_addresses)
@private_page
def register_page(request, pk):
    return _form_page(request, pk, code="")


@shows_entries(invitation_addresses)
@private_page
def register_invited(request, pk, code):
    return _form_page(request, pk, code=code)


def _form_page(request, pk, *, code):
    rows = Event.objects.select_related("registration_settings", "series").defer(*TEXTS)
    event, gone = published_or_gone(request, rows, kind=Kind.EVENT, pk=pk)
    if gone:
        return gone
    settings = getattr(event, "registration_settings", None)
    if settings is None or settings.way in (RegistrationWay.NONE, RegistrationWay.ELSEWHERE):
        raise Http404("这场活动不在本站报名")
    invitation = _invitation_of(settings, code)
    context = {
        "event": event,
        "settings": settings,
        "places": places_of(settings),
        "window": window_of(event, settings, timezone.now()),
        "consent": settings.consents.first(),
        "invitation": invitation,
        "needs_invitation": settings.way == RegistrationWay.INVITATION and not invitation,
    }
    if not context["window"].is_open or context["needs_invitation"]:
        return render(request, "registration/form.html", context)
    most = _most_together(settings, invitation)
    form = PublicRegistrationForm(request.POST or None, settings=settings, most=most)
    if request.method == "POST" and (group := _register(request, event, form, invitation)):
        return redirect("series:registration", code=group.code)
    token = kept_token(request.POST.get("token", ""), event.pk)
    context |= {"form": form, "trap": TRAP, "token": token}
    return render(request, "registration/form.html", context, status=422 if form.errors else 200)


def _invitation_of(settings, code):
    """Return the valid invitation of a code, with `left`; None where there is none."""
    code = tidy_code(code)
    if not code:
        return None
    hashes = keyed_hashes(code, Invitation._meta.get_field("code_hash").purpose)
    rows = Invitation.objects.filter(settings=settings, revoked_at=None, code_hash__in=hashes)
    invitation = rows.first()
    if invitation:
        invitation.left = max(invitation.quota - invited_so_far(invitation), 0)
    return invitation


def _most_together(settings, invitation):
    left = max(invitation.left, 1) if invitation else settings.most_together
    return min(left, settings.most_together)


def _register(request, event, form, invitation):
    """Register what the form says; None where it must be corrected."""
    if not form.is_valid():
        return None
    try:
        token = read_token(request.POST.get("token", ""), event.pk)
        sent = form.sent(token.key, invitation=invitation)
        count_attempt(AttemptKind.REGISTER, phones=[person.phone for person in sent.people])
        return register(event, sent)
    except FormTokenError as error:
        form.add_error(None, str(error))
    except RegistrationError as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
    return None


def group_or_404(code):
    """Return the form of a code; 404 where there is none."""
    group = group_of_code(tidy_code(code))
    if group is None:
        raise Http404("没有这份报名：请核对报名码，也可能已按期删除")
    return group


@shows_no_entry
@private_page
def registration_page(request, code):
    """Show the people of a form; a POST cancels all or one."""
    group = group_or_404(code)
    if request.method == "POST":
        only = request.POST.get("person", "")
        cancel(group, only=int(only) if only.isascii() and only.isdecimal() else None)
        return redirect("series:registration", code=group.code)
    return render(request, "registration/registered.html", _page_context(group))


def _page_context(group):
    """Return what the page prints, with no word of an event that is hidden."""
    settings = group.event.registration_settings
    rows = with_check_ins(group.people.prefetch_related("choices__session").order_by("pk"))
    people = list(rows)
    for person in people:
        person.standing = standing_of(person, settings)
        person.stands = person.state in STANDING
        person.check_in_code = check_in_code(person) if person.stands else ""
    return {
        "group": group,
        "event": group.event if group.event.is_public else None,
        "people": people,
        "standing": any(person.stands for person in people),
        "attended": any(person.stands and person.came for person in people),
        "places": places_of(settings),
        "code": shown_code(group.code),
        "answers": shown_answers(group, settings.questions.all()),
        "says_feedback": may_give_feedback(group, timezone.now()),
    }


@shows_no_entry
@private_page
def own_data(request, code):
    """Ask for the phone; then show, correct or delete what is stored of a form."""
    group = group_or_404(code)
    context = {"group": group, "code": shown_code(group.code), "receipt": RECEIPT}
    if request.method != "POST":
        return render(request, "registration/own_data.html", context)
    phone = request.POST.get("phone", "")
    if sentence := _why_not_opened(group, phone):
        context["wrong"] = sentence
        return render(request, "registration/own_data.html", context, status=422)
    return _own_data_deed(request, group, {**context, "phone": phone})


def _own_data_deed(request, group, context):
    deed = request.POST.get("do", "")
    if deed == "delete":
        delete_data(group)
        return render(request, "registration/deleted.html")
    people = list(group.people.order_by("pk"))
    given = request.POST if deed == "save" else None
    form = OwnDataForm(given, group=group, people=[row for row in people if row.state in STANDING])
    if given and form.is_valid() and _corrected(group, form):
        return redirect("series:registration", code=group.code)
    context |= {"form": form, "people": people, "consent": group.consent}
    context["answers"] = shown_answers(group, group.event.registration_settings.questions.all())
    status = 422 if form.errors else 200
    return render(
        context=context, request=request, template_name="registration/own_data.html", status=status
    )


def _corrected(group, form):
    try:
        correct(group, **form.corrected())
    except RegistrationError as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
        return False
    return True


@shows_no_entry
@private_page
def find_registration(request):
    """Open a form by its code and a phone of it."""
    if request.method != "POST":
        return find_page(request, RECEIPT)
    typed = request.POST.get("code", "")
    group = group_of_code(tidy_code(typed))
    wrong = _why_not_opened(group, request.POST.get("phone", ""))
    if wrong:
        return find_page(request, RECEIPT, wrong=wrong, typed=typed)
    return redirect("series:registration", code=group.code)


def _why_not_opened(group, typed):
    return why_not_opened(typed, lambda phone: group and has_phone(group, phone), RECEIPT)
