"""The form field of 数字: one figure a line, stored as a list (decision 42).

Whether the text contains the words is checked at submission, not when a draft is saved.
"""

from django import forms

from series.text.markup.figures import MOST, FigureError, normalise_figure_line


class FiguresField(forms.CharField):
    """Text with one figure on each line; its value is a list."""

    def clean(self, value):
        lines = [line for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST:
            raise forms.ValidationError(f"数字最多 {MOST} 个，现有 {len(lines)} 个")
        try:
            return [normalise_figure_line(line) for line in lines]
        except FigureError as error:
            raise forms.ValidationError(str(error)) from error
