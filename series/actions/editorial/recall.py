"""撤回送审：the writer takes a submitted text back from the reviewers (decision 118)."""

from django.db import transaction

from series.actions.audit.chain import record
from series.actions.errors import EditorialError
from series.actions.notifying import notify, read_by_deed
from series.models import Outcome
from series.models.audit import lock_audit_chain
from series.roles import may

from .revisions import lock_entry
from .signatures import signatures
from .tasks import close_task, people_asked, task_of


@transaction.atomic
def recall(entry, *, revision, by, reason=""):
    """Take the newest revision back from review. Returns the entry.

    Its signatures stay: if it is submitted again without a change, they still count.
    """
    lock_audit_chain()
    entry = lock_entry(entry)
    if not may(by, "submit", entry):
        raise EditorialError("撤回送审须由编辑操作")
    if revision.pk != entry.newest_id:
        raise EditorialError(f"《{entry}》已有更新的版本，请刷新后再撤回")
    task = task_of(entry)
    if task is None:
        raise EditorialError(f"《{entry}》没有在审核，无需撤回")
    if entry.scheduled_id == revision.pk:
        raise EditorialError(f"《{entry}》已排期发布，请先由终审人员取消排期再撤回")
    people = [*people_asked(entry), *(row.reviewer for row in signatures(entry, revision).values())]
    close_task(entry, Outcome.RECALLED)
    step = task.get_step_display()
    record("撤回送审", by=by, entry=entry, digest=revision.digest, step=step, reason=reason.strip())
    read_by_deed(by, entry)
    why = f"：{reason.strip()}" if reason.strip() else ""
    notify(people, f"《{entry}》已由{by}撤回送审，不用再审{why}", entry=entry, but=by)
    return entry
