"""Stored body → the parts of a page: lead, numbered sections, closing words.

The stored text stays as it is; what a page adds (a numeral before a heading, a span that keeps
number and unit on one line, a frame around a wide table, the numbers of the notes, the smaller
files of a picture, links to the pages of what it names) is added here. Markup is written anew from parsed elements: only elements and
attributes named here come out, all text is escaped.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from types import MappingProxyType

from lxml import html

from series.text.language.han import numeral
from series.text.typography.no_break import keep_units, kept
from series.text.typography.title_breaks import halves, has_inner_space

from . import footnotes, pictures
from .autolinks import CLASS as KEYWORD
from .autolinks import LinkedPage, link_names
from .stored_html import INLINE, TAGS, VOID

ATTRIBUTES = {
    "a": ("href", "rel"),
    "img": ("src", "alt"),
    "td": ("colspan", "rowspan"),
    "th": ("colspan", "rowspan", "scope"),
}
ADDRESSES = re.compile(r"(https?://|mailto:|tel:|#|/(?!/))", re.IGNORECASE)
NO_PHOTOS: Mapping[int, pictures.Photo] = MappingProxyType({})
DEEPEST = 40
SHORT_QUOTATION = re.compile("“[^“”<>]{1,6}”")
LONGEST_CLOSING = 3
ENDS_SENTENCE = ("。", "！", "？", "；", "：", "”", "…")
OWN_NUMERAL = re.compile(
    r"(第[一二三四五六七八九十]+[章节、]?\s*|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d{1,2}[.．、])"
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


def cut(
    body: str,
    known: Mapping[int, pictures.Photo] = NO_PHOTOS,
    *,
    keywords: Iterable[LinkedPage] = (),
) -> Prose:
    """Sections at the headings of level two, and the closing words after a last rule. `known`
    says by their keys what there is of the stored pictures, `keywords` what names lead where."""
    blocks = _blocks(body, known)
    notes = footnotes.take_out(blocks)
    link_names(blocks, keywords)
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


def letter(
    body: str,
    known: Mapping[int, pictures.Photo] = NO_PHOTOS,
    *,
    keywords: Iterable[LinkedPage] = (),
) -> str:
    """Return a call's text: its salutation and its signatures stand without indent, its notes
    below."""
    blocks = _blocks(body, known)
    notes = footnotes.take_out(blocks)
    if blocks and blocks[0].tag == "p" and _line(blocks[0]).endswith(("：", ":")):
        blocks[0].set("class", "to")
    for block in reversed(blocks[-2:]):
        text = _line(block)
        if block.tag != "p" or len(text) > 30 or text.endswith(ENDS_SENTENCE):
            break
        block.set("class", "sign")
    link_names(blocks, keywords)
    return _write_all(blocks) + _notes(notes)


def _notes(notes):
    items = []
    for number, note in enumerate(notes, start=1):
        words: list[str] = []
        _write_inside(note, words, depth=0)
        items.append(footnotes.item(number, "".join(words)))
    return footnotes.listed(items)


def title(text: str) -> str:
    """Return a title's markup: its halves, short quotations and numbers with their units stay
    whole."""
    glue = " " if has_inner_space(text) else ""
    return glue.join(f'<span class="half">{_whole(part)}</span>' for part in halves(text))


def _whole(part):
    return SHORT_QUOTATION.sub(lambda match: kept(match[0]), keep_units(part))


def _blocks(body, known):
    if not body.strip():
        return []
    parser = html.HTMLParser(huge_tree=True)  # else libxml2 drops what lies deeper than 256
    root = html.fragment_fromstring(body, create_parent="div", parser=parser)
    pictures.lay_on([root], known)
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
    out.append(pictures.framed(element, written) if tag == "img" else written)
    if tag not in VOID:
        _write_inside(element, out, depth=depth + 1)
        out.append(f"</{tag}>")
    if tag == "table":
        out.append("</div>")


def _write_inside(element, out, *, depth):
    if element.text:
        out.append(keep_units(element.text, after=_text_before(element)))
    if depth > DEEPEST:
        out.append(keep_units("".join(element.itertext())[len(element.text or "") :]))
        return
    for child in element:
        if isinstance(child.tag, str):
            _write(child, out, depth=depth)
        if child.tail:
            out.append(keep_units(child.tail, after=_last_words(child)))


def _text_before(element):
    """Return the text right before an element inside a line; nothing before one that begins a
    block."""
    if element.tag not in INLINE:
        return ""
    sibling = element.getprevious()
    if sibling is not None:
        return sibling.tail or _last_words(sibling)
    parent = element.getparent()
    return (parent.text or "") if parent is not None else ""


def _last_words(element):
    return "¹" if element.tag == footnotes.REFERENCE else "".join(element.itertext(*TAGS))


def _attributes(element):
    pairs = [(name, element.get(name)) for name in ATTRIBUTES.get(element.tag, ())]
    if element.tag == "p" and element.get("class") in ("to", "sign"):
        pairs.append(("class", element.get("class")))
    if element.tag == "a" and element.get("class") == KEYWORD:
        pairs.append(("class", KEYWORD))
    if element.tag == "img":
        pairs.append(("loading", "lazy"))
        pairs = [(name, value or "") for name, value in pairs]
        pairs += [(name, element.get(name)) for name in pictures.KNOWN]
    written = [(name, value) for name, value in pairs if value is not None]
    safe = [(n, v) for n, v in written if n not in ("href", "src") or ADDRESSES.match(v)]
    return "".join(f' {name}="{escape(value)}"' for name, value in safe)
