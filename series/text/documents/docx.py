"""Read the text of a Word manuscript (.docx; decision 10)."""

import io
import re
from xml.parsers.expat import ExpatError

import mammoth.html
from lxml import etree
from mammoth.docx.files import InvalidFileReferenceError

from series.text.markup import html_parser, stored_html
from series.text.markup.alternative_text import written_description
from series.text.markup.blocks import Source, TextError
from series.text.markup.bold_headings import promote_bold_lines
from series.text.markup.embedded_images import Album
from series.text.structure import comment_marks, layout_numbers
from series.text.structure.captions import join_captions
from series.text.structure.comment_marks import take_comments
from series.text.structure.layout_leftovers import take_glued_numbers, take_layout_numbers
from series.text.structure.plain_captions import mark_plain_captions
from series.text.structure.table_heads import name_table_heads
from series.text.web import mail
from series.text.web.removed import remove_keeping_tail

from . import docx_roles
from .docx_chunks import put_chunks
from .docx_dropped import Dropped
from .docx_guard import BROKEN, TOO_COMPLEX, Archive, open_docx, pack_archive
from .docx_repair import centred_styles, repair

DEEPEST = 2
_NOTE = re.compile(r"(?:footnote|endnote)-\d+\Z")
# Elements of Word's that have no counterpart in a text, and how the operator knows them.
_LOST = {
    "chart": "图表", "relIds": "SmartArt 图形", "OLEObject": "嵌入的其他文件", "commentReference": "批注",
}  # fmt: skip
# What the converter raises at a damaged file.
_DAMAGE = (
    KeyError,
    ValueError,
    IndexError,
    AttributeError,
    TypeError,
    OSError,
    ExpatError,
    etree.XMLSyntaxError,
)


class OwnFault(Exception):
    """An error of our own code that the converter called.

    A fault of the program, no damage."""


def read_manuscript(data: bytes) -> Source:
    """Return the text of a .docx with its pictures.
    Raises TextError where it cannot be read."""
    archive = open_docx(data)
    album, dropped = Album(), Dropped()
    roles, html = _converted(archive, album, dropped)
    form = roles.form
    for piece in form.pieces if form else ():
        dropped.add(piece.name, piece.words)
    blocks = promote_bold_lines(
        stored_html.blocks(stored_html.clean(_settled(html, dropped), notes=False))
    )
    if not blocks:
        raise TextError("这个 .docx 里没有正文，请检查是否选错了文件")
    return Source(
        blocks=blocks,
        title=roles.title,
        kicker=roles.kicker,
        published_on=form and form.day,
        source=form.issuer if form else roles.issuer,
        images=album.images,
        skipped=(*dropped.phrases, *album.skipped),
        rewritten=dropped.rewritten,
        dropped=tuple(dropped.pieces),
        added=tuple(dropped.added),
    )


def _converted(
    archive: Archive, album: Album, dropped: Dropped, *, depth: int = 0
) -> tuple[docx_roles.DocxRoles, str]:
    """Return the roles and the raw HTML.
    External files and the document's own style rules are not read."""
    _count_left_out(archive, dropped)
    try:
        read_docx = _reader_of_inner(album, dropped, depth=depth)
        repaired = repair(archive, read_docx=read_docx, dropped=dropped)
        roles = docx_roles.DocxRoles(centred=centred_styles(repaired.styles))
        html = _html(pack_archive(repaired.members), roles, album)
    except RecursionError as error:
        raise TextError(TOO_COMPLEX) from error
    except etree.XMLSyntaxError as error:
        raise TextError(BROKEN) from error
    return roles, put_chunks(html, repaired.chunks)


def _html(packed: bytes, roles: docx_roles.DocxRoles, album: Album) -> str:
    """Return the converter's HTML. What it raises itself is damage; our own errors are not."""
    try:
        return mammoth.convert_to_html(
            io.BytesIO(packed),
            style_map=docx_roles.STYLE_MAP,
            transform_document=_marked_as_own(roles.assign),
            convert_image=_marked_as_own(_into(album)),
            include_embedded_style_map=False,
            external_file_access=False,
        ).value
    except TextError:
        raise
    except _DAMAGE as error:
        raise TextError(BROKEN) from error


