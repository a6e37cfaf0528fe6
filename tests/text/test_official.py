"""公文版式: the file's geometry by GB/T 9704-2012, its order, and every word of the text in it.

Read twice: by python-docx, and straight from the XML in the archive.
"""

import io
import shutil
import subprocess
import zipfile
from datetime import datetime

import docx
import pytest
from hypothesis import given, settings
from lxml import etree
from PIL import Image

from series.text import markup, official, sheets
from series.text.han import han
from series.text.official import Matter
from series.text.official_word import word_file

from .odd_bodies import BODIES, PICTURE, told

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MM = 1440 / 25.4  # twips
LETTER = (
    "<p>全市企业家：</p><p>我们倡议，办好企业。</p><h2>一、坚定信心</h2><h3>（一）学习</h3><h4>1. 读书</h4>"
    "<p>正文。</p><p>常州市工商业联合会</p><p>2026年01月05日</p>"
)


def jpeg(width=800, height=600):
    stream = io.BytesIO()
    Image.new("RGB", (width, height), "#ad2d1c").save(stream, "JPEG")
    return stream.getvalue()


def made(body, *, file_of=lambda address: None, headline="关于诚信经营的倡议书", **given):
    matter = Matter(headline, **{"word": "倡议书", **given})
    paper = official.paper(matter, sheets.read(markup.clean(body)), root="https://a.cn")
    at = datetime(2026, 1, 5, 9, 30)
    return word_file(paper, file_of=file_of, title=headline, author="市工商联", at=at)


def part(data, name="document"):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(f"word/{name}.xml"))


def lines(data):
    """The text of each paragraph, straight from the XML."""
    found = []
    for paragraph in part(data).iter(f"{W}p"):
        pieces = (node.text or "" for node in paragraph.iter(f"{W}t"))
        found.append("".join(pieces))
    return found


def by_library(data):
    """The text in reading order as python-docx finds it, tables included."""
    document = docx.Document(io.BytesIO(data))
    found = []

    def take(place):
        for block in place.iter_inner_content():
            if isinstance(block, docx.text.paragraph.Paragraph):
                found.append(block.text)
                continue
            for row in block._tbl.tr_lst:
                for cell in row.tc_lst:
                    take(docx.table._Cell(cell, block))

    take(document)
    return "\n".join(found)


def attributes(element, *names):
    return [element.get(f"{W}{name}") for name in names]


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


def test_the_order_of_a_call():
    data = made(LETTER, attachments=("名单", "回执"), audience="全市企业家", issuer="别的单位")
    assert lines(data) == [
        "关于诚信经营的倡议书",
        "全市企业家：",
        "我们倡议，办好企业。",
        "一、坚定信心",
        "（一）学习",
        "1. 读书",
        "正文。",
        "附件：1. 名单",
        "2. 回执",
        "常州市工商业联合会",
        "2026年1月5日",
    ]
    styles = [p.style.name for p in docx.Document(io.BytesIO(data)).paragraphs]
    assert styles[:6] == ["Title", "Salutation", "Normal", "Heading 1", "Heading 2", "Heading 3"]
    assert styles[-2:] == ["Signature", "Signature"]


def test_what_the_text_lacks_the_entry_adds():
    data = made("<p>我们倡议。</p>", audience="全市企业家", issuer="常州市工商业联合会", day="2026年1月5日",
                headline="诚信经营", attachments=("名单",))  # fmt: skip
    assert lines(data) == [
        *("诚信经营", "倡议书", "全市企业家：", "我们倡议。", "附件：名单"),
        *("常州市工商业联合会", "2026年1月5日"),
    ]


def test_the_date_begins_two_characters_after_the_name():
    rows = official.paper(
        Matter("题", word="通知", issuer="常州市工商业联合会", day="2026年11月27日"), sheets.read("<p>文。</p>"), root=""
    ).rows  # fmt: skip
    name, day = (row for row in rows if getattr(row, "role", "") in ("issuer", "date"))
    left = [-row.right - official.breadth(row.text) for row in (name, day)]
    assert left[1] - left[0] == 2
    assert min(name.right, day.right) == 2


