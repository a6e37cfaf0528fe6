"""Read what a Word document holds as another document: altChunk, and subdocuments of a master.

Word shows it in its place. Pages, plain texts, web archives and Word documents are read; others,
and those outside the file, are named.
"""

import email
import email.policy
import re
from collections.abc import Callable, Mapping
from email.errors import MessageError
from pathlib import PurePosixPath
from urllib.parse import unquote

from series.text.markup import stored_html
from series.text.markup.blocks import TextError
from series.text.web.page import charset_of

from .decoding import decode
from .docx_dropped import Dropped
from .docx_xml import Element, attribute, is_gone, make, relations_of, target_of

UNREAD, UNREAD_SUB, PICTURES = "没有读入的嵌入文档", "没有读入的子文档", "嵌入文档里的图片"
_PLACE = "\ue0f1embedded{}\ue0f1"
_HEAD = 2048
_PICTURE = re.compile(r"<(?:img|v:imagedata)\b", re.IGNORECASE)

ReadDocx = Callable[[bytes], str]


def take_chunks(
    root: Element,
    members: Mapping[str, bytes],
    name: str,
    *,
    read_docx: ReadDocx,
    dropped: Dropped,
) -> dict[str, str]:
    """Put a paragraph with a token in each one's place; return {token: its markup}.

    `name` is the part of which `root` is the root; `read_docx` returns a Word document's markup.
    """
    relations = {item.get("Id", ""): item for item in relations_of(members, name)}
    chunks = {}
    for element in list(root.iter("{*}altChunk", "{*}subDoc")):
        sort = UNREAD if element.tag.endswith("}altChunk") else UNREAD_SUB
        relation = relations.get(attribute(element, "id"))
        html = _read(relation, members, name, read_docx, dropped, sort)
        if html and not is_gone(element):
            token = _PLACE.format(len(chunks))
            chunks[token] = html
            _put_token(element, token)
    return chunks


def put_chunks(html: str, chunks: Mapping[str, str]) -> str:
    """Return the HTML with the markup of embedded documents in the place of their tokens."""
    for token, markup in chunks.items():
        html = html.replace(f"<p>{token}</p>", markup).replace(token, markup)
    return html


def _put_token(element: Element, token: str) -> None:
    paragraph, run = make(element, "p"), make(element, "r")
    run.append(make(element, "t", token))
    paragraph.append(run)
    around = element.getparent()
    if around.tag.endswith("}p"):
        around.addnext(paragraph)
    else:
        element.addprevious(paragraph)


def _read(
    relation: Element | None,
    members: Mapping[str, bytes],
    name: str,
    read_docx: ReadDocx,
    dropped: Dropped,
    sort: str,
) -> str:
    target = "" if relation is None else target_of(relation, name)
    shown = "" if relation is None else unquote(relation.get("Target", ""))
    shown = PurePosixPath(shown.replace("\\", "/")).name or "文件中没有它的内容"
    if target not in members:
        dropped.add(sort, shown)
        return ""
    try:
        html = _html_of(members[target], PurePosixPath(target).suffix.lower(), read_docx)
    except TextError:
        dropped.add(sort, shown)
        return ""
    for _ in _PICTURE.findall(html):
        dropped.add(PICTURES, shown)
    return stored_html.clean(html, notes=False)


def _html_of(data: bytes, ending: str, read_docx: ReadDocx) -> str:
    """Return the HTML of an embedded document. Raises TextError where it cannot be read."""
    if data.startswith(b"PK"):
        return read_docx(data)
    if data.lstrip().startswith(b"{\\rtf"):
        raise TextError("嵌入的是 RTF 文档，请把它的文字粘贴到正文里再导入")
    if ending in (".mht", ".mhtml") or b"mime-version:" in data[:_HEAD].lower():
        return web_archive_html(data)
    if ending == ".txt" or b"<" not in data[:_HEAD]:
        return "".join(stored_html.paragraph(line) for line in decode(data).split("\n"))
    return _page(data)


def _page(data: bytes) -> str:
    declared = charset_of(data)
    if declared and declared not in ("utf-8", "gb18030"):
        try:
            return data.decode(declared)
        except (UnicodeError, LookupError):
            return decode(data)
    return decode(data)


def web_archive_html(data: bytes) -> str:
    """Return the page in a web archive (.mht). Raises TextError where it holds none."""
    message = email.message_from_bytes(data.lstrip(), policy=email.policy.default)
    body = message.get_body(preferencelist=("html", "plain")) if message.is_multipart() else message
    try:
        words = body.get_content() if body is not None else ""
    except (MessageError, LookupError, KeyError) as error:
        raise TextError(
            "网页存档（.mht）无法识别，请在 Word/WPS 中打开，另存为 .docx 后再导入"
        ) from error
    if not isinstance(words, str) or not words.strip():
        raise TextError("网页存档（.mht）里没有文字，请检查是否选错了文件")
    if body.get_content_type() == "text/plain":
        return "".join(stored_html.paragraph(line) for line in words.split("\n"))
    return words
