"""The version against which a reviewer reads: what this level saw last (decision 118)."""

from dataclasses import dataclass
from datetime import datetime

from series.actions.editorial.page_facts import reviews_of, revision_with_content
from series.models import Decision, Level, Revision, Step

SEEN = (Decision.APPROVE, Decision.RETURN)


@dataclass(frozen=True)
class LastLook:
    """The `revision` to compare with; `name` says whose look it was, `at` when."""

    revision: Revision
    name: str
    at: datetime


def last_look(entry, task):
    """Return the LastLook for the open task's level; None without one to compare with.

    It is the version that this level decided on last, at a first look the one that the level below
    signed, and for a revised public text without either the public version.
    """
    if task is None or task.step == Step.PUBLISH:
        return None
    level = Level(task.step)
    reviews = reviews_of(entry)
    own = [row for row in reviews if row.level == level and row.decision in SEEN]
    if own:
        seen = revision_with_content(entry, own[-1].revision_id)
        return LastLook(seen, f"{level.label}上次所看", own[-1].created_at)
    below = [row for row in reviews if row.level < level and row.decision == Decision.APPROVE]
    if below:
        lower = below[-1]
        seen = revision_with_content(entry, lower.revision_id)
        return LastLook(seen, f"{lower.get_level_display()}所签", lower.created_at)
    if entry.live_id and entry.live_id != entry.newest_id:
        live = revision_with_content(entry, entry.live_id)
        return LastLook(live, "公开版", live.created_at)
    return None
