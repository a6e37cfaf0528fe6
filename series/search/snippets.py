"""Cut out the passages with the words looked for and mark these.

Words are found as the index finds them: folded, and with any punctuation and line ends between
their characters.
"""

import re
from functools import lru_cache
from itertools import pairwise

from series.text.language.index_form import squeeze, squeezed_places

LONGEST = 110  # characters of all passages together, about three lines on a phone
SHORT = 30
MOST_PASSAGES = 2
MORE = "……"
SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]*[”’」』）]*|\n")
CLAUSE = re.compile(r"[，、：,:\s]")
LETTER = re.compile("[A-Za-z]")
UNBROKEN = re.compile(r"[0-9A-Za-z.,%％]")


def marked(text: str, words) -> list[tuple[str, bool]]:
    """Return [(piece, is one of the words)] of the whole text, in order."""
    pieces, place = [], 0
    for start, end in _hits(text, _wanted(words)):
        if start > place:
            pieces.append((text[place:start], False))
        pieces.append((text[start:end], True))
        place = end
    if place < len(text) or not pieces:
        pieces.append((text[place:], False))
    return pieces


def times(text: str, words) -> int:
    """Return how often the words stand in the text."""
    wanted = _wanted(words)
    return len(wanted.findall(squeeze(text))) if wanted else 0


def _wanted(words):
    """Return a pattern for squeezed text, the longest word first; None without words."""
    return _pattern(tuple(words))


@lru_cache(1_000)  # a page asks for it some hundred times
def _pattern(words):
    forms = sorted({squeeze(word) for word in words} - {""}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, forms))) if forms else None


def _hits(text, wanted):
    """Return [(start, end)] of the words in the original text."""
    if wanted is None:
        return []
    squeezed, places = squeezed_places(text)
    found = ((places[m.start()], places[m.end() - 1] + 1) for m in wanted.finditer(squeezed))
    return [(start, end) for start, end in found if not _inside_word(text, start, end)]


def _inside_word(text, start, end):
    """Tell whether the place begins with a Latin letter and stands inside a Latin word.

    Only where the text has the letters at the beginning of a word too: who typed the middle of a
    word sees it.
    """
    if not (LETTER.match(text[start]) and start and LETTER.match(text[start - 1])):
        return False
    return re.search(rf"(?<![A-Za-z]){re.escape(text[start:end])}", text, re.IGNORECASE) is not None


def snippet(text: str, words) -> str:
    """Return the best one or two passages that hold the words, in the text's order.

    Whole sentences where they are short enough; the beginning of the text where no sentence holds a
    word.
    """
    wanted = _wanted(words)
    chosen = _best(_sentences(text), {squeeze(word) for word in words} - {""})
    if not chosen:
        return _cut(" ".join(text.split("\n")), None, LONGEST)
    limit = LONGEST // len(chosen)
    shown, after = "", None
    for place, sentence in sorted(chosen.items()):
        part = _cut(sentence, wanted, max(limit, LONGEST - len(shown) if after else limit))
        apart = after is not None and place != after + 1
        joint = MORE if apart and not shown.endswith(MORE) and not part.startswith(MORE) else ""
        shown += joint + part
        after = place
    return shown


def _sentences(text):
    """Return {position: sentence}, each sentence once, at its last position.

    A summary often repeats the beginning of a paragraph.
    """
    sentences, seen = {}, set()
    pieces = [piece.strip() for piece in SENTENCE.findall(text) if piece.strip()]
    for place, sentence in reversed(list(enumerate(pieces))):
        if sentence not in seen:
            seen.add(sentence)
            sentences[place] = sentence
    return sentences


def _best(sentences, words):
    """Return at most two sentences that together hold most of the words.

    First the one that holds most, then the one that holds most of the rest. Where no sentence holds
    a word, two neighbours may.
    """
    squeezed = {place: squeeze(sentence) for place, sentence in sentences.items()}
    chosen, left = {}, set(words)
    while left and len(chosen) < MOST_PASSAGES:
        place = max(squeezed, key=lambda at: _worth(squeezed[at], left, at), default=None)
        if place is None or not any(word in squeezed[place] for word in left):
            break
        chosen[place] = sentences[place]
        left -= {word for word in left if word in squeezed[place]}
    return chosen or _neighbours(sentences, squeezed, words)


def _worth(squeezed, words, place):
    matches = [word for word in words if word in squeezed]
    times = sum(min(squeezed.count(word), 3) for word in matches)
    return sum(map(len, matches)), len(squeezed) >= SHORT, times, -place


def _neighbours(sentences, squeezed, words):
    places = sorted(sentences)
    for one, other in pairwise(places):
        if any(word in squeezed[one] + squeezed[other] for word in words):
            return {one: sentences[one], other: sentences[other]}
    return {}


def _cut(sentence, wanted, limit):
    """Return the sentence, or where it is too long the part around its words.

    Cut at a comma where one is near, never inside a number or a Latin word.
    """
    if len(sentence) <= limit:
        return sentence
    hits = _hits(sentence, wanted)
    first, last = (hits[0][0], hits[0][1]) if hits else (0, 0)
    for _, end in hits[1:]:
        if end - first <= limit * 3 // 4:
            last = end
    room = max(0, limit - (last - first))
    start = _edge_before(sentence, max(0, first - room // 2), first)
    end = _edge_after(sentence, min(len(sentence), max(last, start + limit)), last)
    return (MORE if start else "") + sentence[start:end] + (MORE if end < len(sentence) else "")


def _edge_before(sentence, at, latest):
    """Return a position between `at` and `latest` where a passage can begin.

    Behind a comma, else where no number or Latin word is cut.
    """
    if at == 0:
        return 0
    comma = CLAUSE.search(sentence, at - 1, latest)
    if comma:
        return comma.end()
    while at < latest and UNBROKEN.match(sentence[at - 1]) and UNBROKEN.match(sentence[at]):
        at += 1
    return at


def _edge_after(sentence, at, earliest):
    """Return a position between `earliest` and `at` where a passage can end."""
    if at >= len(sentence):
        return len(sentence)
    commas = [match.start() for match in CLAUSE.finditer(sentence, earliest, at + 1)]
    if commas and commas[-1] > earliest + (at - earliest) // 2:
        return commas[-1]
    while at > earliest and UNBROKEN.match(sentence[at - 1]) and UNBROKEN.match(sentence[at]):
        at -= 1
    return at
