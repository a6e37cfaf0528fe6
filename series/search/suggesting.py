"""Suggestions while a question is being typed: names first, then headlines; only what is public.

A few bounded reads: the names are in memory, headlines come from the newest documents of the index,
and a name that no entry is known to have is looked for before it is offered. Decision 72.
"""

from dataclasses import dataclass
from functools import lru_cache

from series.models import Entry
from series.text.language.completion import Completion, Typed, completions
from series.text.language.pinyin import plain_letters

from .asking import Ask
from .engine import engine, live_slot
from .indexing import SEPARATOR
from .known_names import current_names
from .query import read_query
from .searching import load_candidates

MOST = 8
NAMES_BESIDE = 5  # names above headlines, where there are as many of both
LOOKED_FOR = 10  # names that are looked for in the index, at most
READ, HEARD = 30, 12  # documents of one read; pinyin of a headline costs 0.1 ms
LONGEST = 40
MOST_WAYS = 24
INITIALS = range(2, 13)
SHORTEST = 2  # characters that headlines are looked for by


@dataclass(frozen=True)
class Suggestion:
    """A line to look for and what it is.
    With `url` it leads to an entry."""

    text: str
    note: str = ""
    url: str = ""


def suggest(line: str) -> list[Suggestion]:
    """Return at most eight suggestions for a typed line, the best first.

    None for a line with filters, exclusions or quotations, and none that would find nothing.
    """
    typed = _typed(line)
    if not typed.text:
        return []
    slot, names = live_slot(), current_names()
    documents = _documents(slot, typed)
    shown = [Suggestion(one.text, one.note) for one in _names(slot, names, typed)]
    shown += _others(documents, typed, names.texts)
    headlines = _headlines(documents, typed, room=MOST - min(len(shown), NAMES_BESIDE))
    return shown[: MOST - len(headlines)] + headlines


def _typed(line):
    query = read_query(line)
    plain = not (query.without or query.typed_filters or any(word.quoted for word in query.words))
    phrase = query.phrase if plain else ""
    return Typed(plain_letters(phrase) if len(phrase) <= LONGEST else "")


def _names(slot, names, typed):
    """Return the names that match what is typed and find something.

    Names that no entry is known to have are looked for in the index first.
    """
    matches, left = [], LOOKED_FOR
    for name in names.find(typed, most=MOST + LOOKED_FOR + 1):
        if len(matches) == MOST or (not name.is_public and not left):
            break
        if name.piece.text == typed.text:
            continue  # it stands in the field already
        left -= not name.is_public
        if name.is_public or engine().newest(slot, Ask(((name.piece.text,),)), limit=1):
            matches.append(name)
    return matches


def _documents(slot, typed):
    """Return documents whose title or names match what is typed.

    For letters without such a match: what sounds like them, else what has them as first letters.
    """
    if len(typed.text) < SHORTEST:
        return []
    for read in (_as_written, _as_it_sounds, _by_initials):
        found = [one for one in load_candidates(read(slot, typed.text)) if _fits(one, typed)]
        if found or not typed.is_letters:
            return sorted(found, key=lambda one: -one.key)
    return []


def _as_written(slot, text):
    return engine().in_headings(slot, Ask(((text,),)), limit=READ)


def _as_it_sounds(slot, text):
    ways = completions(text)[:MOST_WAYS]
    return engine().by_sound(slot, [ways], Ask(), limit=HEARD) if ways else []


def _by_initials(slot, text):
    if len(text) not in INITIALS:
        return []
    return engine().by_initials(slot, [text], Ask(), limit=HEARD)


def _fits(one, typed):
    return any(_place(text, typed) is not None for text in (_headline(one), *_names_of(one)))


def _headline(one):
    return one.title.partition(SEPARATOR)[0]


def _names_of(one):
    return one.names.split(SEPARATOR)


@lru_cache(maxsize=4_096)
def _piece(text):
    return Completion(text)


def _place(text, typed):
    return _piece(text).place(typed)


def _others(documents, typed, known):
    """Return names of people and addresses, which stand in entries alone."""
    texts = {text for one in documents for text in _names_of(one)} - known - {"", typed.text}
    places = [(_place(text, typed), text) for text in texts]
    return [Suggestion(text) for _, text in sorted(p for p in places if p[0] is not None)]


def _headlines(documents, typed, *, room):
    """Return entries whose headline matches: first those that begin so, then the newest."""
    places = [(_place(_headline(one), typed), one.entry) for one in documents]
    fitting = [(place, key) for place, key in places if place is not None]
    fitting.sort(key=lambda pair: pair[0])
    keys = [key for _, key in fitting[:room]]
    rows = Entry.objects.order_by().only("kind", "slug", "headline", "visibility").in_bulk(keys)
    return [
        Suggestion(rows[key].headline, rows[key].get_kind_display(), rows[key].get_absolute_url())
        for key in keys
        if key in rows and rows[key].is_public
    ]
