"""The check that each reviewer's amendment is small, signed, and told by its audit line.

Without it somebody could call a version of their own an amendment, and so sign what they wrote
(decision 118). Only contents of amended versions are read.
"""

from collections import defaultdict

from series.actions.editorial.amendments import (
    amended_size,
    fields_changed_beside,
    most_amended,
    same_targets,
)
from series.models import Decision, Level, Revision

from .faults import Fault
from .saved import AMENDED


def amendment_faults(entry, revisions, reviews, lines):
    """Yield the faults of an entry's amendments against their audit lines and signatures."""
    told = defaultdict(list)
    for line in lines:
        if line.verb == AMENDED:
            told[line.digest, line.actor_id].append(line.detail)
    spent = defaultdict(int)
    for row in (row for row in revisions if row.amended_level is not None):
        own = told[row.digest, row.created_by_id]
        detail = own.pop(0) if own else {}
        facts = (row.amended_level, row.keeps_signatures)
        if (detail.get("level"), detail.get("keeps")) != facts:
            yield Fault("版本", row.pk, f"{row}的改后签与审计记录不符", entry.pk)
        if not _is_signed(row, reviews):
            yield Fault("版本", row.pk, f"{row}改后签，却没有改动人的签字", entry.pk)
        yield from _content_faults(entry, row, spent)
    for (digest, _), left in told.items():
        if left:
            message = f"摘要 {digest[:16]} 的改后签被说成编辑的版本"
            yield Fault("版本", entry.pk, message, entry.pk)


def _is_signed(row, reviews):
    own = (row.digest, row.amended_level, row.created_by_id, Decision.APPROVE)
    return any((one.digest, one.level, one.reviewer_id, one.decision) == own for one in reviews)


def _content_faults(entry, row, spent):
    contents = Revision.objects.filter(entry=entry, number__in=(row.number - 1, row.number))
    pair = [content for _, content in contents.order_by("number").values_list("number", "content")]
    if len(pair) < 2:
        yield Fault("版本", row.pk, f"{row}改后签，却没有所改的前一版", entry.pk)
        return
    before, after = pair
    if fields_changed_beside(entry.kind, before, after) or not same_targets(before, after):
        yield Fault("版本", row.pk, f"{row}改后签改了文字以外的内容", entry.pk)
    spent[row.created_by_id] += amended_size(before, after)
    if spent[row.created_by_id] > most_amended(before):
        yield Fault("版本", row.pk, f"{row}改后签，改动超过限度", entry.pk)


def is_own_amendment(review):
    """Tell whether a signature is the one with which its revision was amended."""
    revision = review.revision
    return (revision.amended_level, revision.created_by_id) == (review.level, review.reviewer_id)


def levels_that_count(review, signed, revisions):
    """Return the levels whose signatures count for this review's revision, so far.

    `signed` is {digest: {level: person}} of the reviews before it.
    """
    numbers = {row.number: row for row in revisions}
    row, below, counted = review.revision, Level.EXTRA, set()
    while row is not None:
        counted |= {level for level in signed[row.digest] if level <= below}
        if not row.keeps_signatures:
            break
        below, row = min(below, row.amended_level - 1), numbers.get(row.number - 1)
    return counted
