"""Word manuscripts: nothing of the text gets lost, nothing hostile gets in."""

import io
import re
import struct
import zipfile

import mammoth
import pytest
from lxml import html as lxml_html

from series.text import archive_guard, markup
from series.text.blocks import TextError
from series.text.manuscript import read_manuscript

from tests.text.docx_builder import (
    cell,
    docx,
    link,
    long_text,
    pack,
    paragraph,
    parts,
    picture,
    png,
    table,
    text,
)

RELATIONS = {
    "rLink": ("hyperlink", "https://www.example.cn/news?a=1&b=2"),
    "rPng": ("image", "media/image1.png"),
    "rEmf": ("image", "media/image2.emf"),
}
MEDIA = {
    "word/media/image1.png": png(),
    "word/media/image2.emf": b"\x01\x00\x00\x00EMF nothing else",
}
FOOTNOTES = (
    '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
    f'<w:footnote w:id="2">{paragraph("数据来自年度调查。")}</w:footnote>'
)


def rich() -> bytes:
    return docx(
        paragraph("座谈会纪要与展望", style="a3"),
        paragraph("——商会年度工作侧记", style="a4"),
        paragraph("　　" + long_text()),
        paragraph("工作回顾", style="1"),
        paragraph("走访企业", style="2"),
        paragraph("正文里有", text("加粗", bold=True), "和", link("一处链接", "rLink"), "。"),
        paragraph("服务清单", style="3"),
        paragraph("政策宣讲", number="1"),
        paragraph("融资对接", number="1"),
        paragraph("先走访", number="2"),
        paragraph("后汇总", number="2"),
        paragraph(text("来年打算", bold=True)),
        paragraph("打算如下", '<w:r><w:footnoteReference w:id="2"/></w:r>', "。"),
        table(
            [cell("项目"), cell("场次", span=2)],
            [cell("宣讲", merge="restart"), cell("上半年"), cell("12")],
            [cell("", merge="continue"), cell("下半年"), cell("15")],
            header=True,
        ),
        paragraph(picture("rPng", alt="会场全景")),
        paragraph("图1 座谈会现场", style="a6"),
        paragraph(picture("rEmf", alt="组织结构图")),
        paragraph(
            "今年",
            f'<w:ins w:id="1" w:author="x">{text("新增")}</w:ins>',
            '<w:del w:id="2" w:author="x"><w:r><w:delText>删掉</w:delText></w:r></w:del>',
            "会员。",
        ),
        relations=RELATIONS,
        footnotes=FOOTNOTES,
        extra=MEDIA,
    )


@pytest.fixture(scope="module")
def source():
    return read_manuscript(rich())


def of_kind(source, kind):
    return [block for block in source.blocks if block.kind == kind]


def body(source):
    return "\n".join(block.html for block in source.blocks)


def test_title_and_subtitle(source):
    assert source.title == "座谈会纪要与展望"
    assert source.blocks[0].text == "——商会年度工作侧记"


def test_styles_and_bold_lines_become_headings(source):
    headings = [(block.kind, block.text) for block in source.blocks if block.kind.startswith("h")]
    assert headings == [
        ("h2", "工作回顾"),
        ("h3", "走访企业"),
        ("h4", "服务清单"),
        ("h2", "来年打算"),
    ]


def test_indentation_goes_and_bold_inside_a_paragraph_stays(source):
    assert source.blocks[1].text == long_text()
    assert "正文里有<strong>加粗</strong>和" in body(source)


def test_lists(source):
    assert [b.html for b in of_kind(source, "ul")] == [
        "<ul><li>政策宣讲</li><li>融资对接</li></ul>"
    ]
    assert [b.html for b in of_kind(source, "ol")] == ["<ol><li>先走访</li><li>后汇总</li></ol>"]


def test_merged_cells_of_a_table(source):
    (found,) = of_kind(source, "table")
    assert '<thead><tr><th>项目</th><th colspan="2">场次</th></tr></thead>' in found.html
    assert '<td rowspan="2">宣讲</td>' in found.html
    assert found.text.split("\n") == ["项目", "场次", "宣讲", "上半年", "12", "下半年", "15"]


def test_link_keeps_its_address(source):
    expected = '<a href="https://www.example.cn/news?a=1&amp;b=2" rel="noopener">一处链接</a>'
    assert expected in body(source)


