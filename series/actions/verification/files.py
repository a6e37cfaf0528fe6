"""The check that files on disk are the bytes that were stored (decision 108).
Of pictures and attachments."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from series.models import Attachment, AuditLine, Picture

from .faults import Fault

STORED = {"上传图片": "图片", "存入图片": "图片", "取回图片": "图片", "上传附件": "附件"}
DELETED = {"删除图片": "图片", "删除附件": "附件"}
MODELS = {"图片": (Picture, "picture", "stored"), "附件": (Attachment, "attachment", "sha256")}
PIECE = 1 << 20


@dataclass(frozen=True)
class FileFault(Fault):
    """A fault of a stored file; `name` is the file that its row named."""

    name: str = ""


def file_faults(counts: Counter) -> Iterator[FileFault]:
    """Yield a fault for each file that is gone, changed or exchanged.

    Its audit line tells which one it was.

    A file without such a line, stored before these had the digest, is left out.
    """
    told, deleted = _told(), _deleted()
    for table, (model, _, _) in MODELS.items():
        there = set()
        for row in model.objects.order_by("pk").iterator():
            there.add(row.pk)
            counts[table] += 1
            if wrong := _difference(row, told.get((table, row.pk))):
                yield FileFault(table, row.pk, wrong, name=row.file.name)
        for key in sorted(pk for kind, pk in told if kind == table and pk not in there):
            if (table, key) not in deleted:
                yield FileFault(table, key, "审计记录里有这个文件，现在没有，被删除")


def still_there(faults) -> Iterator[Fault]:
    """Yield these faults without those of files that were deleted while all was read.

    The disk has no snapshot: a row of the moment that was read may have lost its file since.
    """
    for fault in faults:
        rows = MODELS[fault.table][0].objects.filter(pk=fault.pk, file=fault.name)
        if not fault.name or rows.exists():
            yield fault


def _told():
    """Return {(table, key): the digest of the stored bytes} as the audit tells."""
    found = {}
    lines = AuditLine.objects.filter(verb__in=STORED).order_by("number")
    for verb, detail in lines.values_list("verb", "detail"):
        _, key, digest = MODELS[STORED[verb]]
        if detail.get(key) and detail.get(digest):
            found[STORED[verb], detail[key]] = detail[digest]
    return found


def _deleted():
    lines = AuditLine.objects.filter(verb__in=DELETED)
    return {
        (DELETED[verb], detail.get("id")) for verb, detail in lines.values_list("verb", "detail")
    }


def _difference(row, told):
    if told is None:
        return ""
    try:
        digest = hashlib.sha256()
        with row.file.open("rb") as file:
            while piece := file.read(PIECE):
                digest.update(piece)
    except OSError:
        return f"文件 {row.file.name} 不见了或读不出"
    return (
        ""
        if digest.hexdigest() == told
        else f"文件 {row.file.name} 的内容与存入时的不符，被改或被换"
    )
