"""Pages for a forgotten password, open without a log-in; Django checks the links. Decision 110."""

from django import forms
from django.contrib import admin, messages
from django.contrib.auth import views
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.shortcuts import render
from django.urls import path, reverse, reverse_lazy
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.views.generic import FormView, TemplateView

from series.actions.audit.logins import WINDOW
from series.actions.desk import mail
from series.actions.desk.password_mail import (
    must_wait,
    note_question,
    password_set_by_mail,
    send_link,
)
from series.context import root_of
from series.models.audit import lock_audit_chain

PAUSED = {
    "what": "从这个网络请求重设密码的次数太多",
    "way": "急用请联系管理员重设密码",
}


class ForgottenForm(forms.Form):
    """The address to which the link goes."""

    email = forms.EmailField(
        label="账号的电子邮箱",
        max_length=254,
        error_messages={"required": "请填写账号的电子邮箱", "invalid": "请填写完整的电子邮箱"},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class _DeskFrame:
    """The desk's frame around a view of Django."""

    title = "忘记密码"

    def get_context_data(self, **kwargs):
        frame = admin.site.each_context(self.request) | {"title": self.title}
        return super().get_context_data(**kwargs) | frame


class ForgottenPassword(_DeskFrame, FormView):
    """Ask for the address.
    The answer is the same whether it has an account or not."""

    form_class = ForgottenForm
    template_name = "registration/forgotten.html"
    success_url = reverse_lazy("admin:password_reset_done")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"label_suffix": ""}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"sends_mail": mail.is_on()}

    def form_valid(self, form):
        if not mail.is_on():
            return self.form_invalid(form)
        if must_wait():
            return self._paused()
        for user in note_question(form.cleaned_data["email"]):
            send_link(user, address=root_of(self.request) + _path_for(user))
        return super().form_valid(form)

    def _paused(self):
        page = render(self.request, "429.html", PAUSED, status=429)
        page["Retry-After"] = int(WINDOW.total_seconds())
        return page


def _path_for(user):
    number = urlsafe_base64_encode(force_bytes(user.pk))
    given = [number, default_token_generator.make_token(user)]
    return reverse("admin:password_reset_confirm", args=given)


class LinkSent(_DeskFrame, TemplateView):
    """Say that a link is on its way, if the address has an account."""

    template_name = "registration/forgotten_sent.html"


class NewPassword(_DeskFrame, views.PasswordResetConfirmView):
    """Set the new password of whoever opened a valid link; it serves once."""

    title = "设新密码"
    form_class = SetPasswordForm
    template_name = "registration/forgotten_new.html"
    success_url = reverse_lazy("admin:login")

    def form_valid(self, form):
        with transaction.atomic():
            lock_audit_chain()
            response = super().form_valid(form)
            password_set_by_mail(form.user)
        messages.success(self.request, "密码已改好，请用新密码登录")
        return response


urlpatterns = [
    path("password_reset/", ForgottenPassword.as_view(), name="password_reset"),
    path("password_reset/sent/", LinkSent.as_view(), name="password_reset_done"),
    path("password_reset/<uidb64>/<token>/", NewPassword.as_view(), name="password_reset_confirm"),
]
