from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError

from series.admin.base import DeskAdmin
from series.models import Notice
from series.roles import EVERYWHERE, may

SCHEMES = ("https://", "http://", "/")


class MomentField(forms.DateTimeField):
    """A moment in one field of the browser, with its one label."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class NoticeForm(forms.ModelForm):
    """A notice with its time.

    The link leads to a page of this site or to a web address."""

    starts_at = MomentField(label="从")
    ends_at = MomentField(label="到", help_text="到时自动撤下")

    class Meta:
        model = Notice
        fields = ("text", "url", "starts_at", "ends_at")
        help_texts = {
            "text": "显示在首页最上面，一句话说清",
            "url": "可不填；本站的页面从 / 写起，别的网站写完整网址",
        }

    def clean_url(self):
        url = self.cleaned_data["url"].strip()
        if (url and not url.startswith(SCHEMES)) or url.startswith("//"):
            raise ValidationError("链接须从 / 写起，或是完整的网址，请核对")
        return url

    def clean(self):
        fields = super().clean()
        start, end = fields.get("starts_at"), fields.get("ends_at")
        if start and end and end <= start:
            self.add_error("ends_at", "结束须在开始之后，请核对起止时间")
        return fields


@admin.register(Notice)
class NoticeAdmin(DeskAdmin):
    """Notices at the head of the home page, written by those who publish everywhere."""

    form = NoticeForm
    add_verb = change_verb = delete_verb = "publish"
    list_display = ("text", "starts_at", "ends_at", "url")
    fields = ("text", "url", ("starts_at", "ends_at"))

    def _place(self, verb, obj):
        return EVERYWHERE if verb == "publish" else None

    def has_module_permission(self, request):
        return may(request.user, "view")
