"""What the styles of a Word document say, inherited or not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .docx_xml import (
    Element,
    attribute,
    child,
    local,
    parse_part,
    related_part,
    toggle,
    value,
    whole_number,
)

LATIN_FONTS = ("ascii", "hAnsi")


@dataclass(frozen=True)
class StyleNumber:
    """The list of which a style makes its paragraphs an item.
    `level` is None where the style names none; `style` is the one that says so."""

    list_id: str
    level: int | None
    style: str


class DocxStyles:
    """The styles of one document."""

    def __init__(self, root: Element | None):
        self._styles: dict[str, Element] = {}
        self._default: dict[str, str] = {}
        self.defaults = child(root, "docDefaults", "rPrDefault", "rPr")
        for style in () if root is None else root:
            if local(style) == "style":
                self._add(style)

    def _add(self, style: Element) -> None:
        identity = attribute(style, "styleId")
        self._styles[identity] = style
        if attribute(style, "default") in ("1", "true", "on"):
            self._default.setdefault(attribute(style, "type"), identity)

    def of(self, properties: Element | None, *, kind: str) -> str:
        """Return the id of the paragraph's or run's style: the one named, else the default."""
        named = value(properties, "pStyle" if kind == "paragraph" else "rStyle")
        return named if named in self._styles else self._default.get(kind, "")

    def name(self, identity: str) -> str:
        """Return a style's name in small letters; its id where it has none."""
        return (value(self._styles.get(identity), "name") or identity).strip().lower()

    def chain(self, identity: str) -> Iterator[tuple[str, Element]]:
        """Return a style and those on which it is based, with their ids."""
        seen: set[str] = set()
        while identity in self._styles and identity not in seen:
            seen.add(identity)
            yield identity, self._styles[identity]
            identity = value(self._styles[identity], "basedOn")

    def toggle(self, identity: str, name: str) -> bool | None:
        """Return whether a style switches a property of its text on or off."""
        for _, style in self.chain(identity):
            if (switched := toggle(child(style, "rPr"), name)) is not None:
                return switched
        return None

    def font(self, identity: str, *, of: str) -> str:
        """Return the font of a style for Latin letters; empty where it names none."""
        fonts = (attribute(child(style, "rPr", "rFonts"), of) for _, style in self.chain(identity))
        return next(filter(None, fonts), "")

    def number(self, identity: str) -> StyleNumber | None:
        """Return the list that a style's paragraphs belong to, or None."""
        for owner, style in self.chain(identity):
            numbered = child(style, "pPr", "numPr")
            if list_id := value(numbered, "numId"):
                level = whole_number(value(numbered, "ilvl"), -1)
                return StyleNumber(list_id, None if level < 0 else level, owner)
        return None

    def alignment(self, identity: str) -> str:
        """Return the alignment of a style's paragraphs; empty where it says none."""
        found = (value(style, "pPr", "jc") for _, style in self.chain(identity))
        return next(filter(None, found), "")

    def ids(self) -> Iterator[str]:
        return iter(self._styles)


def read_styles(members: Mapping[str, bytes], main: str) -> DocxStyles:
    """Return the styles of a document; none where it has no such part."""
    part = members.get(related_part(members, main, "styles"))
    return DocxStyles(parse_part(part) if part else None)
