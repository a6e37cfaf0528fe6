from django import forms
from django.contrib.admin.widgets import AdminDateWidget

from chamber.models import Organization
from series.models import Kind
from series.models.content_fields import LABELS

from .content_fields import line_field
from .entry import EntryForm
from .layout import FieldGroup


class InitiativeForm(EntryForm):
    """The form of an initiative."""

    kind = Kind.INITIATIVE
    own_groups = (FieldGroup("倡议", (("issuer", "audience"), ("open_from", "open_until"))),)

    issuer = forms.ModelChoiceField(
        Organization.objects.all(), label=LABELS["issuer"], required=False, empty_label="不注明"
    )
    audience = line_field("audience")
    open_from = forms.DateField(label=LABELS["open_from"], required=False, widget=AdminDateWidget)
    open_until = forms.DateField(label=LABELS["open_until"], required=False, widget=AdminDateWidget)

    def clean(self):
        fields = super().clean()
        start, end = fields.get("open_from"), fields.get("open_until")
        if start and end and end < start:
            self.add_error("open_until", "响应截止早于响应开始，请核对")
        return fields
