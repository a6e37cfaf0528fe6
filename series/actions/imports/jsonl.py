"""Reading an archive (.jsonl) in batches of lines.

A line that was imported already is recognised by its digest alone, so that a run that was killed
quickly continues where it stopped.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from series.models import AuditLine, Entry, Visibility
from series.text.documents.jsonl import ArchiveText, parse_line
from series.text.markup.blocks import TextError

from .files import ArchiveLine, FoundFile, line_text, read_lines, sentence_for
from .plan import NOTE
from .receipt import SAME, UNCHANGED, ImportReceipt, from_audit

LONGEST_KEY = 80
BATCH = 100  # texts that are stored in one transaction; writers at the desk wait half a second
EMPTY = "文件是空的，没有可导入的文字"


@dataclass
class ArchiveRow:
    """A line of an archive on its way.
    `behind` is how many bytes of the file were read so far.

    `receipt` is the result of a line that needs no reading; `text` the content of the others.
    `entry` is the one that an earlier import made of it.
    """

    name: str
    behind: int
    receipt: ImportReceipt | None = None
    text: ArchiveText | None = None
    key: str = ""
    digest: str = ""
    entry: Entry | None = None


def archive_batches(item: FoundFile, *, run) -> Iterator[list[ArchiveRow]]:
    """Yield the filled lines of an archive in batches, looked up by id."""
    ids: dict[str, int] = {}
    waiting: list[ArchiveRow] = []
    try:
        for line in read_lines(item.path):
            waiting.append(_row(line, f"{item.name}:{line.number}", run, ids))
            if len(waiting) == BATCH:
                yield _looked_up(waiting, run)
                waiting = []
    except OSError as error:
        broken = ImportReceipt(item.name, message=sentence_for(error))
        waiting.append(ArchiveRow(item.name, item.size, broken))
    if not waiting and not ids:
        waiting.append(ArchiveRow(item.name, item.size, ImportReceipt(item.name, message=EMPTY)))
    yield _looked_up(waiting, run)


def _row(line: ArchiveLine, name: str, run, ids: dict[str, int]) -> ArchiveRow:
    row = ArchiveRow(name, line.behind)
    try:
        row.text = parse_line(line_text(line))
        _check_id(row.text.id, ids=ids, number=line.number)
        row.key, row.digest = (
            archive_key(row.text.id),
            _digest(line, row.text, column=run.column),
        )
    except TextError as error:
        ids.setdefault("", line.number)
        row.text, row.receipt = None, ImportReceipt(name, message=str(error))
    return row


def _looked_up(rows: list[ArchiveRow], run) -> list[ArchiveRow]:
    """Return the rows with the entries of an earlier import, and receipts where nothing changed."""
    keys = [row.key for row in rows if row.key]
    stored = Entry.objects.select_related("newest", "series").filter(import_key__in=keys)
    known = {entry.import_key: entry for entry in stored}
    same = []
    for row in rows:
        row.entry = known.get(row.key) if row.key else None
        if row.entry and row.entry.import_digest == row.digest and not _is_due(row.entry, run):
            same.append(row)
    _give_earlier_receipts(same)
    return rows


def _is_due(entry, run):
    return run.publish and entry.visibility == Visibility.DRAFT


def _check_id(text_id, *, ids, number):
    if text_id in ids:
        raise TextError(f"编号“{text_id}”在第 {ids[text_id]} 行已经用过，请核对后再导入")
    ids[text_id] = number


def archive_key(text_id: str) -> str:
    """Return the import key of an archive's own id.
    Of a long id with its SHA-256."""
    key = f"archive:{text_id}"
    if len(key) <= LONGEST_KEY:
        return key
    return f"archive:{hashlib.sha256(text_id.encode()).hexdigest()}"


def _digest(line: ArchiveLine, text: ArchiveText, *, column: str) -> str:
    """Return the SHA-256 of the line's bytes, with the operator's column where it names none."""
    default_column = b"" if text.column else column.encode()
    return hashlib.sha256(line.data + b"\n" + default_column).hexdigest()


def _give_earlier_receipts(rows: list[ArchiveRow]) -> None:
    keys = [row.entry.pk for row in rows]
    lines = AuditLine.objects.filter(entry__in=keys, verb=NOTE).order_by("pk")
    details = dict(lines.values_list("entry", "detail")) if keys else {}
    for row in rows:
        detail = details.get(row.entry.pk, {"headline": row.entry.headline})
        row.receipt = from_audit(detail, file=row.name).with_result(SAME, UNCHANGED)
        row.text = None
