"""Search at the desk, in the newest revision and in what readers see.

Two indexes answer: the public one, and that of texts which readers do not see
(`series.search.draft_index`). No text is read to find it. Decision 125.
"""

import json
from dataclasses import dataclass

from django.core.exceptions import EmptyResultSet
from django.db.models import F, Lookup, QuerySet

from series.models import DraftDocument, SearchDocument
from series.text.language.folding import fold
from series.text.language.index_form import spellings, squeeze

from .asking import DRAFTS, Ask
from .engine import engine, live_slot
from .query import read_query
from .snippets import marked, snippet

IN_JSON = "IN (SELECT value FROM json_each(%s))"
MOST = 2_000  # hits of each index that a list looks through


@dataclass(frozen=True)
class DeskHits:
    """The keys of the entries that were found, as a query for `pk__in`.

    `many` where an index holds more than MOST.
    """

    entries: QuerySet
    many: bool = False


class AmongKeys(Lookup):
    """The condition that a key is one of many, as one parameter.

    With a parameter each, 2,000 keys cost 4 ms each time that they are asked for.
    """

    prepare_rhs = False

    def as_sqlite(self, compiler, connection):
        key, params = self._key(compiler, connection)
        return f"{key} {IN_JSON}", [*params, json.dumps(self.rhs)]

    def as_postgresql(self, compiler, connection):
        key, params = self._key(compiler, connection)
        return f"{key} = ANY(%s::bigint[])", [*params, self.rhs]

    def _key(self, compiler, connection):
        if not self.rhs:
            raise EmptyResultSet  # so that the database is not asked
        return self.process_lhs(compiler, connection)


def words_of(text: str) -> tuple[str, ...]:
    """Return the words to look for in a typed line, each as it stands."""
    query = read_query(text)
    return query.marked or ((query.text,) if query.text else ())


def find_at_desk(text: str, marks: tuple[tuple[str, ...], ...] = ()) -> DeskHits:
    """Return the entries in which every word stands.

    In the draft or on the public page.

    Words are taken as they are typed, without synonyms. Of more than MOST hits the newest are
    returned, among the public ones those with the `marks`. Who may see them is the caller's
    question: filter the list.
    """
    words = tuple(spellings(word) for word in map(squeeze, words_of(text)) if word)
    without = tuple(word.squeezed for word in read_query(text).without)
    if not words:
        return DeskHits(_entries_of([], []))
    drafts = engine().newest(DRAFTS, Ask(words, (), without), limit=MOST + 1)
    public = engine().newest(live_slot(), Ask(words, marks, without), limit=MOST + 1)
    many = max(len(drafts), len(public)) > MOST
    return DeskHits(_entries_of(drafts[:MOST], public[:MOST]), many)


def _entries_of(drafts, public):
    """Return the keys of the entries of these documents, each once, as a query."""
    rows = DraftDocument.objects.filter(AmongKeys(F("pk"), drafts)).values_list("entry", flat=True)
    found = SearchDocument.objects.filter(AmongKeys(F("pk"), public))
    others = found.values_list("entry", flat=True)
    return rows.order_by().union(others.order_by())


def passage(entry, words):
    """Return the best passage of an entry as [(piece, is one of the words)]."""
    text = _better(entry.draft_text, entry.plain_text, words)
    return marked(snippet(_without(entry.headline, text), words), words)


def _better(draft, live, words):
    """Return the draft's text, or the public text where only that holds all words."""
    folded = fold(draft)
    return draft if all(fold(word) in folded for word in words) else live or draft


def _without(headline, text):
    return text.removeprefix(headline).lstrip() or text
