"""The form of an event: days and clock times apart, the programme as lines."""

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

LAST_MINUTE = time(23, 59)
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
SAID = "日期应在 1900 年到 2199 年之间，请核对"


def day_field(label):
    limits = [MinValueValidator(EARLIEST, SAID), MaxValueValidator(LATEST, SAID)]
    return forms.DateField(label=label, required=False, widget=AdminDateWidget, validators=limits)


def clock_field(label):
    return forms.TimeField(label=label, required=False, widget=AdminTimeWidget(format="%H:%M"))


class EventEntryForm(EntryForm):
    kind = Kind.EVENT
    fieldsets = (
        *EntryForm.fieldsets[:1],
        (
            "时间与地点",
            {
                "fields": (
                    ("form", "state", "state_note"),
                    ("starts_on", "starts_clock"),
                    ("ends_on", "ends_clock"),
                    "all_day",
                    ("venue", "address"),
                    "host",
                    "programme",
                )
            },
        ),
        *EntryForm.fieldsets[1:],
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
        shown = super().initial_of(content)
        for side in ("starts", "ends"):
            moment = parse_datetime(content[f"{side}_at"]) if content[f"{side}_at"] else None
            if moment:
                here = timezone.localtime(moment)
                shown[f"{side}_on"] = here.date()
                shown[f"{side}_clock"] = None if content["all_day"] else here.time()
        return shown

    def clean_programme(self):
        try:
            return parse_programme(self.cleaned_data["programme"])
        except TextError as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self):
        given = super().clean()
        if given.get("ends_clock") or given.get("all_day"):
            given["ends_on"] = given.get("ends_on") or given.get("starts_on")
        given["starts_at"] = self._moment("starts", name="开始", whole_day=time(0, 0))
        given["ends_at"] = self._moment("ends", name="结束", whole_day=LAST_MINUTE)
        if given["starts_at"] and given["ends_at"] and given["ends_at"] < given["starts_at"]:
            self.add_error("ends_on", "结束早于开始，请核对日期和时间")
        return given

    def _moment(self, side, *, name, whole_day):
        given = self.cleaned_data
        day, clock = given.get(f"{side}_on"), given.get(f"{side}_clock")
        if given.get("all_day"):
            clock = whole_day
        if day is None:
            if clock and not given.get("all_day") and f"{side}_on" not in self.errors:
                self.add_error(f"{side}_on", f"填写了{name}时间，请同时填写{name}日期")
            return None
        if clock is None:
            if f"{side}_clock" not in self.errors:
                self.add_error(f"{side}_clock", f"请填写{name}时间，或勾选“全天”")
            return None
        return timezone.make_aware(datetime.combine(day, clock))
