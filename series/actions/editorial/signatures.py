"""The signatures that count for a revision.

And who wrote so much of a text that they may not sign.

A reviewer who changed a few words and signed (改后签) may sign at that level, and at no other.
Decision 118.
"""

from series.models import Decision, Level, Review

from .page_facts import facts_of


def signatures(entry, revision):
    """Return {level: Review} of the approvals that count for this revision.

    They are those of exactly this content and, where an amendment keeps them, those of the lower
    levels on the revision that was amended.
    """
    own = {Level(row.level): row for row in _approvals(entry, revision.digest)}
    if not revision.keeps_signatures:
        return own
    amended = entry.revisions.defer("content").get(number=revision.number - 1)
    kept = signatures(entry, amended)
    return {
        **{level: row for level, row in kept.items() if level < revision.amended_level},
        **own,
    }


def _approvals(entry, digest):
    if facts := facts_of(entry):
        approved = (row for row in facts.reviews if row.decision == Decision.APPROVE)
        return [row for row in approved if row.digest == digest]
    rows = Review.objects.filter(entry=entry, digest=digest, decision=Decision.APPROVE)
    return rows.select_related("reviewer")


def wrote(entry, user, *, level):
    """Tell whether this person wrote for the entry other than by amendments at this level."""
    if facts := facts_of(entry):
        return any(writer == user.pk and at != level for writer, at in facts.writers)
    return entry.revisions.filter(created_by=user).exclude(amended_level=level).exists()
