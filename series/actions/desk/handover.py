"""Everything that a leaving person holds, handed to one other (decision 124).

Texts change who answers for them, not who wrote them: revisions and signatures stay. What the
receiver may not take is given back to all who may, or stays where it is, with the reason.
"""

import hashlib
from dataclasses import dataclass
from enum import Enum

from django.db import transaction
from django.utils import timezone

from series.actions.audit.chain import record
from series.actions.audit.registers import row_states
from series.actions.editorial.assignments import hand_over, release
from series.actions.editorial.reviews import cannot_take
from series.actions.editorial.tasks import task_of
from series.actions.errors import EditorialError, StaleError
from series.actions.notifying import notify
from series.models import Entry, Step
from series.models.audit import lock_audit_chain
from series.roles import may

from .holdings import holdings_of

HANDED_OVER = "全部转交"


class Fate(Enum):
    """What becomes of a thing in hand."""

    HANDED = "转交"
    RELEASED = "放回"
    STAYS = "不动"


@dataclass(frozen=True)
class HeldItem:
    """One thing in hand and its fate.

    `sort` says in words what it is, `reason` why it is not handed over."""

    sort: str
    row: object
    fate: Fate = Fate.HANDED
    reason: str = ""


@dataclass(frozen=True)
class HandoverPlan:
    """What becomes of everything that a person holds; `stamp` changes with any of it."""

    items: tuple[HeldItem, ...]

    @property
    def stamp(self):
        told = [f"{item.sort} {item.row.pk} {item.fate.value}" for item in self.items]
        return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]

    def count(self, fate):
        return sum(item.fate is fate for item in self.items)

    @property
    def handed(self):
        return self.count(Fate.HANDED)

    @property
    def released(self):
        return self.count(Fate.RELEASED)


def plan_handover(person, *, to):
    """Return the HandoverPlan of all that `person` holds, if it went to `to`."""
    held = holdings_of(person, today=timezone.localdate(), most=None)
    texts = (
        ("未存为版本的新稿", held.new_texts),
        ("草稿", held.drafts),
        ("送审中", held.submitted),
    )
    items = [_text(sort, row, to) for sort, rows in texts for row in rows]
    items += [_task(row, to) for row in held.tasks]
    items += [_stand_in(row, to) for row in held.stand_ins]
    reason = "到时自动发布，排期仍记在原来的人名下"
    items += [HeldItem("已排待发", row, Fate.STAYS, reason) for row in held.scheduled]
    return HandoverPlan(tuple(items))


def _text(sort, row, to):
    is_entry = isinstance(row, Entry)
    if may(to, "edit" if is_entry else "create", row if is_entry else None):
        return HeldItem(sort, row)
    return HeldItem(sort, row, Fate.STAYS, f"{to}不能改这个专栏的稿件")


def _task(entry, to):
    task = task_of(entry)
    reason = cannot_take(entry, Step(task.step), task.revision, to)
    fate = Fate.RELEASED if reason else Fate.HANDED
    return HeldItem(f"认领的{task.get_step_display()}", entry, fate, reason)


def _stand_in(row, to):
    if row.absent_id == to.pk:
        return HeldItem("代别人审", row, Fate.STAYS, f"被代理的就是{to}本人")
    return HeldItem("代别人审", row)


@transaction.atomic
def hand_over_all(person, *, to, by, stamp):
    """Hand all that `person` holds to `to`, as the plan with this stamp says.

    Returns the plan. Raises EditorialError, and StaleError if something changed since the plan
    was shown.
    """
    if not may(by, "people"):
        raise EditorialError("全部转交须由管理员操作")
    check_receiver(person, to, by=by)
    lock_audit_chain()
    plan = plan_handover(person, to=to)
    if plan.stamp != stamp:
        raise StaleError("手上的东西刚有变化，请看过下面的再转交")
    for item in plan.items:
        _carry_out(item, person=person, to=to, by=by)
    facts = {"to": str(to), "id": person.pk, "handed": plan.handed, "released": plan.released}
    record(HANDED_OVER, by=by, object=person.username, **facts)
    message = f"{by}把{person}手上的 {plan.handed} 件转交给您，请在今日里看"
    notify([to] if plan.handed else [], message, but=by)
    return plan


def check_receiver(person, to, *, by):
    """Raise EditorialError unless `to` is a third person who works at the desk."""
    if to.pk in (person.pk, by.pk):
        raise EditorialError("不能转交给本人或自己，请另选一人")
    if not (to.is_active and to.is_staff):
        raise EditorialError(f"{to}的账号已停用，请另选一人")


def _carry_out(item, *, person, to, by):
    if item.fate is Fate.STAYS:
        return
    if item.sort == "未存为版本的新稿":
        type(item.row).objects.filter(pk=item.row.pk).update(user=to)
    elif item.sort == "代别人审":
        _pass_on(item.row, to=to, by=by)
    elif item.sort in ("草稿", "送审中"):
        Entry.objects.filter(pk=item.row.pk).update(handed_to=to)
        record("转交稿件", by=by, entry=item.row, to=str(to), reason=f"{person}离岗")
    elif item.fate is Fate.RELEASED:
        release(item.row, by=by)
    else:
        words = f"{person}离岗，手上的审核转交给您"
        hand_over(item.row, revision=item.row.newest, by=by, to=to, opinion=words)


def _pass_on(row, *, to, by):
    before = str(row)
    row.person = to
    row.save(update_fields=["person"])
    record("修改代理", by=by, object=f"代理“{before}”", name=str(row), id=row.pk, **row_states(row))
