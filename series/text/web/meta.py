"""Read a page's headline, column, date, source, author and editor."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise

from series.text.recognition.credit_line import is_field_label
from series.text.recognition.head_lines import person_of_office
from series.text.recognition.written_dates import divided_day, parse_moment

from .head import Moment
from .headline import DASHES, Evidence, Headline, choose_headline
from .info_lines import (
    ALONE,
    BRACKETED,
    PUBLISHED,
    UPDATED,
    ShownMoment,
    clock_of_day,
    is_bare_date,
    is_date_text,
    is_info_line,
    is_other_day,
    lone_clock,
    own_day,
    says_day,
    shown_moments,
)
from .kicker import beside_title, kicker_line, line_above
from .names import read_names
from .page_lines import PageLine
from .parts import PageParts, lines_above, lines_after, lines_under, zone_lines
from .title_texts import key_of

# A digital paper says the day at the head of its page, a site's head says which day it is today.
_FAR = 12
_ROWS = 2
_PLACE = re.compile(r"(?:当前|所在|您的)?位置|首页\s*[>＞»›/\\|·-]")
_BETWEEN_LINKS = re.compile(r"[\s|｜·•/>＞»、]+")
_SUBTITLE_NAME = re.compile(r"sub-?_?title|futi|fbt|fubiaoti|subhead", re.IGNORECASE)


@dataclass(frozen=True)
class Meta:
    """The metadata that a page gives about its text.
    `used` are the keys of the lines that were read into it, `links` those of the lines in the
    text that are links and nothing else."""

    title: str = ""
    kicker: str = ""
    column: str = ""
    published_on: date | None = None
    published_time: time | None = None
    source: str = ""
    author: str = ""
    editor: str = ""
    address: str = ""
    used: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    speech_day: PageLine | None = None  # （2026年3月5日） below the headline of a speech


def read_meta(parts: PageParts, *, title: str = "") -> Meta:
    """Return the metadata of the lines around the text and the head.
    What the head says completes them.

    A `title` that is known already is not looked for.
    """
    sections = _sections(parts)
    headline = Headline(title) if title else choose_headline(_evidence(parts, sections))
    zone = zone_lines(parts, headline)
    day, clock = _moment(parts, headline, zone)
    credits = read_names(parts, headline, zone, sections)
    title, beside = _with_subtitle(parts, headline)
    kicker = kicker_line(parts)
    if not kicker and (above_it := line_above(parts, headline, sections)):
        kicker, title = beside_title(above_it, title)
        beside = [*beside, above_it]
    read = [
        line
        for line in zone
        if (is_info_line(line) or says_day(line, day)) and not is_other_day(line.text, day)
    ]
    named = {credits.source, credits.author, credits.editor}
    read += [
        line
        for line, below in pairwise(zone)
        if is_field_label(line.text) and (is_info_line(below) or below.text in named)
    ]
    used = {key_of(line.text) for line in [*read, *beside]}
    shown = parts.lines[headline.first : headline.last + 1] if headline.first >= 0 else ()
    inside = parts.lines[parts.content : parts.end]
    above = headline.first if headline.first < parts.body else 0
    before = parts.lines[parts.content : max(above, 0)]
    return Meta(
        title=title,
        kicker=kicker,
        column=parts.head.column,
        published_on=day,
        published_time=clock,
        source=credits.source,
        author=credits.author,
        editor=credits.editor,
        address=parts.head.address,
        used=frozenset(used | {key_of(line.text) for line in [*before, *shown]}),
        sections=frozenset(map(key_of, sections)),
        links=frozenset(key_of(line.text) for line in inside if _is_of_links(line)),
        speech_day=next((line for line in zone if own_day(line, day)), None),
    )


def _sections(parts: PageParts) -> set[str]:
    """Return the names of the site and its parts.
    As the head and the breadcrumb give them."""
    names = set(parts.head.sections) | ({parts.head.site} if parts.head.site else set())
    for line in parts.lines[: parts.body]:
        if _PLACE.search(line.text) and len(line.text) <= 120:
            steps = re.split(r"[>＞»›/\\|:：]|\s[-·]\s", line.text)[:-1]
            names.update(step.strip() for step in steps if 2 <= len(step.strip()) <= 20)
            names.update(piece.strip() for piece in line.pieces if 2 <= len(piece.strip()) <= 8)
    return names


def _evidence(parts: PageParts, sections: Iterable[str]) -> Evidence:
    links = frozenset(
        key_of(line.text) for line in parts.lines if line.link_share > 0.9 and len(line.text) <= 12
    )
    return Evidence(
        lines=parts.lines,
        window=parts.head.window,
        named=parts.head.titles,
        table=parts.table.title,
        sections=sections,
        info=parts.info,
        content=parts.content,
        body=parts.body,
        links=links,
    )


def _moment(parts: PageParts, headline: Headline, zone: list[PageLine]) -> Moment:
    """Return day and time: the first witness has the day.
    Any other one may complete its time."""
    witnesses = list(_witnesses(parts, headline, zone))
    if not witnesses:
        return None, None
    day, clock = witnesses[0]
    same = (other for other_day, other in witnesses if other_day == day and other)
    return day, clock or next(same, None) or lone_clock(zone) or clock_of_day(zone, day)


def _witnesses(parts: PageParts, headline: Headline, zone: list[PageLine]) -> Iterator[Moment]:
    """Yield the days in the order in which they count."""
    shown = shown_moments(zone)
    lead = [line for line in parts.lines[parts.body : parts.body + 4] if is_info_line(line)]
    published = parse_moment(parts.table.published)
    yield from _published([*shown, *_beside_headline(parts, headline)])
    yield from [published] if published[0] else []
    yield from parts.head.moments
    yield from _published(shown_moments(lead))
    yield from _published(shown_moments(lines_above(parts, headline))[::-1])
    below = shown_moments(lines_under(parts))
    yield from _published(below)
    yield from _of_rank([*shown, *below], BRACKETED)
    yield from _of_rank([*shown, *below], UPDATED)
    yield from parts.head.updated
    bare = [line for line in lines_after(parts)[:4] if is_bare_date(line)]
    yield from _published(shown_moments(bare))
    yield from ((moment.day, moment.clock) for moment in shown)
    written = parse_moment(parts.table.written)
    yield from [written] if written[0] else []
    yield from (moment for moment in parts.head.scripted if moment[0])
    yield from _published(shown_moments(lines_above(parts, headline, reach=_FAR))[::-1])


def _beside_headline(parts: PageParts, headline: Headline) -> list[ShownMoment]:
    """Return days on the headline's line, or in a row that repeats it."""
    if headline.first < 0:
        return []
    above = parts.lines[max(0, headline.first - _ROWS) : headline.first]
    lines = [
        *parts.lines[headline.first : headline.last + 1],
        *(line for line in above if _is_row_of(line, headline)),
    ]
    found = (moment for line in lines for moment in _moments_in_pieces(line))
    return [ShownMoment(day, clock, ALONE) for day, clock in found if day]


