"""Repair a Word document before it is converted (decisions 10 and 95).
Its text is then what a reader saw.

The converter skips fields, formulas and text boxes in forms that it does not know, and stops at a
picture whose relation is missing. It knows neither hidden text nor the words of automatic numbers.
"""

from dataclasses import dataclass, field

from lxml import etree

from series.text.characters.invisible import INVISIBLE

from .docx_chunks import ReadDocx, take_chunks
from .docx_dropped import Dropped
from .docx_field_values import fraction_shown
from .docx_fields import remove_fields
from .docx_guard import Archive
from .docx_hidden import remove_hidden_text
from .docx_numbering import write_numbers
from .docx_styles import DocxStyles, read_styles
from .docx_symbols import write_signs
from .docx_xml import (
    Element,
    attribute,
    local,
    make,
    named,
    parse_part,
    part_bytes,
    related_part,
    relations_of,
    word,
    words_of,
)

_RAISED = str.maketrans("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ")


@dataclass
class Repaired:
    """A repaired document: its members, and {token: markup} of the documents inside it."""

    members: dict[str, bytes]
    styles: DocxStyles
    dropped: Dropped
    chunks: dict[str, str] = field(default_factory=dict)


def repair(archive: Archive, *, read_docx: ReadDocx, dropped: Dropped) -> Repaired:
    """Return the document with the parts that hold text repaired.

    `read_docx` returns the markup of a Word document inside it; what is left out goes into
    `dropped`.
    """
    members, main = dict(archive.members), archive.main
    repaired = Repaired(members, read_styles(members, main), dropped)
    roots = {name: parse_part(members[name]) for name in _text_parts(members, main)}
    for name, root in roots.items():
        _mend(root, name, repaired, read_docx)
    write_numbers(roots, members, main=main, styles=repaired.styles, dropped=dropped)
    members |= {name: part_bytes(root) for name, root in roots.items()}
    return repaired


def centred_styles(styles: DocxStyles) -> frozenset[str]:
    """Return the ids of the paragraph styles that centre their text, inherited or not."""
    return frozenset(key for key in styles.ids() if styles.alignment(key) == "center")


def _text_parts(members: dict[str, bytes], main: str) -> list[str]:
    names = (main, *(related_part(members, main, kind) for kind in ("footnotes", "endnotes")))
    return [name for name in dict.fromkeys(names) if name in members]


def _mend(root: Element, name: str, repaired: Repaired, read_docx: ReadDocx) -> None:
    for element in list(named(root, "AlternateContent")):
        _choose(root, element)
    remove_hidden_text(root, repaired.styles, repaired.dropped)
    remove_fields(root, repaired.styles, repaired.dropped)
    write_signs(root, repaired.styles, repaired.dropped)
    repaired.dropped.invisible += _count_invisible(root)
    repaired.chunks |= take_chunks(
        root, repaired.members, name, read_docx=read_docx, dropped=repaired.dropped
    )
    relations = frozenset(item.get("Id", "") for item in relations_of(repaired.members, name))
    for path in list(named(root, "textpath")):
        _show_letter_art(root, path, repaired.dropped)
    for element in list(root.iter(etree.Element)):
        if change := _REPAIRS.get(local(element)):
            change(root, element)
        _forget_lost_relations(element, relations)
    for box in list(named(root, "txbxContent")):
        _show_text_box(root, box)


def _count_invisible(root: Element) -> int:
    """Return how many characters without a shape the text holds; they go with all others."""
    texts = ["".join(t.text or "" for t in named(paragraph, "t")) for paragraph in named(root, "p")]
    return sum(len(INVISIBLE.findall(text)) for text in texts)


def _see_through(root: Element, element: Element) -> None:
    """Make the element a smartTag: the converter reads whatever stands inside it."""
    element.tag = word(root, "smartTag")


def _keep_ruby_base(root: Element, ruby: Element) -> None:
    for part in list(ruby):
        if local(part) == "rubyBase":
            _see_through(root, part)
        else:
            ruby.remove(part)
    _see_through(root, ruby)


def _write_formula(root: Element, formula: Element) -> None:
    """Write a formula's characters in one row. Its layout is lost, its text is not."""
    words = _formula_words(formula)
    tail = formula.tail
    formula.clear()
    formula.tail = tail
    formula.tag = word(root, "r")
    etree.SubElement(formula, word(root, "t")).text = words


def _formula_words(formula: Element) -> str:
    """Return a formula's characters in reading order.
    1 over 2 is 1/2, not 12 (decision 104)."""
    name = local(formula)
    if name == "t":
        return "".join(formula.itertext())
    parts = [_formula_words(part) for part in formula.iterchildren(etree.Element)]
    if name == "f" and len(parts) > 1:
        return fraction_shown(*parts[-2:])
    if name == "rad":
        return f"√{parts[-1]}" if parts else ""
    if name == "sSup" and len(parts) > 1:
        power = parts[-1].translate(_RAISED)
        return parts[-2] + (power if not power.isascii() else f"^{power}")
    return "".join(parts)


def _choose(root: Element, element: Element) -> None:
    """Keep one of the alternatives: the one for older programs, unless only another has words."""
    choices = [part for part in element if local(part) in ("Choice", "Fallback")]
    fallback = next((part for part in choices if local(part) == "Fallback"), None)
    with_words = next((part for part in choices if words_of(part)), None)
    if fallback is not None and (with_words is None or words_of(fallback)):
        kept = fallback
    else:
        kept = with_words if with_words is not None else next(iter(choices), None)
    for part in list(element):
        if part is not kept:
            element.remove(part)
    if kept is not None:
        _see_through(root, kept)
    _see_through(root, element)


def _show_letter_art(root: Element, path: Element, dropped: Dropped) -> None:
    """Write the words of letter art into a text box of its shape.
    There they are an attribute."""
    shape = path.getparent()
    words = attribute(path, "string").strip()
    if not words or local(shape) != "shape" or next(named(shape, "txbxContent"), None) is not None:
        return
    box, paragraph, run = make(root, "txbxContent"), make(root, "p"), make(root, "r")
    run.append(make(root, "t", words))
    paragraph.append(run)
    box.append(paragraph)
    holder = shape.makeelement("{urn:schemas-microsoft-com:vml}textbox")
    holder.append(box)
    shape.append(holder)
    dropped.write("艺术字", words)


_REPAIRS = {
    "fldSimple": _see_through,
    "dir": _see_through,
    "bdo": _see_through,
    "oMathPara": _see_through,
    "oMath": _write_formula,
    "ruby": _keep_ruby_base,
}


def _show_text_box(root: Element, box: Element) -> None:
    """Put a newer text box where the converter looks for the older ones."""
    around = {local(outer): outer for outer in box.iterancestors()}
    drawing = around.get("drawing")
    if drawing is None or "pict" in around:
        return
    frame = etree.Element(word(root, "pict"))
    drawing.addnext(frame)
    frame.append(box)


def _forget_lost_relations(element: Element, relations: frozenset[str]) -> None:
    for name, identity in list(element.attrib.items()):
        if name.rpartition("}")[0].endswith("/relationships") and identity not in relations:
            del element.attrib[name]
