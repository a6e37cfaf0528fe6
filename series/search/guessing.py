"""Guess what else may have been meant where no entry holds what was typed.
Decision 68.

1. The words of an unbroken line (jieba cuts them), each by itself.
2. What sounds like it in headlines, names and keyterms: letters as pinyin (changshang),
   first letters (cslt), a character of the same sound.
3. One wrong, missing or superfluous character in a word.
4. The texts that hold the most and rarest of the words (`weighing`); after the first step where
   the line is a question. Decision 134.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, product

from series.text.language import pinyin, segmenter
from series.text.language.index_form import squeeze
from series.text.language.index_terms import JOINING, asks, telling_words

from .asking import Ask
from .engine import engine, live_slot
from .narrowing import Narrowing
from .query import Query, QueryWord
from .searching import SearchAnswer, load_candidates, search_entries
from .weighing import weigh

LOOKED_AT = 60
LONGEST = 12
MOST_MISSPELT, LONGEST_BROKEN = 4, 4  # words of a line, characters of a word
MOST_LINES, MOST_WRONG, MOST_CUT = 4, 2, 12
SHORTEST_LETTERS = 2
LATIN = re.compile(r"[a-z]+")


@dataclass(frozen=True)
class Guess:
    """Another question and its answer.

    `how` is split, sound, spelling or weighed; `others` are further lines that may be meant.
    """

    how: str
    query: Query
    answer: SearchAnswer
    others: tuple[str, ...] = ()


def guess(query: Query, narrowing: Narrowing) -> Guess | None:
    """Return the first guess that finds something; None without one or where all is quoted.

    Beside a quoted word only the other words are weighed, in texts that hold it as it is.
    """
    if not query.words or all(word.quoted for word in query.words):
        return None
    for step in _steps(query):
        result = step(query, narrowing)
        if result:
            return result
    return None


def _steps(query):
    """Return the steps in their order.

    Who asks in a sentence has not misspelt one word. A short word that jieba cuts in two with a
    character left over was meant as one word: 新能原 is 新能源, no text about 新能.
    """
    line = query.text_of_words
    if any(word.quoted for word in query.words):
        return (_weighed,)
    spoken = any(_are_letters(word) for word in query.words)
    if not spoken and (asks(line) or len(telling_words(line)) > MOST_MISSPELT):
        return (_split, _weighed)
    if not spoken and any(_is_broken(word) for word in query.words):
        return (_by_sound, _by_spelling, _split, _weighed)
    return (_split, _by_sound, _by_spelling, _weighed)


def _are_letters(word):
    """Tell whether the word is Latin letters alone, which may be pinyin."""
    return LATIN.fullmatch(pinyin.plain_letters(word.squeezed)) is not None


def _is_broken(word):
    """Tell whether jieba leaves a character over in a word of at most four."""
    parts = segmenter.cut_words(word.typed) if 2 < len(word.squeezed) <= LONGEST_BROKEN else []
    return any(len(part) == 1 and part not in JOINING for part in parts)


def _split(query, narrowing):
    words = cut_words(query.words)
    if words == query.words:
        return None
    return _asked("split", query, words, narrowing)


def cut_words(words: tuple[QueryWord, ...]) -> tuple[QueryWord, ...]:
    """Return the words as jieba cuts them, at most MOST_CUT.

    Single characters are dropped where longer parts of the word remain.
    """
    texts = []
    for word in words:
        pieces = [word.typed] if _are_letters(word) else segmenter.cut_words(word.typed)
        parts = [squeeze(part) for part in pieces]
        long = [part for part in parts if len(part) > 1]
        texts += long or [word.squeezed]
    return tuple(QueryWord(text, text) for text in dict.fromkeys(texts))[:MOST_CUT]


def _asked(how, query, words, narrowing, others=()):
    other = replace(query, words=tuple(words), text=" ".join(word.typed for word in words))
    answer = search_entries(other, narrowing)
    return Guess(how, other, answer, others) if answer.count else None


def _by_sound(query, narrowing):
    for words in dict.fromkeys((query.words, cut_words(query.words))):
        texts = [word.squeezed for word in words]
        for lines in (_same_sound(texts, narrowing), _same_initials(texts, narrowing)):
            if found := _first_found("sound", query, lines, narrowing):
                return found
    return None


def _same_sound(texts, narrowing):
    """Return lines of words in headings that sound like these, the most frequent first."""
    ways = [_ways(text) for text in texts]
    if not all(ways):
        return []
    keys = engine().by_sound(live_slot(), ways, Ask(marks=narrowing.marks()), limit=LOOKED_AT)
    lines = Counter()
    for candidate in load_candidates(keys):
        heard = _heard(candidate)
        matches = [_match_of_sound(heard, options) for options in ways]
        if all(matches):
            lines[tuple(matches)] += 1
    return [line for line, _ in lines.most_common(MOST_LINES)]


def _ways(text):
    """Return the ways in which a word can sound; none for one character."""
    letters = pinyin.plain_letters(text)
    if LATIN.fullmatch(letters):
        return list(map(pinyin.sounds_of, pinyin.syllable_splits(letters)))
    return _sounds(text) if len(text) > 1 else []


def _heard(candidate):
    """Return [(piece, its sounds)] of a document's title, names and keyterms."""
    pieces = f"{candidate.title}|{candidate.names}|{candidate.keywords}".split("|")
    return [(piece, sound) for piece in pieces if piece for sound in _sounds(piece)]


