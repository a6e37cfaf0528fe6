"""The desk's forms for registration: settings with questions and sessions, people added by hand."""

import re
import uuid

from django import forms

from series.actions.registration.register import Person, SentForm
from series.actions.registration.settings import FIELDS
from series.models import QuestionKind, RegistrationSettings
from series.models.participation.registration_settings import CHOSEN, CONSENT, MOST_QUESTIONS
from series.text.language.single_line import single_line

from .registration import email_field, name_field, organization_field, phone_field
from .visible_text import LineField, LinesField

SESSION = re.compile(r"(?P<title>.*?)[\s,，:：]+(?P<capacity>\d{1,5})", re.ASCII)
MOMENT = "%Y-%m-%dT%H:%M"
SEPARATOR = re.compile("[、;；\n]+")


def moment_widget():
    return forms.DateTimeInput(format=MOMENT, attrs={"type": "datetime-local"})


class RegistrationSettingsForm(forms.ModelForm):
    """The settings of one event, its sessions as lines, its questions as rows of fields."""

    use_required_attribute = False
    url = forms.URLField(
        label="报名网址",
        max_length=300,
        required=False,
        assume_scheme="https",
        help_text="只在“在其他网站报名”时填写",
    )
    sessions = LinesField(
        label="分场",
        required=False,
        help_text="每行一个：名称 席数，例如：下午参观 30；不写席数就是不限",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    consent = LinesField(
        label="同意条款",
        required=False,
        help_text="改了就是新的一版；已报名的人同意的是当时那一版",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    class Meta:
        model = RegistrationSettings
        fields = FIELDS
        widgets = {"opens_at": moment_widget(), "closes_at": moment_widget()}
        help_texts = {
            "capacity": "空着就是不限；满了以后报名的人自动候补",
            "opens_at": "空着就是发布即可报名",
            "closes_at": "空着就是活动开始时截止",
            "retention_days": "到期后姓名、电话、回答一并删除，只留人数",
        }

    def __init__(self, data=None, *, instance):
        initial = self._own_initial(instance)
        super().__init__(data, instance=instance, initial=initial, label_suffix="")
        for number in range(1, MOST_QUESTIONS + 1):
            self.fields |= _question_fields(number)

    def _own_initial(self, settings):
        stored = not settings._state.adding
        initial = {"consent": CONSENT, "sessions": ""}
        if not stored:
            return initial
        if consent := settings.consents.first():
            initial["consent"] = consent.text
        initial["sessions"] = "\n".join(
            f"{row.title} {row.capacity or ''}".strip() for row in settings.sessions.all()
        )
        for number, row in enumerate(settings.questions.filter(retired=False), start=1):
            initial[f"label_{number}"] = row.label
            initial[f"kind_{number}"] = row.kind
            initial[f"options_{number}"] = "、".join(row.options)
            initial[f"required_{number}"] = row.required
        return initial

    @property
    def question_rows(self):
        """Return the bound fields of each question, a list a question."""
        names = ("label", "kind", "options", "required")
        numbers = range(1, MOST_QUESTIONS + 1)
        return [[self[f"{name}_{number}"] for name in names] for number in numbers]

    @property
    def setting_rows(self):
        return [self[name] for name in (*FIELDS, "sessions", "consent")]

    def clean_sessions(self):
        """Return [(title, capacity)] of the lines."""
        found = []
        for line in filter(None, map(single_line, self.cleaned_data["sessions"].splitlines())):
            match = SESSION.fullmatch(line)
            title = match["title"] if match else line
            if title in [known for known, _ in found]:
                raise forms.ValidationError(f"分场“{title}”写了两次，请改一个名称")
            found.append((title[:80], int(match["capacity"]) if match else None))
        return found

    def clean(self):
        fields = super().clean()
        fields["questions"] = [
            question for number in range(1, MOST_QUESTIONS + 1) if (question := self._asked(number))
        ]
        return fields

    def _asked(self, number):
        fields = self.cleaned_data
        label, kind = fields.get(f"label_{number}"), fields.get(f"kind_{number}")
        if not label or not kind:
            return None
        options = [
            single_line(option) for option in SEPARATOR.split(fields.get(f"options_{number}", ""))
        ]
        options = list(dict.fromkeys(filter(None, options)))
        if kind in CHOSEN and len(options) < 2:
            self.add_error(f"options_{number}", "请写出至少两个选项，用顿号隔开")
        return {
            "label": label,
            "kind": kind,
            "options": options if kind in CHOSEN else [],
            "required": fields[f"required_{number}"],
        }


def _question_fields(number):
    return {
        f"label_{number}": LineField(label="问什么", max_length=80, required=False),
        f"kind_{number}": forms.ChoiceField(
            label="类型", choices=QuestionKind.choices, required=False
        ),
        f"options_{number}": LineField(label="选项，用顿号隔开", max_length=500, required=False),
        f"required_{number}": forms.BooleanField(label="必答", required=False),
    }


class HandRegistrationForm(forms.Form):
    """Somebody whom the office registers after a call or on paper."""

    use_required_attribute = False
    prefix = "hand"

    def __init__(self, data=None):
        super().__init__(data, label_suffix="")
        self.fields |= {
            "name_1": name_field(required=True),
            "phone_1": phone_field(required=True),
            "organization": organization_field(),
            "email": email_field(),
            "note": LineField(label="备注", max_length=200, required=False),
        }

    def sent(self) -> SentForm:
        fields = self.cleaned_data
        return SentForm(
            people=(Person(fields["name_1"], fields["phone_1"]),),
            form_key=uuid.uuid4().hex,
            organization=fields["organization"],
            email=fields["email"],
            note=fields["note"],
        )
