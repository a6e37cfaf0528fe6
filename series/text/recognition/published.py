"""Recognise the parts of a published text.
Column, headline, subtitle, series, date, source, headings.

Every character of the text read gets exactly one role; what is no part of the entry is named in
`dropped`. At the end the Han characters of the result are compared with those read (decision 7).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from series.text.language.han import han, numeral
from series.text.markup import stored_html
from series.text.markup.blocks import Block, Image, Source
from series.text.markup.footnotes import without_notes
from series.text.typography.punctuation import restore_punctuation
from series.text.typography.summary import summarise

from .body_layout import lay_out_body
from .contents_lines import take_contents
from .copied_page_lines import take_site_foot
from .credit_line import paper_of_reporter
from .head_lines import (
    part_speaker,
    speaker_above_greeting,
    take_account_name,
    take_ranked_person,
    take_speaker,
)
from .heads.above_title import take_kicker, take_site_name, take_way
from .heads.english_lines import is_notice_between
from .heads.form_tables import unfold_form
from .heads.label_bars import may_be_title_with_bar
from .labelled_lines import (
    LabelledTitle,
    meeting_day,
    take_contacts_below,
    take_form,
    take_form_lines,
    take_labelled_title,
    take_text_label,
)
from .metadata_block import (
    merge_metadata,
    signature_date,
    take_addresses,
    take_byline_above,
    take_credits_above_signature,
    take_lines_above,
    take_lines_below,
)
from .metadata_line import CREDITS, MetadataLine, is_metadata_line
from .official_lines import is_finished_title, is_named_mark, is_number, may_be_title, squeezed
from .signed_names import author_in_text
from .source_characters import settle_characters, without_heading_signs
from .title_lines import take_subtitle, take_title
from .title_parts import TitleParts, title_parts

_ABSTRACT = re.compile(
    r"[【\[［]?\s*(?:内容)?(?:摘\s*要|导\s*读|导\s*语|提\s*要|核心提示)\s*(?:[】\]］]|[:：])"
)
TITLE_SEARCH = 4
_LAST = 4
LONGEST_TITLE = 120
SHORTEST_TITLE = 5
SENTENCE_END = tuple("。！？!?；;：:，,…")


@dataclass(frozen=True)
class RecognisedPart:
    """One recognised stretch of the text, in reading order.
    Roles: column, kicker, title, subtitle, number, date, source, author, editor, dropped,
    heading, body."""

    role: str
    text: str


@dataclass(frozen=True)
class PublishedText:
    """The result of recognition.
    `marks` are the restored half-width marks as they stood; `paragraphs` counts blocks of the
    body that are neither headings nor rules; `han_equal` tells whether the Han characters of
    all parts, in order, are those of the text read."""

    column: str
    kicker: str
    headline: str
    subtitle: str
    series: str
    number: int | None
    published_on: date | None
    published_time: time | None
    source: str
    author: str
    editor: str
    summary: str
    headings: tuple[str, ...]
    paragraphs: int
    body: str
    marks: tuple[str, ...]
    dropped: tuple[str, ...]
    recognised: tuple[RecognisedPart, ...]
    han_equal: bool
    images: tuple[Image, ...] = ()
    skipped: tuple[str, ...] = ()
    rewritten: tuple[str, ...] = ()

    @property
    def marks_restored(self) -> int:
        return len(self.marks)


@dataclass
class _Reading:
    """The parts that have been recognised so far, while the blocks are walked."""

    parts: list[RecognisedPart]
    title: TitleParts
    metadata: MetadataLine
    body: list[Block]


def read_text(text: str) -> PublishedText:
    """Recognise a plain text with one paragraph on each line."""
    lines = (line.strip(" \t\u3000\xa0\f") for line in text.split("\n"))
    blocks = tuple(Block("p", line, stored_html.paragraph(line)) for line in lines if line)
    return recognise(Source(blocks))


def recognise(source: Source, *, columns: Iterable[str] | None = None) -> PublishedText:
    """Recognise the parts of a text that was read from a file.

    Half-width marks are restored first (decision 7). Where the names of `columns` are given, a
    【…】 before the headline that is none of them is the kicker.
    """
    marks: list[str] = []
    source = _with_title_of_the_text(without_heading_signs(settle_characters(source)))
    blocks = [_restored(block, marks) for block in source.blocks]
    heads = [_restored_line(line, marks) for line in (source.title, source.column)]
    known = MetadataLine(
        source.published_on, source.published_time, source.source, source.author, source.editor
    )
    reading = _walk(blocks, title=heads[0], known=known, columns=columns)
    return _result(source, reading, marks, column=heads[1])


def _with_title_of_the_text(source: Source) -> Source:
    """Return the source without its title where the text itself has a better one.

    A page's head often names its title with the site's name behind it, or without the subtitle.
    Where the line beside the metadata says the same more exactly, that line is the title.
    """
    top = list(source.blocks[:TITLE_SEARCH])
    lines = [block.text for block in top if not is_metadata_line(block.text)]
    line, named = (han(lines[0]), han(source.title)) if lines else ("", "")
    related = line and line != named and (line in named or (named and named in line))
    if not related or not _may_be_title(lines[0]) or len(lines) == len(top):
        return source
    return replace(source, title="", skipped=(*source.skipped, f"网页标题“{source.title}”"))


def _may_be_title(line: str) -> bool:
    """Tell whether a line can be a title.
    A paragraph that repeats the title's words is none."""
    return len(line) <= LONGEST_TITLE and "。" not in line and not line.endswith(SENTENCE_END)