def test_footnote_becomes_text(source):
    assert "打算如下<sup>[1]</sup>。" in body(source)
    assert source.blocks[-1].text == "[1] 数据来自年度调查。"
    assert "↑" not in body(source)


def test_picture_and_caption_become_a_figure(source):
    (image,) = source.images
    assert (image.data, image.content_type, image.alt) == (png(), "image/png", "会场全景")
    expected = f'<figure><img src="picture:{image.token}" alt="会场全景"><figcaption>图1 座谈会现场</figcaption></figure>'
    assert [b.html for b in of_kind(source, "figure")] == [expected]


def test_what_cannot_be_stored_is_named(source):
    assert "无法保存的图片 1 幅（EMF）" in source.skipped
    assert "修订中已删除的文字 1 处" in source.skipped


def test_insertions_stay_and_deletions_go(source):
    assert "今年新增会员。" in [block.text for block in source.blocks]
    assert "删掉" not in body(source)


def test_all_text_is_kept(source):
    written = re.findall(
        r"<w:t [^>]*>([^<]*)</w:t>",
        zipfile.ZipFile(io.BytesIO(rich())).read("word/document.xml").decode(),
    )
    kept = source.title + "".join(block.text for block in source.blocks)
    for piece in written:
        assert piece.strip(" 　") in kept


def test_result_is_clean(source):
    assert markup.clean(body(source)) == body(source)


@pytest.mark.parametrize("style", ["", "mid2"])
def test_centred_first_line_is_the_title(style):
    align = "" if style else "center"
    source = read_manuscript(
        docx(paragraph("携手同行 共话发展", style=style, align=align), paragraph(long_text()))
    )
    assert source.title == "携手同行 共话发展"
    assert [block.text for block in source.blocks] == [long_text()]


def test_first_line_without_sign_of_a_title_is_text():
    source = read_manuscript(docx(paragraph("只是普通的一行"), paragraph(long_text())))
    assert source.title == ""
    assert source.blocks[0].text == "只是普通的一行"


def test_single_first_heading_above_others_is_the_title():
    manuscript = docx(
        paragraph("全文的标题", style="1"),
        paragraph("第一节", style="2"),
        paragraph(long_text()),
        paragraph("第二节", style="2"),
    )
    source = read_manuscript(manuscript)
    assert source.title == "全文的标题"
    assert [b.text for b in of_kind(source, "h2")] == ["第一节", "第二节"]


def test_bold_signature_and_bold_sentences_are_no_headings():
    source = read_manuscript(
        docx(
            paragraph(text("这是一整句加粗的话。", bold=True)),
            paragraph(long_text()),
            paragraph(text("某某商会", bold=True)),
            paragraph(text("2024年1月", bold=True)),
        )
    )
    assert {block.kind for block in source.blocks} == {"p"}


def test_second_rank_of_bold_headings():
    source = read_manuscript(
        docx(
            paragraph(text("一、总体情况", bold=True)),
            paragraph(text("（一）会员", bold=True)),
            paragraph(long_text()),
        )
    )
    assert [block.kind for block in source.blocks] == ["h2", "h3", "p"]


def test_text_that_the_converter_alone_would_lose():
    box = paragraph("文本框里的话")
    lost = paragraph(
        f'<w:fldSimple w:instr="DATE">{text("二〇二四年")}</w:fldSimple>',
        "<m:oMath><m:r><m:t>a+b=c</m:t></m:r></m:oMath>",
        f"<w:r><w:ruby><w:rt>{text('cháng')}</w:rt><w:rubyBase>{text('常')}</w:rubyBase></w:ruby></w:r>",
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic><a:graphicData><wps:wsp>'
        f"<wps:txbx><w:txbxContent>{box}</w:txbxContent></wps:txbx>"
        "</wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice></mc:AlternateContent></w:r>",
    )
    manuscript = docx(lost)
    bare = mammoth.convert_to_html(io.BytesIO(manuscript)).value
    assert all(words not in bare for words in ("二〇二四年", "a+b=c", "常", "文本框里的话"))
    words = "\n".join(block.text for block in read_manuscript(manuscript).blocks)
    assert words == "二〇二四年a+b=c常\n文本框里的话"


def test_picture_without_its_relation_does_not_stop_the_text():
    manuscript = docx(paragraph(picture("rGone", alt="丢了")), paragraph(long_text()))
    with pytest.raises(KeyError):
        mammoth.convert_to_html(io.BytesIO(manuscript))
    assert [block.text for block in read_manuscript(manuscript).blocks] == [long_text()]


