"""The registration forms: the public one, and that of a walk-in.

Decisions 128 and 131."""

from django import forms

from chamber.personal_data.phones import phone_number
from series.actions.registration.register import Person, SentForm
from series.models import QuestionKind
from series.models.participation.registration_settings import LONGEST_ANSWER
from series.registration.answers import asked_questions, options_of
from series.registration.places import places_of_sessions

from .visible_text import LineField, LinesField

LONGEST_NAME, LONGEST_ORGANIZATION = 40, 80
AGREE = "请勾选“同意”，没有同意不能收集您的信息。"
TRAP = "website"  # no person sees this field


class PhoneField(LineField):
    """A telephone number in its stored form."""

    def clean(self, value):
        value = super().clean(value)
        try:
            return phone_number(value) if value else ""
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error


def name_field(*, required):
    return LineField(
        label="姓名",
        max_length=LONGEST_NAME,
        required=required,
        error_messages={"required": "请填写姓名。"},
        widget=forms.TextInput(attrs={"autocomplete": "name" if required else "off"}),
    )


def phone_field(*, required):
    return PhoneField(
        label="手机号",
        max_length=30,
        required=required,
        error_messages={"required": "请填写手机号。"},
        widget=forms.TextInput(
            attrs={
                "type": "tel",
                "inputmode": "tel",
                "autocomplete": "tel" if required else "off",
            }
        ),
    )


