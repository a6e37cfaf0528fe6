"""Stored body → the parts of a page: lead, numbered sections, closing words.

The stored text stays as it is; what a page adds (a numeral before a heading, a span that keeps
number and unit on one line, a frame around a wide table, the numbers of the notes, the smaller
files of a picture) is added here. Markup is written anew from parsed elements: only elements and
attributes named here come out, all text is escaped.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from types import MappingProxyType

from lxml import html

from . import footnotes, photos
from .halves import halves, has_inner_space
from .han import numeral
from .markup import TAGS, VOID

ATTRIBUTES = {
    "a": ("href", "rel"),
    "img": ("src", "alt"),
    "td": ("colspan", "rowspan"),
    "th": ("colspan", "rowspan", "scope"),
}
ADDRESSES = re.compile(r"(https?://|mailto:|tel:|#|/(?!/))", re.IGNORECASE)
NO_PHOTOS: Mapping[int, photos.Photo] = MappingProxyType({})
DEEPEST = 40
SHORT_QUOTATION = re.compile("“[^“”<>]{1,6}”")
LONGEST_CLOSING = 3
ENDS_SENTENCE = ("。", "！", "？", "；", "：", "”", "…")
OWN_NUMERAL = re.compile(
    r"(第[一二三四五六七八九十]+[章节、]?\s*|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d{1,2}[.．、])"
)

UNITS = (
    "个百分点|百分点|平方公里|平方米|立方米|千瓦时|万千瓦|公里|千米|场次|人次|余场次|美元|欧元|"
    "小时|分钟|世纪|年代|年度|周年|周岁|季度|个月|位数|车次|批次|"
    "月份|年份|年|月|日|号|时|分|秒|天|周|岁|届|期|家|个|项|名|位|人|次|场|篇|条|件|户|元|吨|米|亩|倍|成|"
    "种|类|批|股|席|辆|台|套|座|所|间|层|部|本|份|字|页|章|节|款|处|站|轮|步|度|点|％|%|‰|℃"
)
NUMBER_WITH_UNIT = re.compile(
    r"(?:(?<![最附新接靠])近)?"
    r"\d+(?:[.,．]\d+)*(?:[—～~–-]\d+(?:[.,．]\d+)*)?"
    r"[多余来几]?(?:[十百千]?[万亿]|[十百千])?[多余来几]?"
    rf"(?:{UNITS})(?:[多余](?!年))?"
)


@dataclass(frozen=True)
class Section:
    """A part under a heading of level two. `title`, `signs` (of the heading's notes) and `html`
    are safe markup, `short` is the heading's first half as plain text, `text` what it says."""

    anchor: str
    numeral: str
    title: str
    signs: str
    short: str
    html: str
    text: str


@dataclass(frozen=True)
class Prose:
    """A body cut up for its page; `lead`, `closing` and `notes` are safe markup, empty where
    absent. Notes are numbered through the whole text."""

    lead: str
    sections: tuple[Section, ...]
    closing: str
    notes: str = ""


def cut(body: str, known: Mapping[int, photos.Photo] = NO_PHOTOS) -> Prose:
    """Sections at the headings of level two, and the closing words after a last rule. `known`
    says by their keys what there is of the stored pictures."""
    blocks = _blocks(body, known)
    notes = footnotes.take_out(blocks)
    blocks, closing = _split_closing(blocks)
    groups: list[list] = [[]]
    for block in blocks:
        if block.tag == "h2":
            groups.append([])
        groups[-1].append(block)
    lead, parts = groups[0], groups[1:]
    names = [_line(part[0]) for part in parts]
    own = any(OWN_NUMERAL.match(name) for name in names) or len(names) < 2
    sections = (_section(number, part, own) for number, part in enumerate(parts, start=1))
    return Prose(_write_all(lead), tuple(sections), _write_all(closing), _notes(notes))


def letter(body: str, known: Mapping[int, photos.Photo] = NO_PHOTOS) -> str:
    """A call's text: its salutation and its signatures stand without indent, its notes below."""
    blocks = _blocks(body, known)
    notes = footnotes.take_out(blocks)
    if blocks and blocks[0].tag == "p" and _line(blocks[0]).endswith(("：", ":")):
        blocks[0].set("class", "to")
    for block in reversed(blocks[-2:]):
        text = _line(block)
        if block.tag != "p" or len(text) > 30 or text.endswith(ENDS_SENTENCE):
            break
        block.set("class", "sign")
    return _write_all(blocks) + _notes(notes)


def _notes(notes):
    items = []
    for number, note in enumerate(notes, start=1):
        words: list[str] = []
        _write_inside(note, words, depth=0)
        items.append(footnotes.item(number, "".join(words)))
    return footnotes.listed(items)


def title(text: str) -> str:
    """A title's markup: its halves, short quotations and numbers with their units stay whole."""
    glue = " " if has_inner_space(text) else ""
    return glue.join(f'<span class="half">{_whole(part)}</span>' for part in halves(text))


def _whole(part):
    return SHORT_QUOTATION.sub(_keep, keep_units(part))


def keep_units(text: str) -> str:
    """Escaped text in which number and unit stay on one line."""
    return NUMBER_WITH_UNIT.sub(_keep, escape(text, quote=False))


def _keep(match):
    return f'<span class="nb">{match[0]}</span>'


def _blocks(body, known):
    if not body.strip():
        return []
    parser = html.HTMLParser(huge_tree=True)  # else libxml2 drops what lies deeper than 256
    root = html.fragment_fromstring(body, create_parent="div", parser=parser)
    photos.lay_on([root], known)
    return [child for child in root if isinstance(child.tag, str)]


def _split_closing(blocks):
    rules = [place for place, block in enumerate(blocks) if block.tag == "hr"]
    if not rules:
        return blocks, []
    last = rules[-1]
    closing = blocks[last + 1 :]
    if not closing or len(closing) > LONGEST_CLOSING or any(b.tag != "p" for b in closing):
        return blocks, []
    return blocks[:last], closing


def _section(number, part, own):
    name = _line(part[0])
    mark = OWN_NUMERAL.match(name)
    if mark:
        sign, rest = mark[0].strip(), name[mark.end() :]
    else:
        sign, rest = ("" if own else numeral(number)), name
    short = halves(rest or name)[0].rstrip("，、：；")
    words = "\n".join(_line(block) for block in part[1:])
    anchor, written = f"s{number}", title(rest or name)
    return Section(anchor, sign, written, _signs(part[0]), short, _write_all(part[1:]), words)


def _signs(heading):
    found = heading.iter(footnotes.REFERENCE)
    return "".join(footnotes.reference(sign.get("number")) for sign in found)


def _line(element):
    return " ".join("".join(element.itertext()).split())


def _write_all(blocks):
    out: list[str] = []
    for block in blocks:
        _write(block, out, depth=0)
    return "".join(out)


def _write(element, out, *, depth):
    tag = element.tag
    if tag == footnotes.REFERENCE and element.get("number", "").isdigit():
        out.append(footnotes.reference(element.get("number")))
        return
    if tag not in TAGS or depth > DEEPEST:
        _write_inside(element, out, depth=depth + 1)
        return
    if tag == "table":
        out.append('<div class="scroll" role="group" aria-label="表格" tabindex="0">')
    written = f"<{tag}{_attributes(element)}>"
    out.append(photos.framed(element, written) if tag == "img" else written)
    if tag not in VOID:
        _write_inside(element, out, depth=depth + 1)
        out.append(f"</{tag}>")
    if tag == "table":
        out.append("</div>")


def _write_inside(element, out, *, depth):
    if element.text:
        out.append(keep_units(element.text))
    if depth > DEEPEST:
        out.append(keep_units("".join(element.itertext())[len(element.text or "") :]))
        return
    for child in element:
        if isinstance(child.tag, str):
            _write(child, out, depth=depth)
        if child.tail:
            out.append(keep_units(child.tail))


def _attributes(element):
    pairs = [(name, element.get(name)) for name in ATTRIBUTES.get(element.tag, ())]
    if element.tag == "p" and element.get("class") in ("to", "sign"):
        pairs.append(("class", element.get("class")))
    if element.tag == "img":
        pairs.append(("loading", "lazy"))
        pairs = [(name, value or "") for name, value in pairs]
        pairs += [(name, element.get(name)) for name in photos.KNOWN]
    written = [(name, value) for name, value in pairs if value is not None]
    safe = [(n, v) for n, v in written if n not in ("href", "src") or ADDRESSES.match(v)]
    return "".join(f' {name}="{escape(value)}"' for name, value in safe)
