"""The page of one's own second factor.
Enrolled by QR code, renewed or removed with the password.

The proposed secret waits in the session until a code confirms it. Decision 109.
"""

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from chamber import one_time_codes
from series import second_step
from series.actions.desk.second_factor import Answer, check_password, enrol, remove_factor
from series.actions.errors import EditorialError
from series.text.outputs.qr import draw_qr

from .desk_pages import render_desk_page
from .second_step import LONGEST_CODE, next_address, paused_page

PROPOSED = "proposed_second_factor"


class PasswordForm(forms.Form):
    """One's own password, which every change of the factor asks."""

    password = forms.CharField(
        label="登录密码",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "请输入登录密码"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs, label_suffix="")


class EnrolForm(PasswordForm):
    """The first code of a new factor, with the password."""

    code = forms.CharField(
        label="验证器显示的 6 位数字",
        max_length=LONGEST_CODE,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": "请输入验证器显示的 6 位数字"},
    )
    field_order = ("code", "password")


class PausedError(Exception):
    """The account had too many failures; the pause is answered."""


@require_http_methods(["GET", "HEAD", "POST"])
def second_factor_page(request):
    """Show one's second factor; a POST names its step: renew, keep, enrol or remove."""
    if not request.account.is_authenticated:
        return redirect_to_login(request.get_full_path(), reverse("admin:login"))
    step = STEPS.get(request.POST.get("step", ""), _show)
    try:
        return step(request)
    except PausedError:
        return paused_page(request)


def _show(request):
    if request.account.totp_secret and PROPOSED not in request.session:
        return _render(request, remove_form=PasswordForm())
    return _render(request, enrol_form=EnrolForm())


def _renew(request):
    request.session[PROPOSED] = one_time_codes.new_secret()
    return redirect("admin:second_factor")


def _keep(request):
    request.session.pop(PROPOSED, None)
    return redirect("admin:second_factor")


def _enrol(request):
    form = EnrolForm(request.POST)
    if PROPOSED not in request.session:
        return redirect("admin:second_factor")
    if form.is_valid() and _is_right_password(request, form):
        secret = request.session[PROPOSED]
        try:
            person, codes = enrol(request.account, secret=secret, code=form.cleaned_data["code"])
        except EditorialError as error:
            form.add_error("code", str(error))
        else:
            return _show_codes(request, person, codes)
    return _render(request, enrol_form=form)


def _show_codes(request, person, codes):
    """Show the recovery codes, in the answer itself: they are stored as digests only."""
    del request.session[PROPOSED]
    second_step.mark_passed(request, person)
    request.account = request.user = person
    return _render(request, codes=codes)


def _remove(request):
    form = PasswordForm(request.POST)
    if settings.SECOND_FACTOR_REQUIRED:
        messages.error(request, "本站要求第二步验证，不能停用；换手机请按“更换”")
        return redirect("admin:second_factor")
    if form.is_valid() and _is_right_password(request, form):
        remove_factor(request.account)
        messages.success(request, "已停用第二步验证，以后登录只用密码")
        return redirect("admin:desk_settings")
    return _render(request, remove_form=form)


STEPS = {"renew": _renew, "keep": _keep, "enrol": _enrol, "remove": _remove}


def _is_right_password(request, form):
    """Check the password of a form. Raises PausedError."""
    answer = check_password(request.account, password=form.cleaned_data["password"])
    if answer is Answer.PAUSED:
        raise PausedError
    if answer is Answer.WRONG:
        form.add_error("password", "密码不正确，请核对大小写后再试")
    return answer is Answer.PASSED


def _render(request, *, enrol_form=None, remove_form=None, codes=()):
    proposal = _proposal(request) if enrol_form else {}
    context = {
        "title": "第二步验证",
        "account": request.account,
        "is_required": settings.SECOND_FACTOR_REQUIRED,
        "enrol_form": enrol_form,
        "remove_form": remove_form,
        "codes": codes,
        "next": next_address(request),
        **proposal,
    }
    return render_desk_page(request, "admin/second_factor.html", context)


def _proposal(request):
    """Return the secret waiting in the session, or a new one.
    As text and as QR code."""
    secret = request.session.setdefault(PROPOSED, one_time_codes.new_secret())
    name = request.account.get_username()
    issuer = settings.SITE["name"]
    address = one_time_codes.enrolment_address(secret, username=name, issuer=issuer)
    side, path = draw_qr(address)
    groups = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    return {"secret": groups, "side": side, "path": path}


admin.site.add_page("second-factor/", second_factor_page, name="second_factor", asks_login=False)
