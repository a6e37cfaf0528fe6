"""转载: the fields of a reprint, and whether its source needs one more signature."""

import json
import re

from django import forms

from series.actions.editorial.content import moment_of
from series.actions.editorial.reviews import is_trusted
from series.actions.editorial.revisions import reprint_facts
from series.actions.errors import EditorialError
from series.models.content_fields import LABELS

from .content_fields import line_field

DATELINE = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?")
LISTED = "来源在名单，不须加签。"
UNLISTED = "来源不在名单，须加签一次：各级审核之后，另由一位复审或终审人员签字。"
UNSAID = "按“转载来源”名单里的名称填写；不在名单的来源须加签一次。"


class ReprintFields(forms.Form):
    """The fields of a reprint; a draft may leave them empty until it is submitted."""

    reprint = forms.BooleanField(
        label="本文为转载",
        required=False,
        help_text="勾选后，原题、原出处、原文链接、原发布时间都要填好才能送审。",
    )
    original_title = line_field("original_title")
    original_source = line_field("original_source")
    original_at = forms.CharField(
        label=LABELS["original_at"],
        required=False,
        max_length=16,
        help_text="例如 2023-11-17 或 2023-11-17 09:30",
        widget=forms.TextInput(attrs={"class": "vTextField vDate"}),
    )

    def say_whether_listed(self, content, sources):
        """Say under 原出处 whether the source is on the list of trusted sources.

        The list is also put into the page, for the script that answers while the user types."""
        facts = reprint_facts(content)
        field = self.fields["original_source"]
        field.help_text = UNSAID
        if facts.get("reprint_of"):
            listed = is_trusted(facts["reprint_of"], facts["reprint_host"], sources)
            field.help_text = LISTED if listed else UNLISTED
        attribute = {"sources": sources, "listed": LISTED, "unlisted": UNLISTED, "unsaid": UNSAID}
        field.widget.attrs["data-reprint"] = json.dumps(attribute, ensure_ascii=False)

    def clean_original_at(self):
        typed = self.cleaned_data["original_at"].strip().replace(" ", "T")
        if typed and not DATELINE.fullmatch(typed):
            raise forms.ValidationError("请写成 2023-11-17 或 2023-11-17 09:30")
        try:
            if typed:
                moment_of(typed)
        except EditorialError as error:
            message = str(error).replace("原发布日期", "原发布时间")
            raise forms.ValidationError(message) from error
        return typed
