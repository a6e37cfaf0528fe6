"""会后反馈 by the code of a registration: five questions, answered without a name. Decision 132."""

from django import forms
from django.shortcuts import render
from django.utils import timezone

from series.actions.errors import RegistrationError
from series.actions.registration.feedback import give_feedback
from series.forms.visible_text import LinesField
from series.models import Feedback, WouldCome
from series.models.participation.feedback import LONGEST_COMMENT, SCALE
from series.registration.feedback import QUESTIONS, may_give_feedback
from series.views.entry_addresses import shows_no_entry
from series.views.private import private_page
from series.views.registration import group_or_404


class FeedbackForm(forms.Form):
    """Three scales, one choice and a comment that may be left empty."""

    use_required_attribute = False
    overall, content, arrangement = (
        forms.TypedChoiceField(
            label=QUESTIONS[name],
            coerce=int,
            choices=list(SCALE.items()),
            widget=forms.RadioSelect,
            error_messages={"required": "请选一项。"},
        )
        for name in ("overall", "content", "arrangement")
    )
    again = forms.ChoiceField(
        label=QUESTIONS["again"],
        choices=WouldCome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "请选一项。"},
    )
    comment = LinesField(
        label=QUESTIONS["comment"],
        max_length=LONGEST_COMMENT,
        required=False,
        help_text="请不要写姓名和电话。",
        widget=forms.Textarea(attrs={"rows": 4}),
    )


@shows_no_entry
@private_page
def feedback_page(request, code):
    """Show the questions; a POST answers them once, without a link to the registration."""
    group = group_or_404(code)
    context = {
        "group": group,
        "event": group.event if group.event.is_public else None,
        "opens": may_give_feedback(group, timezone.now()),
        "given": group.feedback_given,
    }
    if not context["opens"]:
        return render(request, "registration/feedback.html", context)
    form = FeedbackForm(request.POST or None)
    if request.method == "POST" and _given(group, form):
        return render(request, "registration/feedback_given.html", context)
    status = 422 if form.errors else 200
    return render(request, "registration/feedback.html", {**context, "form": form}, status=status)


def _given(group, form):
    if not form.is_valid():
        return False
    try:
        give_feedback(group, Feedback(event_id=group.event_id, **form.cleaned_data))
    except RegistrationError as error:
        form.add_error(None, str(error))
        return False
    return True
