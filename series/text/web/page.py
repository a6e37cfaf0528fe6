"""Read the text of a page of an office or a newspaper."""

import codecs
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urljoin

from lxml import etree

from series.text.markup import html_parser, stored_html
from series.text.markup.alternative_text import written_description
from series.text.markup.blocks import Block, Piece, Source, TextError
from series.text.markup.bold_headings import promote_bold_lines
from series.text.markup.embedded_images import Album, data_url_bytes
from series.text.recognition.furniture_line import is_button
from series.text.structure import comment_marks, layout_numbers
from series.text.structure.captions import join_captions, lost_captions
from series.text.structure.comment_marks import take_comments
from series.text.structure.custom_elements import open_custom_elements
from series.text.structure.layout_leftovers import (
    is_unseen,
    remove_empty_rows,
    take_glued_numbers,
    take_layout_numbers,
    write_faces,
)
from series.text.structure.linked_notes import write_linked_notes
from series.text.structure.source_lists import settle_lists
from series.text.structure.symbol_letters import draw_signs
from series.text.structure.tree import element_text

from . import content as page_content
from . import mail
from . import weights as page_weights
from .abstract_outside import take_abstract
from .head import read_head, text_of
from .index_table import IndexTable, find_index_table
from .info_lines import own_day
from .linked_text import FROM_LINKED_DATA, show_linked_text
from .meta import Meta, read_meta
from .names import account_names
from .own_names import owners_with_mark
from .page_lines import page_lines
from .parts import PageParts, find_parts, has_sentence
from .pdf_view import open_pdf_pages
from .removed import Removed, remove_keeping_tail
from .text_place import text_left_out, under_headline
from .title_texts import title_keys
from .trimming import Trimmed, trim

_CHARSET = re.compile(
    rb"<(?:meta\s[^>]{0,300}?charset|\?xml\s[^>]{0,100}?encoding)\s*=\s*[\"']?\s*([\w.:\-]{2,20})",
    re.IGNORECASE,
)
_PAGE = re.compile(r"<(?:html|head|body|title|frameset)[\s>]", re.IGNORECASE)
_MORE = re.compile(
    r"(?:相关|延伸|推荐|猜你|更多)(?:阅读|链接|新闻|文章|报道|推荐|喜欢|资讯)\s*[:：]?|热门(?:文章|新闻|推荐)\s*[:：]?"
)
AROUND = "正文以外的网页文字"
LABELS = "列表编号"
JOINED_LINES = "断在句子中间的换行 {} 处接成段落"
INDEX_TABLE = "信息公开索引表"
LEFT_OUT = "正文以外还有更长的文字没有取用（{} 字），请核对正文是否取对：{}……"
_SHOWN_OF_LEFT_OUT = 40
_LARGEST_UNSEEN = 0.3  # of the text: a page that a script shows little by little is no such part
_SECTIONS = frozenset({"table", "thead", "tbody", "tfoot"})


def charset_of(data: bytes) -> str | None:
    """Return the encoding that the page declares, under a name that Python knows.
    None without one."""
    declared = _CHARSET.search(data[:4096])
    if not declared:
        return None
    try:
        name = codecs.lookup(declared[1].decode("ascii", "replace")).name
    except LookupError:
        return None
    return "gb18030" if name in ("gb2312", "gbk", "hz") else name


