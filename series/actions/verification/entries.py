"""The check of an entry's signatures and live row against its audit (decision 19)."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import timedelta

from series.actions.tags.history import PUBLISHED
from series.models import (
    AuditLine,
    Comment,
    Decision,
    Entry,
    Level,
    Result,
    Review,
    Revision,
    ShareLink,
    Submission,
    Visibility,
)

from .amendments import amendment_faults, is_own_amendment, levels_that_count
from .comments import STATES as COMMENTED
from .comments import comment_faults
from .discarded import BINNED, bin_faults
from .faults import Fault
from .links import REVOKED, SHARED, link_faults
from .rows import row_faults
from .saved import SAVED, saving_faults
from .times import TIMED, time_faults

CLOSE = timedelta(minutes=1)  # a review and its audit line are written in one transaction
ARCHIVE = "归档导入发布"
LEFT = {"撤稿": Visibility.WITHDRAWN, "到时下线": Visibility.EXPIRED}
SUBMITTED = "送审"
DECIDED = {f"{level.label}{decision.label}" for level in Level for decision in Decision}


def entry_faults(keys, counts: Counter) -> Iterator[Fault]:
    """Yield the faults of these entries. Each table is read once."""
    lines, reviews = _by_entry(_lines(keys)), _by_entry(_of(Review, keys))
    submissions, revisions = _by_entry(_of(Submission, keys)), _by_entry(_revisions(keys))
    links, datelines = _by_entry(_links(keys)), _datelines(keys)
    comments = _by_entry(_comments(keys))
    entries = Entry.objects.filter(pk__in=keys).select_related("live", "newest", "scheduled")
    for entry in entries.defer("body", "draft_text").order_by("pk"):
        counts["稿件"] += 1
        counts["审核"] += len(reviews[entry.pk])
        counts["送审"] += len(submissions[entry.pk])
        counts["批注"] += len(comments[entry.pk])
        told = lines[entry.pk]
        own = [line for line in told if line.result == Result.DONE]
        yield from _digest_faults(reviews[entry.pk], "审核")
        yield from _digest_faults(submissions[entry.pk], "送审")
        yield from _audit_faults(entry, reviews[entry.pk], submissions[entry.pk], own)
        yield from _order_faults(reviews[entry.pk], revisions[entry.pk])
        yield from _live_faults(entry, reviews[entry.pk], own)
        yield from bin_faults(entry, revisions[entry.pk], own)
        yield from amendment_faults(entry, revisions[entry.pk], reviews[entry.pk], own)
        if entry.newest_id:  # a purged draft has no revisions; its line of the purge names them
            yield from saving_faults(entry, revisions[entry.pk], own)
        yield from time_faults(entry, told, datelines[entry.pk])
        yield from link_faults(entry, links[entry.pk], own)
        yield from comment_faults(entry, comments[entry.pk], own)
        if entry.newest_id and entry.newest_id not in {row.pk for row in revisions[entry.pk][-1:]}:
            yield Fault("稿件", entry.pk, "最新版本不是编号最大的一版", entry.pk)
    yield from row_faults(keys)


def _by_entry(rows):
    groups = defaultdict(list)
    for row in rows:
        groups[row.entry_id].append(row)
    return groups


def _lines(keys):
    verbs = {*DECIDED, *PUBLISHED, *LEFT, SUBMITTED, *SAVED, *TIMED, *BINNED, SHARED, REVOKED}
    verbs.update(COMMENTED)
    results = (Result.DONE, Result.FAILED)
    rows = AuditLine.objects.filter(entry__in=keys, verb__in=verbs, result__in=results)
    return rows.order_by("pk").defer("seal", "address")


def _of(model, keys):
    rows = model.objects.filter(entry__in=keys).order_by("pk")
    return rows.select_related("revision").defer("revision__content")


def _revisions(keys):
    return Revision.objects.filter(entry__in=keys).order_by("number").defer("content")


def _comments(keys):
    rows = Comment.objects.filter(entry__in=keys).order_by("number").select_related("revision")
    return rows.defer("revision__content").prefetch_related("replies")


def _links(keys):
    rows = ShareLink.objects.filter(entry__in=keys).order_by("pk").select_related("revision")
    return rows.defer("revision__content")


def _datelines(keys):
    """Return {entry: {digest: the dateline of the revision's content}}."""
    found = defaultdict(dict)
    rows = Revision.objects.filter(entry__in=keys)
    for entry, digest, dateline in rows.values_list("entry", "digest", "content__dateline"):
        found[entry][digest] = dateline or ""
    return found


def _digest_faults(rows, table):
    """Yield a fault for each row whose digest or revision is not its entry's own."""
    for row in rows:
        if row.digest != row.revision.digest:
            yield Fault(table, row.pk, f"“{row}”所签摘要与{row.revision}的不符", row.entry_id)
        if row.revision.entry_id != row.entry_id:
            yield Fault(table, row.pk, f"“{row}”所签的版本属于另一篇稿件", row.entry_id)


def _audit_faults(entry, reviews, submissions, lines):
    """Yield a fault for each review or submission without audit line, and the reverse."""
    unmatched = defaultdict(list)
    for line in lines:
        if line.verb in DECIDED or line.verb == SUBMITTED:
            unmatched[_line_key(line)].append(line)
    rows = [("审核", row, _review_key(row)) for row in reviews]
    rows += [
        ("送审", row, (SUBMITTED, row.digest, row.submitted_by_id, row.note, False))
        for row in submissions
    ]
    for table, row, key in rows:
        line = unmatched[key].pop(0) if unmatched[key] else None
        if line is None:
            message = f"“{row}”没有相符的审计记录，是伪造的或被改过"
            yield Fault(table, row.pk, message, entry.pk)
        elif abs(line.at - row.created_at) > CLOSE:
            yield Fault(table, row.pk, f"“{row}”的时间与审计记录不符", entry.pk)
        elif table == "审核" and not _names_the_same(row, line.detail):
            yield Fault(table, row.pk, f"“{row}”转给谁、代谁签与审计记录不符", entry.pk)
    for line in (line for left in unmatched.values() for line in left):
        message = f"第 {line.number} 条“{line.verb}”所记的事在稿件中没有，被删或被改"
        yield Fault("审计记录", line.pk, message, entry.pk)


def _line_key(line):
    detail = line.detail
    words = detail.get("note" if line.verb == SUBMITTED else "opinion", "")
    return line.verb, line.digest, line.actor_id, words, bool(detail.get("stood_in_for"))


def _review_key(row):
    verb = f"{row.get_level_display()}{row.get_decision_display()}"
    return verb, row.digest, row.reviewer_id, row.opinion, row.stood_in_for_id is not None


def _names_the_same(row, detail):
    """Compare whom a review names; lines from before decision 126 tell nobody by number."""
    named = {"to_id": row.handed_to_id, "stood_in_for_id": row.stood_in_for_id}
    return all(detail[name] == named[name] for name in named if name in detail)


def _order_faults(reviews, revisions):
    """Yield a fault for levels out of order and for signatures that are not allowed.

    Nobody signs two levels or a text they wrote; a small amendment is signed by its own level
    first (decision 118).
    """
    signed = defaultdict(dict)
    for row in (row for row in reviews if row.decision == Decision.APPROVE):
        levels = signed[row.digest]
        for below in _levels_too_late(row, signed, revisions):
            yield Fault("审核", row.pk, f"“{row}”早于{Level(below).label}", row.entry_id)
        if row.reviewer_id in levels.values():
            yield Fault("审核", row.pk, f"“{row}”：同一人签了两级", row.entry_id)
        levels[row.level] = row.reviewer_id
        if _wrote_before(row, revisions):
            yield Fault("审核", row.pk, f"“{row}”：审核人参与过编写", row.entry_id)


def _levels_too_late(row, signed, revisions):
    """Return the lower levels that had to sign before this signature, and had not."""
    if is_own_amendment(row):
        return []
    lower = [Level.FIRST] if row.level == Level.EXTRA else range(Level.FIRST, row.level)
    counted = levels_that_count(row, signed, revisions)
    return [level for level in lower if level not in counted]


def _wrote_before(row, revisions):
    """Tell whether the signer wrote for the text other than by amendments at this level."""
    return any(
        revision.created_by_id == row.reviewer_id
        and revision.number <= row.revision.number
        and revision.amended_level != row.level
        for revision in revisions
    )


def _live_faults(entry, reviews, lines):
    """Yield a fault where the public revision lacks its audit line or its signatures.

    A text that was published as an archive needs no signatures (decision 15).
    """
    if entry.live_id is None:
        if entry.visibility != Visibility.DRAFT:
            yield Fault("稿件", entry.pk, "没有公开版本，状态却不是草稿", entry.pk)
        return
    if entry.live.entry_id != entry.pk:
        yield Fault("稿件", entry.pk, "公开版本属于另一篇稿件", entry.pk)
    acts = [line for line in lines if line.verb in PUBLISHED or line.verb in LEFT]
    state = LEFT.get(acts[-1].verb, Visibility.PUBLIC) if acts else Visibility.DRAFT
    if entry.visibility != state:
        message = f"状态是“{entry.get_visibility_display()}”，按审计记录应是“{state.label}”"
        yield Fault("稿件", entry.pk, message, entry.pk)
    out = [line for line in acts if line.verb in PUBLISHED]
    if not out or out[-1].digest != entry.live.digest:
        yield Fault("稿件", entry.pk, "公开版本没有对应的发布记录", entry.pk)
    elif out[-1].verb != ARCHIVE and not _is_signed(entry.live.digest, reviews):
        yield Fault("稿件", entry.pk, "公开版本没有审核签字", entry.pk)


def _is_signed(digest, reviews):
    return any(row.digest == digest and row.decision == Decision.APPROVE for row in reviews)
