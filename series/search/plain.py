"""Search without an index: every word must occur, as typed or folded, newest first."""

import re
from dataclasses import dataclass

from django.db.models import Q

from series.models import Entry, Kind
from series.text.folding import fold

LONGEST = 100
MOST_WORDS = 8
QUOTES = "“”‘’\"'＂＇「」『』《》"
CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True)
class Query:
    """What a reader asked for: the line as shown back, its words, and a kind or ""."""

    text: str
    words: tuple[str, ...]
    kind: str = ""


def read_query(text: str, *, kind: str = "") -> Query:
    """At most 100 characters and 8 words; control characters count as spaces, and a word is
    sought without the marks it is quoted in: readers type them as their keyboard has them."""
    line = " ".join(CONTROL.sub(" ", text[: LONGEST * 4]).split())[:LONGEST].strip()
    words = tuple(dict.fromkeys(word.strip(QUOTES) or word for word in line.split()))[:MOST_WORDS]
    return Query(line, words, kind if kind in Kind.values else "")


def matching(query: Query):
    """Published entries that hold every word of the query."""
    rows = Entry.objects.published()
    if query.kind:
        rows = rows.filter(kind=query.kind)
    for word in query.words:
        rows = rows.filter(occurs("plain_text", word))
    return rows


def occurs(field: str, word: str) -> Q:
    """The word stands in the field as it was typed or, where that is another, folded: a reader
    may type traditional script or full-width letters for what the text has otherwise."""
    forms = dict.fromkeys((word, fold(word)))
    return Q.create([Q(**{f"{field}__icontains": form}) for form in forms], connector=Q.OR)
