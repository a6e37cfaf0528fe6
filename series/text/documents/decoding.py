"""Decode the bytes of a text file, or say why that is impossible."""

import codecs
from math import ceil

from series.text.characters.invisible import invisible_phrase, take_invisible
from series.text.characters.private_codes import with_standard_codes
from series.text.markup.blocks import TextError

MAX_BYTES = 5 * 1024 * 1024
MAGIC = {
    b"%PDF": "这是 PDF 文件，请另存为 .docx 或 .txt 后再导入",
    b"PK\x03\x04": "这是压缩文件或 Office 文件而不是纯文本，请确认扩展名是否正确",
    b"\xd0\xcf\x11\xe0": "这是旧版 Office（.doc）或加密文件，请去掉密码、另存为 .docx 后再导入",
    b"\x89PNG": "这是图片而不是文稿，请换成 .txt、.html 或 .docx 文件",
    b"\xff\xd8\xff": "这是图片而不是文稿，请换成 .txt、.html 或 .docx 文件",
    b"GIF8": "这是图片而不是文稿，请换成 .txt、.html 或 .docx 文件",
}
BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SAMPLE = 4096
# One character in so many may be broken in a page that is read all the same.
MOST_BROKEN = 50
# No Chinese page is written in these, whatever it declares.
_SINGLE_BYTE = frozenset({"iso8859-1", "iso8859-15", "cp1252", "ascii"})
# Frequent in every Chinese text, in both scripts.
EVERYDAY = "的一是在不了有和人這这中大為为上個个國国我以要他時时來来用們们生到作地，。、"


def decode(data: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16, UTF-32, GB18030 or Big5.
    Line ends become \\n, invisible marks go. Raises TextError as `decode_named`."""
    return decode_named(data)[0]


def decode_named(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of a file and phrases of what went out of it.

    Raises TextError for an empty, binary, oversized (over 5 MB) or undecodable file.
    """
    if len(data) > MAX_BYTES:
        raise TextError(f"文件有 {_megabytes(len(data))} MB，超过单篇上限 5 MB，请拆分后再导入")
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise TextError("文件是空的，没有可导入的文字")
    for magic, sentence in MAGIC.items():
        if data.startswith(magic):
            raise TextError(sentence)
    text = _decoded(data)
    text, count = take_invisible(text.replace("\r\n", "\n").replace("\r", "\n"))
    return text, tuple(filter(None, [invisible_phrase(count)]))


def decode_page(data: bytes, *, declared: str | None) -> tuple[str, tuple[str, ...]]:
    """Return the text of a page and the receipt's phrases.
    Also where a few bytes are broken.

    The encoding that a page declares counts as far as its bytes agree: old pages declare anything,
    and systems that cut a title by bytes leave half a character (decision 103).
    """
    if any(data.startswith(bom) for bom, _ in BOMS) or _utf16_without_bom(data):
        return decode_named(data)
    data = data.replace(b"\x00", b"") if data.count(b"\x00") * MOST_BROKEN <= len(data) else data
    named = None if declared in _SINGLE_BYTE else declared
    for encoding in filter(None, ("utf-8", named, "gb18030")):
        text = data.decode(encoding, errors="replace")
        broken = text.count("\ufffd")
        if not broken or broken * MOST_BROKEN <= sum(character > "\x7f" for character in text):
            text = _plausible(with_standard_codes(text)) if encoding == "gb18030" else text
            found, phrases = decode_named(text.encode())
            odd = (f"读不出的字符 {broken} 个，以“\ufffd”标出",) if broken else ()
            return found, (*phrases, *odd)
    return decode_named(data)


def _megabytes(size: int) -> str:
    """Return the size rounded up to one decimal.
    A file over the limit never reads as one of exactly 5 MB."""
    return f"{ceil(size / 1024 / 1024 * 10) / 10:g}"


def _decoded(data: bytes) -> str:
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], encoding)
    guess = _utf16_without_bom(data)
    if guess:
        return _strict(data, guess)
    if b"\x00" in data:
        raise TextError("文件含有二进制内容，不是文稿，请换成 .txt、.html 或 .docx 文件")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _big5(data) or _plausible(with_standard_codes(_strict(data, "gb18030")))


def _big5(data: bytes) -> str:
    """Return the text of bytes in Big5, the encoding of Taiwan and Hong Kong.
    "" for others.

    Either encoding decodes much of the other: the everyday characters tell them apart.
    """
    found = {}
    for encoding in ("gb18030", "cp950", "big5hkscs"):
        try:
            found[encoding] = data.decode(encoding)
        except UnicodeDecodeError:
            continue
    common = {name: sum(map(text[:SAMPLE].count, EVERYDAY)) for name, text in found.items()}
    best = max(common, key=lambda name: common[name], default="gb18030")
    return "" if best == "gb18030" else found[best]


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise TextError("无法识别文字编码，请用记事本另存为 UTF-8 编码后再导入") from error


def _plausible(text: str) -> str:
    """Return the text, or raise TextError where much of it is no text.
    GB18030 decodes almost anything."""
    odd = sum(
        "\ue000" <= c <= "\uf8ff" or (c < " " and c not in "\n\r\t\f\x1a") for c in text[:SAMPLE]
    )
    if odd * 20 > len(text[:SAMPLE]):
        raise TextError("无法识别文字编码，请用记事本另存为 UTF-8 编码后再导入")
    return text


def _utf16_without_bom(data: bytes) -> str:
    """Return the UTF-16 encoding of bytes without a mark, if they look like one.
    Every line end and half-width character holds a NUL byte, and read that way the sample is
    mostly Han."""
    sample = data[:SAMPLE]
    if len(data) % 2 or b"\x00" not in sample:
        return ""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample.decode(encoding, errors="replace")
        han = sum("\u4e00" <= c <= "\u9fff" or c in "，。、：；\n\r 　" for c in text)
        if han * 2 > len(text):
            return encoding
    return ""
