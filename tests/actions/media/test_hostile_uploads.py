"""Files that run, load or hide something are refused or cleaned; good ones of each kind pass.

All are made here. Beside each hostile one stands a good file of the same make, so that no check
passes by refusing everything.
"""

import io

import pytest
from PIL import Image

from series.actions.errors import EditorialError
from series.actions.media.attachments import checked_file
from series.actions.media.picture_bytes import tidy_picture
from tests.helpers.samples.packages import (
    CODE,
    COMPOUND,
    PROGRAM,
    blocks,
    content_type,
    docx,
    docx_parts,
    drawn,
    field,
    gif_with,
    jpeg_with,
    mark,
    png_with,
    pptx,
    relation,
    uncompressed_png,
    xlsx,
    zipped,
)

LNK = b"L\0\0\0\x01\x14\x02\0" + bytes(60)
DDE = 'DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc.exe"'
QUOTED_DDE = "QUOTE " + " ".join(str(ord(letter)) for letter in "DDEAUTO cmd")
OLD_SHEET = b"\x85\0\x0e\0" + bytes(4) + b"\0\x01\x06\0Macro1"
SIMPLE = '<w:fldSimple w:instr="DDE excel a b"/>'
ENTITY = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'


def formula(words):
    return f"<c><f>{words}</f></c>"


def named(words, **attributes):
    given = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<definedNames><definedName{given}>{words}</definedName></definedNames>"


def link(part):
    return {"xl/externalLinks/externalLink1.xml": f"<externalLink>{part}</externalLink>"}


