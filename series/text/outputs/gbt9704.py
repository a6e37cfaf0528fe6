"""公文版式: a text in the order of GB/T 9704-2012, as rows for Word and print.

It has no red head and no file number: 倡议书 is none of the fifteen statutory kinds, and a number
is given by an office, not by a website. What is added to the stored text is a label of this file or
a field of the entry.
"""

import re
from dataclasses import dataclass, replace

from series.text.markup.corrections import split_correction as split_note
from series.text.markup.page_parts import ENDS_SENTENCE

from .document import (
    Document,
    Paragraph,
    Part,
    TextRun,
    Words,
    link_mark,
    note_mark,
    printed_address,
    visible_text,
)

# Roles of rows.
KICKER, TITLE, KIND, SUBTITLE, BYLINE = "kicker", "title", "kind", "subtitle", "byline"
TO, FACT, ITEM = "to", "fact", "item"
FILES, FILE, ISSUER, DATE, NOTE = "files", "file", "issuer", "date", "note"

PROGRAMME, ATTACHED, NOTES, LINKS, CORRECTED = "议程", "附件", "注", "链接", "更正"
EDITOR = "责任编辑"
MOST_SIGNATURE_LINES, LONGEST_SIGNATURE_LINE = 4, 30
FROM_EDGE, NAME_TO_DATE = 2, 2
ZERO_LED = re.compile(r"(?<=[年月])0(?=\d[月日])")
DAY = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")


@dataclass(frozen=True)
class LetterLine:
    """One line of a letter by its role.
    `right` is its distance from the right edge in characters; `apart` leaves an empty line
    above it, `below` one under it."""

    role: str
    words: Words
    right: float = 0
    apart: bool = False
    below: bool = False

    @property
    def text(self) -> str:
        return visible_text(self.words)


@dataclass(frozen=True)
class LetterFields:
    """The fields of an entry beside its body.
    `word` is 倡议书, 通知 or empty for an article; `facts` are (label, words); `day` is written
    2026年11月27日, empty where nobody knows it. `published` are lines that say where and when the
    text was published: an article ends with them, for its source has not signed it."""

    headline: str
    kicker: str = ""
    subtitle: str = ""
    word: str = ""
    author: str = ""
    editor: str = ""
    audience: str = ""
    issuer: str = ""
    day: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    programme: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    corrections: tuple[str, ...] = ()
    origin: str = ""
    published: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Return what a file of it is called."""
        return self.word or "文章"


@dataclass(frozen=True)
class OfficialLetter:
    """An official letter.
    `name` is its file name, `rows` are its lines and parts in reading order."""

    name: str
    rows: tuple[LetterLine | Part, ...]


def official_letter(fields: LetterFields, document: Document, *, root: str) -> OfficialLetter:
    """Return the whole letter. `root` is the site's address, for links to its own pages."""
    parts, signature = without_signature(document.parts) if fields.word else (document.parts, ())
    rows = (
        *_head(fields),
        *_salutation(fields, parts),
        *parts,
        *event_lines(fields),
        *_attachments(fields),
        *_signature(fields, signature),
        *_end(fields, document, root),
    )
    return OfficialLetter(fields.name, tuple(rows))


def _head(fields):
    """Return the lines of the title.
    The last of them has an empty line below it."""
    lines = [LetterLine(KICKER, _plain(fields.kicker))] if fields.kicker else []
    lines.append(LetterLine(TITLE, _plain(fields.headline)))
    if fields.word and fields.word not in f"{fields.headline}{fields.subtitle}":
        lines.append(LetterLine(KIND, _plain(fields.word)))
    if fields.subtitle:
        lines.append(LetterLine(SUBTITLE, _plain(f"——{fields.subtitle}")))
    if fields.author:
        lines.append(LetterLine(BYLINE, _plain(f"（{fields.author}）")))
    return [*lines[:-1], replace(lines[-1], below=True)]


def _salutation(fields, parts):
    """Yield the salutation, unless the body begins with one of its own."""
    if fields.audience and not is_salutation(parts[0] if parts else None):
        yield LetterLine(TO, _plain(f"{fields.audience}："))


def is_salutation(part) -> bool:
    """Tell whether a part is a salutation: a paragraph that ends with a colon.
    As the first line of a body it stands flush left."""
    return isinstance(part, Paragraph) and not part.level and part.text.endswith(("：", ":"))