@lru_cache(maxsize=4096)
def _sounds(piece):
    return list(map(pinyin.sounds_of, pinyin.readings(piece)))


def _match_of_sound(heard, options):
    for piece, sound in heard:
        for way in options:
            for start in range(len(sound) - len(way) + 1):
                if sound[start : start + len(way)] == way:
                    return piece[start : start + len(way)]
    return ""


def _same_initials(texts, narrowing):
    if not all(
        LATIN.fullmatch(text) and SHORTEST_LETTERS <= len(text) <= LONGEST for text in texts
    ):
        return []
    keys = engine().by_initials(live_slot(), texts, Ask(marks=narrowing.marks()), limit=LOOKED_AT)
    lines = Counter()
    for candidate in load_candidates(keys):
        pieces = f"{candidate.title}|{candidate.names}".split("|")
        first = [
            (piece, pinyin.first_letters(way))
            for piece in pieces
            if piece
            for way in pinyin.readings(piece)
        ]
        matches = [_match_of_initials(first, text) for text in texts]
        if all(matches):
            lines[tuple(matches)] += 1
    return [line for line, _ in lines.most_common(MOST_LINES)]


def _match_of_initials(first, letters):
    for piece, initials in first:
        at = initials.find(letters)
        if at >= 0:
            return piece[at : at + len(letters)]
    return ""


def _by_spelling(query, narrowing):
    typed = tuple(word.squeezed for word in query.words)
    options, wrong = [], 0
    for word in query.words:
        near = []
        if wrong < MOST_WRONG and not _is_known(word, narrowing):
            wrong += 1
            near = _near(word.squeezed, narrowing)
        options.append(near or [word.squeezed])
    lines = [line for line in islice(product(*options), MOST_LINES) if line != typed]
    return _first_found("spelling", query, lines, narrowing)


def _first_found(how, query, lines, narrowing):
    """Return the guess of the first line that finds something; it names the other lines."""
    for line in lines:
        others = tuple(" ".join(other) for other in lines if other != line)[:3]
        words = [QueryWord(text, text) for text in dict.fromkeys(line)]
        if result := _asked(how, query, words, narrowing, others):
            return result
    return None


def _is_known(word, narrowing):
    ask = Ask(((word.squeezed,),), narrowing.marks())
    return bool(engine().newest(live_slot(), ask, limit=1))


def _near(text, narrowing):
    """Return runs in headings that differ from the text in one character, most frequent first."""
    if not 3 <= len(text) <= LONGEST:
        return []
    runs = Counter()
    for place in range(len(text)):
        before, after = text[:place], text[place + 1 :]
        parts = [(part,) for part in (before, after) if len(part) > 1]
        if not parts:
            continue  # the middle of three: one character each side tells nothing
        ask = Ask(tuple(parts), narrowing.marks())
        wanted = re.compile(f"{re.escape(before)}[^|]{{0,2}}{re.escape(after)}")
        for row in load_candidates(engine().in_headings(live_slot(), ask, limit=LOOKED_AT)):
            match = wanted.search(f"{row.title}|{row.names}|{row.keywords}")
            if match and len(match[0]) > 1:
                runs[match[0]] += 1
    return [run for run, _ in runs.most_common(3)]


def _weighed(query, narrowing):
    """Return the texts that hold the most and rarest of the words."""
    quoted = tuple(word.squeezed for word in query.words if word.quoted)
    words = telling_words(query.text_of_words)
    answer = weigh(words, narrowing, held=quoted)
    if not answer.count:
        return None
    other = replace(query, words=answer.words, text=" ".join(words))
    return Guess("weighed", other, answer)
