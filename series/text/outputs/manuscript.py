"""The order of a text without a layout: title, source and author, body, closing notes."""

from . import gbt9704
from .document import Document, Part, TextRun
from .gbt9704 import LetterFields, LetterLine

HEAD = (gbt9704.KICKER, gbt9704.TITLE, gbt9704.KIND, gbt9704.SUBTITLE)
WRITTEN_ABOVE = (gbt9704.BYLINE, gbt9704.ISSUER, gbt9704.DATE)


def manuscript(
    fields: LetterFields, document: Document, *, root: str
) -> tuple[LetterLine | Part, ...]:
    """Return the rows of the official layout.
    An article has source, author and day in one line below its title; a call or a notice is
    signed at its end."""
    rows = gbt9704.official_letter(fields, document, root=root).rows
    if fields.word:
        return rows
    roles = [row.role if isinstance(row, LetterLine) else "" for row in rows]
    head = tuple(row for row, role in zip(rows, roles, strict=True) if role in HEAD)
    rest = (
        row for row, role in zip(rows, roles, strict=True) if role not in (*HEAD, *WRITTEN_ABOVE)
    )
    return (*head, *_about(fields), *rest)


def _about(fields):
    known = (("来源", fields.issuer), ("作者", fields.author), ("日期", fields.day))
    line = "　".join(f"{label}：{value}" for label, value in known if value)
    if line:
        yield LetterLine(gbt9704.BYLINE, (TextRun(line),))
