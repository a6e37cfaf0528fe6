"""转载来源 and 常用意见: trusted sources of reprints, and canned opinions of reviewers."""

import re
from urllib.parse import urlsplit

from django import forms
from django.contrib import admin

from series.actions.editorial.assignments import realign
from series.admin.base import DeskAdmin
from series.forms.moments import DayInput
from series.models import CannedOpinion, ReviewTask, TrustedSource
from series.roles import EVERYWHERE
from series.text.language.single_line import single_line

DOMAIN = re.compile(r"(?=.{4,100}\Z)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}")


class TrustedSourceForm(forms.ModelForm):
    """One trusted source: its name and domain."""

    class Meta:
        model = TrustedSource
        fields = ("name", "domain", "note", "checked_on")
        widgets = {"checked_on": DayInput()}

    def clean_name(self):
        return single_line(self.cleaned_data["name"])

    def clean_domain(self):
        """Return the domain of the typed text, which may be a whole address."""
        typed = self.cleaned_data["domain"].strip().lower()
        host = urlsplit(typed if "//" in typed else f"//{typed}").hostname or ""
        domain = host.removeprefix("www.")
        if typed and not DOMAIN.fullmatch(domain):
            raise forms.ValidationError("请只写域名，例如 news.cn")
        return domain


@admin.register(TrustedSource)
class TrustedSourceAdmin(DeskAdmin):
    """Trusted sources, edited only by those who assign reviews.

    A reprint from a trusted source needs no extra signature, so writers may not edit the list."""

    add_verb = change_verb = delete_verb = "assign"
    form = TrustedSourceForm
    list_display = ("name", "domain", "checked_on", "note")
    search_fields = ("name", "domain")
    search_help_text = "检索名称、域名"
    fields = ("name", "domain", "note", "checked_on")

    def _place(self, verb, obj):
        return EVERYWHERE if verb == "assign" else None

    def save_model(self, request, obj, form, change):
        before = form.initial.get("name", "")
        super().save_model(request, obj, form, change)
        _realign({before, obj.name})

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        _realign({obj.name})


def _realign(names):
    """Move open tasks of reprints from these sources to the step they now need."""
    realign(ReviewTask.objects.open().filter(revision__reprint_of__in=names - {""}))


@admin.register(CannedOpinion)
class CannedOpinionAdmin(DeskAdmin):
    """Sentences that a reviewer can pick instead of typing an opinion."""

    list_display = ("text", "decision", "order")
    list_filter = ("decision",)
    fields = ("decision", "text", "order")
