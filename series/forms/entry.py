"""The form of an entry, which gives the content of a revision."""

from django import forms
from django.core.validators import URLValidator
from django.db.models import Q

from chamber.models import Organization
from series.actions.editorial.content import blank_content, full_content, original_moment
from series.actions.errors import EditorialError
from series.actions.media.usage import attachments_for
from series.models import ENTRY_KINDS, Attachment, Column, Kind, Series
from series.models.content_fields import FIELDS, LABELS, What, fields_of
from series.text.markup import stored_html
from series.text.markup.typed_lines import typed_body

from .content_fields import Offers, area_field, line_field, shown_value, stored_value
from .corrections import CorrectionsField
from .figures import FiguresField
from .layout import shown_folds, shown_rows
from .reprint import DATELINE, ReprintFields
from .rich_text import MARKUP, OneOfTwoField, StoredMarkup, both_fields, written_body

RECENT_ATTACHMENTS = 30
MOST_DIGITS = 15
BODY_HELP = (
    "每行一段，空行不计；小标题前加“## ”，靠右的落款前加“>> ”，结语前单独一行“---”。"
    "加粗写成 <strong>…</strong>，脚注在原处写成 <small>…</small>。"
    "有列表、表格或图片时，全文都用标签书写，每段写成 <p>…</p>。"
)


class SeriesField(forms.ModelChoiceField):
    """Choice of a series, shown with its column."""

    def label_from_instance(self, series):
        return f"{series.column}：{series}"


class AttachmentsField(forms.ModelMultipleChoiceField):
    """Choice of attachments by their ids."""

    def clean(self, value):
        """Refuse ids that are too long for any row, before the database refuses them."""
        too_long = next((key for key in value or () if len(str(key)) > MOST_DIGITS), None)
        if too_long:
            raise forms.ValidationError(
                self.error_messages["invalid_choice"],
                code="invalid_choice",
                params={"value": too_long},
            )
        return super().clean(value)