def _restored(block: Block, marks: list[str]) -> Block:
    found: list[str] = []

    def change(text):
        restoration = restore_punctuation(text)
        found.extend(mark.half for mark in restoration.marks)
        return restoration.text

    html = stored_html.map_text(block.html, change)
    marks.extend(found)
    return replace(block, text=stored_html.visible_text(html), html=html) if found else block


def _restored_line(line: str, marks: list[str]) -> str:
    restoration = restore_punctuation(line)
    marks.extend(mark.half for mark in restoration.marks)
    return restoration.text


def _walk(
    blocks: list[Block], *, title: str, known: MetadataLine, columns: Iterable[str] | None
) -> _Reading:
    """Take the title and the metadata from the top; what is left is the body.
    What the page's head says (`known`) yields to the metadata above the text and overrides that
    below it."""
    parts: list[RecognisedPart] = []
    rest = list(blocks)
    between = [block for block in rest if block.kind == "p" and is_notice_between(block.text)]
    rest = [block for block in rest if block not in between] if between else rest
    parts += [RecognisedPart("dropped", block.text) for block in (*between, *take_way(rest))]
    form = unfold_form(rest, title=title)
    parts += [RecognisedPart("dropped", block.text) for block in form]
    parts += [RecognisedPart("dropped", block.text) for block in take_contents(rest)]
    metadata, pieces = MetadataLine(), []
    if title or not (rest and may_be_title_with_bar(rest[0].text)):
        metadata, pieces = take_lines_above(
            rest, metadata, day=known.published_on, titled=bool(title)
        )
    parts += _parts(pieces)
    issuer = _take_file_mark(rest)
    parts += _parts([("dropped", f"{issuer}文件")] if issuer else [])
    site = take_site_name(rest) if not (title or issuer) else ""
    parts += _parts([("dropped", site)] if site else [])
    if not title and len(rest) > 1 and is_number(rest[0].text):
        parts += _parts([("dropped", rest.pop(0).text)])
    if title:
        _drop_repeated_title(rest, title, parts)
    title, speaker = part_speaker(title) if title else ("", "")
    rest[:0] = [Block("p", speaker, stored_html.paragraph(speaker))] if speaker else []
    parts += _parts(take_account_name(rest) if rest and not title else [])
    labelled = LabelledTitle() if title else take_labelled_title(rest)
    parts += [RecognisedPart("dropped", label) for label in labelled.labels]
    kicker = labelled.kicker or (take_kicker(rest) if not (title or labelled.title) else "")
    line = title or labelled.title or take_title(rest)
    below = take_subtitle(rest, line)
    names = title_parts(line, below or labelled.subtitle, columns=columns)
    names = replace(names, kicker=names.kicker or kicker)
    parts += _title_roles(names)
    metadata, pieces = (take_form_lines if labelled.labels else take_form)(rest, metadata)
    parts += _parts(pieces)
    whole = f"{line}{names.subtitle}"
    metadata, pieces = _below_title(rest, whole, metadata, known=known)
    if labelled.labels:
        metadata, more = take_form_lines(rest, metadata)
        metadata, last = take_lines_above(rest, metadata)
        pieces = [*pieces, *more, *last, *take_text_label(rest)]
    parts += _parts(pieces)
    ahead = sum(role == "body" for role, _ in pieces)  # an abstract above the metadata
    announces = is_finished_title(line)  # readers of a notice are to call
    contacts = take_contacts_below(rest, () if announces else labelled.labels)
    metadata, pieces = _take_bottom(rest, merge_metadata(metadata, known), ahead=ahead)
    pieces += [("dropped", block.text) for block in contacts]
    metadata = merge_metadata(metadata, MetadataLine(source=issuer or site))
    return _Reading([*parts, *_parts(pieces)], names, metadata, rest)


