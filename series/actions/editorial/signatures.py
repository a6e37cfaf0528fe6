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
    return _counted(
        revision,
        approvals=lambda digest: _approvals(entry, digest),
        before=lambda later: _revision_before(entry, later),
    )


def signatures_in_list(entry, reviews):
    """Return the `signatures` of the newest revision from reviews loaded with their revisions.

    Asks nothing but in one case: the amended revision itself was never reviewed, since its
    content had been signed as an earlier one."""
    approved = [row for row in reviews if row.decision == Decision.APPROVE]
    known = {row.revision.number: row.revision for row in reviews}
    return _counted(
        entry.newest,
        approvals=lambda digest: [row for row in approved if row.digest == digest],
        before=lambda later: known.get(later.number - 1) or _revision_before(entry, later),
    )


def _counted(revision, *, approvals, before):
    own = {Level(row.level): row for row in approvals(revision.digest)}
    if not revision.keeps_signatures:
        return own
    kept = _counted(before(revision), approvals=approvals, before=before)
    return {
        **{level: row for level, row in kept.items() if level < revision.amended_level},
        **own,
    }


def _revision_before(entry, later):
    if facts := facts_of(entry):
        return next(row for row in facts.revisions if row.number == later.number - 1)
    return entry.revisions.defer("content").get(number=later.number - 1)


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
