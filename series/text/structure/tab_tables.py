"""Rows of a table in a plain text, with tabs between their cells.

Decision 152."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

_LEAST_COLUMNS, _LEAST_ROWS = 2, 2
_ROWS_OF_TWO = 3  # two columns alone may be labels and what they say
_LONGEST_CELL = 60
_LABEL_ENDS = ("：", ":")


def split_tables(lines: Sequence[str]) -> Iterator[str | list[list[str]]]:
    """Yield each line, and the cells of lines in a row that are a table."""
    for columns, group in groupby(lines, _columns):
        found = list(group)
        rows = [[cell.strip() for cell in line.strip("\r\n").split("\t")] for line in found]
        if _is_table(rows, columns):
            yield rows
        else:
            yield from found


def table_markup(rows: Sequence[Sequence[str]]) -> str:
    """Return the rows as a table."""
    lines = ("".join(f"<td>{escape(cell, quote=False)}</td>" for cell in row) for row in rows)
    return f"<table><tbody>{''.join(f'<tr>{line}</tr>' for line in lines)}</tbody></table>"


def _columns(line: str) -> int:
    """Return the number of columns of a line; an indent is none."""
    if line[:1] == "\t" or not line.strip():
        return 1
    return line.count("\t") + 1


def _is_table(rows, columns):
    if columns < _LEAST_COLUMNS or len(rows) < (_LEAST_ROWS if columns > 2 else _ROWS_OF_TWO):
        return False
    cells = [cell for row in rows for cell in row]
    labels = sum(row[0].endswith(_LABEL_ENDS) for row in rows)
    short = all(len(cell) <= _LONGEST_CELL for cell in cells)
    return short and 2 * sum(map(bool, cells)) > len(cells) and labels < len(rows)
