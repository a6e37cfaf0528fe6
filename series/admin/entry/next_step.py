"""The one primary button of an entry's page, which follows its stage (decision 117)."""

SAVE, SUBMIT, DECIDE, PUBLISH, NONE = "save", "submit", "decide", "publish", ""


def next_step(context):
    """Return the step that the bar shows as its primary button, for a page's context.

    Whoever has a decision to make sees that first; a writer sends the text for review as soon
    as there is a text, and while somebody reviews it only saves it, without red.
    """
    turn, timing = context.get("turn"), context.get("timing")
    if turn and turn.decides:
        return DECIDE
    if timing and timing["can_publish"] and context["ready"]:
        return PUBLISH
    if not context.get("can_submit"):
        return NONE
    return SUBMIT if context["original"] else SAVE
