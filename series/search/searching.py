"""Answer a question: which entries, in which order, and how the question was understood."""

from dataclasses import dataclass, field, replace

from django.db import connection
from django.utils import timezone

from series.models import Column, FormerTagKey, PreparedQuery, SearchDocument, learn_vocabulary
from series.text.language import vocabulary
from series.text.language.index_form import spellings, squeeze

from .asking import LATIN, Ask, mark, squeezed_word, word_start
from .composing import latin_words
from .documents import minute_of
from .engine import engine, live_slot
from .narrowing import EVERYTHING, Narrowing
from .query import Query, QueryWord
from .ranking import FIELDS, Candidate, Wanted, ranked

# Decision 67.
COUNTED = 1_000  # more hits are “1,000 多条”
SCORED = 300  # the newest hits that are weighed; hits in headings are weighed at any age
IN_HEADINGS = 200
_FORMER_TAGS = PreparedQuery(lambda: FormerTagKey.objects.values_list("tag__name", "key"))
_FIRST_COLUMN = PreparedQuery(lambda: Column.objects.values_list("pk", flat=True)[:1])
COLUMNS, TABLE = ", ".join(FIELDS), SearchDocument._meta.db_table


@dataclass(frozen=True)
class SearchAnswer:
    """The hits of a question.

    `also` are synonyms that were looked for beside the words; `candidates` the weighed hits, the
    best first; `keys` the counted documents, at most COUNTED, with `many` where there are more.
    `rest` is the key from which hits follow that were not weighed, newest first.
    """

    words: tuple[QueryWord, ...] = ()
    also: tuple[str, ...] = ()
    candidates: list[Candidate] = field(default_factory=list)
    keys: list[int] = field(default_factory=list)
    many: bool = False
    rest: int | None = None

    @property
    def count(self) -> int:
        return len(self.keys)

    def by_date(self) -> "SearchAnswer":
        """Return the same hits, of which the weighed ones stand by date, the newest first.

        Headings older than the hits that were weighed follow with the rest.
        """
        among = set(self.keys[:SCORED])
        shown = [one for one in self.candidates if one.key in among]
        return replace(self, candidates=sorted(shown, key=lambda one: (-one.minute, -one.key)))

    @property
    def marked(self) -> tuple[str, ...]:
        """Return the words and synonyms to mark in the entries that are shown."""
        return (*(word.typed for word in self.words), *self.also)


def search_entries(query: Query, narrowing: Narrowing = EVERYTHING) -> SearchAnswer:
    """Return the entries that hold every word or a synonym of it, in any order."""
    words = query.words
    if not words and narrowing.is_open():
        return SearchAnswer()
    slot, tool = live_slot(), engine()
    keys, ask = _newest_keys(query, narrowing, limit=COUNTED + 1)
    if not keys:
        return SearchAnswer(words)
    weighed = dict.fromkeys(keys[:SCORED])
    if (
        not narrowing.within
        and len(keys) > SCORED
        and words
        and min(len(word.squeezed) for word in words) > 1
    ):
        weighed |= dict.fromkeys(tool.in_headings(slot, ask, limit=IN_HEADINGS))
    candidates = ranked(
        load_candidates(list(weighed)), _wanted(query, ask, slot, since=min(weighed))
    )
    return SearchAnswer(
        words,
        _synonyms_in(ask),
        candidates,
        keys[:COUNTED],
        many=len(keys) > COUNTED,
        rest=keys[SCORED - 1] if len(keys) > SCORED else None,
    )


def _newest_keys(query, narrowing, *, limit, before=None):
    """Return the newest keys before one, and the question that finds them.

    Latin letters are looked for where a word begins with them, and inside words where none does:
    AI is no part of “said”, and “tional” is still found.
    """
    slot, tool, since = live_slot(), engine(), narrowing.first_key()
    plain = ask_of(query, narrowing)
    starts = tuple((word_start(word.squeezed),) for word in query.words if _begins_words(word))
    ask = replace(plain, marks=(*plain.marks, *starts))
    if starts and not tool.newest(slot, ask, limit=1):
        ask = plain
    keys = tool.newest(slot, ask, limit=limit, before=before, since=since)
    return (narrowing.kept(keys) if narrowing.within else keys), ask


