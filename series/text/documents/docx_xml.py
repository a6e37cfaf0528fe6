"""Read and change the XML of a Word document.

Elements are matched by local name: the same document exists under two sets of namespaces.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from posixpath import normpath

from lxml import etree

Element = etree._Element
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
_WHOLE_NUMBER = re.compile("[0-9]{1,9}")
_OFF = frozenset({"0", "false", "off"})
_BLANKS = frozenset({"tab", "ptab", "br", "cr"})
# What stands in these is not part of the text: it was deleted or moved away.
GONE = frozenset({"del", "moveFrom"})


def parse_part(part: bytes) -> Element:
    return etree.fromstring(part, _PARSER)


def part_bytes(root: Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def local(element: Element) -> str:
    """Return an element's name without its namespace; empty for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def named(element: Element, name: str) -> Iterator[Element]:
    """Return the elements of this name inside an element, at any depth."""
    return element.iter(f"{{*}}{name}")


def child(element: Element | None, *path: str) -> Element | None:
    """Return the element at the end of a path of children.
    None where a step is missing."""
    for name in path:
        if element is None:
            return None
        element = next((part for part in element if local(part) == name), None)
    return element


def attribute(element: Element | None, name: str) -> str:
    """Return an attribute's value, whatever its namespace; empty without it."""
    if element is None:
        return ""
    return next(
        (value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), ""
    )


def value(element: Element | None, *path: str) -> str:
    """Return the `val` of the element at the end of a path of children."""
    return attribute(child(element, *path), "val")


def whole_number(written: str, otherwise: int) -> int:
    """Return the number that an attribute says; `otherwise` where it says none that Word takes."""
    return int(written) if _WHOLE_NUMBER.fullmatch(written) else otherwise


def character_of(number: int) -> str:
    """Return the character of a code; empty where text cannot hold it."""
    stands = 0x20 <= number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF
    return chr(number) if stands and number & 0xFFFE != 0xFFFE else ""


def toggle(properties: Element | None, name: str) -> bool | None:
    """Return whether a property is switched on or off.
    None where nothing is said of it."""
    switch = child(properties, name)
    return None if switch is None else attribute(switch, "val").lower() not in _OFF


def word(root: Element, name: str) -> str:
    """Return the full name of an element of Word's in this document."""
    return f"{{{etree.QName(root).namespace or ''}}}{name}"


def make(parent: Element, name: str, words: str | None = None, **values: str) -> Element:
    """Return a new element in the parent's namespace, not yet put anywhere."""
    made = parent.makeelement(word(parent, name))
    for key, content in values.items():
        made.set(word(parent, key), content)
    if words is not None:
        made.text = words
        made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def ancestors(element: Element) -> Iterator[str]:
    """Return the names of the elements around an element, the nearest first."""
    return (local(outer) for outer in element.iterancestors())


def is_gone(element: Element) -> bool:
    """Tell whether an element was deleted or moved away by a tracked change."""
    return any(name in GONE for name in ancestors(element))


def words_of(element: Element) -> str:
    """Return the text that an element shows, tabs and breaks as blanks."""
    pieces = []
    for part in element.iter(etree.Element):
        name = local(part)
        if name == "t" and not is_gone(part):
            pieces.append("".join(part.itertext()))
        elif name == "p" or (name in _BLANKS and local(part.getparent()) == "r"):
            pieces.append(" ")
    return " ".join("".join(pieces).split())


def remove(element: Element) -> None:
    """Remove an element with all that is inside it."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def relations_of(members: Mapping[str, bytes], name: str) -> list[Element]:
    """Return the relations of a part."""
    path = PurePosixPath(name)
    part = members.get(str(path.parent / "_rels" / f"{path.name}.rels"))
    return [item for item in parse_part(part) if isinstance(item.tag, str)] if part else []


def target_of(relation: Element, name: str) -> str:
    """Return the name of the part to which a relation of the part `name` points.
    Empty where it points outside."""
    if relation.get("TargetMode", "").lower() == "external":
        return ""
    target = relation.get("Target", "")
    if target.startswith("/"):
        return target.lstrip("/")
    return normpath(str(PurePosixPath(name).parent / target))


def related_part(members: Mapping[str, bytes], main: str, kind: str) -> str:
    """Return the name of the text's part of one kind (styles, numbering …)."""
    for relation in relations_of(members, main):
        name = target_of(relation, main)
        if relation.get("Type", "").endswith(f"/{kind}") and name in members:
            return name
    return str(PurePosixPath(main).parent / f"{kind}.xml")
