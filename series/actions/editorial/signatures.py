"""The signatures that count for a revision.

And who wrote so much of a text that they may not sign.

A reviewer who changed a few words and signed (改后签) may sign at that level, and at no other.
Decision 118.
"""

from series.models import Decision, Level, Review


def signatures(entry, revision):
    """Return {level: Review} of the approvals that count for this revision.

    They are those of exactly this content and, where an amendment keeps them, those of the lower
    levels on the revision that was amended.
    """
    rows = Review.objects.filter(entry=entry, digest=revision.digest, decision=Decision.APPROVE)
    own = {Level(row.level): row for row in rows.select_related("reviewer")}
    if not revision.keeps_signatures:
        return own
    amended = entry.revisions.defer("content").get(number=revision.number - 1)
    kept = signatures(entry, amended)
    return {
        **{level: row for level, row in kept.items() if level < revision.amended_level},
        **own,
    }


def wrote(entry, user, *, level):
    """Tell whether this person wrote for the entry other than by amendments at this level."""
    return entry.revisions.filter(created_by=user).exclude(amended_level=level).exists()
