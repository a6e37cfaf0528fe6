"""GB/T 9704-2012 as a Word file: the paper, styles and page numbers of `official_template.docx`.

5.1, 5.2: A4, 37 mm above and 28 mm left of a type area of 156 × 225 mm, 22 lines of 28 characters.
7.3: the title in 2号 小标宋, the text in 3号 仿宋, 一、 in 黑体, （一） in 楷体. 7.5: page numbers in
4号 宋体 between dashes, outside, one character from the edge, 7 mm below the type area.
The grid says 22 × 28; the styles keep to it by themselves and do not snap, since LibreOffice gives
a character that is wider than its cell two cells. The fonts of offices are not free: the template
names them, embeds none, and says by which other font a machine without them may draw.

To change a font, a size or a margin, open the template in Word or WPS, change the style (样式, 修改)
or the page (页面设置), and save it under its name; no program changes. Every style keeps its name,
and what stands in the template's own body is not used. 文件, 检查文档 takes out who changed it; the
tests of the geometry hold the template to the standard.
"""

import io
import threading
from dataclasses import dataclass
from pathlib import Path

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length

from .zip_members import Member, archive_of, members_of, pack

TEMPLATE = Path(__file__).with_name("official_template.docx")
TWIPS = 635  # English metric units


@dataclass(frozen=True)
class Measures:
    """The measures of the template that a writer needs.
    `width` is that of a line, `pitch` its height, `size` that of a character; `label` is the
    font of a label. `style_ids` are the styles' names in the file, by those that people see."""

    width: Length
    pitch: Length
    size: Length
    label: str
    style_ids: dict[str, str]


def open_template() -> Document:
    """Return a new document made from the template, without text."""
    document = docx.Document(str(TEMPLATE))
    document.element.body.clear_content()
    return document


class _Opened(threading.local):
    """The document that a thread writes again and again; `members` are those of its file."""

    document: Document | None = None
    measures: Measures | None = None
    members: tuple[Member, ...] = ()
    state: tuple = ()


_opened = _Opened()


def take_template() -> tuple[Document, Measures]:
    """Return this thread's document without text, and its measures.

    It is opened once, for reading it takes a quarter of writing a letter, and anew after a letter with
    pictures, which stay in the file (decision 155). The caller saves it before taking it again.
    """
    document = _opened.document
    if document is None or _state_of(document) != _opened.state:
        document = _opened.document = open_template()
        _opened.measures, _opened.members = read_measures(document), _saved(document)
        _opened.state = _state_of(document)
    document.element.body.clear_content()
    return document, _opened.measures


def file_of_document(document: Document) -> bytes:
    """Return the file of the document that `take_template` gave, with the letter in it.

    A letter changes two of its parts, unless it brings pictures. Styles, theme and all others are
    packed once, for that takes half of the time of a file (decision 177)."""
    if _state_of(document) != _opened.state:
        return archive_of(_saved(document))
    core = document.part.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES)
    written = {part.partname.membername: part.blob for part in (document.part, core)}
    return archive_of(
        pack(member.name, written[member.name]) if member.name in written else member
        for member in _opened.members
    )


def _saved(document):
    stream = io.BytesIO()
    document.save(stream)
    return tuple(members_of(stream.getvalue()))


def _state_of(document):
    """Return what another template or a picture in the document changes."""
    file = TEMPLATE.stat()
    return TEMPLATE, file.st_size, file.st_mtime_ns, len(document.part.rels)


def read_measures(document: Document) -> Measures:
    """Return the measures of a document made from the template."""
    section, text = document.sections[0], document.styles["Normal"]
    return Measures(
        width=Length(section.page_width - section.left_margin - section.right_margin),
        pitch=text.paragraph_format.line_spacing,
        size=text.font.size,
        label=document.styles["Heading 1"].element.rPr.rFonts.get(qn("w:eastAsia")),
        style_ids={style.name: style.style_id for style in document.styles},
    )


def set_indents(properties, *, size: Length, left: float = 0, right: float = 0) -> None:
    """Set a paragraph's indents in characters of `size`, and in twips.
    Twips are for programs that cannot count characters. The first line begins where the others
    do."""
    attributes = {}
    for name, count in (("firstLine", 0), ("left", left), ("right", right)):
        attributes[f"{name}Chars"] = round(count * 100)
        attributes[name] = round(count * size / TWIPS)
    old = properties.find(qn("w:ind"))
    if old is not None:
        properties.remove(old)
    properties._insert_ind(word_element("w:ind", **attributes))


def word_element(name: str, **attributes):
    """Return a new element of WordprocessingML with these attributes."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made
