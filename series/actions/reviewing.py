"""三审：signatures over the exact words. Order is kept, nobody signs their own text or twice."""

from django.db import transaction

from series.models import Column, Decision, Level, Review
from series.roles import GROUP_OF_LEVEL, may

from .auditing import record
from .content import check_complete
from .errors import EditorialError
from .revising import locked


def required_levels(column):
    return [level for level in Level if level <= column.levels]


def _levels_for(entry, revision):
    """The levels of the stricter column: the entry's own, or the one the revision moves it to."""
    columns = Column.objects.filter(pk__in={entry.column_id, revision.content["column"]})
    return required_levels(max(columns, key=lambda column: column.levels))


def signatures(entry, digest):
    """{level: Review} of the approvals that count for exactly this content."""
    rows = Review.objects.filter(entry=entry, digest=digest, decision=Decision.APPROVE)
    return {Level(row.level): row for row in rows.select_related("reviewer")}


def missing_levels(entry, *, revision):
    signed = signatures(entry, revision.digest)
    return [level for level in _levels_for(entry, revision) if level not in signed]


@transaction.atomic
def sign(entry, *, revision, by, opinion=""):
    """Approve `revision` at the next open level. Returns the Review."""
    entry = locked(entry)
    level = _next_level(entry, revision, by=by)
    check_complete(entry.kind, revision.content)
    return _decide(entry, revision, level, Decision.APPROVE, by=by, opinion=opinion)


@transaction.atomic
def return_for_changes(entry, *, revision, by, opinion):
    """Send `revision` back to its editor; the opinion says what to change."""
    if not opinion.strip():
        raise EditorialError("退回修改须写明意见，请填写后再退回")
    entry = locked(entry)
    level = _next_level(entry, revision, by=by)
    return _decide(entry, revision, level, Decision.RETURN, by=by, opinion=opinion.strip())


def obstacle(entry, *, revision, by) -> str:
    """The sentence that tells why `by` cannot sign this revision now; empty where they can."""
    try:
        _next_level(entry, revision, by=by)
    except EditorialError as error:
        return str(error)
    return ""


def _next_level(entry, revision, *, by):
    if revision.pk != entry.newest_id:
        raise EditorialError(f"《{entry}》已有更新的版本，请刷新后审核最新一版")
    missing = missing_levels(entry, revision=revision)
    if not missing:
        raise EditorialError(f"《{entry}》这一版各级审核均已通过，无需再签")
    level = missing[0]
    if not may(by, f"review_{level.value}", entry):
        raise EditorialError(
            f"《{entry}》现在等待{level.label}，须由{GROUP_OF_LEVEL[level]}人员签字"
        )
    if entry.revisions.filter(created_by=by).exists():
        raise EditorialError("不能审核自己参与编写的稿件，请转交其他审核人")
    if any(row.reviewer_id == by.pk for row in signatures(entry, revision.digest).values()):
        raise EditorialError("同一人不能签两级审核，请由下一级审核人签字")
    return level


def _decide(entry, revision, level, decision, *, by, opinion):
    review = Review.objects.create(
        entry_id=entry.pk,
        revision=revision,
        digest=revision.digest,
        level=level,
        decision=decision,
        opinion=opinion,
        reviewer=by,
    )
    verb = f"{level.label}{decision.label}"
    record(verb, by=by, entry=entry, digest=revision.digest, opinion=opinion)
    return review
