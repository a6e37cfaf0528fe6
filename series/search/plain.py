"""Search without an index: every word must occur, newest first."""

import re
from dataclasses import dataclass

from series.models import Entry, Kind

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
        rows = rows.filter(plain_text__icontains=word)
    return rows
