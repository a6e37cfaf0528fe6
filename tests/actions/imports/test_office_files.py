"""Older Word files are read through LibreOffice; without it one sentence says what to do."""

import os
import subprocess
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from series.actions.errors import EditorialError
from series.actions.imports import office_files
from series.actions.imports.office_files import as_readable, find_program
from series.actions.imports.readings import read_source, reading_of
from series.text.markup.blocks import TextError
from tests.helpers.samples.docx_builder import RELATION, docx, long_text, paragraph, text
from tests.helpers.samples.docx_numbering import abstract, item, level, num, numbered_docx

pytestmark = pytest.mark.any_database
needs_office = pytest.mark.skipif(not find_program(), reason="LibreOffice is not installed")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
TYPES = "".join(
    f'<Override PartName="/word/{part}.xml" ContentType="{KIND}.{kind}+xml"/>'
    for part, kind in (("document", "document.main"), ("numbering", "numbering"))
)
NUMBERS = f'<Relationship Id="rN" Type="{RELATION}/numbering" Target="numbering.xml"/>'
ONE = "秘书处把意见汇总成三张清单。"


def stream(name):
    return OLE + name.encode("utf-16-le") + bytes(64)


def rtf(*lines):
    """A text in RTF; each line is one paragraph."""

    def coded(line):
        return "".join(
            c if c.isascii() else rf"\u{ord(c) - (65536 if ord(c) > 32767 else 0)}?" for c in line
        )

    return ("{\\rtf1\\ansi " + "\\par ".join(map(coded, lines)) + "}").encode()