OFFICE = {
    "宏.docx": docx(parts={"word/vbaProject.bin": COMPOUND}),
    "宏，大小写.docx": docx(parts={"word/VBAProject.BIN": b"x"}),
    "宏，反斜杠.docx": docx(parts={"word\\vbaProject.bin": b"x"}),
    "宏，改名为图.docx": docx(parts={"word/media/image1.png": COMPOUND}),
    "宏的数据.docx": docx(parts={"word/vbaData.xml": "<a/>"}),
    "宏的类型.docx": docx(types=content_type("ms-word.document.macroEnabled.main")),
    "宏的关系.docx": docx(relations=relation("vbaProject", "a.bin")),
    "4.0宏表.xlsx": xlsx(parts={"xl/macrosheets/sheet1.xml": "<a/>"}),
    "4.0宏表，类型.xlsx": xlsx(types=content_type("ms-excel.macrosheet")),
    "4.0宏表，关系.xlsx": xlsx(relations=relation("xlMacrosheet", "worksheets/sheet2.xml")),
    "4.0宏表，国际.xlsx": xlsx(relations=relation("xlIntlMacrosheet", "a.xml")),
    "对话框表.xlsx": xlsx(parts={"xl/dialogsheets/sheet1.xml": "<a/>"}),
    "自动运行的名称.xlsx": xlsx(workbook=named("A1", name="Auto_Open")),
    "宏名称.xlsx": xlsx(workbook=named("A1", name="a", xlm="1")),
    "OLE对象.docx": docx(parts={"word/embeddings/oleObject1.bin": COMPOUND}),
    "OLE对象，改名.docx": docx(parts={"word/embeddings/数据.xlsx": COMPOUND}),
    "OLE对象，关系.docx": docx(relations=relation("oleObject", "embeddings/a.bin")),
    "OLE对象.pptx": pptx(parts={"ppt/embeddings/oleObject1.bin": b"x"}),
    "嵌入的程序.docx": docx(parts={"word/embeddings/a.exe": b"x"}),
    "嵌入的程序，改名.docx": docx(parts={"word/media/image1.jpeg": PROGRAM}),
    "嵌入的带宏工作簿.docx": docx(
        parts={"word/embeddings/a.xlsx": xlsx(parts={"xl/vbaProject.bin": COMPOUND})}
    ),
    "ActiveX.docx": docx(parts={"word/activeX/activeX1.xml": "<a/>"}),
    "ActiveX，关系.docx": docx(relations=relation("control", "a.xml")),
    "ActiveX，类型.xlsx": xlsx(types=content_type("ms-office.activeX")),
    "网页加载项.docx": docx(parts={"word/webextensions/webextension1.xml": "<a/>"}),
    "altChunk.docx": docx(relations=relation("aFChunk", "a.htm")),
    "DDE域.docx": docx(field(DDE)),
    "DDE域，分段.docx": docx(field("DDE", "AU", "TO cmd")),
    "DDE域，小写.docx": docx(field("  ddeauto cmd")),
    "DDE域，QUOTE编码.docx": docx(field(field(QUOTED_DDE))),
    "DDE域，名称由域拼出.docx": docx(field(field("REF a"), field("REF b"))),
    "DDE域，简单写法.docx": docx(SIMPLE),
    "DDE域，已删除.docx": docx("<w:r><w:delInstrText>DDE a b</w:delInstrText></w:r>"),
    "DDE域，在页眉.docx": docx(
        parts={"word/header1.xml": docx_parts(field(DDE))["word/document.xml"]}
    ),
    "DDE域，UTF-16.docx": docx(
        parts={"word/footer1.xml": docx_parts(field(DDE))["word/document.xml"].encode("utf-16")}
    ),
    "LINK域.docx": docx(field("LINK Excel.Sheet.8 a.xls")),
    "INCLUDETEXT域.docx": docx(field('INCLUDETEXT "https://a.example/b.docx"')),
    "INCLUDEPICTURE域.docx": docx(field('INCLUDEPICTURE "\\\\\\\\10.0.0.1\\\\a.png"')),
    "DDE链接.xlsx": xlsx(parts=link('<ddeLink ddeService="cmd" ddeTopic="/c calc"/>')),
    "OLE链接.xlsx": xlsx(parts=link("<oleLink/>")),
    "DDE公式.xlsx": xlsx(formula("cmd|'/c calc'!A0")),
    "DDE公式，引号.xlsx": xlsx(formula("'cmd'|'/c calc'!A0")),
    "DDE公式，名称.xlsx": xlsx(workbook=named("cmd|'/c calc'!A0", name="a")),
    "WEBSERVICE.xlsx": xlsx(formula("_xlfn.WEBSERVICE(A1)")),
    "CALL.xlsx": xlsx(formula('CALL("a","b")')),
    "数据连接.xlsx": xlsx(parts={"xl/connections.xml": "<c><connection><webPr/></connection></c>"}),
    "外部模板.docx": docx(
        relations=relation("attachedTemplate", "https://a.example/b", outside=True)
    ),
    "外部模板，本机.docx": docx(
        relations=relation("attachedTemplate", "file:///a.dot", outside=True)
    ),
    "外部图片.docx": docx(relations=relation("image", "https://a.example/b.png", outside=True)),
    "外部框架.docx": docx(relations=relation("frame", "http://a.example/", outside=True)),
    "外部对象.docx": docx(relations=relation("oleObject", "mhtml:http://a.example/", outside=True)),
    "外部工作簿.xlsx": xlsx(relations=relation("externalLinkPath", "//a/b.xlsx", outside=True)),
    "外部媒体.pptx": pptx(relations=relation("video", "https://a.example/b", outside=True)),
    "链接到程序.docx": docx(relations=relation("hyperlink", "ms-msdt:/id a", outside=True)),
    "脚本链接.docx": docx(relations=relation("hyperlink", "javascript:alert(1)", outside=True)),
    "UTF-16关系.docx": docx(
        parts={
            "word/_rels/settings.xml.rels": (
                "<Relationships>"
                + relation("attachedTemplate", "http://a.example/", outside=True)
                + "</Relationships>"
            ).encode("utf-16")
        }
    ),
    "VML外部图.docx": docx('<v:imagedata xmlns:v="urn:v" src="https://a.example/b.png"/>'),
    "动作按钮.pptx": pptx('<a:hlinkClick action="ppaction://program"/>'),
    "宏按钮.pptx": pptx('<a:hlinkClick action="ppaction://macro?name=a"/>'),
    "带脚本的SVG.docx": docx(parts={"word/media/a.svg": "<svg onload='alert(1)'/>"}),
    "实体.docx": docx(parts={"word/settings.xml": ENTITY}),
}
ARCHIVES = {
    "程序": {"a.exe": PROGRAM},
    "程序，改名为图": {"照片.jpg": PROGRAM},
    "程序，改名为文字": {"说明.txt": PROGRAM},
    "程序，双后缀": {"通知.pdf.exe": b"%PDF-"},
    "程序，后缀后有点": {"a.exe.": PROGRAM},
    "程序，后缀后有空格": {"a.scr ": PROGRAM},
    "ELF": {"a.txt": b"\x7fELF" + bytes(20)},
    "脚本 .js": {"a.js": b"x"},
    "脚本 .vbs": {"a.vbs": b"x"},
    "脚本 .bat": {"a.bat": b"x"},
    "脚本 .ps1": {"a.ps1": b"x"},
    "脚本 .hta": {"a.hta": b"x"},
    "脚本 .sh": {"a.sh": b"x"},
    "脚本，改名": {"a.txt": b'Set a = CreateObject("WScript.Shell")'},
    "脚本，改名，UTF-16": {"a.txt": "<script>a</script>".encode("utf-16")},
    "网页": {"a.html": b"<p>"},
    "快捷方式": {"a.lnk": LNK},
    "快捷方式，改名": {"a.pdf": LNK},
    "带宏的文档": {"a.docm": docx()},
    "带宏的文档，改名": {"a.docx": docx(parts={"word/vbaProject.bin": COMPOUND})},
    "带宏的旧文档": {"a.doc": COMPOUND + "_VBA_PROJECT".encode("utf-16-le")},
    "4.0宏的旧工作簿": {"a.xls": COMPOUND + OLD_SHEET},
    "带对象的RTF": {"a.rtf": b"{\\rtf1{\\object{\\*\\objdata 0105}}}"},
    "DDE的CSV": {"a.csv": "姓名,电话\n=cmd|'/c calc'!A0,1".encode()},
    "7z": {"a.7z": b"7z\xbc\xaf"},
    "光盘映像": {"a.iso": b"x"},
    "内层的程序": {"b.zip": zipped({"a.exe": PROGRAM})},
    "内层的快捷方式": {"b.zip": zipped({"a.lnk": LNK})},
    "内层的带宏文档": {"b.zip": zipped({"a.docx": docx(parts={"word/vbaProject.bin": COMPOUND})})},
    "套了三层": {"c.zip": zipped({"b.zip": zipped({"a.txt": b"x"})})},
    "压缩包改名为文档": {"a.docx": zipped({"a.exe": PROGRAM})},
    "伪装的系统文件": {".DS_Store": PROGRAM},
    "伪装的苹果文件": {"__MACOSX/._a.jpg": PROGRAM},
    "路径": {"../../a.txt": b"x"},
}
PICTURES = {
    "JPEG 注释": jpeg_with(0xFE, CODE),
    "JPEG APP1": jpeg_with(0xE1, CODE),
    "JPEG APP14": jpeg_with(0xEE, b"Adobe" + CODE),
    "JPEG 保留段": jpeg_with(0xF1, CODE),
    "JPEG 文件尾": drawn("JPEG") + CODE,
    "PNG 文字": png_with(b"tEXt", b"Comment\0" + CODE),
    "PNG 自定段": png_with(b"prVt", CODE),
    "PNG 背景色段": png_with(b"bKGD", CODE),
    "PNG 文件尾": drawn("PNG") + CODE,
    "GIF 注释": gif_with(b"\x21\xfe" + blocks(CODE)),
    "GIF 应用段": gif_with(b"\x21\xff\x0bXMP DataXMP" + blocks(CODE)),
    "GIF 循环段加长": gif_with(b"\x21\xff\x0bNETSCAPE2.0" + blocks(b"\1\0\0" + CODE)),
    "GIF 控制段加长": gif_with(b"\x21\xf9" + blocks(bytes(4) + CODE)),
    "GIF 文件尾": drawn("GIF") + CODE,
}
FRAME = {"JPEG": "jpg", "PNG": "png", "GIF": "gif"}