def test_an_article_has_neither_salutation_nor_kind():
    data = made(
        "<p>正文。</p>",
        headline="座谈会召开",
        word="",
        subtitle="工作展示（二）",
        author="本刊编辑部",
    )
    assert lines(data) == ["座谈会召开", "——工作展示（二）", "（本刊编辑部）", "正文。"]


def test_an_event_lists_its_particulars():
    data = made(
        "<p>欢迎参加。</p>",
        headline="常商论坛",
        word="通知",
        facts=(("时间", "2026年12月4日"), ("地点", "常州大剧院")),
        programme=("09:30　主题演讲：下一程（专家）",),
    )
    assert lines(data) == [
        *("常商论坛", "通知", "欢迎参加。", "时间：2026年12月4日", "地点：常州大剧院"),
        *("议程：", "09:30　主题演讲：下一程（专家）"),
    ]


def test_pictures_are_embedded_no_wider_than_the_column():
    body = f"<p>甲。</p><figure>{PICTURE}<figcaption>会议现场</figcaption></figure>"
    data = made(body, file_of=lambda address: jpeg(2400, 900))
    document = docx.Document(io.BytesIO(data))
    (shape,) = document.inline_shapes
    assert abs(shape.width / 36000 - 156) < 0.1
    assert shape._inline.docPr.get("descr") == "会场"
    assert "会议现场" in lines(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        (name,) = [name for name in archive.namelist() if name.startswith("word/media/")]
        assert Image.open(io.BytesIO(archive.read(name))).format == "JPEG"


@pytest.mark.parametrize("file", [None, b"", b"no picture"])
def test_a_picture_without_its_file_is_told_by_its_words(file):
    assert "［会场］" in lines(made(f"<figure>{PICTURE}</figure>", file_of=lambda address: file))


def test_spans_of_a_table_become_merged_boxes():
    body = (
        '<table><tr><th colspan="2">甲</th><td rowspan="2">乙</td></tr><tr><td>丙</td><td>丁</td></tr>'
        '<tr><td colspan="100">戊</td></tr></table>'
    )
    root = part(made(body, word=""))
    rows = [list(row.iter(f"{W}tc")) for row in root.iter(f"{W}tr")]
    spans = [
        [(box.find(f"{W}tcPr/{W}gridSpan"), box.find(f"{W}tcPr/{W}vMerge")) for box in row]
        for row in rows
    ]
    written = [
        [(s.get(f"{W}val") if s is not None else "1", v.get(f"{W}val") if v is not None else "") for s, v in row]
        for row in spans
    ]  # fmt: skip
    assert written == [
        [("2", ""), ("1", "restart")],
        [("1", ""), ("1", ""), ("1", "continue")],
        [("3", "")],
    ]
    assert len(root.findall(f".//{W}gridCol")) == 3


@settings(max_examples=60, deadline=None)
@given(BODIES)
def test_every_word_of_an_odd_text_is_in_it(body):
    paper = official.paper(Matter("题"), sheets.read(body), root="")
    data = word_file(paper, file_of=lambda a: None, title="题", author="", at=datetime(2026, 1, 5))
    text, notes = told(body)
    links = han("".join(sheets.address(link, root="") for link in sheets.read(body).links))
    said = "题" + text + ("注" + "".join(notes) if notes else "")
    said += f"链接{links}" if sheets.read(body).links else ""
    assert han("".join(lines(data))) == said
    assert han(by_library(data)) == said


def test_the_file_says_nothing_of_who_made_it():
    properties = docx.Document(io.BytesIO(made(LETTER))).core_properties
    assert (properties.title, properties.author) == ("关于诚信经营的倡议书", "市工商联")
    assert (properties.comments, properties.last_modified_by) == ("", "市工商联")


@pytest.mark.skipif(not shutil.which("soffice"), reason="未安装 LibreOffice")
def test_libreoffice_opens_it_and_reads_the_same(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(made(LETTER, attachments=("名单",)))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless"]
    command += ["--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    text = (tmp_path / "a.txt").read_text(encoding="utf-8-sig")
    assert han(text) == han("".join(lines(path.read_bytes())))
