"""Remove what a paste brings along beside its text: scripts, comments, hidden words."""

import re

from lxml.etree import _Element

from series.text.characters.spaced import is_spaced, take_blanks
from series.text.markup.tree_builder import DROPPED, is_hidden
from series.text.recognition.contents_lines import find_contents
from series.text.recognition.wechat_lines import find_credits, find_wechat_lines
from series.text.structure import comment_marks, layout_numbers
from series.text.structure.comment_marks import take_comments
from series.text.structure.layout_leftovers import (
    is_unseen,
    remove_empty_rows,
    take_glued_numbers,
    take_layout_numbers,
    write_faces,
)
from series.text.structure.tree import (
    BLOCKS,
    class_names,
    element_text,
    leaf_blocks,
    style_of,
    walk,
)
from series.text.web.content import is_known_container
from series.text.web.mail import take_mail_lines

from .page_lines import remove_edit_buttons, remove_page_breaks, remove_page_lines
from .receipt import Notes

# Nobody sees their words, so that these do not count as text.
_SILENT = frozenset({"script", "style", "title", "template", "noscript", "xml"})
_PLAYERS = frozenset({"audio", "video", "iframe", "object", "embed"})
_SURROUNDINGS = frozenset({"nav", "footer", "aside", "form"})
_COMMENTS = frozenset(
    {"msocommentreference", "msocomanchor", "msocomtxt", "msocomoff", "msocommenttext"}
)
_FOLLOW_US = re.compile(
    r"[点戳]击?(?:上方|下方)?.{0,4}蓝字.{0,10}关注.{0,10}|(?:长按|识别|扫描?).{0,8}二维码.{0,14}"
    r"|扫一扫.{0,14}|(?:点击)?阅读原文|分享|点赞|在看|喜欢作者|预览时标签不可点|.{0,8}135编辑器.{0,8}"
    r"|(?:向上|上下|左右)?滑动(?:查看|阅览).{0,6}"
)
CREDITS = "文末的编辑、审核、来源等 {} 处"
CONTENTS = "目录 {} 行"
_ENTRY_OF_CONTENTS = re.compile(r"mso(?:toc[1-9]|tocheading)")
HIDDEN = "隐藏文字 {} 处"
MAIL = "邮件的抬头和落尾 {} 行"
COMMENTS = f"{comment_marks.NAME} {{}} 处"
FACES = "表情图片 {} 个"
LAYOUT_NUMBERS = f"{layout_numbers.NAME} {{}} 个"
GLUED_NUMBERS = f"{layout_numbers.GLUED} {{}} 个"
SPACED = "字间空格 {} 行去掉"
FURNITURE = "公众号的关注、分享语 {} 处"
_TRACES_OF_WECHAT = ("mp-", "mpvoice", "mmbiz", "rich_media", "135editor", "data-src")
_KEEPS_LINES = frozenset({"pre", "pre-wrap", "pre-line", "break-spaces"})
_LINE_END = re.compile(r"[ \t]*(?:\r?\n[ \t]*)+")
_TICKED = {"checked": "☑", "true": "☑", "unchecked": "☐", "false": "☐"}
_TINY = re.compile(r"0+(?:\.\d+)?(?:px|pt|em|rem|%)?|[12](?:\.\d+)?(?:px|pt)")
_LARGEST_SHARE = 0.3
_PIXEL = 2


def remove_silent(document: _Element, notes: Notes) -> None:
    """Remove elements without visible text, before the Han characters are counted.
    A head stays: where a fragment begins with a <meta>, the parser puts its text in there."""
    for element in walk(document):
        if element.tag == "head":
            element.tag = "span"
        elif element.tag in _SILENT:
            if element.tag == "script":
                notes.dropped["脚本 {} 处"] += 1
            element.clear(keep_tail=True)
            element.tag = "span"


def write_line_ends(document: _Element) -> None:
    """Write the line ends that a browser shows by a style.
    Chats keep them (pre-wrap)."""
    kept = {document: False}
    for element in list(document.iter()):
        if element is document:
            continue
        outer = kept[element.getparent()]
        spaces = style_of(element).get("white-space", "")
        kept[element] = spaces in _KEEPS_LINES if spaces else outer
        if outer and (element.tail or "").strip() and element.tag not in BLOCKS:
            first, *rest = _LINE_END.split((element.tail or "").rstrip("\r\n"))
            element.tail = first
            _add_lines(element.getparent(), element.getparent().index(element) + 1, rest)
        if kept[element] and (element.text or "").strip():
            first, *rest = _LINE_END.split((element.text or "").strip("\r\n"))
            element.text = first
            _add_lines(element, 0, rest)


def _add_lines(box: _Element, place: int, lines: list[str]) -> None:
    for at, words in enumerate(lines, start=place):
        line_end = box.makeelement("br", {})
        line_end.tail = words
        box.insert(at, line_end)


def write_tick_boxes(document: _Element) -> int:
    """Write the tick boxes of tasks as signs and return how many.
    A text can keep the signs."""
    boxes = [box for box in document.iter("input") if box.get("type", "").lower() == "checkbox"]
    for box in boxes:
        sign = "☑" if box.get("checked") is not None else "☐"
        box.tag, box.text = "span", f"{sign} "
        box.tail = (box.tail or "").lstrip()
        box.attrib.clear()
    items = [(item, sign) for item in document.iter("li") if (sign := _tick_of(item))]
    for item, sign in items:
        item.text = f"{sign} {(item.text or '').lstrip()}"
    return len(boxes) + len(items)


