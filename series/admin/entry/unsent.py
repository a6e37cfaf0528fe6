"""The words of a step that was refused.

They wait in the session for the page shown next."""

UNSENT, LONGEST_UNSENT = "unsent", 2000


def keep_unsent(request, entry, *, step, words):
    """Keep the words of a refused step in the session, for the page shown next."""
    request.session[UNSENT] = {"entry": entry.pk, "step": step, "words": words[:LONGEST_UNSENT]}


def take_unsent(request, entry):
    """Return {step, words} of the step just refused at this entry, once; otherwise {}."""
    unsent = request.session.get(UNSENT, {})
    if unsent.get("entry") != entry.pk:
        return {}
    return request.session.pop(UNSENT)