def _take_bottom(
    rest: list[Block], metadata: MetadataLine, *, ahead: int
) -> tuple[MetadataLine, list[tuple[str, str]]]:
    """Take what stands below the text or above its signature; return all pieces in order."""
    foot = [("dropped", block.text) for block in take_site_foot(rest)]
    metadata, tail = take_lines_below(rest, metadata)
    metadata, credits, signed = take_credits_above_signature(rest, metadata)
    body = [("body", block.text) for block in rest]
    above, below = body[ahead : len(body) - signed], body[len(body) - signed :]
    return metadata, [*above, *credits, *below, *tail, *foot]


def _below_title(
    rest: list[Block], title: str, metadata: MetadataLine, *, known: MetadataLine
) -> tuple[MetadataLine, list[tuple[str, str]]]:
    """Take what stands between title and text: the number of a document, metadata, who speaks."""
    pieces = [("dropped", rest.pop(0).text)] if len(rest) > 1 and is_number(rest[0].text) else []
    kept = [rest.pop(0)] if _has_abstract_above(rest) else []
    pieces += [("body", block.text) for block in kept]
    person = ""
    for take in (take_lines_above, take_byline_above, take_lines_above):
        limits = {"day": known.published_on} if take is take_lines_above else {}
        metadata, taken = take(rest, metadata, **limits)
        taken = [*taken, *(take_addresses(rest) if metadata.author or known.author else [])]
        speaker, name = take_ranked_person(rest) if not person else (None, "")
        kept += [speaker] if speaker else []
        person = person or name
        pieces += [*taken, *([("body", speaker.text)] if speaker else [])]
    day = metadata.published_on or known.published_on
    dated = bool(pieces) and pieces[-1][0] == "date"
    speech, taken = take_speaker(rest, title, day=day, dated=dated)
    person = person or ("" if speech.author else speaker_above_greeting(rest))
    label = take_text_label(rest)
    rest[:0] = kept
    metadata = merge_metadata(merge_metadata(metadata, speech), MetadataLine(author=person))
    return metadata, [*pieces, *taken, *label]


def _has_abstract_above(rest: list[Block]) -> bool:
    """Tell whether an abstract stands between the title and the line with date or author."""
    return len(rest) > 2 and bool(_ABSTRACT.match(rest[0].text)) and is_metadata_line(rest[1].text)


def _take_file_mark(rest: list[Block]) -> str:
    """Take the mark of an office, 某某协会文件, from above a title; return the office."""
    is_mark = len(rest) > 2 and is_named_mark(rest[0].text)
    below = rest[1].text if is_mark else ""
    if not (is_number(below) or (may_be_title(below) and len(below) >= SHORTEST_TITLE)):
        return ""
    return squeezed(rest.pop(0).text).removesuffix("文件")


def _parts(pieces: list[tuple[str, str]]) -> list[RecognisedPart]:
    return [RecognisedPart(role, text) for role, text in pieces]


def _drop_repeated_title(rest: list[Block], title: str, parts: list[RecognisedPart]) -> None:
    """Drop a line that repeats the title.
    A page often prints again inside its text the title that its head names."""
    for at, block in enumerate(rest[:TITLE_SEARCH]):
        if han(block.text) and han(block.text) == han(title):
            parts.append(RecognisedPart("dropped", rest.pop(at).text))
            return


def _title_roles(names: TitleParts) -> list[RecognisedPart]:
    roles = [
        ("column", names.column),
        ("kicker", names.kicker),
        ("title", names.headline),
        ("subtitle", names.subtitle),
        ("number", names.number_text),
    ]
    return [RecognisedPart(role, text) for role, text in roles if text]


