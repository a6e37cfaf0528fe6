"""公文版式: paper, grid, fonts and page numbers by GB/T 9704-2012, from the XML itself."""

import io
import zipfile

import pytest
from lxml import etree

from tests.helpers.samples.official_files import LETTER, MM, W, attributes, made, part


def test_paper_margins_and_grid():
    section = part(made(LETTER)).find(f".//{W}sectPr")
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    wanted = [
        (size, "w", 210),
        (size, "h", 297),
        (margins, "top", 37),
        (margins, "left", 28),
        (margins, "right", 26),
        (margins, "bottom", 35),
    ]
    for element, name, length in wanted:
        assert abs(int(element.get(f"{W}{name}")) - length * MM) < 2, name
    grid = section.find(f"{W}docGrid")
    assert grid.get(f"{W}type") == "linesAndChars"
    pitch, space = (int(value) for value in attributes(grid, "linePitch", "charSpace"))
    assert int(225 * MM) // pitch == 22
    assert int(156 * MM / ((16 + space / 4096) * 20) + 0.01) == 28


@pytest.mark.parametrize(
    ("style", "font", "half_points", "pitch"),
    [
        ("Normal", "仿宋_GB2312", "32", "579"),
        ("Title", "方正小标宋简体", "44", "660"),
        ("Heading1", "黑体", "32", "579"),
        ("Heading2", "楷体_GB2312", "32", "579"),
        ("Heading3", "仿宋_GB2312", "32", "579"),
        ("Footer", "宋体", "28", None),
    ],
)
def test_fonts_sizes_and_line_pitch(style, font, half_points, pitch):
    root = part(made(LETTER), "styles")
    found = root.xpath(f"//w:style[@w:styleId='{style}']", namespaces={"w": W[1:-1]})[0]
    looks = found.find(f"{W}rPr")
    assert attributes(looks.find(f"{W}rFonts"), "eastAsia", "hint") == [font, "eastAsia"]
    assert looks.find(f"{W}sz").get(f"{W}val") == half_points
    spacing = found.find(f"{W}pPr/{W}spacing")
    if pitch:
        assert attributes(spacing, "line", "lineRule", "after") == [pitch, "exact", "0"]
        assert style == "Title" or 28 <= int(pitch) / 20 <= 29
    first = found.find(f"{W}pPr/{W}ind").get(f"{W}firstLineChars")
    assert first == ("0" if style in ("Title", "Footer") else "200")


def test_twenty_eight_characters_fit_a_line_and_twenty_nine_do_not():
    root = part(made(LETTER), "styles")
    looks = root.xpath("//w:style[@w:styleId='Normal']/w:rPr", namespaces={"w": W[1:-1]})[0]
    each = 320 + int(looks.find(f"{W}spacing").get(f"{W}val"))
    assert 28 * each <= 156 * MM < 29 * each


def test_fonts_are_named_with_their_stand_ins_and_none_is_embedded():
    data = made(LETTER)
    table = part(data, "fontTable")
    other = {
        font.get(f"{W}name"): font.find(f"{W}altName").get(f"{W}val")
        for font in table.iter(f"{W}font")
    }
    assert other == {"方正小标宋简体": "宋体", "仿宋_GB2312": "仿宋", "楷体_GB2312": "楷体"}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not [name for name in archive.namelist() if "fonts/" in name]


def test_page_numbers_stand_outside_between_dashes():
    data = made(LETTER)
    assert part(data, "settings").find(f"{W}evenAndOddHeaders") is not None
    told_ = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.startswith("word/footer"):
                root = etree.fromstring(archive.read(name))
                text = "".join(node.text for node in root.iter(f"{W}t"))
                align = root.find(f".//{W}jc").get(f"{W}val")
                code = root.find(f".//{W}fldSimple").get(f"{W}instr").strip()
                told_[align] = (text, code)
    assert told_ == {"right": ("— 1 —", "PAGE"), "left": ("— 1 —", "PAGE")}
