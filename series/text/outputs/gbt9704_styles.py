"""GB/T 9704-2012 as numbers, and as styles of a Word file.

5.1, 5.2: A4, 37 mm above and 28 mm left of a type area of 156 × 225 mm, 22 lines of 28 characters.
7.3: the title in 2号 小标宋, the text in 3号 仿宋, 一、 in 黑体, （一） in 楷体. 7.5: page numbers in
4号 宋体 between dashes, outside, one character from the edge, 7 mm below the type area.
The fonts of offices are not free: the file names them, embeds none, and says by which other font
a machine without them may draw.
"""

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

PAGE = {"page_width": Mm(210), "page_height": Mm(297)}
MARGINS = {
    "top_margin": Mm(37),
    "bottom_margin": Mm(35),
    "left_margin": Mm(28),
    "right_margin": Mm(26),
    "header_distance": Mm(15),
    "footer_distance": Mm(25),
}
TYPE_WIDTH, TYPE_HEIGHT = Mm(156), Mm(225)
LINES, SIGNS = 22, 28
TWIPS = 635  # English metric units
PITCH = int(TYPE_HEIGHT / LINES / TWIPS)  # 579 twips, 28.95 pt
TITLE_PITCH = 660
TITLE_SIZE, TEXT_SIZE, SMALL_SIZE = 22, 16, 14  # 2号, 3号, 4号 in points
# How much each character's cell is narrower than 3号: in 4096ths of a point for the grid, in
# twips for the styles. The grid says 22 × 28; the styles keep to it by themselves and do not snap,
# since LibreOffice gives a character that is wider than its cell two cells.
SIGN_SPACE = round((TYPE_WIDTH / SIGNS / 12700 - TEXT_SIZE) * 4096)
NARROWER = -5

SONG, FANG, HEI, KAI = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
PLAIN_SONG, LATIN = "宋体", "Times New Roman"
# Drawn by these where a machine lacks the first.
INSTEAD = {SONG: PLAIN_SONG, FANG: "仿宋", KAI: "楷体"}

CENTRE, LEFT, RIGHT, BOTH = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)
# name: (font, size, alignment, characters of indent, line pitch in twips; 0 grows with a picture)
STYLES = {
    "Normal": (FANG, TEXT_SIZE, BOTH, 2, PITCH),
    "Title": (SONG, TITLE_SIZE, CENTRE, 0, TITLE_PITCH),
    "Subtitle": (KAI, TEXT_SIZE, CENTRE, 0, PITCH),
    "Heading 1": (HEI, TEXT_SIZE, BOTH, 2, PITCH),
    "Heading 2": (KAI, TEXT_SIZE, BOTH, 2, PITCH),
    "Heading 3": (FANG, TEXT_SIZE, BOTH, 2, PITCH),
    "Salutation": (FANG, TEXT_SIZE, BOTH, 0, PITCH),
    "Quote": (KAI, TEXT_SIZE, BOTH, 2, PITCH),
    "Signature": (FANG, TEXT_SIZE, RIGHT, 0, PITCH),
    "Caption": (FANG, SMALL_SIZE, CENTRE, 0, 0),
    "Picture": (FANG, TEXT_SIZE, CENTRE, 0, 0),
    "Cell": (FANG, SMALL_SIZE, LEFT, 0, 0),
    "Cell Head": (HEI, SMALL_SIZE, CENTRE, 0, 0),
    "Footer": (PLAIN_SONG, SMALL_SIZE, RIGHT, 0, 0),
}
OUTLINE = {"Heading 1": 0, "Heading 2": 1, "Heading 3": 2}


def lay_out(document) -> None:
    """Paper, margins, grid, styles and page numbers of a new document."""
    section = document.sections[0]
    for name, length in {**PAGE, **MARGINS}.items():
        setattr(section, name, length)
    _grid(section)
    _defaults(document)
    for name, look in STYLES.items():
        _style(document, name, look)
    _name_other_fonts(document)
    _leave_broken_lines(document)
    _page_numbers(document, section)


def _grid(section) -> None:
    old = section._sectPr.find(qn("w:docGrid"))
    if old is not None:
        section._sectPr.remove(old)
    given = {"type": "linesAndChars", "linePitch": PITCH, "charSpace": SIGN_SPACE}
    section._sectPr.append(element("w:docGrid", **given))


def _defaults(document) -> None:
    """The language of the text is Chinese; the template's theme fonts and gaps go."""
    root = document.styles.element
    defaults = root.find(qn("w:docDefaults"))
    language = next(defaults.iter(qn("w:lang")))
    for name in ("w:val", "w:eastAsia"):
        language.set(qn(name), "zh-CN")
    for gaps in list(defaults.iter(qn("w:spacing"))):
        gaps.getparent().remove(gaps)


