"""Forms of a picture: alt text, caption and focus."""

from django import forms

from series.models import Picture

from .uploads import FileForm


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


class PictureForm(FileForm):
    """The form of an upload: file, alt text and caption."""

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


class DroppedForm(FocusedForm, PictureForm):
    """The form that the picture dialog of the editor sends."""


class ChangedForm(FocusedForm, forms.ModelForm):
    """The form of a stored picture: alt text, caption and focus."""

    class Meta:
        model = Picture
        fields = ("alt", "caption")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("focus_x", "focus_y"):
            self.initial.setdefault(name, getattr(self.instance, name))
