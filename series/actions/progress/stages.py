"""The stage of an entry and whose turn it is.
From 草稿 over each level of its column to 发布.

Writes nothing. Lists call `stages_of` once for all their rows.
"""

from collections import defaultdict
from dataclasses import dataclass, replace

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact
from django.utils import timezone

from series.actions.editorial.page_facts import facts_of, trusted_sources
from series.actions.editorial.reviews import needs_extra, required_levels
from series.actions.editorial.signatures import signatures, signatures_in_list
from series.models import (
    AuditLine,
    Decision,
    Entry,
    Result,
    Review,
    ReviewTask,
    Revision,
    Step,
    TrustedSource,
    Visibility,
)
from series.models.entry import TEXTS
from series.roles import in_columns_of, levels_of, may, seen_by

DISCARDED = "已作废"
WITHDRAWAL = "撤稿"  # the verb of the audit, and the step in the timeline
DONE, NOW, NEXT, VOID = "done", "now", "next", "void"
# No comparison with NULL: SQLite takes the index of that column for rare, and reads every entry.
NOT_HANDED_OVER = Q(Exact(Coalesce("handed_to_id", 0), 0))


@dataclass(frozen=True)
class StepState:
    """The state of one step.
    Done, now, next, or void (a signature that an edit made void)."""

    name: str
    state: str
    person: str = ""


@dataclass(frozen=True)
class Stage:
    """The stage of an entry.
    `name` in a word or two, `teeth` the state of each step.

    `note` is the reviewer's opinion when the text was returned; `task` the open ReviewTask of a
    text in review. `withdrawn` says when, by whom and why a withdrawn text was taken off.
    """

    name: str
    teeth: tuple[StepState, ...]
    note: str = ""
    task: ReviewTask | None = None
    withdrawn: str = ""


def stages_of(entries, *, sources=None):
    """Return {pk: Stage} of entries that were loaded with `column` and `newest__created_by`.

    Two queries; one more where some are withdrawn, and one where some are reprints and
    `sources`, the trusted ones as `trusted_sources` gives them, are not given.
    """
    entries = list(entries)
    keys = [entry.pk for entry in entries]
    reviews = defaultdict(list)
    decided = Review.objects.filter(entry__in=keys).exclude(decision=Decision.HANDOVER)
    decided = decided.select_related("reviewer", "revision").defer("revision__content")
    for row in decided.order_by("pk"):
        reviews[row.entry_id].append(row)
    tasks = {task.entry_id: task for task in _open_tasks().filter(entry__in=keys)}
    if sources is None:
        sources = trusted_sources() if any(row.newest.reprint_of for row in entries) else {}
    withdrawn = _withdrawals(entries)
    return {
        entry.pk: replace(
            _stage(
                entry,
                reviews[entry.pk],
                tasks.get(entry.pk),
                sources,
                signatures_of=signatures_in_list,
            ),
            withdrawn=withdrawn.get(entry.pk, ""),
        )
        for entry in entries
    }


def stage_on_page(entry, *, steps=()):
    """Return the Stage of an entry whose page has read its facts (`read_page_facts`).

    `steps` are TimelineEvents that the page shows, newest first: a withdrawal may be among them."""
    facts = facts_of(entry)
    decided = [row for row in facts.reviews if row.decision != Decision.HANDOVER]
    sources = facts.sources if entry.newest.reprint_of else {}
    stage = _stage(entry, decided, facts.task, sources, signatures_of=_signatures_on_page)
    if entry.visibility != Visibility.WITHDRAWN:
        return stage
    shown = next((step for step in steps if step.name == WITHDRAWAL), None)
    if shown is None:
        return replace(stage, withdrawn=_withdrawals([entry]).get(entry.pk, ""))
    return replace(stage, withdrawn=_withdrawal(shown.at, shown.person, shown.words))


def _signatures_on_page(entry, reviews):
    return signatures(entry, entry.newest)


def _open_tasks():
    return ReviewTask.objects.open().select_related("holder")


def _stage(entry, reviews, task, sources, *, signatures_of):
    newest = entry.newest
    current = [row for row in reviews if row.digest == newest.digest]
    signed = {row.level: row for row in current if row.decision == Decision.APPROVE}
    if newest.keeps_signatures:
        signed = signatures_of(entry, reviews)
    earlier = {row.level for row in reviews if row.decision == Decision.APPROVE} - set(signed)
    returned = task is None and bool(current) and current[-1].decision == Decision.RETURN
    live = entry.live_id == entry.newest_id
    extra = needs_extra(newest, sources=sources)
    drafting = task is None and not live
    steps = [StepState("草稿", NOW if drafting else DONE, str(newest.created_by or ""))]
    for level in required_levels(entry.column, extra=extra):
        steps.append(_level_step(level, signed, task, void=level.value in earlier))
    steps.append(StepState("发布", _publication_state(entry, task, live=live)))
    note = f"{current[-1].reviewer}：{current[-1].opinion}" if returned else ""
    name = _name(entry, task, live=live, returned=returned, void=bool(earlier))
    return Stage(name, tuple(steps), note, task)


def _level_step(level, signed, task, *, void):
    if level.value in signed:
        row = signed[level.value]
        return StepState(level.label, DONE, str(row.reviewer))
    if task and task.step == level.value:
        return StepState(level.label, NOW, str(task.holder or ""))
    return StepState(level.label, VOID if void else NEXT)


def _publication_state(entry, task, *, live):
    if live:
        return DONE if entry.is_public else VOID
    return NOW if task and task.step == Step.PUBLISH else NEXT


