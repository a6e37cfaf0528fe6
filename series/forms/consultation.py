"""The public forms of consultations and reports of errors, and those of the desk.

Decision 135.
"""

from datetime import datetime

from django import forms

from series.actions.consultations.asking import ConsultationDraft
from series.actions.consultations.handling import AnswerDraft
from series.actions.consultations.own import ASKED, CORRECTED, may_change_question
from series.models import ConsultationMatter, ConsultationOutcome, ConsultationSettings
from series.models.participation.consultation import (
    LONGEST_ANSWER_TEXT,
    LONGEST_QUESTION_TEXT,
    LONGEST_TITLE,
)
from series.models.participation.typo_report import LONGEST_QUOTE, LONGEST_REMARK

from .registration import AGREE, TRAP, PhoneField, email_field, name_field, organization_field
from .visible_text import LineField, LinesField

MAIL_HELP = "填了就寄查询码和答复，不公开"
PUBLISH, PRIVATE = "publish", "private"
WORKED, FREE = "上班", "放假"


def title_field():
    return LineField(
        label="一句话说清",
        max_length=LONGEST_TITLE,
        error_messages={"required": "请用一句话说清问什么。"},
    )


def question_field():
    return LinesField(
        label="经过与诉求",
        max_length=LONGEST_QUESTION_TEXT,
        help_text="请不要写身份证号、银行账号等与答复无关的信息",
        error_messages={"required": "请写明经过与诉求。"},
        widget=forms.Textarea(attrs={"rows": 6, "maxlength": LONGEST_QUESTION_TEXT}),
    )


def publish_field():
    return forms.ChoiceField(
        label="是否愿意公开答复",
        choices=[(PUBLISH, "可以公开，不写姓名和单位"), (PRIVATE, "只回给我")],
        widget=forms.RadioSelect,
        error_messages={"required": "请选可以公开，还是只回给您。"},
    )


class _ShownFields:
    """What templates ask of the public forms."""

    @property
    def wrong_fields(self):
        """Return the bound fields with an error, for the list above the form."""
        return [self[name] for name in self.fields if name in self.errors]

    @property
    def shown_fields(self):
        """Return the bound fields that a page draws one after the other."""
        return [self[name] for name in self.fields if name not in ("agree", TRAP)]


class ConsultationForm(_ShownFields, forms.Form):
    """A question to the federation."""

    use_required_attribute = False

    matter = forms.ChoiceField(
        label="事项",
        choices=[("", "请选择"), *ConsultationMatter.choices],
        error_messages={"required": "请选一类事项。"},
    )
    title = title_field()
    question = question_field()
    name = name_field(required=True)
    organization = organization_field()
    phone = PhoneField(
        label="手机号",
        max_length=30,
        error_messages={"required": "请填写手机号。"},
        help_text="只用于答复，不公开；查看答复时要用",
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
    )
    email = email_field()
    publishing = publish_field()
    agree = forms.BooleanField(label="同意", error_messages={"required": AGREE})

    def __init__(self, data=None):
        super().__init__(data, label_suffix="")
        self.fields["email"].help_text = MAIL_HELP
        self.fields[TRAP] = forms.CharField(label="网址", required=False)

    def draft(self) -> ConsultationDraft:
        fields = self.cleaned_data
        names = ("matter", "title", "question", "name", "organization", "phone", "email")
        return ConsultationDraft(
            may_publish=fields["publishing"] == PUBLISH, **{name: fields[name] for name in names}
        )


class OwnConsultationForm(_ShownFields, forms.Form):
    """What people may correct of their question; its words only until an answer is drafted."""

    use_required_attribute = False

    title = title_field()
    question = question_field()
    name = name_field(required=True)
    organization = organization_field()
    email = email_field()
    publishing = publish_field()

    def __init__(self, data=None, *, row):
        names = (*ASKED, *(name for name in CORRECTED if name != "may_publish"))
        initial = {name: getattr(row, name) for name in names}
        initial["publishing"] = PUBLISH if row.may_publish else PRIVATE
        super().__init__(data, initial=initial, label_suffix="")
        self.fields["email"].help_text = MAIL_HELP
        if not may_change_question(row):
            for name in ASKED:
                del self.fields[name]

    def corrected(self) -> dict:
        """Return what was written, by the fields of the consultation."""
        fields = dict(self.cleaned_data)
        return {"may_publish": fields.pop("publishing") == PUBLISH, **fields}