def _tick_of(item: _Element) -> str:
    """Return the sign of a task whose state an attribute says; empty for others."""
    said = (item.get(name, "").lower() for name in ("data-list", "data-checked", "aria-checked"))
    return next((_TICKED[value] for value in said if value in _TICKED), "")


def remove_leftovers(document: _Element, notes: Notes, *, source: str) -> None:
    """Remove what the author did not mean as text.
    `source` is the HTML as it came."""
    total = len(element_text(document)) or 1
    for element in walk(document):
        if is_known_container(element):
            element.attrib.pop("style", None)  # WeChat hides its text until a script shows it
        if phrase := _leftover(element):
            notes.drop(element, phrase)
        elif is_unseen(element) and len(element_text(element)) < total * _LARGEST_SHARE:
            notes.drop(element, HIDDEN)
        elif any(map(_ENTRY_OF_CONTENTS.fullmatch, class_names(element))):
            notes.drop(element, CONTENTS)
        elif element.tag in _SURROUNDINGS and len(element_text(element)) < total * _LARGEST_SHARE:
            notes.drop(element, "导航、页脚、边栏 {} 处")
    notes.drop_lines(take_mail_lines(document)[0], MAIL)
    remove_edit_buttons(document, notes)
    _remove_contents(document, notes)
    notes.drop_lines(take_comments(document), COMMENTS)
    _take_layout(document, notes)
    remove_page_breaks(document, notes)
    if any(trace in source for trace in _TRACES_OF_WECHAT):
        _remove_calls_to_follow(document, notes)
    remove_page_lines(document, notes)


def _leftover(element: _Element) -> str:
    """Return the receipt's phrase for a removed element; empty for one that stays."""
    tag, style = element.tag, style_of(element)
    if style.get("mso-element", "").startswith("comment") or class_names(element) & _COMMENTS:
        return "批注 {} 处"
    if style.get("mso-special-character") == "comment":
        return "批注 {} 处"
    if tag == "del" or "msodel" in class_names(element):
        return "修订中已删除的文字 {} 处"
    hidden = style.get("mso-hide") == "all" or is_hidden(element.attrib)
    hidden = hidden or (tag == "tr" and element.get("height") == "0")
    if hidden or _is_unreadable(element, style):
        return HIDDEN
    if tag in ("rt", "rp"):
        return "注音 {} 处"
    if tag in _PLAYERS or tag.startswith(("mp", "qqmusic")):
        return "音频、视频、卡片 {} 处"
    if tag == "img" and _is_pixel(element, style):
        return "跟踪像素 {} 个"
    return "表单、嵌入内容 {} 处" if tag in DROPPED else ""


def _is_unreadable(element: _Element, style: dict[str, str]) -> bool:
    """Tell whether an element's words are too small for anybody to read.
    No inner one may say another size (decision 104)."""
    found = _TINY.fullmatch(style.get("font-size", ""))
    inside = (style_of(part) for part in element.iterdescendants())
    return (
        bool(found)
        and bool(element_text(element).strip())
        and not any("font-size" in inner for inner in inside)
    )


def _is_pixel(img: _Element, style: dict[str, str]) -> bool:
    sizes = (style.get(name) or img.get(name, "") for name in ("width", "height"))
    return any(_pixels(size) <= _PIXEL for size in sizes)


def _pixels(size: str) -> float:
    match = re.fullmatch(r"\s*(\d{1,6}(?:\.\d{1,6})?)\s*(?:px|pt)?\s*", size)
    return float(match[1]) if match else _PIXEL + 1


def _remove_contents(document: _Element, notes: Notes) -> None:
    """Remove the lines of a table of contents, which has no pages here."""
    blocks = [block for block in leaf_blocks(document) if block.tag not in ("td", "th", "li")]
    places = find_contents([element_text(block) for block in blocks])
    for at in sorted(places):
        notes.drop(blocks[at], CONTENTS)


def _take_layout(document: _Element, notes: Notes) -> None:
    notes.drop_lines(take_layout_numbers(document), LAYOUT_NUMBERS)
    notes.drop_lines(take_glued_numbers(document), GLUED_NUMBERS)
    written, gone = write_faces(document)
    notes.rewritten["表情图片改为字符 {} 个"] += written
    notes.dropped[FACES] += len(gone)
    notes.dropped["表格末尾的空行 {} 行"] += remove_empty_rows(document)


def close_up_lines(document: _Element, notes: Notes) -> None:
    """Take the blanks out of lines whose characters all stand apart."""
    for block in leaf_blocks(document):
        line = element_text(block)
        if is_spaced(line.strip()):
            notes.rewritten[SPACED] += 1
            for part in block.iter():
                part.text = take_blanks(part.text or "", line)
                if part is not block:
                    part.tail = take_blanks(part.tail or "", line)


def _remove_calls_to_follow(document: _Element, notes: Notes) -> None:
    blocks = [block for block in leaf_blocks(document) if block.tag not in ("td", "th", "li")]
    texts = [element_text(block).strip() for block in blocks]
    places, credits = find_wechat_lines(texts, is_wechat=True), find_credits(texts)
    for at, (block, text) in enumerate(zip(blocks, texts, strict=True)):
        if at in credits:
            notes.drop(block, CREDITS)
        elif at in places or _FOLLOW_US.fullmatch(text):
            notes.drop(block, FURNITURE)
