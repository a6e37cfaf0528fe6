"""Suggestions while a question is being typed: names first, then headlines; only what is public.

A handful of bounded reads: the names lie in memory, headlines come from the index's own newest,
and a name that no entry is known to have is looked for before it is offered.
"""

from dataclasses import dataclass
from functools import lru_cache

from series.models import Entry
from series.text.language.completion import Candidate, Typed, completions

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
    """A line to look for and what it is; with `url` an entry, which it leads to."""

    text: str
    note: str = ""
    url: str = ""


def suggest(line: str) -> list[Suggestion]:
    """Return at most eight, the best first; none for a line with filters, exclusions or quotations,
    and none that would find nothing."""
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
    return Typed(phrase if len(phrase) <= LONGEST else "")


def _names(slot, names, typed):
    """Return those that answer what is typed; such as no entry is known to have are looked for."""
    found, left = [], LOOKED_FOR
    for one in names.find(typed, most=MOST + LOOKED_FOR + 1):
        if len(found) == MOST or (not one.is_public and not left):
            break
        if one.piece.text == typed.text:
            continue  # it stands in the field already
        left -= not one.is_public
        if one.is_public or engine().newest(slot, Ask(((one.piece.text,),)), limit=1):
            found.append(one)
    return found


def _documents(slot, typed):
    """Return documents in whose title or names stands what is typed; of letters else what sounds
    like it, else what begins with them."""
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
    return Candidate(text)


def _place(text, typed):
    return _piece(text).place(typed)


def _others(documents, typed, known):
    """People and places: names that only entries know."""
    texts = {text for one in documents for text in _names_of(one)} - known - {"", typed.text}
    places = [(_place(text, typed), text) for text in texts]
    return [Suggestion(text) for _, text in sorted(p for p in places if p[0] is not None)]


def _headlines(documents, typed, *, room):
    """Return entries whose headline answers, those that begin with it first, then the newest."""
    places = [(_place(_headline(one), typed), one.entry) for one in documents]
    fitting = [(place, key) for place, key in places if place is not None]
    fitting.sort(key=lambda pair: pair[0])
    keys = [key for _, key in fitting[:room]]
    rows = Entry.objects.order_by().only("kind", "headline", "visibility").in_bulk(keys)
    return [
        Suggestion(rows[key].headline, rows[key].get_kind_display(), rows[key].get_absolute_url())
        for key in keys
        if key in rows and rows[key].is_public
    ]
