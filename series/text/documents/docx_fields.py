"""Remove what Word makes by itself or waits for: tables of contents, placeholders, merge fields.

A field stands in runs: a mark of its beginning, its instruction, a separator, its result, its end.
"""

import re
from dataclasses import dataclass, field

from series.text.recognition.contents_lines import find_contents, is_contents_title

from .docx_dropped import NUMBERS, Dropped
from .docx_field_values import COUNTING, FieldCounter, equation_shown, symbol_shown
from .docx_styles import DocxStyles
from .docx_xml import (
    Element,
    attribute,
    child,
    is_gone,
    local,
    make,
    named,
    remove,
    toggle,
    value,
    whole_number,
    words_of,
)

CONTENTS, PLACEHOLDER, UNMERGED, INDEX, BROKEN_REFERENCE = (
    "目录", "未填的占位文字", "未填的合并域", "索引", "失效的引用",
)  # fmt: skip
_GALLERIES = {"table of contents": CONTENTS, "table of figures": CONTENTS}
_KIND = re.compile(r"\s*([A-Za-z]+)\s*(.*)", re.DOTALL)
_UNMERGED = re.compile(r"\s*(?:[«‹][^«»]{0,80}[»›]|<<[^<>]{0,80}>>)\s*")
_ERROR = re.compile(r"\s*(?:错误|錯誤|Error)\s*[!！].*", re.DOTALL)
_PROMPT = re.compile(
    r"[\[【(（]?\s*(?:请)?(?:单击|点击|轻触|按此处|在此(?:处)?|输入|键入|选择|填写|Click|Choose|Enter|Type|Select|Tap).*",
    re.S,
)
_PROMPT_STYLES = frozenset({"placeholder text", "占位符文本", "占位文本", "placeholdertext"})
_TOC_STYLE = re.compile(r"(?:toc|目录|目次)\s*[1-9]|table of figures|图表目录")
_TOC_HEADING = re.compile(r"toc (?:heading|标题)|目录标题|toc标题")
_PAGE_NUMBER = re.compile(r".*\S\s*(?:\d{1,4}|[ivxIVX]+)")
# Fields stand inside each other; more than these is no document that a person made.
DEEPEST = 8
_TEXT = ("t", "sym", "tab", "ptab", "br", "cr", "drawing", "pict", "noBreakHyphen", "softHyphen")


@dataclass
class WordField:
    """A field that is being read.
    Its marks, what its result shows, where its parts stand."""

    begin: Element
    instruction: str = ""
    is_result: bool = False
    marks: list[Element] = field(default_factory=list)
    result: list[Element] = field(default_factory=list)

    @property
    def kind(self) -> str:
        found = _KIND.match(self.instruction)
        return found[1].upper() if found else ""

    @property
    def rest(self) -> str:
        found = _KIND.match(self.instruction)
        return found[2].strip() if found else ""


def remove_fields(root: Element, styles: DocxStyles, dropped: Dropped) -> None:
    """Remove tables of contents, empty placeholders and unfilled fields; name their words."""
    _remove_galleries(root, dropped)
    counter = FieldCounter()
    for simple in list(named(root, "fldSimple")):
        _settle_simple(simple, counter, dropped)
    for read in _fields(root):
        _settle(read, counter, dropped)
    _remove_contents_lines(root, styles, dropped)
    _remove_placeholders(root, styles, dropped)


def _remove_galleries(root: Element, dropped: Dropped) -> None:
    for block in list(named(root, "sdt")):
        gallery = value(child(block, "sdtPr", "docPartObj"), "docPartGallery").lower()
        if sort := _GALLERIES.get(gallery):
            _take(list(named(block, "p")) or [block], sort, dropped)
            remove(block)


def _take(elements: list[Element], sort: str, dropped: Dropped) -> None:
    lines = [words_of(element) for element in elements if not is_gone(element)]
    dropped.add(sort, "\n".join(filter(None, lines)))


