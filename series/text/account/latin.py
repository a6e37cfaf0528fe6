"""The account of a source's numbers and Latin words.
Which of them reached nothing (decision 102).

They are taken apart and joined otherwise than Han characters (list numbers, dates, addresses), so
they are counted by themselves, each as a whole: 118 is not 181.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from series.text.language.han import han

from .placed_latin import misplaced_latin
from .witness import Segment, Witness

_WORD = re.compile("[0-9A-Za-z]+")
# What is no Han character and no common mark may be a letter or a number in another form.
_MAYBE = re.compile(r"[^\s\u4e00-\u9fff，。、；：？！（）《》“”‘’]+")
# “1.”, “(2)”, “a)” at the beginning of a line: in a list such labels are not among its words.
_LABEL = re.compile(r"(?m)^[\s>*+-]*[(\[]?(?:\d{1,3}|[A-Za-z])[.、)\]]")
_ADDRESS = re.compile(r"https?://[^\s<>()（）\"'一-龥]+")
_ATTRIBUTE = re.compile('="([^"]*)"')
_MOST_PIECES = 4  # of a word that a line end or a change of font cuts
_OWN_WORDS = 4  # Han characters by which a stretch of a page is known as the body's


def latin_words(text: str) -> list[str]:
    """Return the numbers and Latin words of a text in order, as half-width signs."""
    return _WORD.findall(_half_width(" ".join(_MAYBE.findall(text))))


def _half_width(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def lost_latin(
    witness: Witness, *, html: str, words: str, said: Iterable[str] = ()
) -> list[tuple[str, str]]:
    """Return (place, word) of each number and Latin word that got lost.
    No part of the result has it.

    `words` is the visible text of the body, `html` its markup, whose attributes hold addresses;
    `said` are the words of fields, and those that a reader names as dropped.
    """
    texts = _text_segments(witness, words)
    found = [(part.place, word) for part in texts for word in latin_words(part.text)]
    result, told = _count([words]), _count(said)
    missing = _without(found, result + told)
    placed = misplaced_latin(texts, words, words_of=latin_words)
    if not (missing or placed):
        return []
    beside = _beside(texts, html=html, aside=witness.aside)
    left = _without_joined(
        _without(missing, beside), result + told - Counter(word for _, word in found)
    )
    for wanted, has in placed:
        absent = _without(wanted, has + told + beside)
        extra = has - Counter(word for _, word in wanted)
        left += _without(_without_joined(absent, extra), Counter(word for _, word in left))
    return left


def _beside(texts: list[Segment], *, html: str, aside: str) -> Counter[str]:
    """Return the words of list labels, addresses and attributes: they may stand in no line."""
    lines = [_half_width(part.text) for part in texts]
    labels = [label for line in lines for label in _LABEL.findall(line) if "<li>" in html]
    addresses = [address for line in lines for address in _ADDRESS.findall(line)]
    return _count((*labels, *addresses, *_ATTRIBUTE.findall(html), aside))


def _text_segments(witness: Witness, words: str) -> list[Segment]:
    """Return the segments that hold text.
    Of a page those from the body's first to its last.

    Around the body stand dates, counters and sizes of letters, which no reader names each.
    """
    texts = [part for part in witness.segments if not part.kind]
    if not witness.is_page:
        return texts
    body, runs = han(words), [han(part.text) for part in texts]
    own = [at for at, run in enumerate(runs) if len(run) >= _OWN_WORDS and run in body]
    inside = range(own[0], own[-1] + 1) if own else ()
    return [texts[at] for at in inside if runs[at] in body]


def _count(texts: Iterable[str]) -> Counter[str]:
    return Counter(word for text in texts for word in latin_words(text))


def _without(found, explained: Counter[str]):
    """Return those that are left when each explained word is taken away once."""
    left, explained = [], Counter(explained)
    for place, word in found:
        if explained[word] > 0:
            explained[word] -= 1
        else:
            left.append((place, word))
    return left


def _without_joined(missing, extra: Counter[str]):
    """Return those that were neither joined nor taken apart in the result.
    Pieces of one word of it, or a word joined of its pieces."""
    left, at = [], 0
    while at < len(missing):
        size = _pieces_of_one(missing, at, extra)
        if not size and not _is_of_pieces(missing[at][1], extra):
            left.append(missing[at])
        at += size or 1
    return left


def _pieces_of_one(missing, at, extra):
    """Return how many words from here on are one word of the result.
    0 if none is."""
    for size in range(2, _MOST_PIECES + 1):
        joined = "".join(word for _, word in missing[at : at + size])
        if at + size <= len(missing) and extra[joined] > 0:
            extra[joined] -= 1
            return size
    return 0


def _is_of_pieces(word, extra):
    """Tell whether the result has the word in two pieces."""
    for at in range(1, len(word)):
        if extra[word[:at]] > 0 and extra[word[at:]] > (word[:at] == word[at:]):
            extra.subtract([word[:at], word[at:]])
            return True
    return False
