"""What was typed beside an entry and not sent (decision 123).

The words of a refused step wait in the copy of what was typed, its other values in the session for
the page shown next.
"""

from series.actions.editorial.opinions import PLACE, forget_sent, keep_refused, typed_beside
from series.actions.editorial.working_copies import OpenForm

UNSENT, LONGEST_UNSENT = "unsent", 2000
VERDICT = "id_words"
COMMENT = ("id_comment", *PLACE)
# The field of each step that is sent with words; an answer's has the number of its comment.
FIELDS = {
    **dict.fromkeys(("sign", "sign_publish", "sign_schedule", "return"), (VERDICT,)),
    "handover": ("id_handover_words",),
    "comment": COMMENT,
    "recall": ("id_recall_reason",),
    "withdraw": ("id_reason",),
}
ANSWERS = ("answer", "waive")


def fields_of(step, post):
    """Return the names of the fields that a step is sent with, its words first."""
    if step in ANSWERS:
        return (f"id_answer_{post.get('comment', '')[:12]}",)
    return FIELDS.get(step, ())


def keep_unsent(request, entry, *, step, words):
    """Keep the words of a refused step for the pages that this person opens next."""
    names = fields_of(step, request.POST)
    if names and words:
        keep_refused(request.user, entry, name=names[0], words=words[:LONGEST_UNSENT])
    typed = words or request.POST.get("at", "")
    values = {"step": step, "words": typed[:LONGEST_UNSENT]}
    request.session[UNSENT] = {"entry": entry.pk, **values}


def take_unsent(request, entry):
    """Return {step, words} of the step just refused at this entry, once; otherwise {}."""
    unsent = request.session.get(UNSENT, {})
    if unsent.get("entry") != entry.pk:
        return {}
    return request.session.pop(UNSENT)


def forget_unsent(request, entry, *, step, words):
    """Forget the words of a step that was done."""
    if names := fields_of(step, request.POST):
        form = OpenForm.of(request.POST)
        forget_sent(request.user, entry, names=names, words=words, form=form)


def typed_context(user, entry, context, *, copies):
    """Return the context of the fields beside an entry: what this person typed in them.

    `fieldless` is what was typed in a field that the page no longer has."""
    typed = typed_beside(user, entry, copies)
    shown = _shown_fields(context)
    fieldless = [
        words for name, words in typed.words.items() if name not in shown and name not in PLACE
    ]
    return {"typed": typed, "fieldless": [*fieldless, *typed.elsewhere]}


def _shown_fields(context):
    """Return the names of the fields that the page of this context shows."""
    turn, proof = context.get("turn"), context.get("proof")
    comments = context.get("comments") or (proof.comments if proof else ())
    shown = {f"id_answer_{one.comment.number}" for one in comments if not one.settled}
    if turn and turn.decides:
        shown |= {VERDICT, *(COMMENT if proof else ())}
    if turn and turn.others:
        shown.add("id_handover_words")
    if context["recallable"]:
        shown.add("id_recall_reason")
    if context["can_withdraw"]:
        shown.add("id_reason")
    return shown
