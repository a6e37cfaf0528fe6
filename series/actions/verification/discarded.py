"""The check of the bin against its audit lines.

A draft is in it, or purged, as they tell (decision 119)."""

from datetime import timedelta

from series.actions.editorial.bin import DISCARDED, KEPT_DAYS, RESTORED
from series.actions.editorial.bin_purge import PURGED

from .faults import Fault
from .saved import SAVED

BINNED = (DISCARDED, RESTORED, PURGED)
CLOSE = timedelta(minutes=1)


def bin_faults(entry, revisions, lines):
    """Yield a fault where the bin is unlike its audit lines.

    An entry is in it or out of it, or lost its text."""
    told = [line for line in lines if line.verb in BINNED]
    last = told[-1] if told else None
    if entry.newest_id is None:
        yield from _purge_faults(entry, revisions, lines, told)
    elif last and last.verb == PURGED:
        yield Fault("稿件", entry.pk, "审计记录里已经清除，现在又有文字", entry.pk)
    elif (entry.discarded_at is not None) != bool(last and last.verb == DISCARDED):
        yield Fault("稿件", entry.pk, "在不在回收站里，与审计记录不符", entry.pk)
    elif entry.discarded_at and not _same(entry, last):
        yield Fault("稿件", entry.pk, "作废的时间或作废人与审计记录不符", entry.pk)


def _same(entry, line):
    return line.actor_id == entry.discarded_by_id and abs(line.at - entry.discarded_at) <= CLOSE


def _purge_faults(entry, revisions, lines, told):
    if len(told) < 2 or told[-1].verb != PURGED or told[-2].verb != DISCARDED:
        yield Fault("稿件", entry.pk, "文字没有了，审计记录里却没有作废和清除", entry.pk)
        return
    purged, discarded = told[-1], told[-2]
    if purged.at - discarded.at < timedelta(days=KEPT_DAYS) - CLOSE:
        yield Fault("稿件", entry.pk, f"作废不满 {KEPT_DAYS} 天就清除了", entry.pk)
    saved = sorted(line.digest for line in lines if line.verb in SAVED)
    if revisions or saved != sorted(purged.detail["revisions"]):
        yield Fault("稿件", entry.pk, "清除的版本与保存记录不符", entry.pk)