def event_lines(fields):
    """Yield the lines of an event: its time, place and programme."""
    for label, words in fields.facts:
        yield LetterLine(FACT, (TextRun(f"{label}：", bold=True), TextRun(words)))
    if fields.programme:
        yield LetterLine(FACT, (TextRun(f"{PROGRAMME}：", bold=True),))
    for line in fields.programme:
        yield LetterLine(ITEM, _plain(line))


def _attachments(fields):
    """Yield 附件：name, or each name with its number below the first."""
    many = len(fields.attachments) > 1
    for number, name in enumerate(fields.attachments, start=1):
        label = f"{ATTACHED}：" if number == 1 else ""
        order = f"{number}. " if many else ""
        role = FILES if number == 1 else FILE
        yield LetterLine(role, _plain(f"{label}{order}{name}"), apart=number == 1)


def without_signature(parts):
    """Return (the parts of the text, the short lines at its end that sign it)."""
    signature: list[Paragraph] = []
    while len(signature) < min(MOST_SIGNATURE_LINES, len(parts) - 1) and _is_signature_line(
        parts[-1 - len(signature)]
    ):
        signature.insert(0, parts[-1 - len(signature)])
    return parts[: len(parts) - len(signature)], tuple(signature)


def _is_signature_line(part) -> bool:
    if not isinstance(part, Paragraph) or part.level or any(word.is_mark for word in part.words):
        return False
    text = part.text
    return (
        len(text) <= LONGEST_SIGNATURE_LINE
        and not text.endswith(ENDS_SENTENCE)
        and "，" not in text
    )


def _signature(fields, signature):
    """Yield the lines of issuer and date, from the text, else from the entry's fields.

    GB/T 9704, 7.3.5: they end two characters from the edge; the date begins two characters after
    the name.
    """
    if not fields.word:
        return
    days = [line for line in signature if DAY.search(line.text)]
    who = [line.words for line in signature if line not in days]
    who = who or ([_plain(fields.issuer)] if fields.issuer else [])
    when = [_without_zeros(line.words) for line in days]
    when = when or ([_plain(fields.day)] if fields.day else [])
    names, dates = ([line_width(visible_text(words)) for words in lines] for lines in (who, when))
    after = NAME_TO_DATE if who else 0
    widest = max([*names, *(width + after for width in dates)], default=0)
    for at, (words, width) in enumerate(zip(who, names, strict=True)):
        yield LetterLine(ISSUER, words, right=FROM_EDGE + widest - width, apart=at == 0)
    for words, width in zip(when, dates, strict=True):
        yield LetterLine(DATE, words, right=FROM_EDGE + widest - after - width, apart=not who)


def line_width(text: str) -> float:
    """Return the width of a line in Chinese characters.
    Digits and Latin letters count as half."""
    return sum(0.5 if character.isascii() else 1 for character in text)


def _without_zeros(words):
    return tuple(replace(word, text=ZERO_LED.sub("", word.text)) for word in words)


def _end(fields, document, root):
    lines = [(f"{note_mark(at)} ", words) for at, words in enumerate(document.notes, start=1)]
    yield from _list(NOTES, lines)
    links = [_plain(printed_address(link, root=root)) for link in document.links]
    yield from _list(
        LINKS, [(f"{link_mark(at)} ", words) for at, words in enumerate(links, start=1)]
    )
    yield from closing_lines(fields)


def closing_lines(fields):
    """Yield the notes below a text: its corrections, its origin and the editor in charge."""
    notes = [" ".join(filter(None, split_note(note))) for note in fields.corrections]
    yield from _list(CORRECTED, [("", _plain(note)) for note in notes])
    if fields.origin:
        yield LetterLine(NOTE, _plain(fields.origin), apart=True)
    if fields.editor:
        yield LetterLine(NOTE, _plain(f"{EDITOR}：{fields.editor}"), apart=True)
    yield from _list("", [("", _plain(line)) for line in fields.published])


def _list(label, lines):
    for at, (mark, words) in enumerate(lines):
        before = f"{label}：{mark}" if label and at == 0 else mark
        yield LetterLine(NOTE, (*_plain(before), *words), apart=at == 0)


def _plain(text):
    return (TextRun(text),) if text else ()