def test_main_part_under_another_name():
    members = parts(paragraph(long_text()))
    members["word/document2.xml"] = members.pop("word/document.xml")
    members["word/_rels/document2.xml.rels"] = members.pop("word/_rels/document.xml.rels")
    members["_rels/.rels"] = members["_rels/.rels"].replace(
        b"word/document.xml", b"/word/document2.xml"
    )
    assert read_manuscript(pack(members)).blocks[0].text == long_text()


def test_table_caption_above_the_table():
    source = read_manuscript(
        docx(
            paragraph("表1 场次", style="a5"),
            table([cell("甲"), cell("乙")]),
            paragraph(long_text()),
        )
    )
    assert source.blocks[0].html.startswith("<table><caption>表1 场次</caption>")


# --- hostile and broken files ---


def refused(data: bytes) -> str:
    with pytest.raises(TextError) as caught:
        read_manuscript(data)
    return str(caught.value)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#9;script:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "vbscript:x",
    ],
)
def test_hostile_link_keeps_only_its_words(address):
    members = parts(
        paragraph("前", link("点我", "rBad"), "后"), relations={"rBad": ("hyperlink", "X:")}
    )
    rels = "word/_rels/document.xml.rels"
    members[rels] = members[rels].replace(b'Target="X:"', f'Target="{address}"'.encode())
    manuscript = pack(members)
    assert (
        "<a href" in mammoth.convert_to_html(io.BytesIO(manuscript)).value
    )  # alone it lets them pass
    (block,) = read_manuscript(manuscript).blocks
    assert block.html == "<p>前点我后</p>"


def test_outside_picture_is_never_read(tmp_path):
    secret = tmp_path / "secret.png"
    secret.write_bytes(png(3, 3))
    relations = {"rOut": ("image", secret.as_uri())}
    manuscript = docx(
        paragraph(picture("rOut", alt="外部图", how="link")),
        paragraph(long_text()),
        relations=relations,
    )
    opened = mammoth.convert_to_html(io.BytesIO(manuscript), external_file_access=True)
    assert "data:image" in opened.value  # the file is there, and would be read if it were allowed
    source = read_manuscript(manuscript)
    assert source.images == ()
    assert "未随文保存的网络图片 1 幅：外部图" in source.skipped


def test_embedded_style_rules_are_ignored():
    manuscript = docx(
        paragraph("保密的话"), paragraph(long_text()), extra={"mammoth/style-map": b"p => !"}
    )
    assert mammoth.convert_to_html(io.BytesIO(manuscript)).value == ""
    assert read_manuscript(manuscript).blocks[0].text == "保密的话"


def test_bomb_of_zeros():
    members = parts(paragraph(long_text()))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
        with archive.open("word/media/zeros.png", "w", force_zip64=True) as stream:
            for _ in range(1024):
                stream.write(bytes(1024 * 1024))
    bomb = buffer.getvalue()
    assert len(bomb) < 3 * 1024 * 1024
    assert refused(bomb) == archive_guard.TOO_LARGE


def lying(data: bytes, name: str, *, claimed: int) -> bytes:
    """The same archive, but its headers claim another unpacked size for one member."""
    data = bytearray(data)
    for signature, size_at, length_at, name_at in (
        (b"PK\x03\x04", 22, 26, 30),
        (b"PK\x01\x02", 24, 28, 46),
    ):
        at = -1
        while (at := data.find(signature, at + 1)) >= 0:
            length = struct.unpack_from("<H", data, at + length_at)[0]
            if data[at + name_at : at + name_at + length] == name.encode():
                struct.pack_into("<I", data, at + size_at, claimed)
    return bytes(data)


def test_lying_headers_gain_nothing():
    big = "word/media/big.png"
    honest = docx(paragraph(long_text()), extra={big: bytes(110 * 1024 * 1024)})
    assert refused(honest) == archive_guard.TOO_LARGE
    liar = lying(honest, big, claimed=1000)
    assert zipfile.ZipFile(io.BytesIO(liar)).getinfo(big).file_size == 1000
    assert refused(liar) in (archive_guard.TOO_LARGE, archive_guard.BROKEN)


def test_large_xml_part():
    assert (
        refused(docx(paragraph(long_text()), extra={"word/comments.xml": bytes(21 * 1024 * 1024)}))
        == archive_guard.TOO_LARGE
    )


