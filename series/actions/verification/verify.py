"""核验签名：whether every stored word, signature and audit line is still what it was.

Reads everything once, in pieces, and names each row that does not fit. What an entry's own rows
must look like stands in `verifying_entries`.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import transaction

from series.actions.audit.chain import record
from series.actions.editorial.revisions import reprint_facts
from series.models import AuditHead, AuditLine, Entry, Result, Revision
from series.models.revision import content_digest

from .entries import entry_faults
from .faults import Fault

PIECE = 200
VERB = "核验签名"
SHORTEST_SEAL = 16


@dataclass
class Verification:
    """What was read: `counts` are rows by their Chinese name; `seal` the end of the chain."""

    counts: Counter = field(default_factory=Counter)
    seal: str = ""

    @property
    def rows(self) -> int:
        return sum(self.counts.values())

    def faults(self, *, entry=None, expect="") -> Iterator[Fault]:
        """Read everything (or what belongs to `entry`) and give each fault as it is found."""
        yield from self.faults_of(entry)
        yield from self._chain(expect)

    def faults_of(self, entry) -> Iterator[Fault]:
        """Yield as `faults`, without the chain, which is read as a whole or not at all."""
        yield from self._revisions(entry)
        yield from self._entries(entry)

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
                yield from self._piece(piece)
                piece = []
        yield from self._piece(piece)

    def _piece(self, keys):
        if not keys:
            return
        found = list(entry_faults(keys, self.counts))
        # What somebody changed while it was read looks wrong once, not twice.
        again = sorted({fault.entry for fault in found})
        if again:
            yield from entry_faults(again, Counter())

    def _chain(self, expect):
        seal, number, met = "", 0, not expect
        while True:
            for line in _lines_after(number).iterator(chunk_size=PIECE):
                self.counts["审计记录"] += 1
                yield from line_faults(line, number=number, seal=seal)
                number, seal = line.number, line.seal
                met = met or seal.startswith(expect)
            head = AuditHead.objects.filter(pk=1).first() or AuditHead()
            if head.count <= number:  # otherwise lines were written while these were read
                break
            if not _lines_after(number).exists():
                break
        if (head.count, head.seal) != (number, seal):
            said = f"链尾记着 {head.count} 条，末值 {head.seal[:16]}，实有到第 {number} 条"
            yield Fault("审计链尾", head.pk or 1, f"{said}，末尾的记录被删或被改")
        if not met:
            said = f"另处记下的链值 {expect[:16]} 不在链中，链被整段改写或截断"
            yield Fault("审计链尾", head.pk or 1, said)
        self.seal = seal


def _lines_after(number):
    return AuditLine.objects.filter(number__gt=number).order_by("number")


def revision_faults(row, before) -> Iterator[Fault]:
    """Yield `before` is (entry, number) of the revision read before this one."""

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
    """Yield `number` and `seal` are those of the line before."""
    if line.number != number + 1:
        said = f"第 {number} 条之后是第 {line.number} 条，中间的记录被删"
        yield Fault("审计记录", line.pk, said, line.entry_id)
    elif line.sealed_over(seal) != line.seal:
        said = f"第 {line.number} 条“{line.verb}”与链值不符，内容或顺序被改"
        yield Fault("审计记录", line.pk, said, line.entry_id)


@transaction.atomic
def keep_result(*, counts, faults, by=None, channel):
    """Return one audit line that says what a whole verification found."""
    result = Result.FAILED if faults else Result.DONE
    return record(VERB, by=by, channel=channel, result=result, faults=faults, **counts)