def extension_of(name):
    return FRAME[name.split()[0]]


@pytest.mark.parametrize("name", OFFICE)
def test_an_office_file_that_runs_or_loads_is_refused(name):
    with pytest.raises(EditorialError, match=r"不能上传，请|已损坏，请"):
        checked_file(OFFICE[name], name.rpartition(".")[2])


@pytest.mark.parametrize("name", ARCHIVES)
def test_an_archive_with_something_that_runs_is_refused(name):
    with pytest.raises(EditorialError, match=r"不能上传|再上传"):
        checked_file(zipped(ARCHIVES[name]), "zip")


@pytest.mark.parametrize("name", PICTURES)
def test_code_beside_what_draws_a_picture_goes(name):
    plain = drawn(name.split()[0])
    before = Image.open(io.BytesIO(plain)).convert("RGB").tobytes()
    for stored in (
        tidy_picture(PICTURES[name]).data,
        checked_file(PICTURES[name], extension_of(name)),
    ):
        assert b"<script" not in stored
        assert Image.open(io.BytesIO(stored)).convert("RGB").tobytes() == before
    assert b"<script" in PICTURES[name]  # control: it was there


@pytest.mark.parametrize(
    ("data", "extension"),
    [
        (b"\xff\xd8\xff" + CODE, "jpg"),
        (b"\x89PNG\r\n\x1a\n" + CODE, "png"),
        (b"GIF89a" + CODE, "gif"),
        (drawn("PNG"), "jpg"),
        (drawn("BMP"), "png"),
    ],
)
def test_what_only_begins_as_a_picture_is_refused(data, extension):
    with pytest.raises(EditorialError, match="请"):
        checked_file(data, extension)


