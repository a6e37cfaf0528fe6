"""The check that revisions and audit lines of saving belong together.
Each has its other.

The line names who wrote the text; without it somebody could be made the author of a text, or stop
being it, and so sign what they wrote (decision 108).
"""

from collections import defaultdict
from datetime import timedelta

from .faults import Fault

AMENDED = "改后签"
SAVED = ("建稿", "改稿", AMENDED)
CLOSE = timedelta(minutes=1)  # a revision and its audit line are written in one transaction


def saving_faults(entry, revisions, lines):
    """Yield the faults of an entry's revisions, in order, against its audit lines, in order."""
    unmatched = defaultdict(list)
    for line in lines:
        if line.verb in SAVED:
            unmatched[line.digest, line.actor_id].append(line)
    for row in revisions:
        own = unmatched[row.digest, row.created_by_id]
        line = own.pop(0) if own else None
        if line is None:
            yield Fault("版本", row.pk, f"{row}没有相符的保存记录，内容或编写人被改过", entry.pk)
        elif abs(line.at - row.created_at) > CLOSE:
            yield Fault("版本", row.pk, f"{row}的时间与审计记录不符", entry.pk)
        elif row.note != line.detail.get("note", ""):
            yield Fault("版本", row.pk, f"{row}的说明与审计记录不符", entry.pk)
    for line in (line for left in unmatched.values() for line in left):
        message = f"第 {line.number} 条“{line.verb}”所记的版本在稿件中没有，被删或被改"
        yield Fault("审计记录", line.pk, message, entry.pk)
