"""三审：signatures on exactly one content (decisions 3, 12 and 20).

Levels are signed in order; nobody signs a text they wrote, or two levels. A reviewer's amendment
is signed by its level at once, before lower ones that sign again (decision 118).
"""

from django.db import transaction
from django.utils import timezone

from series.actions.audit.chain import record
from series.actions.errors import EditorialError
from series.actions.notifying import notify, people_who, read_by_deed, writers_of
from series.models import (
    Column,
    CommentState,
    Decision,
    Entry,
    Level,
    Outcome,
    Review,
    Step,
    Submission,
)
from series.models.audit import lock_audit_chain
from series.roles import GROUP_OF_LEVEL, may, stood_in_for

from .comment_check import check_settled
from .content import check_complete
from .page_facts import facts_of, trusted_sources
from .revisions import lock_entry
from .signatures import signatures, wrote
from .tasks import close_task, open_task, task_of


def required_levels(column, *, extra=False):
    """Return the levels that a column requires; `extra` adds the one for an unlisted source."""
    levels = [level for level in Level if level <= column.levels]
    return [*levels, Level.EXTRA] if extra else levels


def needs_extra(revision, *, sources=None) -> bool:
    """Tell whether this is a reprint from a source that is not on the list.

    `sources` is the result of `trusted_sources`, given where many revisions are checked.
    """
    if not revision.reprint_of:
        return False
    known = trusted_sources() if sources is None else sources
    return not is_trusted(revision.reprint_of, revision.reprint_host, known)


def is_trusted(name, host, sources) -> bool:
    """Tell whether a source is on the list and the host on its domain.
    A source without a domain has any host."""
    domain = sources.get(name)
    if domain is None:
        return False
    return not domain or host == domain or host.endswith(f".{domain}")


def _levels_for(entry, revision):
    """Return the levels of the stricter of two columns (decision 18).

    They are the entry's own column and the one that the revision names.
    """
    if revision.content["column"] == entry.column_id:
        columns = [entry.column]
    else:
        columns = Column.objects.filter(pk__in={entry.column_id, revision.content["column"]})
    strictest = max(columns, key=lambda column: column.levels)
    facts = facts_of(entry)
    sources = facts.sources if facts and revision.reprint_of else None
    return required_levels(strictest, extra=needs_extra(revision, sources=sources))


def missing_levels(entry, *, revision):
    """Return the required levels that have not signed this content, in order."""
    signed = signatures(entry, revision)
    return [level for level in _levels_for(entry, revision) if level not in signed]


def next_step(entry, revision):
    """Return the step that a revision waits for: its first unsigned level, or publication."""
    missing = missing_levels(entry, revision=revision)
    return Step(missing[0].value) if missing else Step.PUBLISH


@transaction.atomic
def submit(entry, *, revision, by, note="", due_at=None):
    """Submit the newest revision for review (送审). Returns the open task."""
    lock_audit_chain()
    entry = lock_entry(entry)
    if not may(by, "submit", entry):
        raise EditorialError("送审须由编辑操作")
    if revision.pk != entry.newest_id:
        raise EditorialError(f"《{entry}》已有更新的版本，请刷新后送审最新一版")
    if revision.pk == entry.live_id and entry.is_public:
        raise EditorialError(f"《{entry}》的这一版已经发布，无需送审")
    if task_of(entry):
        raise EditorialError(f"《{entry}》已经送审，正在{task_of(entry)}")
    if due_at and due_at <= timezone.now():
        raise EditorialError("审核期限须在现在之后，请重新选择")
    check_complete(entry.kind, revision.content)
    Submission.objects.create(
        entry_id=entry.pk,
        revision=revision,
        digest=revision.digest,
        submitted_by=by,
        note=note.strip(),
    )
    _number_slip(entry)
    record("送审", by=by, entry=entry, digest=revision.digest, note=note.strip())
    read_by_deed(by, entry)
    return _open_next(entry, revision, by=by, due_at=due_at)


def _number_slip(entry):
    """Give the entry the next 稿签 number of the year, unless it has one.

    The lock of the audit chain keeps two entries from taking the same number.
    """
    if entry.slip_number:
        return
    year = timezone.localdate().year
    last = Entry.objects.filter(slip_year=year).order_by("-slip_number").first()
    entry.slip_year, entry.slip_number = year, (last.slip_number if last else 0) + 1
    Entry.objects.filter(pk=entry.pk).update(slip_year=year, slip_number=entry.slip_number)


def _open_next(entry, revision, *, by, due_at=None):
    step = next_step(entry, revision)
    task = open_task(entry, revision, step, due_at=due_at)
    people = [
        user
        for user in people_who(verb_of(step), entry)
        if not cannot_take(entry, step, revision, user)
    ]
    notify(people, f"《{entry}》{task}", entry=entry, but=by, task=task)
    return task


@transaction.atomic
def sign(entry, *, revision, by, opinion=""):
    """Sign `revision` at its next open level. Returns the Review."""
    lock_audit_chain()
    entry = lock_entry(entry)
    level = level_to_sign(entry, revision, by=by)
    check_complete(entry.kind, revision.content)
    return approve(entry, revision, level, by=by, opinion=opinion)


