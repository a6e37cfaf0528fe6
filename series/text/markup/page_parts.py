"""The parts of a page made from a stored body: lead, numbered sections, closing words.

The stored text stays as it is. What a page adds is added here: a numeral before a heading, a span
that keeps number and unit on one line, a frame around a wide table, the numbers of the notes, the
smaller files of a picture, links to the pages of what it names. Markup is written anew from parsed
elements: only elements and attributes named here come out, all text is escaped.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from types import MappingProxyType

from lxml import html

from series.text.language.han import is_latin, numeral
from series.text.typography.no_break import keep_units, no_break_span, width_in_em
from series.text.typography.title_breaks import has_inner_space, title_halves
from series.text.typography.title_words import LONGEST_QUOTATION, words_of

from . import footnotes, pictures
from .autolinks import CLASS as KEYWORD
from .autolinks import LinkedPage, link_names
from .stored_html import INLINE, TAGS, VOID
from .tables import mark_cells
from .tree_builder import CLOSING

ATTRIBUTES = {
    "a": ("href", "rel"),
    "img": ("src", "alt"),
    "td": ("colspan", "rowspan"),
    "th": ("colspan", "rowspan", "scope"),
}
ADDRESSES = re.compile(r"(https?://|mailto:|tel:|#|/(?!/))", re.IGNORECASE)
NO_PHOTOS: Mapping[int, pictures.Photo] = MappingProxyType({})
NO_WORDS: Mapping[str, str] = MappingProxyType({})
CELL_CLASSES = ("n", "first", "n first")
DEEPEST = 40
SHORT_QUOTATION = re.compile("“[^“”<>]{1,6}”")
LONGEST_CLOSING = 3
HEADINGS = ("h2", "h3")
LINES = ("p", "h3", "h4", "li", "blockquote", "figcaption", "caption")
ENDS_SENTENCE = ("。", "！", "？", "；", "：", "”", "…")
OWN_NUMERAL = re.compile(
    r"(第[一二三四五六七八九十]+[章节、]?\s*|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|[㈠-㈩]|\d{1,2}[.．、])"
)


@dataclass(frozen=True)
class Section:
    """A part under a heading of level two.
    `title`, `signs` (the marks of the heading's notes) and `html` are safe markup, `short` is
    the heading's first part as plain text, `text` its plain text."""

    anchor: str
    numeral: str
    title: str
    signs: str
    short: str
    html: str
    text: str


@dataclass(frozen=True)
class Prose:
    """A body divided for its page.
    `lead`, `closing` and `notes` are safe markup, empty where absent. Notes are numbered
    through the whole text."""

    lead: str
    sections: tuple[Section, ...]
    closing: str
    notes: str = ""


def cut_sections(
    body: str,
    known: Mapping[int, pictures.Photo] = NO_PHOTOS,
    *,
    keywords: Iterable[LinkedPage] = (),
    words: Mapping[str, str] = NO_WORDS,
) -> Prose:
    """Return a body divided at its headings of level two and its last rule.
    `known` holds the stored pictures by their keys, `keywords` the names to link, `words` the
    stored words of headings."""
    blocks = _blocks(body, known)
    notes = footnotes.take_out_notes(blocks)
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
    sections = (_section(number, part, own, words) for number, part in enumerate(parts, start=1))
    return Prose(_write_all(lead), tuple(sections), _write_all(closing), _notes(notes))


def letter_html(
    body: str,
    known: Mapping[int, pictures.Photo] = NO_PHOTOS,
    *,
    keywords: Iterable[LinkedPage] = (),
) -> str:
    """Return the markup of a letter's text with its notes below.
    Salutation and signatures have no indent."""
    blocks = _blocks(body, known)
    notes = footnotes.take_out_notes(blocks)
    if blocks and blocks[0].tag == "p" and _line(blocks[0]).endswith(("：", ":")):
        blocks[0].set("class", "to")
    for block in reversed(blocks[-2:]):
        text = _line(block)
        if block.tag != "p" or len(text) > 30 or text.endswith(ENDS_SENTENCE):
            break
        block.set("class", "sign")
    link_names(blocks, keywords)
    return _write_all(blocks) + _notes(notes)


def block_parts(
    body: str, known: Mapping[int, pictures.Photo] = NO_PHOTOS
) -> tuple[list[str], str]:
    """Return the markup of each top-level block, and that of the notes below."""
    blocks = _blocks(body, known)
    notes = footnotes.take_out_notes(blocks)
    return [_write_all([block]) for block in blocks], _notes(notes)


def _notes(notes):
    items = []
    for number, note in enumerate(notes, start=1):
        words: list[str] = []
        _write_inside(note, words, depth=0)
        items.append(footnotes.note_item(number, "".join(words)))
    return footnotes.note_list(items)


def title_html(text: str, known: Mapping[str, str] = NO_WORDS) -> str:
    """Return a title's markup, in which lines end between words.
    Its parts, short quotations and numbers with their units stay whole. `known` are the stored
    words of titles; without them only those groups are kept."""
    glue = " " if has_inner_space(text) else ""
    return glue.join(_half(part, words_of(part, known)) for part in title_halves(text))


def line_html(text: str, known: Mapping[str, str]) -> str:
    """Return the markup of a line that ends between words where known."""
    words = words_of(text, known)
    if is_latin(text):
        return f'<span lang="en">{_whole(text)}</span>'
    if len(words) == 1:
        return _whole(text)
    return f'<span class="words">{"<wbr>".join(map(_word, words))}</span>'


def _half(part, words):
    if is_latin(part):
        return f'<span class="half" lang="en">{_whole(part)}</span>'
    if len(words) > 1:
        return f'<span class="half words">{"<wbr>".join(map(_word, words))}</span>'
    return f'<span class="half">{_whole(part)}</span>'


def _word(word):
    """Return a word's markup; inside one with marks, too, no line ends."""
    written = escape(word, quote=False)
    if word.isalnum() or width_in_em(word) > LONGEST_QUOTATION:
        return written
    return no_break_span(written)


def _whole(part):
    return SHORT_QUOTATION.sub(lambda match: no_break_span(match[0]), keep_units(part))


def _blocks(body, known):
    if not body.strip():
        return []
    parser = html.HTMLParser(huge_tree=True)  # else libxml2 drops what lies deeper than 256
    root = html.fragment_fromstring(body, create_parent="div", parser=parser)
    pictures.set_photo_sizes([root], known)
    return [child for child in root if isinstance(child.tag, str)]


def _split_closing(blocks):
    rules = [at for at, block in enumerate(blocks) if block.tag == "hr"]
    if not rules:
        return blocks, []
    last = rules[-1]
    closing = blocks[last + 1 :]
    if not closing or len(closing) > LONGEST_CLOSING or any(b.tag != "p" for b in closing):
        return blocks, []
    return blocks[:last], closing


def heading_lines(body: str) -> list[str]:
    """Return the headings of a body as plain lines, whose words are cut at publication."""
    return [_line(block) for block in _blocks(body, NO_PHOTOS) if block.tag in HEADINGS]


def _section(number, part, own, known):
    name = _line(part[0])
    mark = OWN_NUMERAL.match(name)
    if mark:
        own_numeral, rest = mark[0].strip(), name[mark.end() :]
    else:
        own_numeral, rest = ("" if own else numeral(number)), name
    short = title_halves(rest or name)[0].rstrip("，、：；")
    words = "\n".join(_line(block) for block in part[1:])
    anchor, written = f"s{number}", title_html(rest or name, known)
    return Section(
        anchor, own_numeral, written, _note_marks(part[0]), short, _write_all(part[1:]), words
    )


def _note_marks(heading):
    references = heading.iter(footnotes.REFERENCE)
    return "".join(footnotes.note_reference(reference.get("number")) for reference in references)


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
        out.append(footnotes.note_reference(element.get("number")))
        return
    if tag not in TAGS or depth > DEEPEST:
        _write_inside(element, out, depth=depth + 1)
        return
    if tag == "table":
        out.append(_frame(element))
    written = f"<{tag}{_attributes(element)}>"
    out.append(pictures.with_smaller_files(element, written) if tag == "img" else written)
    if tag not in VOID:
        _write_inside(element, out, depth=depth + 1)
        out.append(f"</{tag}>")
    if tag == "table":
        out.append("</div>")


def _frame(table):
    """Return the opening of a table's frame, which moves sideways."""
    size = mark_cells(table)
    caption = table.find("caption")
    name = escape(_line(caption)) if caption is not None and _line(caption) else "表格"
    cue = '<p class="cue" aria-hidden="true">表格可以左右滑动</p>' if size else ""
    css = f"scroll {size}".strip()
    return f'{cue}<div class="{css}" role="group" aria-label="{name}" tabindex="0">'


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
    """Return the text directly before an element in its line; empty at the line's beginning."""
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
    if element.tag == "p" and element.get("class") in ("to", "sign", CLOSING):
        pairs.append(("class", element.get("class")))
    if element.tag in ("td", "th") and element.get("class") in CELL_CLASSES:
        pairs.append(("class", element.get("class")))
    if element.tag == "a" and element.get("class") == KEYWORD:
        pairs.append(("class", KEYWORD))
    if element.tag == "img":
        pairs.append(("loading", "lazy"))
        pairs = [(name, value or "") for name, value in pairs]
        pairs += [(name, element.get(name)) for name in pictures.KNOWN]
    if element.tag in LINES and is_latin(_line(element)):
        pairs.append(("lang", "en"))
    written = [(name, value) for name, value in pairs if value is not None]
    safe = [(n, v) for n, v in written if n not in ("href", "src") or ADDRESSES.match(v)]
    return "".join(f' {name}="{escape(value)}"' for name, value in safe)
