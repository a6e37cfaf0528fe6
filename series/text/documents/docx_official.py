"""Take the form of an official document (GB/T 9704) from Word's paragraphs and tables."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from mammoth import documents, transforms

from series.text.markup.blocks import Piece
from series.text.recognition.official_document import read_official
from series.text.recognition.official_marks import OfficialLine

Element = documents.Element


@dataclass(frozen=True)
class OfficialForm:
    """What was taken from a document.
    Headline, issuer, day, and the pieces that left the text."""

    headline: str
    issuer: str
    day: date | None
    pieces: tuple[Piece, ...]


def take_official_form(
    children: list[Element], *, is_centred: Callable[[Element], bool]
) -> tuple[list[Element], OfficialForm | None]:
    """Return (the children that are text, the form); (all children, None) for another document."""
    lines, places = [], []
    for at, child in enumerate(children):
        for line in _lines_of(child, is_centred):
            lines.append(line)
            places.append(at)
    document = read_official(lines)
    if document is None:
        return children, None
    taken = {*document.roles, *document.title}
    shared = {places[at] for at in range(len(lines)) if at not in taken}
    gone = {places[at] for at in taken} - shared
    pieces = tuple(
        Piece(role, words) for at, role, words in document.left_out(lines) if places[at] in gone
    )
    form = OfficialForm(document.headline, document.issuer, document.day, pieces)
    return _without(children, gone), form


def unwrap_layout_tables(children: list[Element]) -> list[Element]:
    """Return the children with the content of tables that only lay a text out.

    Such a table has one cell in each row, and a cell with several paragraphs.
    """
    found: list[Element] = []
    for child in children:
        inside = _layout_content(child)
        found += unwrap_layout_tables(inside) if inside else [child]
    return found


def _layout_content(child: Element) -> list[Element]:
    if not isinstance(child, documents.Table):
        return []
    rows = [row for row in child.children if isinstance(row, documents.TableRow)]
    cells = [cell for row in rows for cell in row.children]
    alone = len(rows) == len(cells) == len(child.children)
    fullest = max((sum(map(bool, map(_written_lines, cell.children))) for cell in cells), default=0)
    return [part for cell in cells for part in cell.children] if alone and fullest > 2 else []


def _lines_of(child: Element, is_centred: Callable[[Element], bool]) -> list[OfficialLine]:
    if isinstance(child, documents.Paragraph):
        centred = is_centred(child)
        return [OfficialLine(line, centred=centred) for line in _written_lines(child)]
    if isinstance(child, documents.Table):
        paragraphs = transforms.get_descendants_of_type(child, documents.Paragraph)
        lines = (line for paragraph in paragraphs for line in _written_lines(paragraph))
        return [OfficialLine(line, in_table=True) for line in lines]
    return []


def _written_lines(paragraph: Element) -> list[str]:
    """Return the lines of a paragraph that have words.
    A forced break begins a new one."""
    lines = "".join(_pieces(paragraph)).split("\n")
    return [line.strip() for line in lines if line.strip()]


def _pieces(element: Element) -> list[str]:
    if isinstance(element, documents.Text):
        return [element.value]
    if isinstance(element, documents.Tab):
        return [" "]
    if isinstance(element, documents.Break):
        return ["\n"]
    return [piece for child in getattr(element, "children", ()) for piece in _pieces(child)]


def _without(children: list[Element], gone: set[int]) -> list[Element]:
    """Return the children without those that left the text; their pictures stay."""
    kept = []
    for at, child in enumerate(children):
        if at not in gone:
            kept.append(child)
        elif pictures := transforms.get_descendants_of_type(child, documents.Image):
            kept.append(documents.paragraph([documents.run(pictures)]))
    return kept
