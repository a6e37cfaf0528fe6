"""Search at the desk, in the newest revision and in what readers see."""

from django.db.models import F, Q

from series.models import Entry
from series.text.language.folding import fold

from .query import read_query
from .snippets import marked, snippet


def words_of(text: str) -> tuple[str, ...]:
    """Return the words to look for in a typed line, each as a substring."""
    query = read_query(text)
    return query.marked or ((query.text,) if query.text else ())


def occurs(field: str, word: str) -> Q:
    """Return the condition that the word stands in the field, as typed or folded."""
    forms = dict.fromkeys((word, fold(word)))
    return Q.create([Q(**{f"{field}__icontains": form}) for form in forms], connector=Q.OR)


def holding(rows, words):
    """Return the rows in which every word occurs.
    In the draft or on the public page.

    Where the newest revision is the live one, both texts are the same and only one is read.
    """
    for word in words:
        on_the_page = ~Q(newest=F("live")) & occurs("plain_text", word)
        rows = rows.filter(occurs("draft_text", word) | on_the_page)
    return rows


def passages(keys, words):
    """Return {entry id: [(piece, is one of the words)]} of the best passages; one query."""
    texts = Entry.objects.filter(pk__in=keys).values_list(
        "pk", "headline", "draft_text", "plain_text"
    )
    return {
        pk: marked(snippet(_without(headline, _better(draft, live, words)), words), words)
        for pk, headline, draft, live in texts
    }


def _better(draft, live, words):
    """Return the draft's text, or the public text where only that holds all words."""
    folded = fold(draft)
    return draft if all(fold(word) in folded for word in words) else live or draft


def _without(headline, text):
    return text.removeprefix(headline).lstrip() or text
