"""Form fields that store what is seen, for names and descriptions kept at the desk."""

from django import forms

from series.text.language.single_line import single_line, visible_lines


class LineField(forms.CharField):
    """A text in one visible line.
    A NUL is left for the validator, which refuses it."""

    tidy = staticmethod(single_line)

    def to_python(self, value):
        value = super().to_python(value)
        return self.tidy(value) if value and "\0" not in value else value


class LinesField(LineField):
    """A text of several visible lines."""

    tidy = staticmethod(visible_lines)