def test_too_many_members():
    extra = {f"word/media/{number}.png": b"" for number in range(2100)}
    assert refused(docx(paragraph(long_text()), extra=extra)) == archive_guard.TOO_LARGE


ENTITY = (
    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd"><!ENTITY a "甲"><!ENTITY b "&a;&a;&a;">]>'
)


@pytest.mark.parametrize(
    "part", ["word/document.xml", "word/styles.xml", "_rels/.rels", "word/_rels/document.xml.rels"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_definitions_are_refused_in_every_part(part, encoding):
    members = parts(paragraph(long_text()))
    declared = f'<?xml version="1.0" encoding="{encoding}"?>{ENTITY}{members[part].decode()}'
    assert refused(pack({**members, part: declared.encode(encoding)})) == archive_guard.HAS_ENTITIES


def test_entities_would_be_expanded_without_the_guard():
    members = parts(paragraph("换我"))
    document = ENTITY + members["word/document.xml"].decode().replace("换我", "&b;")
    manuscript = pack({**members, "word/document.xml": document.encode()})
    assert "甲甲甲" in mammoth.convert_to_html(io.BytesIO(manuscript)).value
    assert refused(manuscript) == archive_guard.HAS_ENTITIES


def test_definitions_in_a_part_without_an_xml_name():
    members = parts(paragraph(long_text()))
    members["word/main.bin"] = ENTITY.encode() + members["word/document.xml"]
    members["_rels/.rels"] = members["_rels/.rels"].replace(b"document.xml", b"main.bin")
    assert refused(pack(members)) == archive_guard.HAS_ENTITIES


def test_deep_nesting():
    deep = "<w:smartTag>" * 3000 + text("深") + "</w:smartTag>" * 3000
    with pytest.raises(RecursionError):
        mammoth.convert_to_html(io.BytesIO(docx(paragraph(deep))))
    assert refused(docx(paragraph(deep))) == archive_guard.TOO_COMPLEX


def test_deepest_allowed_nesting_is_read():
    deep = "<w:smartTag>" * 140 + text("不算太深") + "</w:smartTag>" * 140
    assert read_manuscript(docx(paragraph(deep))).blocks[0].text == "不算太深"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), archive_guard.OLD_OR_LOCKED),
        (b"", archive_guard.NOT_WORD),
        (b"{\\rtf1 hello}", archive_guard.NOT_WORD),
        ("只是一段文字".encode(), archive_guard.NOT_WORD),
        (b"PK\x03\x04" + bytes(100), archive_guard.BROKEN),
    ],
)
def test_files_that_are_no_manuscript(data, sentence):
    assert refused(data) == sentence


def test_old_word_file_says_what_to_do():
    assert (
        refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
        == "这是加密的或旧版 .doc 文件，请在 Word/WPS 中去掉密码、另存为 .docx 后再导入"
    )


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_truncated(share):
    data = rich()
    assert refused(data[: int(len(data) * share)]) == archive_guard.BROKEN


def test_flipped_bytes_end_in_a_sentence_or_a_text():
    data = rich()
    for at in range(40, len(data), 97):
        broken = bytearray(data)
        broken[at] ^= 0xFF
        try:
            read_manuscript(bytes(broken))
        except TextError as error:
            assert "请" in str(error)


def test_without_main_part():
    members = parts(paragraph(long_text()))
    del members["word/document.xml"]
    assert refused(pack(members)) == archive_guard.NOT_WORD


def test_zip_with_password_flag():
    data = bytearray(docx(paragraph(long_text())))
    for signature, flags_at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(signature, at + 1)) >= 0:
            data[at + flags_at] |= 1
    assert refused(bytes(data)) == archive_guard.OLD_OR_LOCKED


def test_malformed_xml():
    members = parts(paragraph(long_text()))
    members["word/document.xml"] = members["word/document.xml"][:-10]
    assert refused(pack(members)) == archive_guard.BROKEN


def test_empty_document():
    assert refused(docx(paragraph(""))) == "这个 .docx 里没有正文，请检查是否选错了文件"


def test_html_written_as_text_stays_text():
    (block,) = read_manuscript(docx(paragraph(text("<script>alert(1)</script>&lt;")))).blocks
    assert block.text == "<script>alert(1)</script>&lt;"
    assert lxml_html.fragment_fromstring(block.html).xpath("//script") == []
