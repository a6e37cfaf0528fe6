"""Reading an archive (.jsonl) line by line.

A line that was imported already is recognised by its digest alone, so that a run that was killed
quickly continues where it stopped.
"""

import hashlib
from collections.abc import Iterator

from series.models import AuditLine, Entry, Visibility
from series.text.documents.jsonl import ArchiveText, parse_line
from series.text.markup.blocks import TextError

from .files import ArchiveLine, FoundFile, line_text, read_lines, sentence_for
from .plan import NOTE
from .readings import read_archive_text
from .receipt import SAME, ImportReceipt, from_audit

LONGEST_KEY = 80
EMPTY = "文件是空的，没有可导入的文字"
UNCHANGED = "与上次导入相同，没有改动"


def archive_lines(item: FoundFile, *, run) -> Iterator[tuple]:
    """Yield (name, bytes read so far, function that reads it) for each line that is not blank."""
    ids: dict[str, int] = {}
    empty = True
    try:
        for line in read_lines(item.path):
            empty = False
            name = f"{item.name}:{line.number}"
            yield name, line.behind, lambda line=line, name=name: _read(line, name, run, ids)
    except OSError as error:
        broken = ImportReceipt(item.name, message=sentence_for(error))
        yield item.name, item.size, lambda: broken
        return
    if empty:
        yield item.name, item.size, lambda: ImportReceipt(item.name, message=EMPTY)


def _read(line: ArchiveLine, name: str, run, ids: dict[str, int]):
    """Return the ImportReading of a line, or the ImportReceipt of one that is unchanged."""
    text = parse_line(line_text(line))
    _check_id(text.id, ids=ids, number=line.number)
    key, digest = archive_key(text.id), _digest(line, text, column=run.column)
    entry = Entry.objects.filter(import_key=key, import_digest=digest).first()
    if entry and not (run.publish and entry.visibility == Visibility.DRAFT):
        return _earlier_receipt(entry, name)
    options = {"file": name, "column": run.column, "key": key, "digest": digest}
    return read_archive_text(text, site=run.site, **options)


def _check_id(text_id, *, ids, number):
    if text_id in ids:
        raise TextError(f"编号“{text_id}”在第 {ids[text_id]} 行已经用过，请核对后再导入")
    ids[text_id] = number


def archive_key(text_id: str) -> str:
    """Return the import key of an archive's own id; of a long id with its SHA-256."""
    key = f"archive:{text_id}"
    if len(key) <= LONGEST_KEY:
        return key
    return f"archive:{hashlib.sha256(text_id.encode()).hexdigest()}"


def _digest(line: ArchiveLine, text: ArchiveText, *, column: str) -> str:
    """Return the SHA-256 of the line's bytes, with the operator's column where it names none."""
    default_column = b"" if text.column else column.encode()
    return hashlib.sha256(line.data + b"\n" + default_column).hexdigest()


def _earlier_receipt(entry, name):
    audit_line = AuditLine.objects.filter(entry=entry.pk, verb=NOTE).order_by("-pk").first()
    detail = audit_line.detail if audit_line else {"headline": entry.headline}
    receipt = from_audit(detail, file=name)
    return receipt.with_result(SAME, UNCHANGED)