def read_page(html: str, *, title: str = "", pictures: Mapping[str, str] | None = None) -> Source:
    """Return the text of a page or of a part of one, with its metadata.

    `title` is the headline where an archive names it: then none is looked for in the text.
    `pictures` are the data of pictures by the addresses in their place (`embedded_data`).
    """
    document = html_parser.parse_tree(html)
    scripts = list(document.iter("script"))
    page_content.open_drawings(document)
    open_custom_elements(document)
    page_content.set_code_lines(document)
    removed = Removed()
    joins = open_pdf_pages(document, removed)
    page_content.remove_inert(document, removed)
    if any(word in html for word in mail.HEADS):
        words, _ = mail.take_mail_lines(document)
        removed.drop_lines(words, mail.NAME)
    weights = page_weights.Weights(document)
    page_content.remove_browser_notices(document, removed, weights=weights)
    head = read_head(document, scripts=scripts)
    from_data = show_linked_text(document, head.text, weights=weights)
    weights = page_weights.Weights(document) if from_data else weights
    noise = page_content.find_noise(document, weights=weights)
    lines = page_lines(document, noisy=set(noise), shown=page_content.hidden_containers(document))
    table = find_index_table(document, weights=weights)
    accounts = account_names(document)
    owners = owners_with_mark(document, lines, head.window)
    page_content.remove_noise(noise, removed)
    whole = not (_PAGE.search(html) or _has_known(document))
    content = document if whole else page_content.find_text_element(document)
    if not whole:
        content = under_headline(content, document, lines, title_keys([*head.titles, head.window]))
    parts = find_parts(lines, content=content, head=head, table=table, accounts=accounts)
    parts.owners = owners
    left_out = "" if has_sentence(parts) else text_left_out(content, document)
    meta = read_meta(parts, title=title)
    _take_speech_day(content, meta)
    take_abstract(content, parts, meta.title)
    removed.add_surroundings(document, content, AROUND)
    _put_pictures_back(content, pictures or {})
    source = _source(content, meta, removed, parts)
    added = (Piece(FROM_LINKED_DATA, from_data),) if from_data else ()
    rewritten = (JOINED_LINES.format(joins),) if joins else ()
    told = LEFT_OUT.format(len(left_out), left_out[:_SHOWN_OF_LEFT_OUT])
    return replace(
        source,
        skipped=(*source.skipped, *([told] if left_out else [])),
        added=(*source.added, *added),
        rewritten=rewritten,
    )


def _take_speech_day(content: etree._Element, meta: Meta) -> None:
    """Move the day of a speech from outside the text to its beginning (decision 126)."""
    line = meta.speech_day
    if line is None or line.element in set(content.iter()):
        return
    words = own_day(line, meta.published_on)
    holder = next((part for part in line.element.iter() if words in (part.text or "")), None)
    if holder is not None:
        holder.text = holder.text.replace(words, "", 1)
        paragraph = etree.Element("p")
        paragraph.text, paragraph.tail, content.text = words, content.text, None
        content.insert(0, paragraph)


def _source(content: etree._Element, meta: Meta, removed: Removed, parts: PageParts) -> Source:
    """Return the text in an element of a page, without what belongs to the page."""
    tables = _take_index_tables(content, parts.table, removed)
    album = Album()
    _drop_unseen(content, removed)
    removed.drop_lines(take_comments(content), comment_marks.NAME)
    labels = write_linked_notes(content)
    layout = _take_layout(content, removed)
    captions = join_captions(content)
    _take_pictures(content, album)
    lost = lost_captions(content)
    _settle_links(content, meta.address)
    unwrap_layout(content)
    lists = draw_signs(content) + settle_lists(content, labels)
    trimmed = trim(_blocks(content, lost=lost), meta)
    trimmed.blocks = _without_buttons(trimmed)
    if not trimmed.blocks:
        raise TextError("这个网页里没有找到正文，请检查文件，或把正文另存为文本后再导入")
    trimmed.tell(removed)
    return Source(
        blocks=_without_title(promote_bold_lines(trimmed.blocks), meta.title),
        title=meta.title,
        column=meta.column,
        kicker=meta.kicker,
        published_on=meta.published_on,
        published_time=meta.published_time,
        source=meta.source,
        author=meta.author,
        editor=meta.editor,
        images=album.images,
        skipped=(
            *(*removed.phrases, *tables, *trimmed.skipped()),
            *(name.format(count) for name, count in (lists + layout + captions).items() if count),
            *album.skipped,
        ),
        dropped=removed.pieces,
        added=(Piece(LABELS, "\n".join(labels)),) if labels else (),
    )


def _drop_unseen(content: etree._Element, removed: Removed) -> None:
    """Drop the words for screen readers, and those without height or opacity; large parts stay."""
    most = len(element_text(content)) * _LARGEST_UNSEEN
    for element in list(content.iter()):
        within = element.getparent() is not None and element is not content
        if within and is_unseen(element) and len(element_text(element)) < most:
            removed.drop(element, "隐藏文字")


def _take_layout(content: etree._Element, removed: Removed) -> Counter[str]:
    """Take what only the layout put into the text; return the receipt's phrases (decision 152)."""
    numbers, (written, gone) = take_layout_numbers(content), write_faces(content)
    glued = take_glued_numbers(content)
    removed.add_words(layout_numbers.NAME, "\n".join(numbers))
    removed.add_words(layout_numbers.GLUED, "\n".join(glued))
    return Counter(
        {
            f"{layout_numbers.NAME} {{}} 个（{'、'.join(numbers)}）": len(numbers),
            f"{layout_numbers.GLUED} {{}} 个（{'、'.join(glued)}）": len(glued),
            "表情图片改为字符 {} 个": written,
            "表情图片去掉 {} 个": len(gone),
            "表格末尾的空行去掉 {} 行": remove_empty_rows(content),
        }
    )