class AnswerForm(forms.Form):
    """An answer at the desk, with the question as it may be published."""

    outcome = forms.ChoiceField(
        label="怎样办结",
        choices=ConsultationOutcome.choices,
        initial=ConsultationOutcome.ANSWER,
    )
    department = LineField(label="承办部门", max_length=40, required=False)
    transferred_to = LineField(label="转给哪个单位（转办时填）", max_length=60, required=False)
    answer = LinesField(
        label="答复，或转办、不予受理的理由",
        max_length=LONGEST_ANSWER_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "maxlength": LONGEST_ANSWER_TEXT}),
    )
    public_title = LineField(label="公开的标题", max_length=LONGEST_TITLE, required=False)
    public_question = LinesField(
        label="公开的问题",
        max_length=LONGEST_QUESTION_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": LONGEST_QUESTION_TEXT}),
    )

    def __init__(self, data=None, *, row):
        initial = {name: getattr(row, name) for name in AnswerDraft.__dataclass_fields__}
        initial["outcome"] = initial["outcome"] or ConsultationOutcome.ANSWER
        super().__init__(data, initial=initial, label_suffix="")
        if not row.may_publish:
            del self.fields["public_title"], self.fields["public_question"]

    def draft(self, row) -> AnswerDraft:
        """Return the draft; what the form does not ask stays as it is."""
        names = AnswerDraft.__dataclass_fields__
        return AnswerDraft(**{n: self.cleaned_data.get(n, getattr(row, n)) for n in names})


class SpecialDaysField(LinesField):
    """Days as lines: 2026-10-01 放假, or 2026-10-10 上班; cleaned to {day: is it worked}."""

    def clean(self, value):
        lines = (line.split() for line in super().clean(value).splitlines() if line.strip())
        return dict(self._day(words) for words in lines)

    def _day(self, words):
        try:
            day = datetime.strptime(words[0], "%Y-%m-%d").date()
            return day, {(WORKED,): True, (FREE,): False}[tuple(words[1:])]
        except (ValueError, KeyError) as error:
            said = f"“{' '.join(words)[:30]}”看不懂：每行写一天，例如 2026-10-01 放假"
            raise forms.ValidationError(said) from error


class ConsultationSettingsForm(forms.ModelForm):
    """咨询设置 with the consent."""

    consent = LinesField(
        label="同意条款",
        max_length=1000,
        help_text="改了就是新的一版；已提问的人同意的是当时那一版",
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    class Meta:
        model = ConsultationSettings
        fields = ("is_open", "answer_days", "keep_days")


class SpecialDaysForm(forms.Form):
    """放假和调休 as lines."""

    days = SpecialDaysField(
        label="放假和调休",
        required=False,
        help_text="每行一天：2026-10-01 放假，或 2026-10-10 上班；没有写的日子，周一到周五算工作日",
        widget=forms.Textarea(attrs={"rows": 12}),
    )


class TypoReportForm(_ShownFields, forms.Form):
    """What is wrong and where; a contact only if somebody likes to leave one."""

    use_required_attribute = False

    page = LineField(
        label="哪一页",
        max_length=200,
        help_text="网址或标题",
        error_messages={"required": "请写明是哪一页。"},
    )
    quote = LineField(
        label="原文",
        max_length=LONGEST_QUOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": LONGEST_QUOTE}),
    )
    remark = LineField(
        label="哪里不对，应当怎样",
        max_length=LONGEST_REMARK,
        error_messages={"required": "请写明哪里不对。"},
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST_REMARK}),
    )
    contact = LineField(
        label="联系方式",
        max_length=80,
        required=False,
        help_text="电话或邮箱，只用于核对这一处；加密存放，不公开，处理后 90 天删除，最长保存 180 天",
    )

    def __init__(self, data=None, *, has_entry, quote=""):
        super().__init__(data, initial={"quote": quote[:LONGEST_QUOTE]}, label_suffix="")
        self.fields[TRAP] = forms.CharField(label="网址", required=False)
        if has_entry:
            del self.fields["page"]

    def report(self) -> dict:
        """Return what was written, without the trap."""
        return {name: value for name, value in self.cleaned_data.items() if name != TRAP}
