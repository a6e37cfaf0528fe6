"""公众号: an article's HTML for the editor of WeChat, in inline styles alone.

WeChat drops classes, ids, scripts, style sheets and forms, filters every picture that was not
uploaded to it, and opens no link but its own: a picture is a numbered frame to be replaced after
the upload, a link keeps its words and gets a number, its address stands at the end.
"""

import re
from html import escape, unescape

from . import gbt9704
from .document import (
    Cell,
    Document,
    DocumentList,
    DocumentPicture,
    DocumentTable,
    Paragraph,
    Part,
    Quotation,
    Rule,
    TextRun,
    link_mark,
    note_mark,
    printed_address,
)
from .gbt9704 import LetterFields

# The site's colours (static/site/tokens.css) and faces; WeChat takes neither variables nor fonts.
INK, SECOND, RED = "#221d19", "#574d45", "#b3301f"
LINE, SUNK = "#dfd5c4", "#f3ecdf"
SONG = "'Songti SC','Noto Serif CJK SC',STSong,SimSun,serif"
HEI = "'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif"

NOTES, LINKS = "注释", "文中链接"
FRAME = "图"  # before the number of a picture that is to be uploaded

TAG, LINE_END = re.compile(r"<[^>]+>"), re.compile(r"<br>|</(?:p|h\d|li|tr|td|th)>")

ROOT = f"font-family:{HEI};font-size:16px;line-height:1.8;color:{INK};text-align:justify"
PARAGRAPH = "margin:0 0 12px;text-indent:2em"
PLAIN = "margin:0"
FLUSH = "margin:0 0 12px"
SIGNED = "margin:0 0 4px;text-align:right"
TITLE = f"margin:0 0 4px;font:700 22px/1.4 {SONG};text-align:left"
KICKER = f"margin:0 0 4px;font:400 17px/1.6 {SONG};color:{SECOND};text-align:left"
SUBTITLE = f"margin:0 0 20px;font:400 17px/1.6 {SONG};color:{SECOND};text-align:left"
HEADINGS = {
    1: f"margin:32px 0 16px;border-top:1px solid {INK};font:700 19px/1.5 {SONG};text-align:left",
    2: f"margin:24px 0 12px;font:700 17px/1.6 {SONG};text-align:left",
    3: "margin:16px 0 8px;font-size:16px;font-weight:700;text-align:left",
}
HEADING_TOP = f"display:inline-block;margin-top:-1px;border-top:4px solid {RED};padding-top:8px"
LIST = "margin:0 0 12px;padding-left:2em"
ITEM = "margin:0 0 4px"
QUOTE = f"margin:16px 0;padding:8px 16px;border-left:3px solid {RED};background:{SUNK}"
TABLE = "width:100%;margin:0 0 16px;border-collapse:collapse;font-size:14px;line-height:1.75"
CELL = f"padding:6px 8px;border:1px solid {LINE};text-align:left;vertical-align:top"
HEAD = f"{CELL};background:{SUNK};font-weight:700"
BOX = f"margin:16px 0 4px;padding:24px 12px;border:1px dashed {SECOND};text-align:center"
CAPTION = f"margin:0 0 16px;font-size:14px;color:{SECOND};text-align:center"
RULE = f"margin:24px 0;border:0;border-top:1px solid {LINE}"
MARK = f"font-size:12px;color:{RED}"
END = (
    f"margin:32px 0 8px;border-top:1px solid {LINE};padding-top:12px;font-size:14px;font-weight:700"
)
SMALL = f"margin:0 0 4px;font-size:14px;color:{SECOND};word-break:break-all"


def wechat_page(document: Document, fields: LetterFields, *, root: str, titled: bool) -> str:
    """Return the HTML to paste into WeChat.
    `titled` writes the title into it, where the field above it holds a shorter one. `root` is
    the site's address, for links to its own pages."""
    parts, signature = (
        gbt9704.without_signature(document.parts) if fields.word else (document.parts, ())
    )
    opens = bool(parts) and gbt9704.is_salutation(parts[0])
    inside = (
        _title(fields) if titled else "",
        _element("p", FLUSH, _words(parts[0].words)) if opens else "",
        _parts(parts[1:] if opens else parts),
        *(_element("p", PARAGRAPH, _words(row.words)) for row in gbt9704.event_lines(fields)),
        *(_element("p", SIGNED, _words(line.words)) for line in signature),
        _notes(document),
        _links(document, root),
        *(_element("p", SMALL, _words(row.words)) for row in gbt9704.closing_lines(fields)),
    )
    return _element("section", ROOT, "".join(inside))


