import codecs

import pytest

from series.text.documents.decoding import MAX_BYTES, decode, decode_named, decode_page
from series.text.markup.blocks import TextError

TEXT = "常商论坛举行\n专家学者与企业家同台，共谈新能源之都。\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("gb18030"),
        TEXT.encode("gbk"),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.replace("\n", "\r\n").encode("gb18030"),
    ],
    ids=["utf8", "utf8-bom", "gb18030", "gbk", "utf16", "be-bom", "le", "be", "crlf"],
)
def test_every_encoding_of_an_office_gives_the_same_text(data):
    assert decode(data) == TEXT


def test_rare_characters_survive_gb18030():
    assert decode("𠮷田与㐀字".encode("gb18030")) == "𠮷田与㐀字"


def test_invisible_marks_go_and_words_stay():
    assert decode("常\u200b商\u202e论\ufeff坛".encode()) == "常商论坛"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "文件是空的"),
        (b" \r\n\t", "文件是空的"),
        (codecs.BOM_UTF8, "文件是空的"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "压缩文件"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "加密"),
        (b"\x89PNG\r\n\x1a\n....", "图片"),
        (bytes(range(256)) * 4, "二进制"),
        (b"\xff\xff\xff\xff\xff", "无法识别文字编码"),
    ],
)
def test_what_is_no_text_is_refused_in_a_sentence(data, sentence):
    with pytest.raises(TextError, match=sentence):
        decode(data)


def test_an_oversized_file_is_refused_with_its_size():
    with pytest.raises(TextError, match=r"文件有 5\.1 MB，超过单篇上限 5 MB"):
        decode(b"a" * (MAX_BYTES + 1))
    with pytest.raises(TextError, match="文件有 50 MB"):
        decode(b"a" * 50 * 1024 * 1024)


def test_control_a_file_of_exactly_the_limit_is_read():
    assert len(decode(b"a" * MAX_BYTES)) == MAX_BYTES


def test_two_byte_codes_of_gb18030_give_the_characters_of_its_newer_edition():
    data = "会员".encode("gb18030") + b"\xfeQ" + "某与".encode("gb18030") + b"\xfeY" + b"\xa6\xd9"
    assert decode(data) == "会员\U00020087某与\u9fb4︐"


def test_invisible_marks_that_went_are_counted():
    assert decode_named("常\ufffc商\u200b论坛".encode()) == ("常商论坛", ("看不见的字符 2 个",))
    assert decode_named("常商论坛".encode()) == ("常商论坛", ())


PAGE = "<html><head><title>会员走进车间</title></head><body><p>三月十日上午，会员走进两家工厂。</p></body></html>"


@pytest.mark.parametrize(
    ("written", "declared"),
    [
        ("gbk", None),
        ("gbk", "utf-8"),
        ("gbk", "iso8859-1"),
        ("gbk", "big5"),
        ("utf-8", "gb18030"),
        ("utf-8-sig", "gb18030"),
        ("utf-16", None),
    ],
)
def test_a_page_is_read_whatever_encoding_it_declares(written, declared):
    assert decode_page(PAGE.encode(written), declared=declared) == (PAGE, ())


def test_a_page_in_traditional_encoding_is_read_by_what_it_declares():
    page = "<title>會員走進車間</title>"
    assert decode_page(page.encode("big5"), declared="big5") == (page, ())


LONG = PAGE.replace("</p>", "商会把提问整理成清单，约定逐条答复。" * 4 + "</p>")


@pytest.mark.parametrize(
    ("encoding", "broken"), [("utf-8", b"\xe4\xbc"), ("gbk", b"\xff"), ("gbk", b"\xd3<")]
)
def test_half_a_character_does_not_keep_a_page_out_and_is_named(encoding, broken):
    data = LONG.encode(encoding).replace("上午".encode(encoding), broken, 1)
    text, phrases = decode_page(data, declared=encoding)
    assert "会员走进车间" in text
    assert text.count("\ufffd") == 1
    assert phrases == ("读不出的字符 1 个，以“\ufffd”标出",)


def test_stray_nul_bytes_of_a_page_go():
    data = LONG.encode("gbk").replace(b"</p>", b"\x00</p>")
    assert decode_page(data, declared="gb18030") == (LONG, ())


@pytest.mark.parametrize("data", [bytes(range(256)) * 40, b"\x00\x01\xff\xfe\x02" * 200])
def test_control_bytes_that_are_no_page_are_refused(data):
    with pytest.raises(TextError):
        decode_page(data, declared=None)


TRADITIONAL = (
    "商會走進工廠\n三月十日，天寧區商會的會員走進兩家工廠，看新裝的生產線，聽車間主任講難處。\n"
)


@pytest.mark.parametrize("encoding", ["cp950", "big5hkscs", "utf-32", "utf-32-be"])
def test_traditional_texts_of_other_encodings(encoding):
    mark = codecs.BOM_UTF32_BE if encoding == "utf-32-be" else b""
    assert decode_named(mark + TRADITIONAL.encode(encoding)) == (TRADITIONAL, ())


@pytest.mark.parametrize("text", [TRADITIONAL, "商会走进工厂，听意见。\n会员名单：张三、李四。\n"])
def test_control_gb18030_is_not_taken_for_big5(text):
    assert decode_named(text.encode("gb18030")) == (text, ())