def _settle_simple(simple: Element, counter: FieldCounter, dropped: Dropped) -> None:
    found = _KIND.match(attribute(simple, "instr"))
    kind, rest = (found[1].upper(), found[2].strip()) if found else ("", "")
    is_empty = not words_of(simple) and not is_gone(simple)
    if is_empty and (value_shown := _value_shown(kind, rest, counter, dropped)):
        simple.append(_run(simple, value_shown))
    if sort := _unwanted(kind, rest, words_of(simple)):
        dropped.add(sort, words_of(simple) or rest)
        remove(simple)


def _unwanted(kind: str, rest: str, shown: str) -> str:
    """Return the sort of a field that is left out.
    Empty for one whose result is text."""
    if kind in ("TOC", "INDEX"):
        return CONTENTS if kind == "TOC" else INDEX
    if kind in ("MERGEFIELD", "GREETINGLINE", "ADDRESSBLOCK") and (
        not shown or _UNMERGED.fullmatch(shown)
    ):
        return UNMERGED
    if kind in ("MACROBUTTON", "GOTOBUTTON"):
        return PLACEHOLDER
    return BROKEN_REFERENCE if _ERROR.fullmatch(shown) else ""


def _fields(root: Element) -> list[WordField]:
    """Return all fields, the inner ones before those around them."""
    open_fields: list[WordField] = []
    done: list[WordField] = []
    for part in root.iter("{*}fldChar", "{*}instrText", *(f"{{*}}{name}" for name in _TEXT)):
        name = local(part)
        if name == "fldChar":
            _mark(part, open_fields, done)
        elif name == "instrText":
            if open_fields and not open_fields[-1].is_result:
                open_fields[-1].instruction += "".join(part.itertext())
        elif local(part.getparent()) == "r":
            for outer in open_fields[-DEEPEST:]:
                if outer.is_result:
                    outer.result.append(part)
    return done


def _mark(part: Element, open_fields: list[WordField], done: list[WordField]) -> None:
    kind = attribute(part, "fldCharType")
    if kind == "begin":
        open_fields.append(WordField(part))
    for around in open_fields[-DEEPEST:]:
        around.marks.append(part)
    if kind == "separate" and open_fields:
        open_fields[-1].is_result = True
    elif kind == "end" and open_fields:
        done.append(open_fields.pop())


def _settle(read: WordField, counter: FieldCounter, dropped: Dropped) -> None:
    if read.kind == "FORMDROPDOWN":
        _write_choice(read, dropped)
        return
    shown = _shown(read.result)
    run = read.marks[-1].getparent()
    is_empty = not "".join(shown).strip() and run is not None and not is_gone(read.begin)
    if is_empty and (value_shown := _value_shown(read.kind, read.rest, counter, dropped)):
        run.addnext(_run(run, value_shown))
        return
    sort = _unwanted(read.kind, read.rest, "".join(shown).replace("\n", ""))
    if not sort:
        return
    words = "".join(shown).strip() or _prompt(read)
    if not is_gone(read.begin):
        dropped.add(sort, words)
    for part in (*read.result, *read.marks):
        remove(part)


def _value_shown(kind: str, rest: str, counter: FieldCounter, dropped: Dropped) -> str:
    """Return what Word shows for a field whose result it does not store.
    Empty for others."""
    if kind in COUNTING:
        label = counter.label(kind, rest)
        dropped.write(NUMBERS, label)
        return label
    shown = {"SYMBOL": symbol_shown, "EQ": equation_shown}.get(kind, lambda _: "")(rest)
    if shown:
        dropped.write("域里的字", shown)
    return shown


def _run(beside: Element, words: str) -> Element:
    run = make(beside, "r")
    run.append(make(beside, "t", words))
    return run


def _prompt(read: WordField) -> str:
    """Return what a field without result shows or waits for: [单击此处键入姓名], the field's name."""
    rest = read.rest.partition("\\")[0] if read.kind != "MACROBUTTON" else read.rest
    words = rest.split(None, 1)[-1:] if read.kind in ("MACROBUTTON", "GOTOBUTTON") else [rest]
    return "".join(words).strip(' "')