def _marked_as_own(function):
    """Return the function with its errors as OwnFault.

    So that no one takes them for damage."""

    def called(argument):
        try:
            return function(argument)
        except (TextError, RecursionError):
            raise
        except Exception as error:
            raise OwnFault(f"{type(error).__name__} in our part of the conversion") from error

    return called


def _reader_of_inner(album: Album, dropped: Dropped, *, depth: int):
    """Return the function that reads a Word document inside this one."""

    def read(data: bytes) -> str:
        if depth >= DEEPEST:
            raise TextError(TOO_COMPLEX)
        roles, html = _converted(open_docx(data), album, dropped, depth=depth + 1)
        heading = stored_html.paragraph(roles.title) if roles.title else ""
        for piece in roles.form.pieces if roles.form else ():
            dropped.add(piece.name, piece.words)
        return heading + html

    return read


def _into(album: Album):
    """Return a converter that hands each picture to the album and leaves its token."""

    def convert(image) -> list:
        alt = written_description(image.alt_text or "")
        try:
            with image.open() as stream:
                data = stream.read()
        except (InvalidFileReferenceError, KeyError):
            album.leave_out(alt)
            return []
        src = album.add(data, alt=alt, declared=image.content_type or "")
        return [mammoth.html.element("img", {"src": src, "alt": alt})] if src else []

    return convert


def _settled(html: str, dropped: Dropped) -> str:
    """Return the HTML with notes as text and captions beside their pictures.
    Without links to bookmarks."""
    document = html_parser.parse_tree(html)
    _write_out_notes(document)
    for link in list(document.iter("a")):
        if link.get("href", "").startswith("#"):
            del link.attrib["href"]
    for caption in list(document.iter("figcaption")):
        _join_caption(caption)
    mark_plain_captions(document)
    join_captions(document)
    for words in mail.take_mail_lines(document)[0]:
        dropped.add(mail.NAME, words)
    for words in take_comments(document):
        dropped.add(comment_marks.NAME, words)
    for words in take_layout_numbers(document):
        dropped.add(layout_numbers.NAME, words)
    for words in take_glued_numbers(document):
        dropped.add(layout_numbers.GLUED, words)
    name_table_heads(document)
    return etree.tostring(document, method="html", encoding="unicode")


def _write_out_notes(document: etree._Element) -> None:
    """Turn the list of notes at the end into paragraphs that begin with their number."""
    for link in list(document.iter("a")):
        if link.text == "↑" and "note-ref-" in link.get("href", ""):
            remove_keeping_tail(link)
    number = 0
    for item in list(document.iter("li")):
        if not _NOTE.match(item.get("id", "")):
            continue
        number += 1
        first = next((part for part in item.iter("p") if text_inside(part)), item)
        first.text = f"[{number}] {(first.text or '').lstrip()}"
        item.tag = "div"
        item.getparent().tag = "div"


def text_inside(element: etree._Element) -> str:
    return "".join(element.itertext()).strip()


def _join_caption(caption: etree._Element) -> None:
    before, after = caption.getprevious(), caption.getnext()
    if before is not None and _is_picture(before):
        before.tag = "figure"
        before.append(caption)
    elif after is not None and after.tag == "table":
        caption.tag = "caption"
        after.insert(0, caption)
    else:
        caption.tag = "p"


def _is_picture(element: etree._Element) -> bool:
    return element.tag == "p" and element.find(".//img") is not None and not text_inside(element)


def _count_left_out(archive: Archive, dropped: Dropped) -> None:
    for key, name in _LOST.items():
        dropped.counts[name] += archive.elements.get(key, 0)
    dropped.counts["修订中已删除的文字"] += archive.elements.get("delText", 0)