def _take_index_tables(
    content: etree._Element, table: IndexTable, removed: Removed
) -> tuple[str, ...]:
    """Remove the index tables that stand inside the text; return their words."""
    inside = set(content.iter())
    taken = [element for element in table.elements if element in inside and element is not content]
    for element in taken:
        removed.add_words(INDEX_TABLE, "\n".join(element.itertext()))
        remove_keeping_tail(element)
    return tuple(f"{INDEX_TABLE}：{text_of(element)}" for element in taken)


def _blocks(content: etree._Element, *, lost: frozenset[str]) -> tuple[Block, ...]:
    content.tail = None
    # WeChat hides the whole text until a script shows it.
    content.attrib.pop("style", None)
    html = etree.tostring(content, method="html", encoding="unicode")
    blocks = stored_html.blocks(stored_html.clean(html, notes=False))
    return tuple(
        replace(block, is_caption=True) if block.kind == "p" and block.text in lost else block
        for block in blocks
    )


def _has_known(document: etree._Element) -> bool:
    return any(page_content.is_known_container(element) for element in document.iter())


def _put_pictures_back(content: etree._Element, pictures: Mapping[str, str]) -> None:
    for img in content.iter("img") if pictures else ():
        for name in ("src", "data-src"):
            if (address := img.get(name, "").strip()) in pictures:
                img.set("src", pictures[address])


def _take_pictures(content: etree._Element, album: Album) -> None:
    """Keep the pictures embedded in the page. Those elsewhere are named, never fetched."""
    for img in list(content.iter("img")):
        alt = written_description(img.get("alt", ""))
        data = data_url_bytes(img.get("src", ""))
        src = album.add(data, alt=alt) if data is not None else ""
        if data is None and (img.get("src") or img.get("data-src")):
            album.leave_out(alt)
        if src:
            img.set("src", src)
        else:
            remove_keeping_tail(img)


def _settle_links(content: etree._Element, address: str) -> None:
    """Write links with their whole address.
    An address without a host means the page's own site, not ours."""
    for link in content.iter("a"):
        href = link.get("href", "").strip()
        if re.match(r"(?:https?:|mailto:|tel:)", href, re.IGNORECASE):
            continue
        whole = _joined(address, href)
        if whole:
            link.set("href", whole)
        else:
            link.attrib.pop("href", None)


def _joined(address: str, href: str) -> str:
    if not address.lower().startswith(("http://", "https://")) or not href or href.startswith("#"):
        return ""
    try:
        return urljoin(address, href)
    except ValueError:
        return ""


def unwrap_layout(content: etree._Element) -> None:
    """Turn each table with one filled cell into plain boxes: it only served layout."""
    if content.find(".//table") is None:
        return
    weights = page_weights.Weights(content)
    shown = page_weights.with_ancestors(content.iter("img"))
    for table in list(content.iter("table")):
        rows = [
            part
            for section in [table, *table]
            if section.tag in _SECTIONS
            for part in section
            if part.tag == "tr"
        ]
        cells = [cell for row in rows for cell in row if cell.tag in ("td", "th")]
        filled = [cell for cell in cells if weights.characters[cell] or cell in shown]
        if len(filled) == 1:
            for part in [table, *table, *rows, *cells]:
                part.tag = "div"


def _without_buttons(text: Trimmed) -> list[Block]:
    """Return the blocks without the buttons and lists of other texts among them."""
    kept: list[Block] = []
    listing = False
    following = [*text.blocks[1:], None]
    for block, below in zip(text.blocks, following, strict=False):
        begins = _MORE.fullmatch(block.text) and (below is None or _is_link_list(below))
        listing = bool(begins) or (listing and _is_link_list(block))
        if listing or (block.kind not in ("table", "figure", "hr") and is_button(block.text)):
            text.inside.append(block.text)
        else:
            kept.append(block)
    return kept


def _is_link_list(block: Block) -> bool:
    return block.kind in ("ul", "ol") or (block.kind == "p" and block.html.startswith("<p><a "))


def _without_title(blocks: tuple[Block, ...], title: str) -> tuple[Block, ...]:
    """Return the blocks without the headline above the text."""
    bare = re.sub(r"\s+", "", title)
    for at, block in enumerate(blocks[:4]):
        if bare and re.sub(r"\s+", "", block.text) == bare:
            return blocks[:at] + blocks[at + 1 :]
    return blocks
