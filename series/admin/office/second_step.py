"""The page that asks for the second step of a log-in.
A code of the app, or a recovery code."""

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from series import second_step
from series.actions.audit.logins import WINDOW
from series.actions.desk.second_factor import Answer, check_code
from series.admin.office.desk_pages import render_desk_page

PAUSED = {
    "what": "验证码错误次数过多，为保护账号",
    "way": "手机和恢复码都不在身边，请联系管理员重置第二步验证",
}
LONGEST_CODE = 40  # a recovery code with spaces
WRONG_CODE = "验证码不正确，或者已经用过：请输入验证器上现在显示的 6 位数字，或一个没有用过的恢复码"


class SecondStepForm(forms.Form):
    """One code, and whether this device is trusted from now on."""

    code = forms.CharField(
        label="验证码",
        max_length=LONGEST_CODE,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True}),
        error_messages={"required": "请输入验证码"},
    )
    trust = forms.BooleanField(label="30 天内不再询问这台设备（公用电脑请勿选）", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs, label_suffix="")
        if not settings.TRUSTED_DEVICES:
            del self.fields["trust"]


@require_http_methods(["GET", "HEAD", "POST"])
def second_step_page(request):
    """Ask for the code of a log-in.
    Show the desk to whoever has given it already."""
    if not request.account.is_authenticated:
        return redirect_to_login(request.get_full_path(), reverse("admin:login"))
    address = next_address(request)
    if second_step.page_before_desk(request, request.account) != second_step.CODE_PAGE:
        return redirect(address)
    form = SecondStepForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = check_code(request.account, code=form.cleaned_data["code"])
        if answer is Answer.PAUSED:
            return paused_page(request)
        if answer is Answer.PASSED:
            return _let_in(request, address, trust=form.cleaned_data.get("trust", False))
        form.add_error("code", WRONG_CODE)
    context = {"title": "第二步验证", "form": form, "next": address, "account": request.account}
    return render_desk_page(request, "admin/second_step.html", context)


def _let_in(request, address, *, trust):
    second_step.mark_passed(request, request.account)
    response = redirect(address)
    if trust:
        second_step.trust_device(response, request.account)
    return response


def next_address(request):
    """Return the address of this site to go on to, by default the start page."""
    address = request.POST.get("next", "") or request.GET.get("next", "")
    given = {"allowed_hosts": {request.get_host()}, "require_https": request.is_secure()}
    # `redirect` takes a word without a slash for the name of a view, and fails.
    is_path = address.startswith("/") and "\0" not in address
    is_own = is_path and url_has_allowed_host_and_scheme(address, **given)
    return address if is_own else reverse("admin:index")


def paused_page(request):
    """Return the answer to one guess too many, as the log-in gives it."""
    page = render(request, "429.html", PAUSED, status=429)
    page["Retry-After"] = int(WINDOW.total_seconds())
    return page


admin.site.add_page("second-step/", second_step_page, name="second_step", asks_login=False)
