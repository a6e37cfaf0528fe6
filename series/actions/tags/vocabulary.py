"""Editing the list of terms: a word belongs to one term only.
A changed stamp tells every process.

Decision 61.
"""

from collections.abc import Iterable
from uuid import uuid4

from django.db import transaction

from series.actions.audit.chain import record
from series.actions.audit.registers import row_states
from series.actions.errors import EditorialError
from series.models import Term, VocabularyState
from series.models.audit import lock_audit_chain
from series.text.language import vocabulary
from series.text.language.term_words import join_words, tidy_word

SHORTEST, LONGEST = 2, 40
MOST_WORDS = 20
FIELDS = ("name", "folded", "kind", "spellings", "synonyms")


def checked_words(term, *, name, spellings: Iterable[str], synonyms: Iterable[str]):
    """Return (name, spellings, synonyms) of `term` (saved or new) as stored, each word once.

    Raises EditorialError where a word is not allowed or belongs to another term.
    """
    name, *written = _unique((name, *spellings))
    others = [word for word in _unique(synonyms) if word not in (name, *written)]
    if max(len(written), len(others)) > MOST_WORDS:
        raise EditorialError(f"每一项至多 {MOST_WORDS} 个写法，请删去不常用的")
    for word in (name, *written, *others):
        _check_length(word)
    _check_owner(term, (name, *written, *others))
    return name, join_words(written), join_words(others)


def _unique(words):
    return list(dict.fromkeys(map(tidy_word, words)))


def _check_length(word):
    if not SHORTEST <= len(word) <= LONGEST or not any(character.isalnum() for character in word):
        raise EditorialError(
            f"“{word}”不能作词条：词条和每个写法须为 {SHORTEST} 到 {LONGEST} 个字，请改正"
        )


def _check_owner(term, words):
    owners = {}
    for other in Term.objects.exclude(pk=term.pk).as_vocabulary():
        owners |= {vocabulary.word_key(word): other.name for word in other.words}
    for word in words:
        if owner := owners.get(vocabulary.word_key(word)):
            raise EditorialError(f"“{word}”已属于词条“{owner}”，请换一个词，或先在那里去掉")


@transaction.atomic
def keep_term(term, *, name, kind, by, spellings=(), synonyms=()):
    """Save `term` (saved or new) with these words. Returns it."""
    lock_audit_chain()
    stored = _store_terms_of_file()
    before = _facts(Term.objects.get(pk=term.pk)) if term.pk else {}
    words = checked_words(term, name=name, spellings=spellings, synonyms=synonyms)
    term.name, term.spellings, term.synonyms = words
    term.kind, term.folded = kind, vocabulary.word_key(term.name)
    term.save()
    _change_stamp()
    verb = "改词条" if before else "建词条"
    facts = {"before": before, "after": _facts(term), **row_states(term, *stored)}
    record(verb, by=by, object=term.name, **facts)
    return term


@transaction.atomic
def drop_term(term, *, by):
    """Delete a term: from now on jieba alone decides how its words are segmented."""
    lock_audit_chain()
    facts = {"before": _facts(term), **row_states(deleted=[term])}
    term.delete()
    _change_stamp()
    record("删词条", by=by, object=term.name, **facts)


def _facts(term):
    return {field: getattr(term, field) for field in FIELDS if field != "folded"}


def _change_stamp():
    VocabularyState.objects.update_or_create(pk=1, defaults={"stamp": uuid4()})


def _store_terms_of_file():
    """Store the terms of the file where no terms were ever stored, and return them.

    Until then the file's terms are in use, and the first change is a change of these. (A site has
    them from its migration.)
    """
    if VocabularyState.objects.exists():
        return []
    return Term.objects.bulk_create(
        Term(
            name=term.name,
            folded=vocabulary.word_key(term.name),
            kind=term.kind,
            spellings=join_words(term.spellings),
            synonyms=join_words(term.synonyms),
        )
        for term in vocabulary.file_entries()
    )
