"""Repair a Word document before it is converted, so that no text gets lost (decision 10).

The converter skips fields, formulas and text boxes in forms that it does not know, and stops at a
picture whose relation is missing. Elements are matched by local name: the same document exists
under two sets of namespaces.
"""

from collections.abc import Iterator
from pathlib import PurePosixPath

from lxml import etree

from .docx_guard import Archive

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)


def repaired_members(archive: Archive) -> dict[str, bytes]:
    """Return all members, with the parts that hold text repaired."""
    members = dict(archive.members)
    folder = PurePosixPath(archive.main).parent
    for name in (archive.main, str(folder / "footnotes.xml"), str(folder / "endnotes.xml")):
        if name in members:
            members[name] = _mend(members[name], relations=_relation_ids(members, name))
    return members


def centred_styles(archive: Archive) -> frozenset[str]:
    """Return the ids of the paragraph styles that centre their text, inherited or not."""
    styles = archive.members.get(str(PurePosixPath(archive.main).parent / "styles.xml"))
    if not styles:
        return frozenset()
    alignment, parent = {}, {}
    for style in _named(etree.fromstring(styles, _PARSER), "style"):
        identity = _attribute(style, "styleId")
        alignment[identity] = next((_attribute(jc, "val") for jc in _named(style, "jc")), "")
        parent[identity] = next((_attribute(base, "val") for base in _named(style, "basedOn")), "")
    return frozenset(
        identity for identity in alignment if _inherited(identity, alignment, parent) == "center"
    )


def _inherited(identity: str, alignment: dict[str, str], parent: dict[str, str]) -> str:
    seen: set[str] = set()
    while identity in alignment and identity not in seen and not alignment[identity]:
        seen.add(identity)
        identity = parent[identity]
    return alignment.get(identity, "")


def _relation_ids(members: dict[str, bytes], name: str) -> frozenset[str]:
    path = PurePosixPath(name)
    part = members.get(str(path.parent / "_rels" / f"{path.name}.rels"))
    return (
        frozenset(relation.get("Id", "") for relation in etree.fromstring(part, _PARSER))
        if part
        else frozenset()
    )


def _mend(part: bytes, *, relations: frozenset[str]) -> bytes:
    root = etree.fromstring(part, _PARSER)
    for element in list(root.iter(etree.Element)):
        if repair := _REPAIRS.get(_local(element)):
            repair(root, element)
        _forget_lost_relations(element, relations)
    for box in list(_named(root, "txbxContent")):
        _show_text_box(root, box)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _see_through(root: etree._Element, element: etree._Element) -> None:
    """Make the element a smartTag: the converter reads whatever stands inside it."""
    element.tag = _word(root, "smartTag")


def _keep_ruby_base(root: etree._Element, ruby: etree._Element) -> None:
    for part in list(ruby):
        if _local(part) == "rubyBase":
            _see_through(root, part)
        else:
            ruby.remove(part)
    _see_through(root, ruby)


def _write_formula(root: etree._Element, formula: etree._Element) -> None:
    """Write a formula's characters in one row. Its layout is lost, its text is not."""
    words = "".join("".join(t.itertext()) for t in _named(formula, "t"))
    tail = formula.tail
    formula.clear()
    formula.tail = tail
    formula.tag = _word(root, "r")
    etree.SubElement(formula, _word(root, "t")).text = words


def _choose(root: etree._Element, element: etree._Element) -> None:
    """Keep the first choice where there is no fallback. Without one the converter would read
    nothing."""
    if any(_local(child) == "Fallback" for child in element):
        return
    for other in list(element)[1:]:
        element.remove(other)
    for choice in element:
        _see_through(root, choice)
    _see_through(root, element)


_REPAIRS = {
    "fldSimple": _see_through,
    "dir": _see_through,
    "bdo": _see_through,
    "oMathPara": _see_through,
    "oMath": _write_formula,
    "ruby": _keep_ruby_base,
    "AlternateContent": _choose,
}


def _show_text_box(root: etree._Element, box: etree._Element) -> None:
    """Put a newer text box where the converter looks for the older ones."""
    around = {_local(outer): outer for outer in box.iterancestors()}
    drawing = around.get("drawing")
    if drawing is None or "AlternateContent" in around or "pict" in around:
        return
    frame = etree.Element(_word(root, "pict"))
    drawing.addnext(frame)
    frame.append(box)


def _forget_lost_relations(element: etree._Element, relations: frozenset[str]) -> None:
    for name, value in list(element.attrib.items()):
        if name.rpartition("}")[0].endswith("/relationships") and value not in relations:
            del element.attrib[name]


def _word(root: etree._Element, name: str) -> str:
    return f"{{{etree.QName(root).namespace or ''}}}{name}"


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _named(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return element.iter(f"{{*}}{name}")


def _attribute(element: etree._Element, name: str) -> str:
    return next(
        (value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), ""
    )
