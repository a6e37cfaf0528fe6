"""Publication and expiry at a set time.
Decided by a person now, done by a process later.

What is visible is a stored state. When a moment has passed, a process first claims it by one
conditional update in its own transaction: of many processes that notice at once exactly one acts,
and one that is killed in between leaves nothing half done. Decisions 25, 39 and 40.
"""

import logging
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from series.actions.audit.chain import NOWHERE, origin, record
from series.actions.audit.registers import row_states
from series.actions.errors import EditorialError
from series.actions.notifying import notify, read_by_deed, writers_of
from series.actions.relations.organizations import names_read_first
from series.models import Entry, Result, ReviewTask, Visibility
from series.models.audit import lock_audit_chain
from series.roles import may

from . import clock
from .assignments import realign
from .comment_check import check_settled
from .content import check_complete, check_references
from .live_row import create_missing_tags
from .publication import NO_SCHEDULE, check_signed, publish_revision, unpublish
from .reviews import sign
from .revisions import lock_entry

CHANNEL = "publish_due"
logger = logging.getLogger(__name__)


@dataclass
class DueRun:
    """The result of one run: headlines, and for `failed` the sentence that says why.

    `held` is the sentence about a clock that jumped, in which case nothing was done.
    """

    published: list[str] = field(default_factory=list)
    expired: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    held: str = ""


def shown(moment):
    """Return a moment in Shanghai time as messages write it: 2026-11-25 09:00."""
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"


@transaction.atomic
def schedule(entry, *, revision, at, by):
    """Schedule the newest, fully signed revision for publication at `at` (定时发布).

    Returns the entry.
    """
    if not may(by, "schedule", entry) or not may(by, "schedule", revision.content["column"]):
        raise EditorialError("排期须由终审人员或管理员操作")
    lock_audit_chain()
    entry = lock_entry(entry)
    if revision.pk != entry.newest_id:
        raise EditorialError(f"《{entry}》已有更新的版本，请刷新后为最新一版排期")
    if revision.pk == entry.live_id and entry.is_public:
        raise EditorialError(f"《{entry}》的这一版已经发布，无需排期")
    _check_moment(entry, at)
    check_complete(entry.kind, revision.content)
    check_references(revision.content)
    check_signed(entry, revision)
    check_settled(entry)
    Entry.objects.filter(pk=entry.pk).update(
        publish_due_at=at, scheduled=revision, scheduled_by=by, version=F("version") + 1
    )
    record("定时发布", by=by, entry=entry, digest=revision.digest, at=at.isoformat())
    message = f"《{entry}》{revision}定于{shown(at)}发布"
    notify(writers_of(revision), message, entry=entry, but=by)
    read_by_deed(by, entry)
    entry.refresh_from_db()
    return entry


@transaction.atomic
def sign_and_schedule(entry, *, revision, at, by, opinion=""):
    """Sign the last level and schedule the publication, both or neither (签字并定时)."""
    sign(entry, revision=revision, by=by, opinion=opinion)
    return schedule(entry, revision=revision, at=at, by=by)


def _check_moment(entry, at):
    now = timezone.now()
    if at <= now:
        raise EditorialError(f"发布时间 {shown(at)} 已过，请选择以后的时间，或立即发布")
    if entry.first_published_at and at < entry.first_published_at:
        raise EditorialError(
            f"发布时间不能早于首次发布（{shown(entry.first_published_at)}），请重新选择"
        )
    if entry.expires_at and now < entry.expires_at <= at:
        raise EditorialError(
            f"《{entry}》定于{shown(entry.expires_at)}下线，请先改下线时间，或选择更早的发布时间"
        )


@transaction.atomic
def unschedule(entry, *, by):
    """Cancel the schedule of an entry (取消排期). Returns the entry.

    The revision stays signed and can be published or scheduled again.
    """
    if not may(by, "schedule", entry):
        raise EditorialError("取消排期须由终审人员或管理员操作")
    lock_audit_chain()
    entry = lock_entry(entry)
    if entry.scheduled_id is None:
        raise EditorialError(f"《{entry}》没有排期，无需取消")
    revision, due = entry.scheduled, entry.publish_due_at
    Entry.objects.filter(pk=entry.pk).update(**NO_SCHEDULE, version=F("version") + 1)
    record("取消排期", by=by, entry=entry, digest=revision.digest, at=due.isoformat())
    people = [entry.scheduled_by, *writers_of(revision)]
    notify(people, f"《{entry}》{revision}定于{shown(due)}的发布已取消", entry=entry, but=by)
    entry.refresh_from_db()
    return entry


@transaction.atomic
def set_expiry(entry, *, at, by):
    """Set the expiry (下线时间) of a public or scheduled entry; None removes it.

    Returns the entry.
    """
    if not may(by, "schedule", entry):
        raise EditorialError("下线时间须由终审人员或管理员设定")
    lock_audit_chain()
    entry = lock_entry(entry)
    if not (entry.is_public or entry.scheduled_id):
        raise EditorialError(f"《{entry}》没有公开也没有排期，不能设定下线时间")
    _check_expiry(entry, at)
    stored = at
    if at is None and entry.visibility == Visibility.EXPIRED:
        stored = timezone.now()  # a past one: it ends with the publication that is scheduled
    Entry.objects.filter(pk=entry.pk).update(expires_at=stored, version=F("version") + 1)
    verb = "设定下线" if at else "取消下线"
    record(verb, by=by, entry=entry, at=at.isoformat() if at else "")
    entry.refresh_from_db()
    return entry


