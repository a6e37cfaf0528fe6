"""Words of titles: where a line of a title may end.

They are cut once, at publication, and stored as the title with a zero-width space between its
words; a page only looks them up (decision 133). The cutter's borders are thinned: numbers with
their units, names and short quotations stay whole, no word is a single character.
"""

import re
from collections.abc import Iterable, Mapping
from itertools import accumulate, pairwise

from series.text.language.segmenter import word_borders, word_frequency

from .no_break import holds as held_places
from .no_break import width_in_em

BREAK = "\u200b"
LONGEST_QUOTATION = 10.0  # em: what a phone's line of the largest titles holds
QUOTATION = re.compile(r"“[^“”]*”|‘[^‘’]*’|《[^《》]*》|（[^（）]*）|「[^「」]*」")
NEVER_FIRST = "，。、；：？！）》」』”’…—～·／%％‰℃"
NEVER_LAST = "（《「『“‘"
# A lone character of these leans on the word before it, of the others on the next one.
LEANS_BACK = "的了着过们之性化者会家界式型里上下中内外后前时地得吗呢吧"
LEADS = "把与和暨从被不在向对为让将以及到于由是有再先就也都还又更最很要能会可应须当给用按据因随至"
HAN = re.compile(r"[\u4e00-\u9fff]+$")
KNOWN_TERM = 6  # characters: what is longer is a term that the desk protects
NO_SPACE = re.compile(r"\S+")
LATIN = re.compile(r"[0-9A-Za-z][0-9A-Za-z.,:'’+&/_-]*")


def with_breaks(title: str) -> str:
    """Return a title with a zero-width space wherever a line of it may end."""
    title = title.replace(BREAK, "")
    places, out = _allowed(title), []
    for match in NO_SPACE.finditer(title):
        pieces = _pieces(match[0], {at - match.start() for at in places})
        out.append(BREAK.join(_no_lone_characters(pieces)))
    return " ".join(out)


def break_lines(titles: Iterable[str]) -> str:
    """Return the titles as stored: those of several words, one a line."""
    lines = dict.fromkeys(with_breaks(title) for title in titles if title)
    return "\n".join(line for line in lines if BREAK in line)


def stored_breaks(lines: str) -> Mapping[str, str]:
    """Return {title: the title with its breaks} of stored lines."""
    return {line.replace(BREAK, ""): line for line in lines.split("\n") if line}


def words_of(part: str, known: Mapping[str, str]) -> list[str]:
    """Return the words of a title or part; the part where none are known."""
    for title, line in known.items():
        start = title.find(part)
        if start >= 0:
            return cut_out(line, start, start + len(part))
        if part.startswith(title):  # with its number: 工作展示（二）
            return [*line.split(BREAK), part[len(title) :]]
    return [part]


def break_places(line: str) -> set[int]:
    """Return the places of a title at which its stored line may end."""
    return set(accumulate(map(len, line.split(BREAK)[:-1])))


def cut_out(line: str, start: int, end: int) -> list[str]:
    """Return the words of the stored line between two places of its title."""
    words, at = [], 0
    for word in line.split(BREAK):
        piece = word[max(start - at, 0) : max(end - at, 0)]
        at += len(word)
        if piece:
            words.append(piece)
    return words


def _allowed(title):
    """Return the places between words at which a line may end."""
    held = held_places(title)
    places = {at for at in word_borders(title) if 0 < at < len(title) and not held[at]}
    for match in QUOTATION.finditer(title):
        if width_in_em(match[0]) <= LONGEST_QUOTATION:
            places -= set(range(match.start() + 1, match.end()))
    for match in LATIN.finditer(title):
        places -= set(range(match.start() + 1, match.end()))
    return {at for at in places if title[at] not in NEVER_FIRST and title[at - 1] not in NEVER_LAST}


def _pieces(title, places):
    borders = [0, *sorted(at for at in places if 0 < at < len(title)), len(title)]
    return [title[a:b] for a, b in pairwise(borders)]


def _no_lone_characters(pieces):
    """Join each doubtful piece to its neighbours.

    A lone character belongs to the word that it leans on; where that is not known, and for what
    the dictionary does not know, no line ends on either side."""
    words: list[str] = []
    held = False  # no line may end before the next piece
    for piece in pieces:
        back, ahead = _sides(piece)
        begins = not words or words[-1][-1] in NEVER_FIRST
        if words and (held or (back and not begins)) and _fits(words[-1] + piece):
            words[-1] += piece
        else:
            words.append(piece)
        held = ahead or (back and begins and not piece.endswith(tuple(NEVER_FIRST)))
    return words


def _sides(piece):
    """Return whether the piece holds on to what stands before it, and to what follows."""
    bare = _bare(piece)
    if not bare or not HAN.match(bare):
        return False, False
    ends = piece[-1] in NEVER_FIRST
    if len(bare) > 1:
        return False, not ends and len(bare) < KNOWN_TERM and not word_frequency(bare)
    leads = bare in LEADS
    return not leads, not ends and bare not in LEANS_BACK


def _fits(word):
    return width_in_em(word) <= LONGEST_QUOTATION


def _bare(piece):
    return piece.strip(NEVER_FIRST + NEVER_LAST + " ")