def _result(source: Source, reading: _Reading, marks: list[str], *, column: str) -> PublishedText:
    body, headings, paragraphs = lay_out_body(reading.body)
    names, metadata = reading.title, reading.metadata
    result = PublishedText(
        column=names.column or column,
        kicker=names.kicker or source.kicker,
        headline=names.headline,
        subtitle=names.subtitle,
        series=names.series,
        number=names.number,
        published_on=metadata.published_on
        or source.published_on
        or signature_date(reading.body)
        or meeting_day(names.headline, reading.body),
        published_time=metadata.published_time
        or (None if metadata.published_on else source.published_time),
        source=metadata.source or source.source or _paper_of_reporter(source.blocks),
        author=metadata.author or author_in_text([block.text for block in reading.body]),
        editor=metadata.editor,
        summary=summarise([without_notes(block.html) for block in paragraphs]),
        headings=headings,
        paragraphs=len(paragraphs),
        body=body,
        marks=tuple(marks),
        dropped=tuple(part.text for part in reading.parts if part.role == "dropped"),
        recognised=tuple(reading.parts),
        han_equal=False,
        images=source.images,
        skipped=source.skipped,
        rewritten=source.rewritten,
    )
    return replace(result, han_equal=same_han(result, source))


def _paper_of_reporter(blocks: Sequence[Block]) -> str:
    """Return the paper of a reporter whose byline stands at an end of a text."""
    ends = [*blocks[:TITLE_SEARCH], *blocks[TITLE_SEARCH:][-_LAST:]]
    lines = (line for block in ends if block.kind == "p" for line in block.text.split("\n"))
    return next(filter(None, map(paper_of_reporter, lines)), "")


def same_han(result: PublishedText, source: Source) -> bool:
    """Tell whether the entry's Han characters, in order, are those of the text read.

    The entry's own fields are put in the place of what was recognised, so that a field that lost a
    character shows, not only a part that was left out.
    """
    fields = {
        "column": result.column,
        "kicker": result.kicker,
        "title": result.headline,
        "subtitle": result.subtitle,
        **{role: getattr(result, role) for role in CREDITS},
        "number": _number_words(result),
    }
    body, apart = han(stored_html.visible_text(result.body)), _names_apart(result)
    pieces, last = [], _last_body(result)
    for at, part in enumerate(result.recognised):
        if part.role == "body" and at < last:  # an abstract above the metadata
            length = len(han(part.text))
            pieces.append(body[:length])
            body = body[length:]
        elif part.role == "body":
            pieces.append(body if at == last else "")
        elif part.role in apart:
            pieces.append(part.text)
        else:
            pieces.append(fields.get(part.role, part.text))
    read = [source.title, *(block.text for block in source.blocks)]
    return han("".join(pieces)) == han("".join(_in_reading_order(read, result)))


def _last_body(result: PublishedText) -> int:
    """Return the place where the last unbroken run of the body's parts begins."""
    bodies = [at for at, part in enumerate(result.recognised) if part.role == "body"]
    starts = [at for at in bodies if at == 0 or result.recognised[at - 1].role != "body"]
    return starts[-1] if starts else 0


def _names_apart(result: PublishedText) -> set[str]:
    """Return the roles whose field holds several parts: 记者 X 通讯员 Y are two."""
    said: dict[str, list[str]] = {}
    for part in result.recognised:
        said.setdefault(part.role, []).append(part.text)
    return {
        role
        for role in CREDITS
        if len(said.get(role, ())) > 1 and han("".join(said[role])) == han(getattr(result, role))
    }


def _in_reading_order(read: list[str], result: PublishedText) -> list[str]:
    """Return the blocks with the head's title where `_walk` put it: after early metadata."""
    title, *blocks = read
    if not title:
        return blocks
    roles = [part.role for part in result.recognised]
    place = roles.index("title") if "title" in roles else 0
    before = sum(
        len(han(part.text))
        for part in result.recognised[:place]
        if part.role not in ("column", "kicker")
    )
    at = total = 0
    while at < len(blocks) and total < before:
        total += len(han(blocks[at]))
        at += 1
    return [*blocks[:at], title, *blocks[at:]]


def _number_words(result: PublishedText) -> str:
    as_read = next((part.text for part in result.recognised if part.role == "number"), "")
    if result.number is None or any(c.isdigit() for c in as_read):
        return as_read
    wrapped = "".join(character for character in "之第" if character in as_read)
    return wrapped + numeral(result.number) + (as_read[-1] if wrapped == "第" else "")
