"""成批办理：one step for several entries, each by the same action as for a single entry.

No rule is decided here: what an action refuses for one entry it refuses in a batch, with the
same sentence, and every entry gets its own audit line.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from series.actions.audit.refusals import refusals_recorded
from series.actions.errors import EditorialError
from series.models import Entry, Revision
from series.roles import levels_of, may
from series.text.language.tag_names import split_tags

from .bin import discard, restore
from .publication import publish, withdraw
from .reviews import return_for_changes, sign, submit
from .revisions import save_revision


@dataclass(frozen=True)
class BulkFields:
    """What was filled in for all entries of a batch."""

    words: str = ""
    tags: str = ""
    series: int | None = None


@dataclass(frozen=True)
class BulkStep:
    """A step that can be taken for many entries.

    `name` is the button's word, `done` the result's. `field` has to be filled in: words, tags or
    series. `for_readers`: what readers see changes at once.
    """

    name: str
    done: str
    allowed: Callable
    act: Callable
    field: str = ""
    for_readers: bool = False


def _may(verb):
    return lambda user, where: may(user, verb, where)


def _may_sign(user, where):
    return bool(levels_of(user, where))


def _submit(entry, revision, fields, *, by):
    submit(entry, revision=revision, by=by, note=fields.words)


def _sign(entry, revision, fields, *, by):
    sign(entry, revision=revision, by=by, opinion=fields.words)


def _return(entry, revision, fields, *, by):
    return_for_changes(entry, revision=revision, by=by, opinion=fields.words)


def _publish(entry, revision, fields, *, by):
    publish(entry, revision=revision, by=by)


def _withdraw(entry, revision, fields, *, by):
    if revision.pk != entry.newest_id:
        raise EditorialError(f"《{entry}》已有更新的版本，请刷新后再撤")
    withdraw(entry, reason=fields.words, by=by)


def _discard(entry, revision, fields, *, by):
    discard(entry, revision=revision, by=by)


def _restore(entry, revision, fields, *, by):
    restore(entry, by=by)


def _tag(entry, revision, fields, *, by):
    names = split_tags(fields.tags)
    if not names:
        raise EditorialError("请填写要加的话题")
    tags = [*revision.content["tags"], *names]
    _save(entry, revision, {"tags": tags}, by=by, note="成批加话题")


def _move(entry, revision, fields, *, by):
    if fields.series is None:
        raise EditorialError("请选择系列")
    if revision.content["series"] == fields.series:
        raise EditorialError(f"《{entry}》已经在这个系列里")
    # An issue number belongs to its series: in the new one the editor gives another.
    _save(entry, revision, {"series": fields.series, "number": None}, by=by, note="成批换系列")


def _save(entry, revision, changes, *, by, note):
    content = {**revision.content, **changes}
    saved = save_revision(entry, content, by=by, base=revision.number, note=note)
    if saved.pk == revision.pk:
        raise EditorialError(f"《{entry}》的内容没有变化")


STEPS = {
    "submit": BulkStep("送审", "已送审", _may("submit"), _submit),
    "sign": BulkStep("通过并签字", "已通过并签字", _may_sign, _sign),
    "return": BulkStep("退回修改", "已退回修改", _may_sign, _return, field="words"),
    "publish": BulkStep("发布", "已发布", _may("publish"), _publish, for_readers=True),
    "withdraw": BulkStep(
        "撤稿", "已撤稿", _may("withdraw"), _withdraw, field="words", for_readers=True
    ),
    "tag": BulkStep("加话题", "已加话题", _may("edit"), _tag, field="tags"),
    "move": BulkStep("换系列", "已换系列", _may("edit"), _move, field="series"),
    "bin": BulkStep("作废", "已放进回收站", _may("edit"), _discard),
    "restore": BulkStep("恢复", "已恢复为草稿", _may("edit"), _restore),
}
FORECAST = BulkFields(words="预演")


@dataclass(frozen=True)
class BatchResult:
    """The result for one entry, real or forecast: `reason` is empty where it was done."""

    entry: Entry
    revision: Revision
    reason: str = ""


def forecast(step, pairs, *, by):
    """Return the BatchResult that the step would have for each (entry, revision).

    The step is done and rolled back, so that no rule is written twice. Where a field has still to
    be filled in, only the role is checked.
    """
    outcomes = []
    for entry, revision in pairs:
        reason = _refusal(step, entry, by=by)
        if not reason and step.field not in ("tags", "series"):
            reason = _refusal_of_trial(step, entry, revision, by=by)
        outcomes.append(BatchResult(entry, revision, reason))
    return outcomes


def _refusal_of_trial(step, entry, revision, *, by):
    try:
        with transaction.atomic():
            step.act(entry, revision, FORECAST, by=by)
            transaction.set_rollback(True)
    except EditorialError as error:
        return str(error)
    return ""


def _refusal(step, entry, *, by):
    if step.allowed(by, entry):
        return ""
    return f"您在“{entry.column}”没有{step.name}的角色"


def run(step, pairs, fields, *, by):
    """Do the step for each (entry, revision), each in a transaction of its own."""
    return [
        BatchResult(entry, revision, _act(step, entry, revision, fields, by=by))
        for entry, revision in pairs
    ]


def _act(step, entry, revision, fields, *, by):
    """Do the step and return the reason if it was refused, else an empty string.

    A refusal is recorded in the audit.
    """
    try:
        with refusals_recorded(step.name, by=by, entry=entry, digest=revision.digest):
            if reason := _refusal(step, entry, by=by):
                raise EditorialError(reason)
            step.act(entry, revision, fields, by=by)
    except EditorialError as error:
        return str(error)
    return ""
