"""The words that a reviewer may change and sign (decision 118)."""

from django import forms

from series.actions.editorial.amendments import AMENDABLE
from series.actions.editorial.content import full_content
from series.text.markup.typed_lines import typed_body

from .entry import EntryForm
from .rich_text import MARKUP, both_fields, written_body

AMENDMENT_FIELDS = (*AMENDABLE, MARKUP)


class AmendmentForm(forms.Form):
    """Headline, summary and body of a revision; `changes()` gives them for `amend_and_sign`."""

    kicker = EntryForm.base_fields["kicker"]
    headline = EntryForm.base_fields["headline"]
    subtitle = EntryForm.base_fields["subtitle"]
    summary = EntryForm.base_fields["summary"]
    body = EntryForm.base_fields["body"]
    body_html = EntryForm.base_fields["body_html"]

    def __init__(self, data=None, *, kind, content):
        self.stored = full_content(kind, content)
        initial = {key: self.stored[key] for key in AMENDABLE}
        initial |= {"body": typed_body(self.stored["body"]), "body_html": self.stored["body"]}
        if data is not None:
            initial |= both_fields(data)
        super().__init__(data, initial=initial, label_suffix="")

    def changes(self):
        """Return the content keys that were typed. Raises TextError."""
        words = {key: self.cleaned_data[key] for key in AMENDABLE if key != "body"}
        return {**words, "body": written_body(self, stored=self.stored["body"])}
