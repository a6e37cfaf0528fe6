"""The check that comments and their answers are those of the audit lines.

A reviewer who reads a changed remark, or none, signs another text than the one that was read
(decision 126). Lines of before it tell no place, revision and level; these are then not compared.
"""

from collections import defaultdict
from datetime import timedelta

from series.models import CommentState

from .faults import Fault

ADDED = "批注"
REPLIED = {"批注答复": CommentState.ANSWERED, "批注再问": CommentState.OPEN}
SETTLED = {"批注办结": CommentState.DONE, "批注免办": CommentState.WAIVED}
STATES = {ADDED: CommentState.OPEN, **REPLIED, **SETTLED}
CLOSE = timedelta(minutes=1)  # a comment and its audit line are written in one transaction


def comment_faults(entry, comments, lines):
    """Yield the faults of an entry's comments against their audit lines, and the reverse."""
    told = defaultdict(list)
    for line in lines:
        if line.verb in STATES:
            told[line.detail.get("number")].append(line)
    for row in comments:
        history = told.pop(row.number, [])
        for what in _differences(row, history):
            yield Fault("批注", row.pk, f"{row}{what}", entry.pk)
    for line in (lines[0] for lines in told.values()):
        message = f"第 {line.number} 条“{line.verb}”所记的批注在稿件中没有，被删或被移走"
        yield Fault("审计记录", line.pk, message, entry.pk)


def _differences(row, history):
    if not history or history[0].verb != ADDED:
        yield "没有审计记录，是伪造的或从别的稿件移来的"
        return
    if not _is_made_so(row, history[0]):
        yield "的文字、所批的地方或批注人与审计记录不符"
    if not _is_close(row.created_at, history[0].at):
        yield "的时间与审计记录不符"
    if not _is_settled_so(row, history[-1]):
        yield "的办理情况与审计记录不符"
    if not _is_answered_so(row, [line for line in history if line.verb in REPLIED]):
        yield "的答复与审计记录不符"


def _is_made_so(row, line):
    place = {"block": row.block, "level": row.level, "revision": row.revision.number}
    facts = {"quote": row.quote, "opinion": row.text, **place}
    same = all(line.detail[name] == facts[name] for name in facts if name in line.detail)
    signed = (line.digest, line.actor_id, line.entry_id)
    return same and signed == (row.revision.digest, row.author_id, row.revision.entry_id)


def _is_settled_so(row, line):
    if row.state != STATES[line.verb] or row.reason != line.detail.get("reason", ""):
        return False
    if line.verb not in SETTLED:
        return True  # the database allows nobody who settled it
    return row.settled_by_id == line.actor_id and _is_close(row.settled_at, line.at)


def _is_answered_so(row, lines):
    replies = list(row.replies.all())
    return len(replies) == len(lines) and all(
        (reply.author_id, reply.text) == (line.actor_id, line.detail["opinion"])
        and _is_close(reply.created_at, line.at)
        for reply, line in zip(replies, lines, strict=True)
    )


def _is_close(moment, other):
    return abs(moment - other) <= CLOSE