def _check_expiry(entry, at):
    if at is None and entry.expires_at is None:
        raise EditorialError(f"《{entry}》没有设下线时间，无需取消")
    if at and at <= timezone.now():
        raise EditorialError(f"下线时间 {shown(at)} 已过，请选择以后的时间；要立即下线请撤稿")
    if at and entry.publish_due_at and at <= entry.publish_due_at:
        raise EditorialError(f"下线时间须晚于发布时间（{shown(entry.publish_due_at)}），请重新选择")


def anything_due(now):
    """Tell whether a scheduled moment has passed that nobody has acted on.

    One query, each half from its own index.
    """
    halves = [_publications(now).values("pk"), _expiries(now).values("pk")]
    return bool(halves[0].order_by().union(halves[1].order_by(), all=True)[:1])


def count_due(now) -> int:
    """Return how many publications and expiries are past their moment."""
    return _publications(now).count() + _expiries(now).count()


def next_due():
    """Return the next moment of a publication or expiry, or None."""
    due = Entry.objects.filter(publish_due_at__isnull=False).order_by("publish_due_at")
    end = Entry.objects.published().filter(expires_at__isnull=False).order_by("expires_at")
    moments = [due.values_list("publish_due_at", flat=True).first()]
    moments += [end.values_list("expires_at", flat=True).first()]
    return min((moment for moment in moments if moment), default=None)


def _publications(now):
    return Entry.objects.filter(publish_due_at__lte=now).order_by("publish_due_at", "pk")


def _expiries(now):
    rows = Entry.objects.published().filter(expires_at__lte=now)
    return rows.order_by("expires_at", "pk")


def publish_due(now=None, *, dry=False):
    """Publish and expire everything whose moment has passed.

    One that fails does not stop the others. `dry` only names what would be done. After a jump of
    the clock nothing is done (decision 105). Returns a DueRun.
    """
    now, run = now or timezone.now(), DueRun()
    run.held = clock.fault(now) if dry else clock.check(now)
    if run.held:
        return run
    before = origin.set(NOWHERE)  # the reader whose request came first did not do this
    try:
        for entry in _publications(now).only("headline", "publish_due_at"):
            _attempt(
                entry, run, run.published, act=_publish_due, moment=entry.publish_due_at, dry=dry
            )
        for entry in _expiries(now).only("headline", "expires_at"):
            _attempt(entry, run, run.expired, act=_expire, moment=entry.expires_at, dry=dry)
    finally:
        origin.reset(before)
    return run


def _attempt(entry, run, done, *, act, moment, dry):
    try:
        if dry or act(entry.pk, moment):
            done.append(str(entry))
    except (EditorialError, IntegrityError) as error:
        why = str(error) if isinstance(error, EditorialError) else "数据与另一篇稿件冲突"
        if _give_up(entry.pk, moment, why):
            run.failed.append(f"《{entry}》：{why}")
    except Exception:
        # A program error decides nothing: the entry stays due and the next run tries again.
        logger.exception("due moment of entry %s failed", entry.pk)
        run.failed.append(f"《{entry}》：程序出错，稍后重试，详见日志")


@names_read_first
@transaction.atomic
def _publish_due(pk, due):
    """Claim and do one publication. Returns whether this process got it."""
    entry = _claimed(pk, publish_due_at=due)
    if entry is None:
        return False
    if entry.expires_at and due < entry.expires_at <= timezone.now():
        raise EditorialError(f"到{shown(entry.expires_at)}下线时仍未发布，不再发布")
    revision, scheduler = entry.scheduled, entry.scheduled_by
    tags = row_states(*create_missing_tags(revision.content["tags"]))
    publish_revision(entry, revision, moment=due)
    record(
        "到时发布",
        by=scheduler,
        channel=CHANNEL,
        entry=entry,
        digest=revision.digest,
        at=due.isoformat(),
        **tags,
    )
    message = f"《{entry}》{revision}已按排期发布"
    notify([scheduler, *writers_of(revision)], message, entry=entry)
    return True


@transaction.atomic
def _expire(pk, moment):
    """Claim and do one expiry. Returns whether this process got it."""
    entry = _claimed(pk, expires_at=moment, visibility=Visibility.PUBLIC)
    if entry is None:
        return False
    unpublish(entry, Visibility.EXPIRED)
    record(
        "到时下线",
        by=None,
        channel=CHANNEL,
        entry=entry,
        digest=entry.live.digest,
        at=moment.isoformat(),
    )
    notify(writers_of(entry.live), f"《{entry}》已到时下线", entry=entry)
    return True


@transaction.atomic
def _give_up(pk, due, why):
    """Cancel a schedule that cannot be kept, record the failure and notify its people.

    Decision 40.
    """
    entry = _claimed(pk, publish_due_at=due)
    if entry is None:
        return False
    revision, scheduler = entry.scheduled, entry.scheduled_by
    Entry.objects.filter(pk=pk).update(**NO_SCHEDULE, version=F("version") + 1)
    record(
        "到时发布",
        by=scheduler,
        channel=CHANNEL,
        entry=entry,
        digest=revision.digest,
        result=Result.FAILED,
        at=due.isoformat(),
        why=why,
    )
    realign(ReviewTask.objects.open().filter(entry=entry, revision=revision))
    message = f"《{entry}》没有按排期发布，排期已取消：{why}"
    notify([scheduler, *writers_of(revision)], message, entry=entry)
    return True


def _claimed(pk, **condition):
    """Lock and return the entry while the condition that made it due holds.
    Else None."""
    lock_audit_chain()
    return Entry.objects.select_for_update().filter(pk=pk, **condition).first()
