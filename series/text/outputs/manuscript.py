"""Order a text for files without a layout: a title, who and when, the body, what closes it."""

from . import gbt9704
from .document import Document, Part, TextRun
from .gbt9704 import LetterFields, LetterLine

HEAD = (gbt9704.TITLE, gbt9704.KIND, gbt9704.SUBTITLE)
SAID_ABOVE = (gbt9704.BYLINE, gbt9704.ISSUER, gbt9704.DATE)


def manuscript(
    matter: LetterFields, sheet: Document, *, root: str
) -> tuple[LetterLine | Part, ...]:
    """Return the rows of the official layout; an article has source, author and day in one line
    below its title, where a call or a notice is signed at its end."""
    rows = gbt9704.paper(matter, sheet, root=root).rows
    if matter.word:
        return rows
    roles = [row.role if isinstance(row, LetterLine) else "" for row in rows]
    head = tuple(row for row, role in zip(rows, roles, strict=True) if role in HEAD)
    rest = (row for row, role in zip(rows, roles, strict=True) if role not in (*HEAD, *SAID_ABOVE))
    return (*head, *_about(matter), *rest)


def _about(matter):
    known = (("来源", matter.issuer), ("作者", matter.author), ("日期", matter.day))
    told = "　".join(f"{label}：{value}" for label, value in known if value)
    if told:
        yield LetterLine(gbt9704.BYLINE, (TextRun(told),))