def odt(body):
    kinds = 'xmlns:{0}="urn:oasis:names:tc:opendocument:xmlns:{0}:1.0"'
    names = " ".join(kinds.format(name) for name in ("office", "text"))
    content = (
        f'<office:document-content {names} xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'office:version="1.2"><office:body><office:text>{body}</office:text></office:body>'
        "</office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="/" '
        'manifest:media-type="application/vnd.oasis.opendocument.text"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return buffer.getvalue()


def lines(source):
    return [block.text for block in source.blocks]


def refused(ending, data):
    with pytest.raises((EditorialError, TextError)) as caught:
        read_source(ending, data)
    return str(caught.value)


@pytest.mark.parametrize("ending", [".docx", ".txt", ".html", ".md"])
def test_files_that_are_read_anyway_are_left_alone(ending):
    assert as_readable(ending, b"PK\x03\x04 any") == (ending, b"PK\x03\x04 any")


@pytest.mark.parametrize("ending", [".doc", ".wps"])
def test_a_docx_under_an_older_name_is_read_without_a_conversion(ending):
    assert lines(read_source(ending, docx(paragraph(ONE)))[0]) == [ONE]


def test_a_page_and_a_web_archive_under_the_name_doc():
    page = f"<html><body><h1>会员走进工厂</h1><p>{ONE}</p></body></html>"
    archive = (
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
        f"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{page}\n--b--\n"
    )
    for data in (page, archive):
        assert ONE in "".join(lines(read_source(".doc", data.encode())[0]))


@pytest.mark.parametrize(
    ("ending", "data", "said"),
    [
        (".doc", stream("EncryptedPackage"), "去掉密码"),
        (".doc", stream("Workbook"), "而是Excel 工作簿"),
        (".doc", stream("PowerPoint Document"), "而是PPT 演示文稿"),
        (".doc", OLE, "去掉密码"),
        (".docx", OLE, "去掉密码"),
        (".rtf", b"\x00\x01\x02" * 99, "读不出来"),
    ],
)
def test_what_is_no_word_file_is_refused_with_a_sentence(ending, data, said):
    assert said in refused(ending, data)


def test_without_libreoffice_the_sentence_says_how_to_save(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    said = refused(".rtf", rtf(ONE))
    assert (
        said == "这台服务器没有安装 LibreOffice，读不了 .rtf，请在 Word/WPS 中另存为 .docx 后再导入"
    )


def _with_types(data):
    """The same .docx with the types of its parts, without which LibreOffice opens none."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "[Content_Types].xml":
                part = part.replace(b"</Types>", TYPES.encode() + b"</Types>")
            if name == "word/_rels/document.xml.rels":
                part = part.replace(b"</Relationships>", NUMBERS.encode() + b"</Relationships>")
            new.writestr(name, part)
    return buffer.getvalue()


@needs_office
def test_a_text_in_rtf_is_read():
    source, _ = read_source(".rtf", rtf("会员走进两家工厂", ONE))
    assert lines(source) == ["会员走进两家工厂", ONE]


RELATIONS = {"rA": ("aFChunk", "part.rtf")}


def with_rtf_inside(content):
    chunk = '<w:altChunk r:id="rA"/>'
    parts = {"word/part.rtf": content}
    return docx(paragraph(text("会员走进两家工厂")), chunk, relations=RELATIONS, extra=parts)


@needs_office
@pytest.mark.slow(reason="5 s: a start of LibreOffice; a text in .rtf stays in the quick suite")
def test_rtf_inside_a_word_file_is_read_in_its_place():
    source, witness = read_source(".docx", with_rtf_inside(rtf(ONE)))
    assert lines(source) == ["会员走进两家工厂", ONE]
    assert reading_of(source, file="a.docx", witness=witness).receipt.han_equal


def test_without_libreoffice_rtf_inside_is_named(monkeypatch):
    monkeypatch.setenv("PATH", "")
    source, _ = read_source(".docx", with_rtf_inside(rtf(ONE)))
    assert source.skipped == ("没有读入的嵌入文档 1 处：part.rtf",)


@needs_office
@pytest.mark.slow(reason="5 s: a start of LibreOffice; a text in .rtf stays in the quick suite")
def test_an_odt_is_read_and_nothing_that_it_links_to(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("机密的内容", encoding="utf-8")
    linked = (
        f"<text:p>{ONE}</text:p><text:section text:name='s'><text:section-source "
        f"xlink:href='{secret.as_uri()}' xlink:type='simple'/><text:p>旧</text:p></text:section>"
    )
    assert lines(read_source(".odt", odt(linked))[0]) == [ONE, "旧"]


@needs_office
@pytest.mark.slow(reason="10 s: two starts of LibreOffice; .rtf stays in the quick suite")
@pytest.mark.parametrize("ending", [".doc", ".wps", ".docx"])
def test_an_older_word_file_keeps_numbers_and_hides_what_is_hidden(tmp_path, ending):
    numbered = numbered_docx(
        paragraph(long_text()),
        item(ONE),
        paragraph(ONE, text("内部", extra="<w:vanish/>")),
        parts=(abstract(level("chineseCountingThousand", "第%1条")), num()),
    )
    (tmp_path / "a.docx").write_bytes(_with_types(numbered))
    command = [find_program(), f"-env:UserInstallation={tmp_path.as_uri()}/p", "--headless"]
    subprocess.run(
        [*command, "--convert-to", "doc", "a.docx"], cwd=tmp_path, check=True, capture_output=True
    )
    data = (tmp_path / "a.doc").read_bytes()
    assert data.startswith(OLE[:8])
    source, _ = read_source(ending, data)
    assert lines(source)[1].startswith("第一条")
    assert "内部" not in "".join(lines(source))


def test_a_conversion_that_hangs_is_ended_with_its_children(monkeypatch, tmp_path):
    program = tmp_path / "soffice"
    note = tmp_path / "child"
    program.write_text(f"#!/bin/sh\nsleep 60 & echo $! > {note}; wait\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr(office_files, "SECONDS", 1)
    assert refused(".rtf", rtf(ONE)).startswith("这个 .rtf 文件转换得太久")
    child = int(note.read_text(encoding="utf-8"))
    end = time.monotonic() + 20
    while _is_running(child) and time.monotonic() < end:
        time.sleep(0.05)  # a signal arrives when the machine gets to it
    assert not _is_running(child)


def _is_running(process):
    state = Path(f"/proc/{process}/stat")
    return state.exists() and state.read_text(encoding="utf-8").split()[2] != "Z"


def test_a_conversion_sees_no_secret_of_the_server_and_leaves_nothing(monkeypatch, tmp_path):
    program, seen = tmp_path / "soffice", tmp_path / "seen"
    program.write_text(
        f"#!/bin/sh\nenv > {seen}; pwd >> {seen}; ulimit -t >> {seen}\n", encoding="utf-8"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setenv("CHAMBER_SECRET_KEY", "geheim")
    assert refused(".rtf", rtf(ONE)).startswith("这个 .rtf 文件读不出来")
    *environment, folder, seconds = seen.read_text(encoding="utf-8").split("\n")[:-1]
    assert "geheim" not in "".join(environment)
    assert not Path(folder).exists()
    assert seconds == str(office_files.CPU_SECONDS)
