"""作废 and 恢复 on the page of an entry."""

from series.actions.editorial.bin import days_left, may_be_discarded
from series.roles import may


def bin_context(user, entry):
    """Return the context of the two buttons.

    What the user may do, and when the draft is purged."""
    if not entry.discarded_at:
        return {"can_discard": may_be_discarded(user, entry)}
    return {"days_left": days_left(entry), "can_restore": may(user, "edit", entry)}
