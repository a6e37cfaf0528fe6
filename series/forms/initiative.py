from django import forms
from django.contrib.admin.widgets import AdminDateWidget

from chamber.models import Organization
from series.models import Initiative, Kind

from .entry import EntryForm


class InitiativeForm(EntryForm):
    kind = Kind.INITIATIVE
    fieldsets = (
        *EntryForm.fieldsets[:1],
        ("倡议", {"fields": (("issuer", "audience"), ("open_from", "open_until"))}),
        *EntryForm.fieldsets[1:],
    )

    issuer = forms.ModelChoiceField(
        Organization.objects.all(), label="发起单位", required=False, empty_label="不注明"
    )
    audience = forms.CharField(
        label="面向",
        required=False,
        max_length=Initiative._meta.get_field("audience").max_length,
        help_text="例如：全市企业家",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    open_from = forms.DateField(label="响应开始", required=False, widget=AdminDateWidget)
    open_until = forms.DateField(label="响应截止", required=False, widget=AdminDateWidget)

    def clean(self):
        given = super().clean()
        start, end = given.get("open_from"), given.get("open_until")
        if start and end and end < start:
            self.add_error("open_until", "响应截止早于响应开始，请核对")
        return given

    def content(self):
        given, content = self.cleaned_data, super().content()
        content["issuer"] = given["issuer"].pk if given["issuer"] else None
        for key in ("open_from", "open_until"):
            content[key] = given[key].isoformat() if given[key] else ""
        return content
