"""The form of an event: dates and times in separate fields, the programme as lines."""

from datetime import date, datetime, time

from django import forms
from django.contrib.admin.widgets import AdminDateWidget, AdminTimeWidget
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from series.models import EventForm, EventState, Kind
from series.models.content_fields import LABELS
from series.text.markup.blocks import TextError
from series.text.markup.programme import EXAMPLE, parse_programme

from .content_fields import area_field, line_field
from .entry import EntryForm
from .layout import FieldGroup

LAST_MINUTE = time(23, 59)
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
OUT_OF_RANGE = "日期应在 1900 年到 2199 年之间，请核对"


def day_field(label):
    """Return a form field for a day between EARLIEST and LATEST."""
    limits = [MinValueValidator(EARLIEST, OUT_OF_RANGE), MaxValueValidator(LATEST, OUT_OF_RANGE)]
    return forms.DateField(label=label, required=False, widget=AdminDateWidget, validators=limits)


def clock_field(label):
    """Return a form field for a time of day."""
    return forms.TimeField(label=label, required=False, widget=AdminTimeWidget(format="%H:%M"))


class EventEntryForm(EntryForm):
    """The form of an event."""

    kind = Kind.EVENT
    own_groups = (
        FieldGroup(
            "时间与地点",
            (
                ("form", "state", "state_note"),
                ("starts_on", "starts_clock"),
                ("ends_on", "ends_clock"),
                ("all_day",),
                ("venue", "address"),
                ("host",),
                ("programme",),
            ),
        ),
    )

    form = forms.ChoiceField(label=LABELS["form"], choices=EventForm.choices)
    state = forms.ChoiceField(label=LABELS["state"], choices=EventState.choices)
    state_note = line_field("state_note")
    starts_on = day_field("开始日期")
    starts_clock = clock_field("开始时间")
    ends_on = day_field("结束日期")
    ends_clock = clock_field("结束时间")
    all_day = forms.BooleanField(label=LABELS["all_day"], required=False)
    venue = line_field("venue")
    address = line_field("address")
    host = line_field("host")
    programme = area_field("programme", rows=6, help_text=f"每行一项，例如：{EXAMPLE}")

    def initial_of(self, content):
        initial = super().initial_of(content)
        for side in ("starts", "ends"):
            moment = parse_datetime(content[f"{side}_at"]) if content[f"{side}_at"] else None
            if moment:
                local = timezone.localtime(moment)
                initial[f"{side}_on"] = local.date()
                initial[f"{side}_clock"] = None if content["all_day"] else local.time()
        return initial

    def clean_programme(self):
        try:
            return parse_programme(self.cleaned_data["programme"])
        except TextError as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self):
        fields = super().clean()
        if fields.get("ends_clock") or fields.get("all_day"):
            fields["ends_on"] = fields.get("ends_on") or fields.get("starts_on")
        fields["starts_at"] = self._moment("starts", name="开始", whole_day=time(0, 0))
        fields["ends_at"] = self._moment("ends", name="结束", whole_day=LAST_MINUTE)
        if fields["starts_at"] and fields["ends_at"] and fields["ends_at"] < fields["starts_at"]:
            self.add_error("ends_on", "结束早于开始，请核对日期和时间")
        return fields

    def _moment(self, side, *, name, whole_day):
        """Return the start or end as a datetime; None where a part is missing.

        If only one part is missing, its field gets an error. `whole_day` is the time to use for an event without times."""
        fields = self.cleaned_data
        day, clock = fields.get(f"{side}_on"), fields.get(f"{side}_clock")
        if fields.get("all_day"):
            clock = whole_day
        if day is None:
            if clock and not fields.get("all_day") and f"{side}_on" not in self.errors:
                self.add_error(f"{side}_on", f"填写了{name}时间，请同时填写{name}日期")
            return None
        if clock is None:
            if f"{side}_clock" not in self.errors:
                self.add_error(f"{side}_clock", f"请填写{name}时间，或勾选“全天”")
            return None
        return timezone.make_aware(datetime.combine(day, clock))
