"""The public form of an endorsement, and that of one's own data. Decision 129."""

from django import forms

from chamber.credit_code import credit_code
from series.actions.endorsements.endorsing import EndorsementDraft
from series.models import EndorsementSettings

from .registration import TRAP, PhoneField, email_field
from .visible_text import LineField

ORGANIZATION, PERSON = "organization", "person"
MAIL_HELP = "用于联系，不公开"
AGREE = "请勾选“同意”，没有同意不能收集您的信息。"


class CreditCodeField(LineField):
    """A 统一社会信用代码 in its stored form; the error names the wrong place."""

    def clean(self, value):
        value = super().clean(value)
        try:
            return credit_code(value) if value else ""
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error


class PledgeField(LineField):
    """What the endorser is going to do."""

    def __init__(self):
        super().__init__(
            label="打算做的一件事",
            max_length=200,
            required=False,
            widget=forms.Textarea(attrs={"rows": 3, "maxlength": 200}),
        )


class EndorsementForm(forms.Form):
    """A form for an organization or a person.

    The call asks for one of them or both."""

    use_required_attribute = False

    who = forms.ChoiceField(
        label="以谁的名义",
        choices=[(ORGANIZATION, "企业或商会"), (PERSON, "个人")],
        widget=forms.RadioSelect,
        error_messages={"required": "请选企业或商会，还是个人。"},
    )
    name = LineField(
        label="名称或姓名",
        max_length=80,
        error_messages={"required": "请填写企业、商会的全称或您的姓名。"},
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    code = CreditCodeField(
        label="统一社会信用代码",
        max_length=40,
        required=False,
        help_text="企业和商会填，18位，见营业执照或登记证书",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    contact = LineField(
        label="联系人",
        max_length=40,
        required=False,
        help_text="企业和商会填",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = PhoneField(
        label="手机号",
        max_length=30,
        error_messages={"required": "请填写手机号。"},
        help_text="用于核实，不公开",
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
    )
    email = email_field()
    pledge = PledgeField()
    name_public = forms.BooleanField(label="核实后可以公开名称", required=False)
    agree = forms.BooleanField(label="同意", error_messages={"required": AGREE})

    def __init__(self, data=None, *, settings: EndorsementSettings):
        super().__init__(data, label_suffix="")
        self.settings = settings
        self.fields["email"].help_text = MAIL_HELP
        self.fields[TRAP] = forms.CharField(label="网址", required=False)
        if not settings.is_open_to_persons:
            del self.fields["who"]
        elif not settings.is_open_to_organizations:
            for name in ("who", "code", "contact"):
                del self.fields[name]

    @property
    def shown_fields(self):
        """Return the bound fields that a page draws one after the other."""
        apart = {"agree", "name_public", TRAP}
        return [self[name] for name in self.fields if name not in apart]

    @property
    def wrong_fields(self):
        """Return the bound fields with an error, for the list above the form."""
        return [self[name] for name in self.fields if name in self.errors]

    @property
    def for_organization(self):
        if "who" in self.fields:
            return self.cleaned_data.get("who") == ORGANIZATION
        return self.settings.is_open_to_organizations

    def clean(self):
        fields = super().clean()
        if self.for_organization and not fields.get("code") and "code" not in self.errors:
            self.add_error("code", "请填写统一社会信用代码，凭它分清是哪一家。")
        return fields

    def draft(self) -> EndorsementDraft:
        """Return what was written as a draft; a person's has no credit code."""
        fields = self.cleaned_data
        organization = self.for_organization
        return EndorsementDraft(
            is_organization=organization,
            credit_code=fields.get("code", "") if organization else "",
            contact=fields.get("contact", "") if organization else "",
            **{key: fields[key] for key in ("name", "phone", "email", "pledge", "name_public")},
        )


class OwnEndorsementForm(forms.Form):
    """What people may correct of their endorsement."""

    use_required_attribute = False

    contact = LineField(label="联系人", max_length=40, required=False)
    email = email_field()
    pledge = PledgeField()
    name_public = forms.BooleanField(label="核实后可以公开名称", required=False)

    def __init__(self, data=None, *, row):
        names = ("contact", "email", "pledge", "name_public")
        initial = {name: getattr(row, name) for name in names}
        super().__init__(data, initial=initial, label_suffix="")
        self.fields["email"].help_text = MAIL_HELP
        if not row.is_organization:
            del self.fields["contact"]

    @property
    def wrong_fields(self):
        """Return the bound fields with an error, for the list above the form."""
        return [self[name] for name in self.fields if name in self.errors]
