"""核验签名：the check that every stored revision, signature and audit line is unchanged.

Reads everything once, in pieces, and reports each wrong row. The checks of an entry's own rows
are in `verification.entries`. Decision 19.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Exists, OuterRef

from series.actions.audit.addresses import taken_away_to
from series.actions.audit.chain import record
from series.actions.audit.keys import audit_keys, key_for
from series.actions.audit.registers import told_states
from series.actions.editorial.revisions import reprint_facts
from series.models import AuditHead, AuditLine, Entry, Result, Revision
from series.models.revision import content_digest
from series.models.waiting import one_snapshot

from .entries import entry_faults
from .faults import Fault
from .files import file_faults, still_there
from .registers import register_faults

PIECE = 200
VERB = "核验签名"
SHORTEST_SEAL = 16


@dataclass
class Verification:
    """One verification: `counts` of read rows by Chinese table name; `seal`, the chain's end.

    `names_recorded`: all names and roles stand in the audit, so that an added one is found.
    """

    counts: Counter = field(default_factory=Counter)
    seal: str = ""
    names_recorded: bool = True

    @property
    def rows(self) -> int:
        return sum(self.counts.values())

    def faults(self, *, entry=None, expect=()) -> Iterator[Fault]:
        """Read everything (or the rows of `entry`) and yield each fault as it is found.

        All rows are read as they are at one moment, so that nobody's work looks like a fault.

        `expect` are seals that were noted elsewhere and must be in the chain, each by its first
        16 characters or more.
        """
        with one_snapshot():
            yield from self._faults_of(entry)
            if entry is None:
                told = told_states()
                self.names_recorded = told.is_whole
                yield from register_faults(told, self.counts)
            yield from self._chain(expect)
            files = list(file_faults(self.counts)) if entry is None else []
        yield from still_there(files)

    def faults_of(self, entry) -> Iterator[Fault]:
        """Yield the faults of all entries (or of `entry`), without the audit chain."""
        with one_snapshot():
            yield from self._faults_of(entry)

    def _faults_of(self, entry):
        yield from self._revisions(entry)
        yield from self._entries(entry)
        if entry is None:
            yield from _missing_entries()

    def _revisions(self, entry):
        rows = Revision.objects.order_by("entry", "number")
        if entry:
            rows = rows.filter(entry=entry)
        before = (None, 0)
        for row in rows.iterator(chunk_size=PIECE):
            self.counts["版本"] += 1
            yield from revision_faults(row, before)
            before = (row.entry_id, row.number)

    def _entries(self, entry):
        keys = Entry.objects.order_by("pk").values_list("pk", flat=True)
        if entry:
            keys = keys.filter(pk=entry.pk)
        piece = []
        for key in keys.iterator(chunk_size=PIECE):
            piece.append(key)
            if len(piece) == PIECE:
                yield from entry_faults(piece, self.counts)
                piece = []
        yield from entry_faults(piece, self.counts)

    def _chain(self, expect):
        seal, number, keys, taken_to = "", 0, audit_keys(), taken_away_to()
        unmet = {noted[:SHORTEST_SEAL]: noted for noted in expect}
        for line in AuditLine.objects.order_by("number").iterator(chunk_size=PIECE):
            self.counts["审计记录"] += 1
            yield from line_faults(line, number=number, seal=seal)
            yield from mark_faults(line, keys)
            yield from address_faults(line, taken_to)
            number, seal = line.number, line.seal
            if seal.startswith(unmet.get(seal[:SHORTEST_SEAL], "-")):
                del unmet[seal[:SHORTEST_SEAL]]
        head = AuditHead.objects.filter(pk=1).first() or AuditHead()
        if (head.count, head.seal) != (number, seal):
            message = f"链尾记着 {head.count} 条，末值 {head.seal[:16]}，实有到第 {number} 条"
            yield Fault("审计链尾", head.pk or 1, f"{message}，末尾的记录被删或被改")
        for noted in unmet.values():
            message = f"另处记下的链值 {noted[:SHORTEST_SEAL]} 不在链中，链被整段改写或截断"
            yield Fault("审计链尾", head.pk or 1, message)
        self.seal = seal


def _missing_entries():
    """Yield a fault for each entry that audit lines name and that is gone.

    The database refuses to delete one that has lines, but not to somebody who switches that off.
    """
    there = Entry.objects.filter(pk=OuterRef("entry_id"))
    named = AuditLine.objects.filter(entry__isnull=False).exclude(Exists(there))
    for key in named.order_by("entry_id").values_list("entry_id", flat=True).distinct():
        yield Fault("稿件", key, "审计记录里有这篇稿件，现在没有，被整篇删除", key)


def revision_faults(row, before) -> Iterator[Fault]:
    """Yield the faults of one revision; `before` is (entry, number) of the revision before it."""

    def fault(what):
        return Fault("版本", row.pk, f"{row}{what}", row.entry_id)

    if content_digest(row.content) != row.digest:
        yield fault("的内容与摘要不符")
    facts = reprint_facts(row.content)
    if (row.reprint_of, row.reprint_host) != (
        facts.get("reprint_of", ""),
        facts.get("reprint_host", ""),
    ):
        yield fault("的转载来源与内容不符")
    expected = before[1] + 1 if before[0] == row.entry_id else 1
    if row.number != expected:
        yield fault(f"之前缺第{expected}版")


def line_faults(line, *, number, seal) -> Iterator[Fault]:
    """Yield the faults of one audit line.
    `number` and `seal` are those of the line before it."""
    if line.number != number + 1:
        message = f"第 {number} 条之后是第 {line.number} 条，中间的记录被删"
        yield Fault("审计记录", line.pk, message, line.entry_id)
    elif line.sealed_over(seal) != line.seal:
        message = f"第 {line.number} 条“{line.verb}”与链值不符，内容或顺序被改"
        yield Fault("审计记录", line.pk, message, line.entry_id)


def address_faults(line, taken_to) -> Iterator[Fault]:
    """Yield a fault where an address was changed or vanished untold.
    A line has to tell of what was taken away.

    `taken_to` is the number of the last line whose address was taken away by the rule.
    """
    if not line.address_digest:  # sealed with the line, or none
        return
    if line.address is None and line.number <= taken_to:
        return
    if line.address is None or line.digest_of_address() != line.address_digest:
        what = "被清除，没有相应的记录" if line.address is None else "被改动"
        message = f"第 {line.number} 条“{line.verb}”的地址{what}"
        yield Fault("审计记录", line.pk, message, line.entry_id)


def mark_faults(line, keys) -> Iterator[Fault]:
    """Yield a fault where an audit line lacks the mark of its key.
    The key is not in the database."""
    key = key_for(line.number, keys)
    if key is None and line.mark and not keys:
        message = f"第 {line.number} 条有密钥印记，却没有密钥可以核对：请放回 audit_key"
        yield Fault("审计记录", line.pk, message, line.entry_id)
    elif line.mark != (key.mark(line.seal) if key else ""):
        message = f"第 {line.number} 条“{line.verb}”的密钥印记不符，链被没有密钥的人改写"
        yield Fault("审计记录", line.pk, message, line.entry_id)


@transaction.atomic
def keep_result(*, counts, faults, by=None, channel):
    """Record the result of a whole verification in one audit line and return the line."""
    result = Result.FAILED if faults else Result.DONE
    return record(VERB, by=by, channel=channel, result=result, faults=faults, **counts)