def visible_lines(written: str) -> str:
    """Return the visible text of written HTML, one line for each line of the page."""
    lines = TAG.sub("", LINE_END.sub("\n", written)).split("\n")
    return "\n".join(unescape(line) for line in lines if line.strip())


def _title(fields: LetterFields) -> str:
    below = _element("p", SUBTITLE, _text(f"——{fields.subtitle}")) if fields.subtitle else ""
    above = _element("p", KICKER, _text(fields.kicker)) if fields.kicker else ""
    return above + _element("p", TITLE, _text(fields.headline)) + below


def _parts(parts: tuple[Part, ...], *, inside: bool = False) -> str:
    return "".join(_part(part, inside=inside) for part in parts)


def _part(part: Part, *, inside: bool) -> str:
    if isinstance(part, Paragraph):
        return _line(part, inside=inside)
    return _WRITERS[type(part)](part)


def _line(line: Paragraph, *, inside: bool) -> str:
    words = _words(line.words)
    if line.level == 1:
        return _element("h2", HEADINGS[1], _element("span", HEADING_TOP, words))
    if line.level:
        return _element(f"h{line.level + 1}", HEADINGS[line.level], words)
    if line.closing:
        return _element("p", SIGNED, words)
    return _element("p", PLAIN if inside else PARAGRAPH, words)


def _rule(part: Rule) -> str:
    return f'<hr style="{RULE}">'


def _quotation(part: Quotation) -> str:
    return _element("blockquote", QUOTE, _parts(part.parts, inside=True))


def _listing(part: DocumentList) -> str:
    items = "".join(_element("li", ITEM, _parts(item, inside=True)) for item in part.items)
    return _element("ol" if part.ordered else "ul", LIST, items)


def _table(part: DocumentTable) -> str:
    caption = _element("p", CAPTION, _words(part.caption)) if part.caption else ""
    rows = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in part.rows)
    return caption + _element("table", TABLE, f"<tbody>{rows}</tbody>")


def _cell(cell: Cell) -> str:
    spans = "".join(
        f' {name}="{count}"'
        for name, count in (("colspan", cell.columns), ("rowspan", cell.rows))
        if count > 1
    )
    tag, style = ("th", HEAD) if cell.head else ("td", CELL)
    return f'<{tag} style="{style}"{spans}>{_parts(cell.parts, inside=True)}</{tag}>'


def _picture(part: DocumentPicture) -> str:
    name = f"【{FRAME}{part.number}】{part.alt}"
    box = _element("p", BOX, _text(name))
    return box + (_element("p", CAPTION, _words(part.caption)) if part.caption else "")


_WRITERS = {
    Rule: _rule,
    Quotation: _quotation,
    DocumentList: _listing,
    DocumentTable: _table,
    DocumentPicture: _picture,
}


def _notes(document: Document) -> str:
    if not document.notes:
        return ""
    lines = (
        _element("p", SMALL, f"{note_mark(number)}　{_words(words)}")
        for number, words in enumerate(document.notes, start=1)
    )
    return _element("p", END, NOTES) + "".join(lines)


def _links(document: Document, root: str) -> str:
    if not document.links:
        return ""
    lines = (
        _element(
            "p",
            SMALL,
            _text(f"{link_mark(number)} {printed_address(link, root=root)}"),
        )
        for number, link in enumerate(document.links, start=1)
    )
    return _element("p", END, LINKS) + "".join(lines)


def _words(words: tuple[TextRun, ...]) -> str:
    return "".join(map(_word, words))


def _word(word: TextRun) -> str:
    written = _text(word.text).replace("\n", "<br>")
    if word.raised:
        style = f' style="{MARK}"' if word.is_mark else ""
        written = f"<{word.raised}{style}>{written}</{word.raised}>"
    if word.italic:
        written = f"<em>{written}</em>"
    return f"<strong>{written}</strong>" if word.bold else written


def _text(text: str) -> str:
    return escape(text, quote=False)


def _element(tag: str, style: str, inside: str) -> str:
    return f'<{tag} style="{style}">{inside}</{tag}>'
