"""Turn the clipboard's content into stored markup, with a receipt of the changes.

Word, WPS, web pages and WeChat are read alike: what no author meant as text goes and is named,
lists and headings that were only drawn become real, the Han characters stay as they are.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from series.text.account.balance import settle
from series.text.account.html import html_witness
from series.text.characters.invisible import UNPRINTABLE
from series.text.characters.settled import rewritten_phrases, settled, warnings
from series.text.characters.spaced import close_up, count_ligatures, is_spaced, part_ligatures
from series.text.documents.markdown import markdown_html
from series.text.documents.plain_text import (
    COMMENTS,
    CONTENTS,
    GLUED,
    LAYOUT,
    MAIL,
    WECHAT,
    copied_lines,
    plain_source,
    tables_made,
)
from series.text.language.han import han
from series.text.markup import html_parser, stored_html
from series.text.markup.addresses import safe_link
from series.text.markup.blocks import Piece, TextError
from series.text.markup.bold_headings import promote_bold_lines
from series.text.recognition.closing_lines import CLOSING_MARKED, mark_closing_lines
from series.text.recognition.wechat_lines import find_credits
from series.text.structure.captions import join_captions
from series.text.structure.custom_elements import open_custom_elements
from series.text.structure.linked_notes import BACK_BEHIND
from series.text.structure.source_lists import settle_lists
from series.text.structure.symbol_letters import draw_signs
from series.text.structure.table_heads import name_table_heads
from series.text.structure.tree import element_text
from series.text.web import page
from series.text.web.content import open_drawings

from . import leftovers
from .alternatives import is_markdown, joined_lines, recognised_headings, taken_title
from .footnotes import take_notes
from .leftovers import (
    CREDITS,
    FURNITURE,
    GLUED_NUMBERS,
    LAYOUT_NUMBERS,
    SPACED,
    close_up_lines,
    remove_leftovers,
    remove_silent,
    write_line_ends,
    write_tick_boxes,
)
from .lists import make_lists
from .looks import count_blanks, count_styles, looks_of, name_headings, write_formats
from .page_lines import without_page_breaks, without_page_lines
from .pictures import take_pictures, without_remote
from .receipt import (
    Alternative,
    Han,
    Notes,
    Pasted,
    PasteReceipt,
    han_sentence,
    kept_phrases,
    offers_of,
)

EMPTY = "剪贴板里没有可以贴入的文字，请在原文中重新复制后再试"
AROUND = {
    CONTENTS: leftovers.CONTENTS,
    MAIL: leftovers.MAIL,
    LAYOUT: LAYOUT_NUMBERS,
    GLUED: GLUED_NUMBERS,
    COMMENTS: leftovers.COMMENTS,
}
BACK_LINKS = "注释后的返回箭头 {} 个"
_INVISIBLE = re.compile(r"&(?:#8203|#x200b|#65279|#xfeff|#173|shy|ZeroWidthSpace);", re.IGNORECASE)
_MOVING = ("caption", "figcaption", "thead")  # these go where such a part stands
_CLIPBOARD_HEAD = re.compile(r"\s*Version:[\d.]+\s[^<]{0,400}")


def paste(html: str, text: str = "", *, site: str = "") -> Pasted:
    """Return what to insert for the clipboard's two forms. `html` counts where it holds anything.

    `site` is our own scheme and host, whose pictures need no fetching. Raises TextError.
    """
    if not html.strip() and not text.strip():
        raise TextError(EMPTY)
    pasted = _paste_html(html, site=site) if html.strip() else _paste_text(text)
    found = tuple(filter(None, _alternatives(pasted, html=html, text=text)))
    return replace(pasted, receipt=replace(pasted.receipt, alternatives=found))


def _alternatives(pasted: Pasted, *, html: str, text: str) -> Iterator[Alternative | None]:
    if is_markdown(text, html):
        formatted = _paste_html(markdown_html(text), site="").html
        yield Alternative("按 Markdown 排版", "文字里有 Markdown 的标题、列表等记号", formatted)
        return
    if not pasted.receipt.pictures:  # their places are counted in paragraphs
        yield taken_title(pasted.html)
        yield joined_lines(pasted.html)
    captions = frozenset(picture.caption for picture in pasted.receipt.pictures)
    yield recognised_headings(pasted.html, captions=captions)


def _paste_html(html: str, *, site: str) -> Pasted:
    notes = Notes()
    html = html[match.end() :] if (match := _CLIPBOARD_HEAD.match(html)) else html
    html = _settle_characters(html, notes)
    unseen = len(UNPRINTABLE.findall(html)) + len(_INVISIBLE.findall(html))
    notes.dropped["看不见的字符 {} 个"] += unseen
    labels: list[str] = []
    document = _opened(html, notes, labels)
    before = len(han(element_text(document)))
    remove_leftovers(document, notes, source=html)
    take_notes(document, notes)
    close_up_lines(document, notes)
    count_blanks(document, notes)
    count_styles(document, notes)
    notes.rewritten += join_captions(document)
    pictures = take_pictures(document, notes, site=site)
    read, moving = han(element_text(document)), next(document.iter(*_MOVING), None) is not None
    _reshape(document, notes)
    blocks = stored_html.blocks(
        stored_html.clean(etree.tostring(document, encoding="unicode", method="html"))
    )
    headed = promote_bold_lines(blocks)
    notes.rewritten["整行加粗改为节题 {} 个"] += sum(
        new.kind != old.kind for new, old in zip(headed, blocks, strict=True)
    )
    kept, remote = without_remote(headed, pictures)
    result = _with_closing_lines(stored_html.clean("\n".join(kept)), notes)
    arrived = han(stored_html.visible_text(result))
    same = arrived == read or (moving and sorted(arrived) == sorted(read))
    lost = tuple(Piece(*pair) for pair in notes.lost)
    account = settle(
        html_witness(html),
        body=stored_html.visible_text(result),
        dropped=lost,
        added=(Piece("列表编号", "\n".join(labels)),),
    )
    whole = same and before == len(read) + notes.lost_han() and account.is_balanced
    count = Han(before, len(arrived), whole)
    return Pasted(
        result, _receipt(result, count, notes, pictures=remote), images=pictures.album.images
    )


def _opened(html: str, notes: Notes, labels: list[str]) -> etree._Element:
    """Return the tree of a paste with all that a browser shows.
    As text, and nothing silent.

    The labels of lists that are written out are added to `labels`, for the account.
    """
    document = html_parser.parse_tree(html)
    open_drawings(document)
    open_custom_elements(document)
    remove_silent(document, notes)
    write_line_ends(document)
    notes.rewritten["选框改为符号 {} 处"] += write_tick_boxes(document)
    notes.rewritten += draw_signs(document)
    notes.rewritten += settle_lists(document, labels)
    return document


def _reshape(document: etree._Element, notes: Notes) -> None:
    page.unwrap_layout(document)
    make_lists(document, notes)
    looks = looks_of(document)
    name_headings(document, looks, notes)
    write_formats(document, looks)
    notes.rewritten["整行加粗的首行改为表头 {} 个"] += name_table_heads(document)
    _settle_links(document, notes)


def _settle_links(document: etree._Element, notes: Notes) -> None:
    for link in list(document.iter("a")):
        href = link.get("href", "")
        if href.startswith("#"):
            del link.attrib["href"]
            notes.dropped["文内跳转链接 {} 处"] += 1
        elif href and not safe_link(href):
            notes.dropped["无法打开的链接 {} 处，文字保留"] += 1


def _paste_text(text: str) -> Pasted:
    notes = Notes()
    notes.dropped["看不见的字符 {} 个"] += len(UNPRINTABLE.findall(text))
    text = _settle_characters(text, notes)
    read = han(text)
    lines = _text_lines(text, notes)
    indents = sum(line[:1] in ("\u3000", "\t") for line in lines if line.strip())
    notes.rewritten["缩进去掉 {} 处"] += indents
    notes.dropped["空行 {} 个"] += sum(not line.strip() for line in lines)
    source = plain_source("\n".join(lines))
    blocks = source.blocks
    notes.rewritten.update(tables_made(source))
    cleaned = stored_html.clean("\n".join(block.html for block in blocks))
    result = _with_closing_lines(cleaned, notes)
    arrived = han(stored_html.visible_text(result))
    same = arrived == han("\n".join(lines)) and len(read) == len(arrived) + notes.lost_han()
    count = Han(len(read), len(arrived), same)
    return Pasted(result, _receipt(result, count, notes))


def _with_closing_lines(html: str, notes: Notes) -> str:
    marked, count = mark_closing_lines(html)
    notes.rewritten[CLOSING_MARKED] += count
    return marked


def _settle_characters(text: str, notes: Notes) -> str:
    """Return the text with usual characters; what is odd about its characters is noted."""
    for phrase in (*rewritten_phrases(text), *warnings(text)):
        notes.rewritten[phrase] += 1
    notes.rewritten["连体字母 {} 个拆开（ﬁ→fi）"] += count_ligatures(text)
    return part_ligatures(settled(text))


def _text_lines(text: str, notes: Notes) -> list[str]:
    """Return the lines that are text.
    What a page, a mail or a table of contents adds is noted."""
    copied = copied_lines(text)
    for sort, words in copied.around.items():
        for line in words:
            notes.drop_words(line, AROUND.get(sort, FURNITURE))
    notes.rewritten["邮件的引用符号去掉 {} 处"] += copied.marks
    credits = find_credits(copied.lines) if WECHAT in copied.around else frozenset()
    for at in sorted(credits):
        notes.drop_words(copied.lines[at], CREDITS)
    lines = [line for at, line in enumerate(copied.lines) if at not in credits]
    lines = without_page_lines(without_page_breaks(lines, notes), notes)
    notes.dropped[BACK_LINKS] += sum(bool(BACK_BEHIND.search(line)) for line in lines)
    lines = [BACK_BEHIND.sub("", line) for line in lines]
    notes.rewritten[SPACED] += sum(map(is_spaced, lines))
    return [close_up(line) for line in lines]


def _receipt(html: str, count: Han, notes: Notes, pictures=()) -> PasteReceipt:
    return PasteReceipt(
        kept=kept_phrases(html),
        rewritten=notes.rewritten_phrases(),
        dropped=notes.dropped_phrases(),
        han=count,
        sentence=han_sentence(count, notes),
        offers=offers_of(html),
        pictures=pictures,
    )
