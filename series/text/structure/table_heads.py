"""The head of a table whose first row was only set in bold."""

from lxml.etree import _Element

from .tree import element_text

_BOLD = ("b", "strong")
_FEWEST = 2


def name_table_heads(document: _Element) -> int:
    """Make head cells of a first row that alone is bold throughout.

    Offices never set Word's own mark for it (decision 104). Returns how many tables got one.
    """
    return sum(map(_name_head, list(document.iter("table"))))


def _name_head(table: _Element) -> bool:
    rows = [row for row in table.iter("tr") if _table_of(row) is table]
    if len(rows) < _FEWEST or table.find(".//th") is not None:
        return False
    top = rows[0]
    first, *others = ([cell for cell in row if cell.tag == "td"] for row in rows)
    if len(first) < _FEWEST or not all(map(_is_bold, first)) or any(map(_all_bold, others)):
        return False
    for cell in first:
        cell.tag = "th"
        for bold in list(cell.iter(*_BOLD)):
            bold.tag = "span"
    head = table.makeelement("thead", {})
    head.append(top)
    place = next(
        (at for at, part in enumerate(table) if part.tag not in ("caption", "colgroup")), 0
    )
    table.insert(place, head)
    return True


def _table_of(row: _Element) -> _Element:
    return next(outer for outer in row.iterancestors() if outer.tag == "table")


def _all_bold(cells: list[_Element]) -> bool:
    return bool(cells) and all(map(_is_bold, cells))


def _is_bold(cell: _Element) -> bool:
    """Tell whether all words of a cell are bold, and there are some."""
    words = "".join(element_text(cell).split())
    bold = [
        part for part in cell.iter(*_BOLD) if not any(o.tag in _BOLD for o in part.iterancestors())
    ]
    return bool(words) and words == "".join("".join(map(element_text, bold)).split())