def approve(entry, revision, level, *, by, opinion):
    """Sign at this level, close the task and open the next one. Returns the Review.

    The caller has locked chain and row, and checked that `by` may sign. The last signature waits
    until every comment is settled.
    """
    if missing_levels(entry, revision=revision) == [level]:
        check_settled(entry)
    review = decide(entry, revision, level, Decision.APPROVE, by=by, opinion=opinion.strip())
    close_task(entry, Outcome.DONE)
    read_by_deed(by, entry)
    _tell_of_comments(entry, revision, by=by)
    _open_next(entry, revision, by=by)
    return review


def _tell_of_comments(entry, revision, *, by):
    """Tell the writers of comments that wait for their answer."""
    count = entry.comments.filter(state=CommentState.OPEN, author=by).count()
    if count:
        message = f"《{entry}》有{by}的 {count} 条批注待答，终审签字前须办结"
        notify(writers_of(revision), message, entry=entry, but=by)


@transaction.atomic
def return_for_changes(entry, *, revision, by, opinion):
    """Return `revision` to its editor; the opinion says what to change. Returns the Review.

    Where comments are open, they say it, and the opinion may be empty.
    """
    lock_audit_chain()
    entry = lock_entry(entry)
    opinion = opinion.strip() or _opinion_by_comments(entry)
    if not opinion:
        raise EditorialError("退回修改须写明意见或批注，请填写后再退回")
    level = level_to_sign(entry, revision, by=by)
    review = decide(entry, revision, level, Decision.RETURN, by=by, opinion=opinion)
    close_task(entry, Outcome.RETURNED)
    read_by_deed(by, entry)
    writers = writers_of(revision)
    message = f"《{entry}》被{by}退回修改：{opinion}"
    notify(writers if any(writers) else people_who("edit", entry), message, entry=entry, but=by)
    return review


def _opinion_by_comments(entry):
    numbers = entry.comments.filter(state=CommentState.OPEN).values_list("number", flat=True)
    return f"请按批注 {'、'.join(map(str, numbers))} 修改" if numbers else ""


def obstacle(entry, *, revision, by) -> str:
    """Return why `by` cannot sign this revision now; an empty string where they can."""
    try:
        level_to_sign(entry, revision, by=by)
    except EditorialError as error:
        return str(error)
    return ""


def level_to_sign(entry, revision, *, by):
    """Return the level that `by` signs next. Raises EditorialError with the reason why not."""
    if revision.pk != entry.newest_id:
        raise EditorialError(f"《{entry}》已有更新的版本，请刷新后审核最新一版")
    missing = missing_levels(entry, revision=revision)
    if not missing:
        raise EditorialError(f"《{entry}》这一版各级审核均已通过，无需再签")
    task = task_of(entry)
    if task is None:
        raise EditorialError(f"《{entry}》还没有送审，请等编辑送审后再签")
    if reason := cannot_take(entry, Step(missing[0].value), revision, by):
        raise EditorialError(reason)
    if task.holder_id and task.holder_id != by.pk:
        raise EditorialError(f"《{entry}》已由{task.holder}认领，需要时请对方转交")
    return missing[0]


def cannot_take(entry, step, revision, user):
    """Return why this person cannot do this step; an empty string where they can."""
    if step == Step.PUBLISH:
        return "" if may(user, "publish", entry) else "发布须由终审人员或管理员操作"
    level = Level(step)
    columns = {entry.column_id, revision.content["column"]}
    if not all(may(user, f"review_{level.value}", column) for column in columns):
        return f"《{entry}》现在等待{level.label}，须由{GROUP_OF_LEVEL[level]}人员签字"
    if wrote(entry, user, level=level):
        return "不能审核自己参与编写的稿件，请转交其他审核人"
    signed = signatures(entry, revision).values()
    if any(row.reviewer_id == user.pk for row in signed):
        return "同一人不能签两级审核，请由下一级审核人签字"
    absent = stood_in_for(user, level.value, entry)
    return _cannot_stand_in(entry, level, signed, absent) if absent else ""


def _cannot_stand_in(entry, level, signed, absent):
    """Return why a stand-in may not sign for `absent`; an empty string where they may."""
    if wrote(entry, absent, level=level):
        return f"不能代{absent}审核其参与编写的稿件，请转交其他审核人"
    if any(absent.pk in (row.reviewer_id, row.stood_in_for_id) for row in signed):
        return f"{absent}已经签过一级，不能再代签另一级，请由其他审核人签字"
    return ""


def verb_of(step):
    """Return the verb of `may` that a step requires."""
    return "publish" if step == Step.PUBLISH else f"review_{step}"


def decide(entry, revision, level, decision, *, by, opinion, handed_to=None):
    """Append a review and its audit line. The caller has checked that `by` may decide."""
    level = Level(level)
    review = Review.objects.create(
        entry_id=entry.pk,
        revision=revision,
        digest=revision.digest,
        level=level,
        decision=decision,
        opinion=opinion,
        reviewer=by,
        stood_in_for=None if handed_to else stood_in_for(by, level.value, entry),
        handed_to=handed_to,
    )
    detail = {"to": str(handed_to), "to_id": handed_to.pk} if handed_to else {}
    if absent := review.stood_in_for:
        detail |= {"stood_in_for": str(absent), "stood_in_for_id": absent.pk}
    verb = f"{level.label}{decision.label}"
    record(verb, by=by, entry=entry, digest=revision.digest, opinion=opinion, **detail)
    return review
