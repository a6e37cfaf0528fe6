"""公文版式: the order of the file and every word of the text in it.

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
from PIL import Image

from series.text.language.han import han
from series.text.outputs import document as sheets
from series.text.outputs import gbt9704, gbt9704_styles, reader
from series.text.outputs.gbt9704 import LetterFields
from series.text.outputs.gbt9704_docx import word_file
from tests.helpers.samples.odd_bodies import BODIES, PICTURE, told
from tests.helpers.samples.official_files import LETTER, W, by_library, jpeg, lines, made, part


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
    rows = gbt9704.official_letter(
        LetterFields("题", word="通知", issuer="常州市工商业联合会", day="2026年11月27日"), reader.read_body("<p>文。</p>"), root=""
    ).rows  # fmt: skip
    name, day = (row for row in rows if getattr(row, "role", "") in ("issuer", "date"))
    left = [-row.right - gbt9704.line_width(row.text) for row in (name, day)]
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


def test_the_same_letter_gives_the_same_file_whenever_it_is_made(monkeypatch):
    """A .zip keeps the clock of its writing: the library's own file differs two seconds later."""

    def made_at(year):
        monkeypatch.setattr(zipfile.time, "localtime", lambda *_: (year, 3, 4, 5, 6, 8, 0, 1, 0))
        return made(f"<p>甲。</p><figure>{PICTURE}</figure>", file_of=lambda address: jpeg())

    first, later = made_at(2024), made_at(2026)
    assert first == later
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(2000, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None
        stream = io.BytesIO()
        docx.Document(io.BytesIO(first)).save(stream)
    with zipfile.ZipFile(stream) as archive:
        assert {member.date_time[0] for member in archive.infolist()} == {2026}


SHAPES = (
    LETTER,
    "<p>甲<strong>乙</strong><em>丙</em>X<sup>2</sup>。</p><ul><li>一</li></ul><ol><li>二</li></ol>",
    "<blockquote><p>引。</p></blockquote><hr><p>文。</p>",
    "<table><tbody><tr><th>项</th><td>12</td></tr></tbody></table>",
    f"<figure>{PICTURE}</figure><p>图下。</p>",
)


@pytest.mark.parametrize("body", SHAPES)
def test_the_file_is_byte_for_byte_the_one_that_the_library_writes(monkeypatch, body):
    """Parts that no letter changes are packed once, as the library packs them."""
    day = (2000, 1, 1, 0, 0, 0, 5, 1, 0)
    monkeypatch.setattr(zipfile.time, "localtime", lambda *_: day)
    data, stream = made(body, file_of=lambda address: jpeg()), io.BytesIO()
    gbt9704_styles._opened.document.save(stream)
    assert data == stream.getvalue()
    assert data != made("<p>别的一篇。</p>")


def test_a_letter_has_nothing_of_the_letter_before_it():
    first = made("<p>甲。</p>")
    with_picture = made(f"<figure>{PICTURE}</figure><p>乙。</p>", file_of=lambda address: jpeg())
    assert made("<p>甲。</p>") == first
    for data, has_picture in ((first, False), (with_picture, True)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
        assert any(name.startswith("word/media/") for name in names) == has_picture
    assert ("乙。" in lines(with_picture), "甲。" in lines(with_picture)) == (True, False)


@pytest.mark.parametrize("file", [None, b"", b"no picture"])
def test_a_picture_without_its_file_is_told_by_its_words(file):
    assert "［会场］" in lines(made(f"<figure>{PICTURE}</figure>", file_of=lambda address: file))


def test_looks_inside_a_line_are_kept():
    body = "<p>甲<strong>粗</strong><em>斜</em>x<sup>2</sup>H<sub>2</sub><small>注</small></p>"
    paragraph = docx.Document(io.BytesIO(made(body, word=""))).paragraphs[1]
    looks = {run.text: run for run in paragraph.runs}
    assert looks["粗"].bold
    assert looks["斜"].italic
    assert not looks["甲"].bold
    raised = [run.text for run in paragraph.runs if run.font.superscript]
    assert raised == ["2", "①"]
    assert [run.text for run in paragraph.runs if run.font.subscript] == ["2"]


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
    paper = gbt9704.official_letter(LetterFields("题"), reader.read_body(body), root="")
    data = word_file(paper, file_of=lambda a: None, title="题", author="", at=datetime(2026, 1, 5))
    text, notes = told(body)
    links = han(
        "".join(sheets.printed_address(link, root="") for link in reader.read_body(body).links)
    )
    said = "题" + text + ("注" + "".join(notes) if notes else "")
    said += f"链接{links}" if reader.read_body(body).links else ""
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