def _shown(result: list[Element]) -> list[str]:
    pieces, place = [], None
    for part in result:
        if part.getparent() is None or is_gone(part):
            continue
        paragraph = next((outer for outer in part.iterancestors() if local(outer) == "p"), None)
        if place is not None and paragraph is not place:
            pieces.append("\n")
        place = paragraph
        pieces.append("".join(part.itertext()) if local(part) == "t" else " ")
    return pieces


def _write_choice(read: WordField, dropped: Dropped) -> None:
    """Write the chosen line of a drop-down field.
    Word shows it without storing it as text."""
    choices = child(read.begin, "ffData", "ddList")
    if choices is None or "".join(_shown(read.result)).strip():
        return
    lines = [attribute(item, "val") for item in choices if local(item) == "listEntry"]
    chosen = whole_number(value(choices, "result") or value(choices, "default") or "0", len(lines))
    run = read.marks[-1].getparent()
    if chosen < len(lines) and run is not None:
        run.addnext(_run(run, lines[chosen]))
        dropped.write("下拉域的选项", lines[chosen])


def _remove_contents_lines(root: Element, styles: DocxStyles, dropped: Dropped) -> None:
    """Remove lines of a table of contents without its field.
    Typed ones included, and the line 目录 above any."""
    had_field = any(piece.name == CONTENTS for piece in dropped.pieces)
    paragraphs = [item for item in named(root, "p") if words_of(item) and not is_gone(item)]
    styled = [_style(item, styles) for item in paragraphs]
    lines = [
        bool(_TOC_STYLE.fullmatch(style)) and _points_to_page(item)
        for item, style in zip(paragraphs, styled, strict=True)
    ]
    typed = find_contents([_with_tabs(item) for item in paragraphs])
    lines = [is_line or at in typed for at, is_line in enumerate(lines)]
    titles = [
        bool(_TOC_HEADING.fullmatch(style)) or is_contents_title(words_of(item))
        for item, style in zip(paragraphs, styled, strict=True)
    ]
    gone = [
        item
        for at, item in enumerate(paragraphs)
        if lines[at] or (titles[at] and (had_field or any(lines[at + 1 : at + 2])))
    ]
    if gone:
        _take(gone, CONTENTS, dropped)
    for item in gone:
        _clear(item)


def _style(paragraph: Element, styles: DocxStyles) -> str:
    return styles.name(styles.of(child(paragraph, "pPr"), kind="paragraph"))


def _points_to_page(paragraph: Element) -> bool:
    links = named(paragraph, "hyperlink")
    jumps = any(attribute(link, "anchor").startswith("_Toc") for link in links)
    return jumps or bool(_PAGE_NUMBER.fullmatch(words_of(paragraph)))


def _with_tabs(paragraph: Element) -> str:
    pieces = []
    for part in paragraph.iter("{*}t", "{*}tab"):
        in_run = local(part.getparent()) == "r"
        pieces.append("".join(part.itertext()) if local(part) == "t" else "\t" if in_run else "")
    return "".join(pieces).strip()


def _clear(paragraph: Element) -> None:
    for part in list(paragraph):
        if local(part) not in ("pPr", "sectPr"):
            paragraph.remove(part)


def _remove_placeholders(root: Element, styles: DocxStyles, dropped: Dropped) -> None:
    for block in list(named(root, "sdt")):
        content = child(block, "sdtContent")
        if toggle(child(block, "sdtPr"), "showingPlcHdr") and content is not None:
            if not is_gone(block):
                dropped.add(PLACEHOLDER, words_of(content))
            _remove_text(content)
    for run in list(named(root, "r")):
        style = styles.name(value(run, "rPr", "rStyle"))
        words = words_of(run)
        if style in _PROMPT_STYLES and _PROMPT.fullmatch(words):
            dropped.add(PLACEHOLDER, "" if is_gone(run) else words)
            remove(run)


def _remove_text(content: Element) -> None:
    for part in list(content.iter(*(f"{{*}}{name}" for name in _TEXT))):
        if local(part.getparent()) == "r":
            remove(part)