def _style(document, name, look) -> None:
    font, size, alignment, indent, pitch = look
    known = [style for style in document.styles if style.name == name]
    style = known[0] if known else document.styles.add_style(name, 1)
    if name != "Normal":
        style.base_style = document.styles["Normal"]
    for properties in (style.element.rPr, style.element.pPr):
        if properties is not None:
            style.element.remove(properties)
    fonts(style.element.get_or_add_rPr(), font)
    style.font.size, style.font.bold, style.font.italic = Pt(size), False, False
    _off_the_grid(style.element.rPr, narrower=NARROWER if size == TEXT_SIZE else 0)
    style.hidden, style.quick_style = False, True
    paragraph = style.paragraph_format
    paragraph.alignment, paragraph.widow_control = alignment, False
    paragraph.keep_with_next = name in OUTLINE or name == "Picture"
    properties = style.element.get_or_add_pPr()
    _off_the_grid(properties)
    spacing(properties, pitch=pitch)
    indented(properties, first=indent)
    if name in OUTLINE:
        properties.append(element("w:outlineLvl", val=OUTLINE[name]))


# What stands behind snapToGrid in a style, by the order of the schema.
BEHIND_GRID = ("w:spacing", "w:ind", "w:jc", "w:outlineLvl")
BEFORE_SIZE = ("w:sz", "w:szCs")


def _off_the_grid(properties, *, narrower: int | None = None) -> None:
    """A paragraph's or (with `narrower`) a run's properties without snapping to the grid."""
    if narrower is None:
        properties.insert_element_before(element("w:snapToGrid", val=0), *BEHIND_GRID)
        return
    spaced = element("w:spacing", val=narrower)
    properties.insert_element_before(spaced, *BEFORE_SIZE)
    properties.insert_element_before(element("w:snapToGrid", val=0), "w:spacing")


def fonts(properties, font: str) -> None:
    """East Asian text and the marks that both scripts use (“” — …) in this font."""
    old = properties.find(qn("w:rFonts"))
    if old is not None:
        properties.remove(old)
    given = {"ascii": LATIN, "hAnsi": LATIN, "eastAsia": font, "cs": LATIN, "hint": "eastAsia"}
    properties.insert(0, element("w:rFonts", **given))


def spacing(properties, *, pitch: int, before: int = 0, after: int = 0) -> None:
    """Fixed line pitch in twips; 0 lets a line be as high as what stands in it."""
    given = {"before": before, "after": after}
    given |= {"line": pitch, "lineRule": "exact"} if pitch else {"line": 360, "lineRule": "auto"}
    _replace(properties, properties._insert_spacing, "w:spacing", given)


def indented(properties, *, first: float = 0, left: float = 0, right: float = 0) -> None:
    """Indents in characters, with the same in twips for programs that do not count them."""
    given = {}
    for name, count in (("firstLine", first), ("left", left), ("right", right)):
        given[f"{name}Chars"] = round(count * 100)
        given[name] = round(count * TEXT_SIZE * 20)
    _replace(properties, properties._insert_ind, "w:ind", given)


def _replace(properties, insert, name, given) -> None:
    old = properties.find(qn(name))
    if old is not None:
        properties.remove(old)
    insert(element(name, **given))


def element(name: str, **given):
    made = OxmlElement(name)
    for key, value in given.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def _name_other_fonts(document) -> None:
    """fontTable.xml: for each office font the one that stands in for it."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in INSTEAD.items()
    )
    parts = document.part.package.iter_parts()
    table = next(part for part in parts if part.partname == "/word/fontTable.xml")
    table._blob = f"<w:fonts {nsdecls('w')}>{fonts}</w:fonts>".encode()


def _leave_broken_lines(document) -> None:
    """A line that was broken by hand is not spread over the whole width."""
    settings = document.settings.element
    for old in settings.findall(qn("w:compat")):
        old.insert(0, element("w:doNotExpandShiftReturn"))


def _page_numbers(document, section) -> None:
    """Outside: right on odd pages, left on even ones, one character in."""
    document.settings.odd_and_even_pages_header_footer = True
    for footer, alignment, side in (
        (section.footer, RIGHT, "right"),
        (section.even_page_footer, LEFT, "left"),
    ):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.style = document.styles["Footer"]
        paragraph.alignment = alignment
        indented(paragraph._p.get_or_add_pPr(), **{side: SMALL_SIZE / TEXT_SIZE})
        paragraph.add_run("— ")
        paragraph._p.append(_field("PAGE"))
        paragraph.add_run(" —")


def _field(code: str):
    return parse_xml(
        f'<w:fldSimple {nsdecls("w")} w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    )