def _begins_words(word):
    """Tell whether the word is Latin letters with which another may begin."""
    return (
        not word.quoted and len(word.squeezed) > 1 and latin_words([word.typed]) == [word.squeezed]
    )


def later_hits(query: Query, narrowing: Narrowing, *, before: int, limit: int) -> list[Candidate]:
    """Return the hits that follow the document `before` in the index, newest first."""
    if not query.words and narrowing.is_open():
        return []
    keys, _ = _newest_keys(query, narrowing, limit=limit, before=before)
    return sorted(load_candidates(keys), key=lambda one: -one.key)


def entries_holding(text: str, *, slot: str | None = None) -> set[int]:
    """Return the keys of all entries that hold this run of characters.

    For checks of the promise that any run finds its entry. Decision 66.
    """
    word = squeeze(text)
    if not word:
        return set()
    entries: set[int] = set()
    before, tool, slot = None, engine(), slot or live_slot()
    while keys := tool.newest(slot, Ask(((word,),)), limit=COUNTED, before=before):
        entries |= {candidate.entry for candidate in load_candidates(keys)}
        before = keys[-1]
    return entries


def load_candidates(keys) -> list[Candidate]:
    """Return the documents of these keys, in any order."""
    if not keys:
        return []
    wanted = ", ".join(str(int(key)) for key in keys)
    with connection.cursor() as cursor:  # past the ORM: hundreds of rows a question
        cursor.execute(f"SELECT {COLUMNS} FROM {TABLE} WHERE id IN ({wanted})")  # noqa: S608 (whole numbers)
        return list(map(Candidate._make, cursor.fetchall()))


def ask_of(query: Query, narrowing: Narrowing) -> Ask:
    """Return the question in the form that the engine takes.

    Each word may also stand as a synonym, or as the name that a tag of the entry has today.
    """
    learn_vocabulary()
    renamed = _renamed_tags() if query.words else ()
    words = tuple(_alternatives(word, renamed) for word in query.words)
    return Ask(words, narrowing.marks(), tuple(word.squeezed for word in query.without))


def _alternatives(word, renamed):
    typed = spellings(word.squeezed)
    if word.quoted or len(word.squeezed) == 1:
        return typed
    synonyms = (_synonym(other, word) for other in vocabulary.synonyms(word.typed))
    return (
        *typed,
        *(synonym for synonym in synonyms if synonym),
        *(tag_mark for name, tag_mark in renamed if word.squeezed in name),
    )


def _synonym(other, word):
    """Return what to look for.
    The run of characters, or the mark of a Latin word.

    The letters of a Latin word stand in too many others (AI in email). Decision 66.
    """
    run = squeeze(other)
    if len(run) < 2 or run in word.squeezed:
        return None
    return LATIN + run if latin_words([other]) == [run] else run


def _synonyms_in(ask):
    others = (word for words in ask.words for word in words[1:] if word not in spellings(words[0]))
    return tuple(filter(None, map(squeezed_word, others)))


def _renamed_tags():
    """Return [(name of today, mark)] of tags whose entries were indexed under another name."""
    return [(squeeze(name), mark("t", key)) for name, key in _FORMER_TAGS.rows()]


def _wanted(query, ask, slot, *, since):
    together = frozenset()
    if len(ask.words) > 1:
        phrase = Ask(((query.phrase,),), ask.marks, ask.without)
        together = frozenset(engine().newest(slot, phrase, limit=SCORED, since=since))
    return Wanted(
        words=tuple(tuple(filter(None, map(squeezed_word, words))) for words in ask.words),
        phrase=query.phrase,
        phrase_in=together,
        first_column=_FIRST_COLUMN.first(),
        minute=minute_of(timezone.now()),
    )