def _moments_in_pieces(line: PageLine) -> Iterator[Moment]:
    """Yield the days of a line's pieces, each and all together."""
    pieces = [piece.strip() for piece in line.pieces if is_date_text(piece)]
    yield from (parse_moment(piece) for piece in pieces if piece != line.text)
    yield divided_day(" ".join(pieces)), None


def _is_row_of(line: PageLine, headline: Headline) -> bool:
    """Tell whether a row of a list holds the headline or nothing beside its date."""
    words = "".join(piece for piece in line.pieces if not is_date_text(piece))
    return not words.strip() or key_of(words) == key_of(headline.text)


def _published(shown: list[ShownMoment]) -> Iterator[Moment]:
    """Yield the days of publication: those whose label says so go before those without one."""
    yield from _of_rank(shown, PUBLISHED)
    yield from _of_rank(shown, ALONE)


def _of_rank(shown: list[ShownMoment], rank: int) -> Iterator[Moment]:
    return ((moment.day, moment.clock) for moment in shown if moment.rank == rank)


def _with_subtitle(parts: PageParts, headline: Headline) -> tuple[str, list[PageLine]]:
    """Return the headline with a subtitle under it, and its line.
    The subtitle stands outside the text, or right above date and source."""
    if not 0 <= headline.last < parts.body:
        return headline.text, []
    below = parts.lines[headline.last + 1 : headline.last + 4]
    outside = headline.last < parts.content
    following = [
        line
        for at, line in enumerate(below[:2])
        if headline.last + 1 + at < parts.content or _heads_date(below, at, outside=outside)
    ]
    for line in following:
        dashed = line.text.startswith(DASHES)
        smaller = _is_smaller_heading(parts.lines[headline.last], line)
        named = (_SUBTITLE_NAME.search(line.names) or smaller) and not (
            is_info_line(line) or person_of_office(line.text)
        )
        if (
            (dashed or named)
            and len(line.text) <= 80
            and key_of(line.text) not in key_of(headline.text)
        ):
            return f"{headline.text} {'' if dashed else '——'}{line.text}", [line]
    return headline.text, []


def _heads_date(below: Sequence[PageLine], at: int, *, outside: bool) -> bool:
    """Tell whether the first line below a headline stands above date or source."""
    return not outside and at == 0 and len(below) > 1 and is_info_line(below[1])


def _is_of_links(line: PageLine) -> bool:
    """Tell whether a line holds links and what stands between them."""
    words = _BETWEEN_LINKS.sub("", line.text)
    return bool(words) and line.linked > 0.9 * len(words)


def _is_smaller_heading(above: PageLine, line: PageLine) -> bool:
    """Tell whether a line is a heading right under a larger one."""
    return bool(above.rank) and above.rank < line.rank