def _name(entry, task, *, live, returned, void):
    if entry.discarded_at:
        return DISCARDED
    if live:
        return entry.get_visibility_display()
    if task:
        name = "定时发布" if entry.scheduled_id == entry.newest_id else str(task)
    else:
        name = "退回修改" if returned else "改后未送审" if void else "草稿"
    if entry.live_id is None:
        return name
    revised = "修订稿未送审" if name in ("改后未送审", "草稿") else f"修订{name}"
    return revised if entry.is_public else f"{entry.get_visibility_display()}，{revised}"


def _withdrawals(entries):
    """Return {pk: sentence} of the withdrawn entries: when, by whom and why.

    One query, or none."""
    keys = [entry.pk for entry in entries if entry.visibility == Visibility.WITHDRAWN]
    if not keys:
        return {}
    lines = AuditLine.objects.filter(entry__in=keys, verb=WITHDRAWAL, result=Result.DONE)
    rows = lines.order_by("pk").select_related("actor").only("entry", "at", "actor", "detail")
    return {
        line.entry_id: _withdrawal(line.at, line.actor or "程序", line.detail.get("reason", ""))
        for line in rows
    }


def _withdrawal(moment, person, reason):
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}，{person}撤稿：{reason}"


def pending():
    """Return the entries whose newest revision is not public, last saved first.

    The condition is that of the index `entry_pending`: its size is that of the work in hand.
    """
    rows = Entry.objects.at_work().exclude(newest=F("live")).filter(newest__isnull=False)
    return for_desk(rows).order_by("-newest_id")


def for_desk(rows):
    """Load what a row of the desk's lists prints, without the texts.

    Columns come by a query of their own: with a join SQLite reads every entry of the only column
    and sorts them (237 ms of 30,000) instead of walking the index (5 ms).
    """
    related = rows.select_related("series", "newest__created_by", "handed_to")
    related = related.prefetch_related("column")
    return related.defer(*TEXTS, "newest__content")


def with_texts(rows):
    """Load the plain texts of rows `for_desk`, too, for their passages."""
    return rows.defer(None).defer("body", "newest__content")


def with_sources(rows):
    """Annotate entries with the domain of the trusted source that each was reprinted from."""
    source = TrustedSource.objects.filter(name=OuterRef("newest__reprint_of"))
    return rows.annotate(source_domain=Subquery(source.values("domain")[:1]))


def sources_of(rows):
    """Return {name: domain} of the trusted sources of entries loaded `with_sources`."""
    domains = {row.newest.reprint_of: row.source_domain for row in rows}
    return {name: domain for name, domain in domains.items() if domain is not None}


def written_by(user):
    """Return the condition that this person answers for an entry as its writer.

    Who saved it last, but for reviewers' amendments, or to whom it was handed over since.
    """
    saved = Q(newest__created_by=user, newest__amended_level=None)
    saved |= Q(newest__amended_level__isnull=False) & Exists(
        _of_entry(Revision, created_by=user, amended_level=None)
    )
    return Q(handed_to=user) | NOT_HANDED_OVER & saved


def drafts_of(user):
    """Return the unpublished entries that wait for this person as their writer.

    They are not in review. For editors they are also those
    that an import wrote and a reviewer returned, which otherwise would come back to nobody.
    """
    mine, touched = written_by(user), _touched_by(user)
    if may(user, "edit"):
        returned = Exists(_of_entry(Review, decision=Decision.RETURN))
        mine |= NOT_HANDED_OVER & Q(newest__created_by=None) & returned
        touched |= returned
    return seen_by(user, pending().filter(touched, mine).exclude(Exists(_task())))


def _touched_by(user):
    """Return the condition that this person saved an entry once, or got it.

    It follows from `written_by`, and is answered without a row of the entry or of its newest
    revision, which both have a text: of thousands of drafts few are one's own.
    """
    handed_over = Entry.objects.filter(handed_to=user).order_by().values("pk")
    return Q(pk__in=handed_over) | Exists(_of_entry(Revision, created_by=user))


def waiting_for(user):
    """Return the entries that this person may sign or publish now.

    Texts that the person wrote or already signed are left out.
    """
    steps = Q(pk__in=[])
    for level in levels_of(user):
        mine = Q(Exists(_task(step=level.value))) & in_columns_of(user, f"review_{level.value}")
        written = Revision.objects.filter(entry=OuterRef("pk"), created_by=user)
        steps |= mine & ~Exists(written.exclude(amended_level=level.value))
    steps &= ~Exists(_approvals(reviewer=user))
    if may(user, "publish"):
        unscheduled = ~Q(scheduled=F("newest")) | Q(scheduled=None)
        steps |= Q(Exists(_task(step=Step.PUBLISH))) & in_columns_of(user, "publish") & unscheduled
    free = Exists(_task(holder=None)) | Exists(_task(holder=user))
    # Named by key, so that the open tasks are read and not all the work in hand (decision 125).
    in_review = ReviewTask.objects.open().values("entry")
    return pending().filter(steps, free, pk__in=in_review)


def _task(**fields):
    return ReviewTask.objects.open().filter(entry=OuterRef("pk"), **fields)


def _approvals(**fields):
    return _of_entry(Review, digest=OuterRef("newest__digest"), decision=Decision.APPROVE, **fields)


def _of_entry(model, **fields):
    return model.objects.filter(entry=OuterRef("pk"), **fields)


def latest_public(count):
    return for_desk(Entry.objects.filter(visibility=Visibility.PUBLIC).newest_first())[:count]
