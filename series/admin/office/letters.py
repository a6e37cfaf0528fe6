"""群发邮件: written to chosen groups, shown with a real example, sent on a second press."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.signing import Signer
from django.http import HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare

from series.actions.desk.mail import is_on
from series.actions.errors import EditorialError
from series.actions.letters import LetterDraft
from series.forms.visible_text import LineField, LinesField
from series.models import GroupLetter
from series.models.participation.letter import LONGEST_LETTER, LONGEST_SUBJECT

from .desk_pages import render_desk_page

TEMPLATE = "admin/registrations/letter.html"
LAST_LETTERS = 20


@dataclass(frozen=True)
class Recipients:
    """The people of an event or a call, by groups that can be written to."""

    groups: Mapping
    placeholders: tuple[str, ...]
    subject: str
    body: str
    preview: Callable
    send: Callable
    back: str
    back_name: str


class LetterForm(forms.Form):
    """A letter: to whom, its subject and its words."""

    use_required_attribute = False
    chosen = forms.MultipleChoiceField(label="发给", widget=forms.CheckboxSelectMultiple)
    subject = LineField(label="标题", max_length=LONGEST_SUBJECT)
    body = LinesField(
        label="正文", max_length=LONGEST_LETTER, widget=forms.Textarea(attrs={"rows": 12})
    )

    def __init__(self, data=None, *, recipients):
        initial = {"subject": recipients.subject, "body": recipients.body}
        super().__init__(data, initial=initial, label_suffix="")
        self.fields["chosen"].choices = [
            (key, name) for key, (name, _) in recipients.groups.items()
        ]

    def draft(self, form_key):
        """Return what was written as a draft."""
        fields = self.cleaned_data
        chosen = tuple(fields["chosen"])
        return LetterDraft(chosen, fields["subject"], fields["body"], form_key=form_key)


def answer_letter_page(request, entry, recipients: Recipients):
    """Show the form; `do=preview` shows an example, `do=send` sends and goes back."""
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    form = LetterForm(request.POST or None, recipients=recipients)
    example, key = None, ""
    if form.is_bound and form.is_valid():
        sends = _was_seen(request, form)
        key = request.POST["form_key"] if sends else secrets.token_hex(16)
        example = _do(request, entry, recipients, form, key if sends else "")
        if sends and example is not None:
            messages.success(request, f"{example.many} 封已排队，几分钟内发出")
            return redirect(recipients.back)
    context = {
        "title": f"群发邮件：{entry}",
        "entry": entry,
        "recipients": recipients,
        "form": form,
        "example": example,
        "form_key": key,
        "seen": _seal(form.draft(key)) if example else "",
        "placeholders": [f"{{{name}}}" for name in recipients.placeholders],
        "mail_is_on": is_on(),
        "letters": _letters(entry, recipients.groups),
    }
    response = render_desk_page(request, TEMPLATE, context)
    response.status_code = 422 if form.errors else 200
    response["Cache-Control"] = "private, no-store"
    return response


def _was_seen(request, form):
    """Tell whether exactly this letter was previewed, and is now to be sent."""
    if request.POST.get("do") != "send":
        return False
    draft = form.draft(request.POST.get("form_key", ""))
    seen = constant_time_compare(request.POST.get("seen", ""), _seal(draft))
    if not seen:
        messages.warning(request, "内容在预览以后改过，请再看一遍预览")
    return seen


def _seal(draft):
    """Return the signature of a letter that was previewed, with its key."""
    words = "\n".join((draft.form_key, *draft.chosen, draft.subject, draft.body))
    return Signer(salt="series.letter").signature(words)


def _do(request, entry, recipients, form, key):
    """Send the letter under its key, else preview it; None where it must be corrected."""
    deed = recipients.send if key else recipients.preview
    try:
        return deed(entry, form.draft(key), by=request.user)
    except EditorialError as error:
        field = getattr(error, "field", "")
        form.add_error(field if field in form.fields else None, str(error))
        return None


def _letters(entry, groups):
    rows = list(GroupLetter.objects.filter(entry=entry.pk).select_related("created_by"))
    for row in rows[:LAST_LETTERS]:
        row.names = "、".join(groups[key][0] for key in row.chosen if key in groups)
    return rows[:LAST_LETTERS]
