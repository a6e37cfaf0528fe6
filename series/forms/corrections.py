"""The form field of 更正说明: one public note on each line, stored as a list."""

from django import forms
from django.utils import timezone

from series.text.markup import corrections


class CorrectionsField(forms.CharField):
    """Text with one correction on each line; its value is a list."""

    def clean(self, value):
        typed = super().clean(value)
        try:
            return corrections.parse_corrections(typed, today=timezone.localdate())
        except corrections.CorrectionError as error:
            raise forms.ValidationError(str(error)) from error
