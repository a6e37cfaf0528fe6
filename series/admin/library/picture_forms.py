"""Forms of a picture: alt text, caption and focus."""

from django import forms

from series.actions.media.picture_tags import join_tags
from series.forms.visible_text import LineField
from series.models import Picture

from .picture_tags import TagsField
from .uploads import FileForm, FilesForm

ABOUT = ("photographer", "licence", "album")


def focus_field(label, *, help_text=""):
    """Return a form field for one coordinate of the focus, in percent."""
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=100,
        required=False,
        help_text=help_text,
        widget=forms.NumberInput(attrs={"class": "vIntegerField"}),
    )


class FocusedForm(forms.Form):
    """The point that stays in view when the picture is cropped; by default the middle."""

    focus_x = focus_field("焦点左起")
    focus_y = focus_field("焦点上起", help_text="百分数，0 到 100；点一下图片，或用方向键移动圆点")

    def clean_focus_x(self):
        return self._value_or_middle("focus_x")

    def clean_focus_y(self):
        return self._value_or_middle("focus_y")

    def _value_or_middle(self, name):
        value = self.cleaned_data[name]
        return 50 if value is None else value


def about_field(name, *, help_text=""):
    """Return a form field for what is known about a picture beside its words."""
    field = Picture._meta.get_field(name)
    return LineField(
        label=field.verbose_name,
        max_length=field.max_length,
        required=False,
        help_text=help_text,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )


class WordsOfPicture(forms.Form):
    """Alt text, caption, photographer, licence and album of a picture."""

    alt = forms.CharField(
        label="替代文字",
        max_length=200,
        help_text="图片看不见时读出的文字，说清画面内容",
        error_messages={"required": "请填写替代文字，说清画面内容"},
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    caption = forms.CharField(
        label="图片说明",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    photographer = about_field("photographer", help_text="插入正文时写在图片说明后面：（王强 摄）")
    licence = about_field("licence", help_text="如：授权使用、CC BY 4.0；跟在摄影后面")
    album = about_field("album", help_text="同一次活动的图片填同一个名称，便于查找")


class PictureForm(WordsOfPicture, FilesForm):
    """The form of an upload.

    One that brings several pictures may leave their alt texts to later."""

    tag_names = TagsField()
    field_order = ("upload", "alt", "caption", *ABOUT, "tag_names")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["alt"].required = False
        self.fields["alt"].help_text += "；一次上传几张时留空，再逐张补上"

    def clean(self):
        super().clean()
        several = len(self.cleaned_data.get("upload", ())) > 1
        if not several and not self.cleaned_data.get("alt"):
            self.add_error("alt", self.fields["alt"].error_messages["required"])


class DroppedForm(FocusedForm, WordsOfPicture, FileForm):
    """The form that the picture dialog of the editor sends."""


class ChangedForm(FocusedForm, forms.ModelForm):
    """The form of a stored picture: alt text, caption, tags and focus."""

    tag_names = TagsField()

    class Meta:
        model = Picture
        fields = ("alt", "caption", *ABOUT)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("focus_x", "focus_y"):
            self.initial.setdefault(name, getattr(self.instance, name))
        self.initial.setdefault("tag_names", join_tags(self.instance))
