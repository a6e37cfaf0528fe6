"""The field of 数字: one figure a line ↔ the list that a content holds.

Whether the words stand in the text is asked when the text is submitted, not while it is written.
"""

from django import forms

from series.text.markup.figures import MOST, FigureError, tidy_line


class FiguresField(forms.CharField):
    def clean(self, value):
        lines = [line for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST:
            raise forms.ValidationError(f"数字最多 {MOST} 个，现有 {len(lines)} 个")
        try:
            return [tidy_line(line) for line in lines]
        except FigureError as error:
            raise forms.ValidationError(str(error)) from error
