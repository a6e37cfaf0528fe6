"""The form of an event: dates and times in separate fields, the programme as lines."""

import json
from datetime import date, datetime, time

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from chamber.models import Organization
from series.models import EventForm, EventState, Kind
from series.models.content_fields import FIELDS, LABELS
from series.text.language.contacts import dialled
from series.text.markup.blocks import TextError
from series.text.markup.programme import EXAMPLE, KINDS, SPEAKER_EXAMPLE, parse_programme

from .content_fields import area_field, line_field
from .entry import EntryForm
from .layout import FieldGroup
from .moments import ClockInput, DayInput
from .speakers import with_register

LAST_MINUTE = time(23, 59)
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
NO_MAP = "地图链接须以 https:// 开头，请从地图网站复制完整地址"
OUT_OF_RANGE = "日期应在 1900 年到 2199 年之间，请核对"


def day_field(label):
    """Return a form field for a day between EARLIEST and LATEST."""
    limits = [MinValueValidator(EARLIEST, OUT_OF_RANGE), MaxValueValidator(LATEST, OUT_OF_RANGE)]
    return forms.DateField(label=label, required=False, widget=DayInput, validators=limits)


def clock_field(label):
    """Return a form field for a time of day."""
    return forms.TimeField(label=label, required=False, widget=ClockInput)


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
                ("map_url", "directions"),
            ),
        ),
        FieldGroup(
            "主办与参加",
            (
                ("host", "organizer", "co_host"),
                ("enterprise",),
                ("participation",),
                ("deadline_on", "deadline_clock"),
                ("contact", "phone"),
            ),
        ),
        FieldGroup("议程与嘉宾", (("programme",),)),
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
    map_url = forms.CharField(
        label=LABELS["map_url"],
        required=False,
        max_length=FIELDS["map_url"].max_length,
        validators=[URLValidator(schemes=["https"], message=NO_MAP)],
        help_text="从地图网站复制，以 https:// 开头。",
        widget=forms.URLInput(attrs={"class": "vURLField"}),
    )
    directions = line_field("directions", help_text="例如：地铁1号线龙城大道站2号口，步行5分钟")
    organizer = line_field("organizer")
    co_host = line_field("co_host")
    enterprise = forms.ModelChoiceField(
        Organization.objects.all(),
        label=LABELS["enterprise"],
        required=False,
        empty_label="没有",
        help_text="走进企业的那一家，先在“组织”里登记。",
    )
    participation = area_field(
        "participation",
        rows=2,
        help_text="谁可以参加、怎样参加，例如：会员企业和行业商会，每家至多3人",
    )
    deadline_on = day_field("报名截止日期")
    deadline_clock = clock_field("报名截止时间")
    contact = line_field("contact", help_text="科室或姓名")
    phone = line_field("phone", help_text="读者在手机上点一下就能拨，例如：0519-85680000")
    programme = area_field(
        "programme",
        rows=8,
        help_text=(
            f"每行一项，例如：{EXAMPLE}；嘉宾写在所属议程的下面，每人一行，例如：{SPEAKER_EXAMPLE}。"
            "登记过的嘉宾只写姓名即可，存好后姓名后面是登记编号。"
        ),
    )

    class Media:
        js = (forms.Script("desk/programme.js", type="module"),)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        kinds = json.dumps(list(KINDS), ensure_ascii=False)
        self.fields["programme"].widget.attrs["data-session-kinds"] = kinds

    def initial_of(self, content):
        initial = super().initial_of(content)
        for side in ("starts", "ends"):
            moment = parse_datetime(content[f"{side}_at"]) if content[f"{side}_at"] else None
            if moment:
                local = timezone.localtime(moment)
                initial[f"{side}_on"] = local.date()
                initial[f"{side}_clock"] = None if content["all_day"] else local.time()
        if content.get("deadline"):
            local = timezone.localtime(parse_datetime(content["deadline"]))
            initial |= {"deadline_on": local.date(), "deadline_clock": local.time()}
        return initial

    def clean_phone(self):
        """Refuse what a telephone cannot dial."""
        typed = self.cleaned_data["phone"]
        if typed and not dialled(typed):
            raise forms.ValidationError("电话只写一个号码，例如 0519-85680000 转 8021")
        return typed

    def clean_programme(self):
        try:
            return with_register(parse_programme(self.cleaned_data["programme"]))
        except TextError as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self):
        fields = super().clean()
        if fields.get("ends_clock") or fields.get("all_day"):
            fields["ends_on"] = fields.get("ends_on") or fields.get("starts_on")
        fields["starts_at"] = self._moment("starts", name="开始", whole_day=time(0, 0))
        fields["ends_at"] = self._moment("ends", name="结束", whole_day=LAST_MINUTE)
        self._clean_deadline(fields)
        if fields["starts_at"] and fields["ends_at"] and fields["ends_at"] < fields["starts_at"]:
            self.add_error("ends_on", "结束早于开始，请核对日期和时间")
        return fields

    def _clean_deadline(self, fields):
        """Set the deadline; a day without a time ends with its last minute."""
        day, clock = fields.get("deadline_on"), fields.get("deadline_clock")
        if clock and not day and "deadline_on" not in self.errors:
            self.add_error("deadline_on", "填写了截止时间，请同时填写截止日期")
        whole = day and datetime.combine(day, clock or LAST_MINUTE)
        fields["deadline"] = timezone.make_aware(whole) if whole else None
        if whole and fields["ends_at"] and fields["deadline"] > fields["ends_at"]:
            self.add_error("deadline_on", "报名截止晚于活动结束，请核对")

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