def email_field():
    return forms.EmailField(
        label="电子邮箱",
        max_length=120,
        required=False,
        help_text="填了就寄报名码和席位变动",
        error_messages={"invalid": "这不是邮箱地址，请核对，例如 name@example.com。"},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


def organization_field():
    return LineField(
        label="单位",
        max_length=LONGEST_ORGANIZATION,
        required=False,
        help_text="填企业或商会全称",
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )


class PublicRegistrationForm(forms.Form):
    """A form for one to `most` people; `people_rows`, `question_rows` are what a page draws."""

    use_required_attribute = False

    def __init__(self, data=None, *, settings, most):
        super().__init__(data, label_suffix="")
        self.most = most
        for number in range(1, most + 1):
            self.fields[f"name_{number}"] = name_field(required=number == 1)
            self.fields[f"phone_{number}"] = phone_field(required=number == 1)
        self.fields["organization"] = organization_field()
        self.fields["email"] = email_field()
        self.session_rows = places_of_sessions(settings)
        if self.session_rows:
            self.fields["sessions"] = _sessions_field(self.session_rows)
        self.questions = asked_questions(settings)
        for question in self.questions:
            self.fields[f"question_{question.pk}"] = _answer_field(question)
        self.fields["agree"] = forms.BooleanField(label="同意", error_messages={"required": AGREE})
        self.fields[TRAP] = forms.CharField(label="网址", required=False)

    @property
    def people_rows(self):
        """Return the pairs (name, phone) of bound fields, a person each."""
        numbers = range(1, self.most + 1)
        return [(self[f"name_{number}"], self[f"phone_{number}"]) for number in numbers]

    @property
    def question_rows(self):
        return [self[f"question_{question.pk}"] for question in self.questions]

    @property
    def wrong_fields(self):
        """Return the bound fields that must be corrected, in the order of the form."""
        return [self[name] for name in self.fields if name in self.errors]

    def clean(self):
        fields = super().clean()
        if fields.get(TRAP):
            self.add_error(None, "“网址”一栏请留空，再交一次。")
        for number in range(2, self.most + 1):
            name, phone = fields.get(f"name_{number}"), fields.get(f"phone_{number}")
            if name and not phone and f"phone_{number}" not in self.errors:
                self.add_error(f"phone_{number}", f"请填写{name}的手机号，或者清空姓名。")
            if phone and not name and f"name_{number}" not in self.errors:
                self.add_error(f"name_{number}", "请填写这个手机号是谁的，或者清空手机号。")
        return fields

    def sent(self, form_key, *, invitation=None) -> SentForm:
        """Return what the valid form says."""
        fields = self.cleaned_data
        people = (
            Person(fields[f"name_{number}"], fields[f"phone_{number}"])
            for number in range(1, self.most + 1)
            if fields[f"name_{number}"]
        )
        answers = {
            str(question.pk): fields[f"question_{question.pk}"]
            for question in self.questions
            if fields[f"question_{question.pk}"] not in ("", None, [])
        }
        return SentForm(
            people=tuple(people),
            form_key=form_key,
            organization=fields["organization"],
            email=fields["email"],
            answers=answers,
            sessions=tuple(int(key) for key in fields.get("sessions", ())),
            invitation=invitation and invitation.pk,
        )


def _sessions_field(rows):
    choices = [(str(row.pk), f"{row.title}（{_left(row.places)}）") for row in rows]
    return forms.MultipleChoiceField(
        label="参加哪些分场",
        choices=choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


def _left(places):
    if places.capacity is None:
        return "不限人数"
    return f"已满，可候补，{places.waiting} 人在等" if places.is_full else f"余 {places.left} 席"


def _answer_field(question):
    """Return the form field of a question's kind."""
    given = {
        "label": question.label,
        "required": question.required,
        "error_messages": {"required": f"请回答：{question.label}"},
    }
    if question.kind in (QuestionKind.ONE, QuestionKind.YES_NO):
        choices = [(option, option) for option in options_of(question)]
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **given)
    if question.kind == QuestionKind.SEVERAL:
        choices = [(option, option) for option in options_of(question)]
        widget = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(choices=choices, widget=widget, **given)
    if question.kind == QuestionKind.NUMBER:
        return NumberField(**given)
    if question.kind == QuestionKind.LONG:
        widget = forms.Textarea(attrs={"rows": 3})
        return LinesField(max_length=LONGEST_ANSWER, widget=widget, **given)
    return LineField(max_length=LONGEST_ANSWER, **given)


class NumberField(forms.DecimalField):
    """A number, kept as it is written: 12 or 3.5."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def __init__(self, **kwargs):
        kwargs["error_messages"] |= {"invalid": "请写一个数字，例如 12。"}
        super().__init__(max_digits=12, decimal_places=2, **kwargs)

    def clean(self, value):
        number = super().clean(value)
        return "" if number is None else f"{number.normalize():f}"


class OwnDataForm(forms.Form):
    """What people correct of their own form: names, phones, organization and mailbox."""

    use_required_attribute = False

    def __init__(self, data=None, *, group, people):
        super().__init__(data, label_suffix="", initial=_initial(group, people))
        self.people = people
        for row in people:
            self.fields[f"name_{row.pk}"] = name_field(required=True)
            self.fields[f"phone_{row.pk}"] = phone_field(required=True)
        self.fields["organization"] = organization_field()
        self.fields["email"] = email_field()

    @property
    def wrong_fields(self):
        return [self[name] for name in self.fields if name in self.errors]

    def corrected(self):
        """Return the arguments of `correct`."""
        fields = self.cleaned_data
        people = {
            row.pk: (fields[f"name_{row.pk}"], fields[f"phone_{row.pk}"]) for row in self.people
        }
        return {"organization": fields["organization"], "email": fields["email"], "people": people}


def _initial(group, people):
    initial = {"organization": group.organization, "email": group.email}
    for row in people:
        initial |= {f"name_{row.pk}": row.name, f"phone_{row.pk}": row.phone}
    return initial


class WalkInForm(forms.Form):
    """Name, phone and organization of a guest, who has agreed to the consent text."""

    use_required_attribute = False

    def __init__(self, data=None):
        super().__init__(data, label_suffix="")
        self.fields |= {
            "name": name_field(required=True),
            "phone": phone_field(required=True),
            "organization": organization_field(),
            "agree": forms.BooleanField(
                label="来宾已看过并同意",
                error_messages={"required": "请先给来宾看同意条款，同意后勾选。"},
            ),
        }
        for field in self.fields.values():
            if field.widget.input_type != "checkbox":  # which has nothing to complete
                field.widget.attrs["autocomplete"] = "off"

    @property
    def wrong_fields(self):
        return [self[name] for name in self.fields if name in self.errors]

    def person(self) -> Person:
        return Person(self.cleaned_data["name"], self.cleaned_data["phone"])
