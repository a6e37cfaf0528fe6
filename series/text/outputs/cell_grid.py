"""Lay the cells of a table out in rows of equal length.
A span that would overlap another cell is cut."""

from series.text.markup.tables import ColumnNeed, columns_of, is_number

from .document import Cell, DocumentTable, Paragraph


def cell_text(cell: Cell) -> str:
    """Return the words of a cell's paragraphs."""
    return " ".join(part.text for part in cell.parts if isinstance(part, Paragraph))


def is_number_cell(cell: Cell) -> bool:
    """Tell whether the cell holds a number and nothing else."""
    return is_number(cell_text(cell))


def table_columns(part: DocumentTable) -> list[ColumnNeed]:
    """Return what each column of the table needs."""
    return columns_of(
        (at, span, cell_text(cell))
        for row in cell_grid(part)
        for at, (cell, _, span) in enumerate(row)
        if cell
    )


def cell_grid(part: DocumentTable) -> list[list]:
    """Return the boxes of each row, one for each column of the table.
    A box is (cell or None, merge, span); `merge` is "restart", "continue" or empty. A span that
    would cover another cell ends before it."""
    grid: list[list] = []
    below: dict[tuple[int, int], int] = {}  # (row, column) that a cell above still covers → span
    for at, row in enumerate(part.rows):
        line: list = []
        for cell in row:
            while (at, len(line)) in below:
                line += _boxes(None, "continue", below[at, len(line)])
            free = _free(below, at, len(line), cell.columns)
            height = min(cell.rows, len(part.rows) - at)
            for lower in range(at + 1, at + height):
                below[lower, len(line)] = free
                below |= {(lower, len(line) + more): 1 for more in range(1, free)}
            line += _boxes(cell, "restart" if height > 1 else "", free)
        while (at, len(line)) in below:
            line += _boxes(None, "continue", below[at, len(line)])
        grid.append(line)
    return _narrowed(grid)


def _narrowed(grid):
    """Return the grid without columns in which no cell begins.
    A span may name more columns than the table has."""
    begins = {at for row in grid for at, (_, _, span) in enumerate(row) if span}
    return [
        [
            (cell, merge, len(begins.intersection(range(at, at + span))))
            for at, (cell, merge, span) in enumerate(row)
            if at in begins
        ]
        for row in grid
    ]


def _free(below, at: int, column: int, wanted: int) -> int:
    taken = (more for more in range(1, wanted) if (at, column + more) in below)
    return next(taken, wanted)


def _boxes(cell, merge: str, span: int) -> list:
    return [(cell, merge, span)] + [(None, "", 0)] * (span - 1)
