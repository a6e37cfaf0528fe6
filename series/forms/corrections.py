"""The field of 更正说明: one public note a line ↔ the list that a content holds."""

from django import forms
from django.utils import timezone

from series.text.markup import corrections


class CorrectionsField(forms.CharField):
    def clean(self, value):
        typed = super().clean(value)
        try:
            return corrections.read(typed, today=timezone.localdate())
        except corrections.CorrectionError as error:
            raise forms.ValidationError(str(error)) from error
