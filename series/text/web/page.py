"""Read the text of a page of an office or a newspaper."""

import codecs
import re
from collections import Counter
from dataclasses import replace
from urllib.parse import urljoin

from lxml import etree

from series.text.markup import html_parser, stored_html
from series.text.markup.blocks import Block, Source, TextError
from series.text.markup.bold_headings import promote_bold_lines
from series.text.markup.embedded_images import Album, data_url_bytes
from series.text.structure.captions import join_captions, lost_captions
from series.text.structure.source_lists import settle_lists
from series.text.structure.symbol_letters import draw_signs

from . import content as page_content
from . import weights as page_weights
from .meta import read_meta, single_spaced

_CHARSET = re.compile(
    rb"<(?:meta\s[^>]{0,300}?charset|\?xml\s[^>]{0,100}?encoding)\s*=\s*[\"']?\s*([\w.:\-]{2,20})",
    re.IGNORECASE,
)
_PAGE = re.compile(r"<(?:html|head|body|title|frameset)[\s>]", re.IGNORECASE)
_BUTTONS = re.compile(
    r"(?:(?:我要|点击)?(?:打印|关闭|收藏|分享到?|纠错|复制链接|返回(?:顶部|列表|首页)?|大|中|小|字[号体]|加入收藏|微信|微博|QQ空间)"
    r"(?:本页|此页|本文|窗口|页面|文章)?|[\s:：|｜·/【】\[\]()（）\-]+)+"
)
_NEIGHBOUR = re.compile(r"(?:上|下|前|后)一?[篇条页则]\s*[:：].{0,80}|(?:上|下)一[篇条页则]")
_FOLLOW_US = re.compile(
    r".{0,12}(?:点击|戳|长按|扫描?|识别|关注).{0,12}(?:蓝字|二维码|关注|订阅|公众号).{0,14}|(?:阅读原文|扫一扫.{0,20}|分享|点赞|在看|喜欢作者|预览时标签不可点)"
)
_MORE = re.compile(
    r"(?:相关|延伸|推荐|猜你|更多)(?:阅读|链接|新闻|文章|报道|推荐|喜欢|资讯)\s*[:：]?|热门(?:文章|新闻|推荐)\s*[:：]?"
)
_LONGEST_BUTTONS = 60
_SECTIONS = frozenset({"table", "thead", "tbody", "tfoot"})


def charset_of(data: bytes) -> str | None:
    """Return the encoding that the page declares, under a name that Python knows; None without
    one."""
    declared = _CHARSET.search(data[:4096])
    if not declared:
        return None
    try:
        name = codecs.lookup(declared[1].decode("ascii", "replace")).name
    except LookupError:
        return None
    return "gb18030" if name in ("gb2312", "gbk", "hz") else name


def read_page(html: str) -> Source:
    """Return the text of a page or of a part of one, with its metadata."""
    document = html_parser.parse_tree(html)
    scripts = "\n".join("".join(script.itertext()) for script in document.iter("script"))
    removed = page_content.remove_inert(document)
    weights = page_weights.Weights(document)
    meta = read_meta(document, weights=weights, scripts=scripts)
    removed += page_content.remove_noise(document, weights=weights)
    content = (
        page_content.find_text_element(document)
        if _PAGE.search(html) or _has_known(document)
        else document
    )
    album = Album()
    captions = join_captions(content)
    _take_pictures(content, album)
    lost = lost_captions(content)
    _settle_links(content, meta.address)
    unwrap_layout(content)
    lists = draw_signs(content) + settle_lists(content)
    blocks = promote_bold_lines(_without_buttons(_blocks(content, lost=lost), removed))
    if not blocks:
        raise TextError("这个网页里没有找到正文，请检查文件，或把正文另存为文本后再导入")
    return Source(
        blocks=_without_title(blocks, meta.title),
        title=meta.title,
        column=meta.column,
        published_on=meta.published_on,
        published_time=meta.published_time,
        source=meta.source,
        images=album.images,
        skipped=(
            *(f"{name} {count} 处" for name, count in removed.items()),
            *(name.format(count) for name, count in (lists + captions).items() if count),
            *album.skipped,
        ),
    )


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


def _take_pictures(content: etree._Element, album: Album) -> None:
    """Keep the pictures embedded in the page. Those elsewhere are named, never fetched."""
    for img in list(content.iter("img")):
        alt = single_spaced(img.get("alt", ""))
        data = data_url_bytes(img.get("src", ""))
        src = album.add(data, alt=alt) if data is not None else ""
        if data is None and (img.get("src") or img.get("data-src")):
            album.leave_out(alt)
        if src:
            img.set("src", src)
        else:
            page_content.remove_keeping_tail(img)


def _settle_links(content: etree._Element, address: str) -> None:
    """Write links with their whole address. An address without a host means the page's own site,
    not ours."""
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


def _without_buttons(blocks: tuple[Block, ...], removed: Counter[str]) -> tuple[Block, ...]:
    kept: list[Block] = []
    listing = False
    for block in blocks:
        listing = bool(_MORE.fullmatch(block.text)) or (listing and _is_link_list(block))
        if listing or _is_button_block(block):
            removed["页面按钮、相关链接"] += 1
        else:
            kept.append(block)
    return tuple(kept)


def _is_button_block(block: Block) -> bool:
    if block.kind in ("table", "figure", "hr") or len(block.text) > _LONGEST_BUTTONS:
        return False
    return all(_is_button(line) for line in block.text.split("\n"))


def _is_button(line: str) -> bool:
    return any(kind.fullmatch(line.strip()) for kind in (_BUTTONS, _NEIGHBOUR, _FOLLOW_US))


def _is_link_list(block: Block) -> bool:
    return block.kind in ("ul", "ol") or (block.kind == "p" and block.html.startswith("<p><a "))


def _without_title(blocks: tuple[Block, ...], title: str) -> tuple[Block, ...]:
    """Return the blocks without the headline above the text."""
    bare = re.sub(r"\s+", "", title)
    for at, block in enumerate(blocks[:4]):
        if bare and re.sub(r"\s+", "", block.text) == bare:
            return blocks[:at] + blocks[at + 1 :]
    return blocks