def test_points_that_are_code_are_drawn_anew_or_refused():
    """A picture without compression whose points spell a script: drawn anew it spells none."""
    data = uncompressed_png((CODE * 60)[: 40 * 12 * 3], size=(40, 12))
    assert b"<script" in data
    assert b"<script" not in tidy_picture(data).data


def test_an_encrypted_archive_is_refused():
    data = bytearray(zipped({"a.txt": b"x"}, stored=True))
    for head, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(head) + flag] |= 1
    with pytest.raises(EditorialError, match="有密码"):
        checked_file(bytes(data), "zip")


def test_an_archive_behind_other_bytes_is_refused():
    """Two archives in one file: programs that read from the front would see the other one."""
    two = zipped({"a.exe": PROGRAM}) + zipped({"b.txt": b"x"})
    with pytest.raises(EditorialError, match="已损坏"):
        checked_file(two, "zip")


GOOD = {
    "通知.docx": docx(),
    "有链接.docx": docx(relations=relation("hyperlink", "https://www.gov.cn/", outside=True)),
    "有目录和页码.docx": docx(field("TOC \\o 1-3", field("PAGEREF _Toc1")) + field("PAGE")),
    "有占位.docx": docx(field("MACROBUTTON NoMacro [单击此处输入]")),
    "有本机图片域.docx": docx(field('INCLUDEPICTURE "C:\\a.png" \\* MERGEFORMATINET')),
    "有图表数据.docx": docx(parts={"word/embeddings/数据.xlsx": xlsx()}),
    "有图.docx": docx(parts={"word/media/image1.png": drawn("PNG")}),
    "有没结束的域.docx": docx(mark("begin") + "<w:r><w:t>文</w:t></w:r>"),
    "名单.xlsx": xlsx(
        formula("SUM(A1:A3)") + formula("'收入|支出'!A1") + formula('"甲|乙"&amp;A1')
    ),
    "打印区域.xlsx": xlsx(workbook=named("Sheet1!$A$1:$B$2", name="_xlnm.Print_Area")),
    "打印机.xlsx": xlsx(parts={"xl/printerSettings/printerSettings1.bin": b"H\0P\0" + bytes(90)}),
    "讲稿.pptx": pptx('<a:hlinkClick action="ppaction://hlinkshowjump?jump=nextslide"/>'),
    "合集.zip": zipped(
        {
            "通知.docx": docx(),
            "名单.xlsx": xlsx(),
            "旧表.xls": COMPOUND,
            "照片/现场.jpg": drawn("JPEG"),
            "说明.txt": "请于明天前报名。价格|数量！",
            "数据.csv": "姓名,增长\n张三,-3%\n李四,+5",
            "报名.pdf": b"%PDF-1.7",
            "空.txt": b"",
            "再一层.zip": zipped({"说明.txt": b"x"}),
            "__MACOSX/._a.jpg": b"\0\x05\x16\x07" + bytes(20),
        }
    ),
    "报名.pdf": b"%PDF-1.7 x",
}


@pytest.mark.parametrize("name", GOOD)
def test_a_good_file_is_stored_as_it_is(name):
    assert checked_file(GOOD[name], name.rpartition(".")[2]) == GOOD[name]


def test_a_good_picture_is_stored_byte_for_byte():
    for kind in ("PNG", "GIF"):
        assert checked_file(drawn(kind), FRAME[kind]) == drawn(kind)


def test_the_table_is_as_long_as_the_documents_say():
    assert len(OFFICE) + len(ARCHIVES) + len(PICTURES) >= 100