class EntryForm(ReprintFields):
    """The fields of every kind of entry; base of the kinds' forms.

    `content()` gives the content that the actions take."""

    kind = Kind.ARTICLE
    # The order in which a text is read; fields not listed here come after these.
    field_order = (
        *("column", "series", "number", "kicker", "headline", "subtitle", "summary"),
        *("body", "body_html"),
        *("source", "author", "editor", "tags", "attachments", "figures", "corrections"),
        "no_keywords",
    )
    # Fields between headline and text that only this kind has.
    own_groups = ()

    column = forms.ModelChoiceField(
        Column.objects.all(), label=LABELS["column"], empty_label="请选择"
    )
    series = SeriesField(
        Series.objects.select_related("column"),
        label=LABELS["series"],
        required=False,
        empty_label="不属于系列",
    )
    number = forms.IntegerField(
        label=LABELS["number"],
        required=False,
        min_value=1,
        max_value=32767,
        widget=forms.NumberInput(attrs={"class": "vIntegerField"}),
    )
    kicker = line_field("kicker", css="vTextField vSub", help_text="排在标题上面的一行。")
    headline = line_field("headline", css="vTitle", wraps=True)
    subtitle = line_field(
        "subtitle",
        css="vTextField vSub",
        help_text="前面的破折号和期号由页面加上，不用键入。",
    )
    summary = area_field("summary", rows=3, help_text="用在列表和搜索结果里，300 字以内。")
    body = OneOfTwoField(
        label=LABELS["body"],
        required=False,
        help_text=BODY_HELP,
        widget=forms.Textarea(attrs={"rows": 24, "class": "vLargeTextField vBody"}),
    )
    body_html = OneOfTwoField(
        label=LABELS["body"], required=False, strip=False, widget=StoredMarkup
    )
    source = forms.ModelChoiceField(
        Organization.objects.all(), label=LABELS["source"], required=False, empty_label="不注明"
    )
    author = line_field("author")
    editor = line_field("editor")
    tags = forms.CharField(
        label=LABELS["tags"],
        required=False,
        max_length=400,
        help_text="用逗号、顿号或分号隔开，例如：两个健康，常商论坛",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    no_keywords = forms.BooleanField(
        label=LABELS["no_keywords"],
        required=False,
        help_text=(
            "正文第一次写到的登记单位、系列、本文话题，公开页上自动链接到它的页面，一篇至多 8 处；"
            "勾选后都不加。随正文一起送审。"
        ),
    )
    attachments = AttachmentsField(
        Attachment.objects.none(),
        label=LABELS["attachments"],
        required=False,
        help_text="先在“附件”里上传，再回到这里勾选。",
        widget=forms.CheckboxSelectMultiple,
    )
    corrections = CorrectionsField(
        label=LABELS["corrections"],
        required=False,
        help_text=(
            "读者会在公开页上看到。每行一条，以日期开头，例如：2026-11-24 第二段的会员数应为32000家；"
            "不写日期就记今天。没有更正请留空。"
        ),
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
    )
    figures = FiguresField(
        label=LABELS["figures"],
        required=False,
        help_text=(
            "公开页旁、首页和“数说”里单列的数字，每行一个：说的是什么｜正文原句，"
            "例如：全市会员总数｜全市会员总数超过32000家。原句须与正文一字不差；"
            "一句里有几个数字时，再加“｜”和要列的那个数字。"
        ),
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
    )
    dateline = forms.CharField(
        label=LABELS["dateline"],
        required=False,
        max_length=16,
        help_text=(
            "只为不是转载、但在别处公开过的稿件填写，发布后按这一天排列。"
            "例如 2023-11-17 或 2023-11-17 09:30"
        ),
        widget=forms.TextInput(attrs={"class": "vTextField vDate"}),
    )
    original_url = forms.URLField(
        label=LABELS["original_url"],
        required=False,
        max_length=FIELDS["original_url"].max_length,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
        widget=forms.URLInput(attrs={"class": "vURLField"}),
    )
    note = forms.CharField(
        label="修改说明",
        required=False,
        max_length=200,
        help_text="写给审核人和以后的自己，可留空。",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    base = forms.IntegerField(label="所改版本", required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, content=None, base=None, columns=None, user=None):
        """Build a form for a content.

        `columns` are the ids of the columns to offer, None for all. `user` is whoever writes; a
        form that only shows a content has none."""
        self.stored = content or blank_content(self.kind)
        initial = {**self.initial_of(self.stored), "base": base, **both_fields(data or {})}
        super().__init__(data, initial=initial)
        self.label_suffix = ""
        self._offer_columns(columns)
        self._offer_attachments(user)
        self._offer_own(user)
        self.offers = Offers(self)
        if user and not self.offers.keys_of("attachments"):
            del self.fields["attachments"]
        if user:
            self.say_whether_listed(self.stored, self.offers.sources)
        for key in ENTRY_KINDS[self.kind].leaves_out:
            self.fields.pop(key, None)

    @classmethod
    def preset(cls, params, *, user) -> dict:
        """Return what the address of a new text says of its content; here nothing."""
        return {}

    def _offer_own(self, user):
        """Offer what the fields of this kind alone may name; here nothing."""

    def _offer_columns(self, columns):
        if columns is None:
            return
        offered = {*columns, self.stored["column"]} - {None}
        self.fields["column"].queryset = Column.objects.filter(pk__in=offered)
        self.fields["series"].queryset = self.fields["series"].queryset.filter(column__in=offered)

    def _offer_attachments(self, user):
        """Offer recent attachments that this person may see, and those of the content.

        Others are left out, since whoever uses a file in an entry may open it."""
        recent = attachments_for(user).order_by("-pk").values("pk")[:RECENT_ATTACHMENTS]
        offered = Q(pk__in=recent) | Q(pk__in=self.stored["attachments"])
        self.fields["attachments"].queryset = Attachment.objects.filter(offered)

    def shown_groups(self):
        """Return [(title, rows of bound fields)] of the fields that only this kind has."""
        return [(group.title, shown_rows(self, group.rows)) for group in self.own_groups]

    def shown_folds(self):
        """Return the folded lines beside the text."""
        return shown_folds(self, is_new=self["base"].value() is None)

    def initial_of(self, content):
        """Return the initial values of the fields for a content."""
        values = full_content(self.kind, content)
        initial = {
            field.key: shown_value(field, values[field.key]) for field in fields_of(self.kind)
        }
        # What the text links to goes with its link; a tick would hold it when the link is gone.
        linked = stored_html.attachment_keys(content["body"])
        initial["attachments"] = [key for key in initial["attachments"] if key not in linked]
        return {**initial, "body": typed_body(content["body"]), MARKUP: content["body"]}

    def content(self):
        """Return the content of a valid form. Raises TextError."""
        cleaned = self.cleaned_data
        content = {
            field.key: stored_value(field, cleaned.get(field.key))
            for field in fields_of(self.kind)
            if field.key in cleaned or field.what is What.FILES
        }
        content["body"] = written_body(self, stored=self.stored["body"])
        linked = stored_html.attachment_keys(content["body"])
        content["attachments"] = sorted({*content["attachments"], *linked})
        return content

    def clean_dateline(self):
        typed = self.cleaned_data["dateline"].strip().replace(" ", "T")
        if typed and not DATELINE.fullmatch(typed):
            raise forms.ValidationError("请写成 2023-11-17 或 2023-11-17 09:30")
        try:
            original_moment({"dateline": typed})
        except EditorialError as error:
            raise forms.ValidationError(str(error)) from error
        return typed
