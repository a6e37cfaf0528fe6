"""公文版式：a text in the order of GB/T 9704-2012, as rows that Word and print both write.

No red head and no file number: 倡议书 is none of the fifteen statutory kinds, and a number is
given by an office, not by a website. Whatever is added to the stored text is a label of this
file or a field of the entry.
"""

import re
from dataclasses import dataclass, replace

from series.text.markup.corrections import split as split_note
from series.text.markup.page_parts import ENDS_SENTENCE

from . import document
from .document import Document, Paragraph, Part, TextRun, Words

# Roles of rows.
TITLE, KIND, SUBTITLE, BYLINE = "title", "kind", "subtitle", "byline"
TO, FACT, ITEM = "to", "fact", "item"
FILES, FILE, ISSUER, DATE, NOTE = "files", "file", "issuer", "date", "note"

PROGRAMME, ATTACHED, NOTES, LINKS, CORRECTED = "议程", "附件", "注", "链接", "更正"
EDITOR = "责任编辑"
MOST_SIGNS, LONGEST_SIGN = 4, 30
FROM_EDGE, NAME_TO_DATE = 2, 2
ZERO_LED = re.compile(r"(?<=[年月])0(?=\d[月日])")
DAY = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")


@dataclass(frozen=True)
class LetterLine:
    """One line by its role. `right` is how far from the right edge it ends, in characters;
    `apart` leaves an empty line above it, `below` one under it."""

    role: str
    words: Words
    right: float = 0
    apart: bool = False
    below: bool = False

    @property
    def text(self) -> str:
        return document.spoken(self.words)


@dataclass(frozen=True)
class LetterFields:
    """What an entry says beside its body. `word` is 倡议书, 通知 or empty for an article;
    `facts` are (label, words); `day` is written 2026年11月27日, empty where nobody knows it."""

    headline: str
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


@dataclass(frozen=True)
class OfficialLetter:
    """`name` is what the file is called; `rows` everything in the order in which it stands."""

    name: str
    rows: tuple[LetterLine | Part, ...]


def paper(matter: LetterFields, sheet: Document, *, root: str) -> OfficialLetter:
    """Return the whole paper; `root` is the site's address, for links to its own pages."""
    parts, signs = without_signature(sheet.parts) if matter.word else (sheet.parts, ())
    rows = (
        *_head(matter),
        *_salutation(matter, parts),
        *parts,
        *particulars(matter),
        *_attachments(matter),
        *_signature(matter, signs),
        *_end(matter, sheet, root),
    )
    return OfficialLetter(matter.word or "文章", tuple(rows))


def _head(matter):
    """Return the title, and an empty line below whatever ends it."""
    lines = [LetterLine(TITLE, _plain(matter.headline))]
    if matter.word and matter.word not in f"{matter.headline}{matter.subtitle}":
        lines.append(LetterLine(KIND, _plain(matter.word)))
    if matter.subtitle:
        lines.append(LetterLine(SUBTITLE, _plain(f"——{matter.subtitle}")))
    if matter.author:
        lines.append(LetterLine(BYLINE, _plain(f"（{matter.author}）")))
    return [*lines[:-1], replace(lines[-1], below=True)]


def _salutation(matter, parts):
    """Yield the salutation of a call: its body's own, which is the first line, stays the only one."""
    if matter.audience and not is_salutation(parts[0] if parts else None):
        yield LetterLine(TO, _plain(f"{matter.audience}："))


def is_salutation(part) -> bool:
    """Return a first line that ends with a colon: it stands flush left."""
    return isinstance(part, Paragraph) and not part.level and part.text.endswith(("：", ":"))


def particulars(matter):
    """Time, place and programme of an event."""
    for label, words in matter.facts:
        yield LetterLine(FACT, (TextRun(f"{label}：", bold=True), TextRun(words)))
    if matter.programme:
        yield LetterLine(FACT, (TextRun(f"{PROGRAMME}：", bold=True),))
    for line in matter.programme:
        yield LetterLine(ITEM, _plain(line))


def _attachments(matter):
    """附件：name, or each with its number below the first."""
    many = len(matter.attachments) > 1
    for number, name in enumerate(matter.attachments, start=1):
        label = f"{ATTACHED}：" if number == 1 else ""
        order = f"{number}. " if many else ""
        role = FILES if number == 1 else FILE
        yield LetterLine(role, _plain(f"{label}{order}{name}"), apart=number == 1)


def without_signature(parts):
    """Return (the text, the short lines at its end that sign it)."""
    signs: list[Paragraph] = []
    while len(signs) < min(MOST_SIGNS, len(parts) - 1) and _signs(parts[-1 - len(signs)]):
        signs.insert(0, parts[-1 - len(signs)])
    return parts[: len(parts) - len(signs)], tuple(signs)


def _signs(part) -> bool:
    if not isinstance(part, Paragraph) or part.level or any(word.sign for word in part.words):
        return False
    text = part.text
    return len(text) <= LONGEST_SIGN and not text.endswith(ENDS_SENTENCE) and "，" not in text


def _signature(matter, signs):
    """Yield who and when, each as the text has it, else as the entry knows it.

    7.3.5: they end two characters from the edge; the date begins two characters after the name.
    """
    days = [line for line in signs if DAY.search(line.text)]
    who = [line.words for line in signs if line not in days]
    who = who or ([_plain(matter.issuer)] if matter.issuer else [])
    when = [_without_zeros(line.words) for line in days]
    when = when or ([_plain(matter.day)] if matter.day else [])
    names, dates = ([breadth(document.spoken(words)) for words in lines] for lines in (who, when))
    after = NAME_TO_DATE if who else 0
    widest = max([*names, *(width + after for width in dates)], default=0)
    for at, (words, width) in enumerate(zip(who, names, strict=True)):
        yield LetterLine(ISSUER, words, right=FROM_EDGE + widest - width, apart=at == 0)
    for words, width in zip(when, dates, strict=True):
        yield LetterLine(DATE, words, right=FROM_EDGE + widest - after - width, apart=not who)


def breadth(text: str) -> float:
    """Return how many characters of Chinese the line is wide; digits and Latin letters are half."""
    return sum(0.5 if character.isascii() else 1 for character in text)


def _without_zeros(words):
    return tuple(replace(word, text=ZERO_LED.sub("", word.text)) for word in words)


def _end(matter, sheet, root):
    lines = [(f"{document.note_sign(at)} ", words) for at, words in enumerate(sheet.notes, start=1)]
    yield from _list(NOTES, lines)
    links = [_plain(document.address(link, root=root)) for link in sheet.links]
    yield from _list(
        LINKS, [(f"{document.link_sign(at)} ", words) for at, words in enumerate(links, start=1)]
    )
    yield from closing(matter)


def closing(matter):
    """Yield what readers must know of the text itself: what was put right, where it was taken from,
    who answers for it."""
    notes = [" ".join(filter(None, split_note(note))) for note in matter.corrections]
    yield from _list(CORRECTED, [("", _plain(note)) for note in notes])
    if matter.origin:
        yield LetterLine(NOTE, _plain(matter.origin), apart=True)
    if matter.editor:
        yield LetterLine(NOTE, _plain(f"{EDITOR}：{matter.editor}"), apart=True)


def _list(label, lines):
    for at, (sign, words) in enumerate(lines):
        before = f"{label}：{sign}" if at == 0 else sign
        yield LetterLine(NOTE, (*_plain(before), *words), apart=at == 0)


def _plain(text):
    return (TextRun(text),) if text else ()
