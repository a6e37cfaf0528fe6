"""How much room the columns of a table need.

And which of its cells are numbers. A number is never broken, so a column is at least as wide as its
longest run of digits or letters. Widths are in characters; a digit is half of one. Decision 134.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

NUMBER = re.compile(
    r"(?:[约近超逾]\s?|[≈<>≤≥])?[-+−]?\d[\d,，.·]*\s*(?:[%％‰]|[\u4e00-\u9fff]{1,3}|[A-Za-z㎡°℃]{1,4})?"
    r"(?:以上|以下|左右)?|[-—–／/]+"
)
RUN = re.compile(r"[\x21-\x7e％‰，．]+")
WIDE, WIDER = 4, 8  # columns
CLOSE = 36  # characters that the numbers of a row need at least: smaller type
WIDEST_UPRIGHT = 54  # the same in small type on an upright sheet
WIDEST_TURNED = 80  # the same on a sheet turned on its side
LEAST = 2
PADDING = 1  # of a cell, both sides


@dataclass(frozen=True)
class ColumnNeed:
    """What one column needs: the widest run that is not broken, and all its words."""

    least: float
    total: float


def is_number(text: str) -> bool:
    """Tell whether a cell holds a number, with its sign and unit, and nothing else."""
    return bool(NUMBER.fullmatch(text.strip()))


def columns_of(cells: Iterable[tuple[int, int, str]]) -> list[ColumnNeed]:
    """Return the needs of each column; cells are (column, columns that they cover, words)."""
    needs: dict[int, ColumnNeed] = {}
    for at, span, words in cells:
        for column in range(at, at + span):
            before = needs.get(column, ColumnNeed(LEAST, LEAST))
            least = max(map(_width, RUN.findall(words)), default=0) if span == 1 else 0
            total = _width(words) / span
            needs[column] = ColumnNeed(max(before.least, least), max(before.total, total))
    return [
        needs.get(column, ColumnNeed(LEAST, LEAST)) for column in range(max(needs, default=-1) + 1)
    ]


def size_name(columns: list[ColumnNeed]) -> str:
    """Return what a table needs: wide, wider, or an empty text.

    “turned” is printed on a sheet turned on its side, since no upright one holds it, “tight” in
    the smallest type there.
    """
    least = sum(column.least + PADDING for column in columns)
    if least > WIDEST_TURNED:
        return "wider turned tight"
    if least > WIDEST_UPRIGHT:
        return "wider turned"
    if len(columns) >= WIDER or least > CLOSE:
        return "wider"
    return "wide" if len(columns) >= WIDE else ""


def shares(columns: list[ColumnNeed], room: float) -> list[float]:
    """Return the columns' widths, which fill `room`: what each needs, and more for more words."""
    least = [column.least + PADDING for column in columns]
    spare = max(0.0, room - sum(least))
    wish = [max(0.0, column.total - column.least) + 1 for column in columns]
    scale = min(1.0, room / sum(least))
    return [need * scale + spare * more / sum(wish) for need, more in zip(least, wish, strict=True)]


def _width(text):
    return sum(0.5 if character.isascii() else 1 for character in text)


def mark_cells(table) -> str:
    """Give the cells of a parsed table their classes.

    Return the name of its size. `n` is a number, `first` stands in the first column of a wide table, which stays in sight.
    """
    covered: dict[int, int] = {}  # column → rows below that a cell above covers
    found: list[tuple[int, int, str]] = []
    firsts = []
    for row in table.iter("tr"):
        at = 0
        for cell in row.iterchildren("td", "th"):
            while covered.get(at, 0):
                at += 1
            span, rows = _count(cell, "colspan"), _count(cell, "rowspan")
            words = "".join(cell.itertext()).strip()
            if is_number(words):
                cell.set("class", "n")
            if at == 0:
                firsts.append(cell)
            found.append((at, span, words))
            covered |= {column: rows for column in range(at, at + span) if rows > 1}
            at += span
        covered = {column: rows - 1 for column, rows in covered.items() if rows > 1}
    size = size_name(columns_of(found))
    for cell in firsts if size else ():
        cell.set("class", f"{cell.get('class', '')} first".strip())
    return size


def _count(cell, name):
    written = cell.get(name, "")
    return min(int(written), 100) if written.isascii() and written.isdigit() and int(written) else 1
