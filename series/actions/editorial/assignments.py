"""Assignment of an open review task: claim, release, hand over, change of the due date."""

from django.db import transaction
from django.utils import timezone

from series.actions.audit.chain import record
from series.actions.errors import EditorialError
from series.actions.notifying import notify, people_who, read_by_deed
from series.models import Decision, ReviewTask, Step
from series.models.audit import lock_audit_chain
from series.roles import may

from .reviews import cannot_take, decide, next_step, verb_of
from .revisions import lock_entry
from .tasks import task_of


@transaction.atomic
def hand_over(entry, *, revision, by, to, opinion):
    """Hand the open task over to `to` (转交).

    Whoever may sign at this level, or may assign reviews, may hand over.
    """
    if not opinion.strip():
        raise EditorialError("转交须写明意见，请填写后再转交")
    lock_audit_chain()
    entry = lock_entry(entry)
    task = _open_task(entry, revision)
    _check_may_assign(entry, task, by=by)
    if to.pk == by.pk:
        raise EditorialError("不能转交给自己，请另选一人")
    if reason := cannot_take(entry, Step(task.step), task.revision, to):
        raise EditorialError(f"不能转交给{to}：{reason}")
    task.holder = to
    task.save(update_fields=["holder"])
    message = f"{by}把《{entry}》的{task.get_step_display()}转交给您：{opinion}"
    notify([to], message, entry=entry, task=task)
    read_by_deed(by, entry)
    opinion = opinion.strip()
    if task.step == Step.PUBLISH:  # not a level: nothing is signed there
        record("发布转交", by=by, entry=entry, digest=revision.digest, opinion=opinion, to=str(to))
    else:
        decide(entry, revision, task.step, Decision.HANDOVER, by=by, opinion=opinion, handed_to=to)
    return task


@transaction.atomic
def claim(entry, *, by):
    """Reserve the open task for `by` until it is released or handed over (认领)."""
    lock_audit_chain()
    entry = lock_entry(entry)
    task = _open_task(entry, entry.newest)
    if task.holder_id and task.holder_id != by.pk:
        raise EditorialError(f"《{entry}》已由{task.holder}认领，需要时请对方转交")
    if reason := cannot_take(entry, Step(task.step), task.revision, by):
        raise EditorialError(reason)
    task.holder = by
    task.save(update_fields=["holder"])
    record("认领", by=by, entry=entry, digest=task.revision.digest, step=task.get_step_display())
    return task


@transaction.atomic
def release(entry, *, by):
    """Give a claimed task back to everybody who may do it (放回)."""
    lock_audit_chain()
    entry = lock_entry(entry)
    task = _open_task(entry, entry.newest)
    if task.holder_id != by.pk and not may(by, "assign", entry):
        raise EditorialError("只有认领的人可以放回，其他人请联系对方")
    task.holder = None
    task.save(update_fields=["holder"])
    record("放回", by=by, entry=entry, digest=task.revision.digest, step=task.get_step_display())
    return task


@transaction.atomic
def set_due(entry, *, due_at, by):
    """Change the due date of the open task; None removes it."""
    lock_audit_chain()
    entry = lock_entry(entry)
    task = _open_task(entry, entry.newest)
    _check_may_assign(entry, task, by=by)
    if due_at and due_at <= timezone.now():
        raise EditorialError("审核期限须在现在之后，请重新选择")
    task.due_at, task.reminded_at = due_at, None
    task.save(update_fields=["due_at", "reminded_at"])
    record("改期限", by=by, entry=entry, due=due_at.isoformat() if due_at else "")
    return task


def _check_may_assign(entry, task, *, by):
    if not may(by, "assign", entry) and not may(by, verb_of(task.step), entry):
        raise EditorialError(f"只有{task.get_step_display()}人员和终审人员可以安排这项审核")


def _open_task(entry, revision):
    if revision.pk != entry.newest_id:
        raise EditorialError(f"《{entry}》已有更新的版本，请刷新后审核最新一版")
    task = task_of(entry)
    if task is None:
        raise EditorialError(f"《{entry}》没有待办的审核，请等编辑送审")
    return task


def candidates(entry, task):
    """Return the people to whom this task can be handed."""
    people = people_who(verb_of(task.step), entry, but_administrators=task.step != Step.PUBLISH)
    step, revision = Step(task.step), task.revision
    return [user for user in people if not cannot_take(entry, step, revision, user)]


@transaction.atomic
def realign(tasks):
    """Move open tasks to the step that is really next, after a rule changed.

    Such rules are the levels of a column and the list of sources. Returns how many moved.
    """
    lock_audit_chain()
    moved = 0
    for task in tasks.select_related("entry__column", "revision"):
        step = next_step(task.entry, task.revision)
        if step == task.step:
            continue
        ReviewTask.objects.filter(pk=task.pk).update(step=step, holder=None, due_at=None)
        record("重排审核", by=None, entry=task.entry, digest=task.revision.digest, step=step.label)
        people = people_who(verb_of(step), task.entry)
        notify(people, f"《{task.entry}》待{step.label}", entry=task.entry, task=task)
        moved += 1
    return moved
