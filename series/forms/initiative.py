from django import forms

from chamber.models import Organization
from series.models import Kind
from series.models.content_fields import LABELS
from series.text.markup import call_lines
from series.text.markup.blocks import TextError

from .content_fields import area_field, line_field
from .entry import EntryForm
from .layout import FieldGroup
from .moments import DayInput


class InitiativeForm(EntryForm):
    """The form of an initiative."""

    kind = Kind.INITIATIVE
    own_groups = (FieldGroup("倡议", (("issuer", "audience"), ("open_from", "open_until"))),)

    issuer = forms.ModelChoiceField(
        Organization.objects.all(), label=LABELS["issuer"], required=False, empty_label="不注明"
    )
    audience = line_field("audience")
    open_from = forms.DateField(label=LABELS["open_from"], required=False, widget=DayInput)
    open_until = forms.DateField(label=LABELS["open_until"], required=False, widget=DayInput)
    milestones = area_field(
        "milestones", rows=4, help_text=f"每行一步，例如：{call_lines.MILESTONE_EXAMPLE}"
    )
    thresholds = area_field(
        "thresholds",
        rows=3,
        help_text=f"满多少家时做什么，每行一条，例如：{call_lines.THRESHOLD_EXAMPLE}；"
        f"做到以后写上：{call_lines.ANSWER_EXAMPLE}",
    )
    outcome = area_field(
        "outcome", rows=3, help_text=f"每行一件，例如：{call_lines.OUTCOME_EXAMPLE}"
    )

    def clean_milestones(self):
        return self._lines("milestones", call_lines.parse_milestones)

    def clean_thresholds(self):
        return self._lines("thresholds", call_lines.parse_thresholds)

    def clean_outcome(self):
        return self._lines("outcome", call_lines.parse_outcomes)

    def _lines(self, name, parse):
        try:
            return parse(self.cleaned_data[name])
        except TextError as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self):
        fields = super().clean()
        start, end = fields.get("open_from"), fields.get("open_until")
        if start and end and end < start:
            self.add_error("open_until", "响应截止早于响应开始，请核对")
        return fields
