"""The index in PostgreSQL: one table a slot, its pairs as a tsvector without positions under GIN.

A tsvector keeps no more than 256 places of a token and none beyond 16,383, so a phrase cannot be
asked of it: the pairs give the candidates, and the squeezed text beside them decides.
"""

from django.db import connection

from series.text.squeezing import pairs

from .asking import SIGN, Ask, Document, table_of

COLUMNS = "id, whole, whole_tokens, heading, heading_tokens, sounds, initials"
# PostgreSQL believes that looking into a stored vector costs nothing and reads every text's rather
# than the index. Through a function that says it is dear, only the index is left.
BY_INDEX = "series_search_by_index"
THROUGH_THE_INDEX = (
    f"CREATE OR REPLACE FUNCTION {BY_INDEX}(tokens tsvector) RETURNS tsvector LANGUAGE plpgsql"
    " IMMUTABLE PARALLEL SAFE COST 10000 AS 'BEGIN RETURN tokens; END'"
)
SOUND, INITIAL = f"{SIGN}~", f"{SIGN}="


def create(slot: str) -> None:
    """Make the slot's table where it is missing."""
    table = table_of(slot)
    with connection.cursor() as cursor:
        cursor.execute(THROUGH_THE_INDEX)
        cursor.execute(
            f"CREATE TABLE IF NOT EXISTS {table} (id bigint PRIMARY KEY, whole text NOT NULL,"
            " whole_tokens tsvector NOT NULL, heading text NOT NULL, heading_tokens tsvector"
            " NOT NULL, sounds text NOT NULL, initials text NOT NULL)"
        )
        for column in ("whole_tokens", "heading_tokens"):
            cursor.execute(
                f"CREATE INDEX IF NOT EXISTS {table}_{column} ON {table}"
                f" USING gin ({BY_INDEX}({column}))"
            )


def drop(slot: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {table_of(slot)}")


def add(slot: str, documents: list[tuple[int, Document]]) -> None:
    """Store documents under these keys, in the transaction that is open."""
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table_of(slot)} ({COLUMNS}) VALUES"
            " (%s, %s, array_to_tsvector(%s), %s, array_to_tsvector(%s), %s, %s)",
            [(key, *_columns(document)) for key, document in documents],
        )


def finish(slot: str) -> None:
    """Fold what waits beside the index into it, and tell the planner about the table."""
    with connection.cursor() as cursor:
        for column in ("whole_tokens", "heading_tokens"):
            cursor.execute(
                "SELECT gin_clean_pending_list(%s::regclass)", [f"{table_of(slot)}_{column}"]
            )
        cursor.execute(f"ANALYZE {table_of(slot)}")


def newest(
    slot: str, ask: Ask, *, limit: int, before: int | None = None, since: int | None = None
) -> list[int]:
    """Keys of reachable documents that answer the ask, the last added first; of those with keys
    below `before` and from `since` on."""
    return _rows(slot, "whole", ask, limit=limit, before=before, since=since)


def in_headings(slot: str, ask: Ask, *, limit: int) -> list[int]:
    """As `newest`, where every word (of two characters and more) stands in the title, a name or
    the telling words; what is left out stands nowhere in the entry."""
    return _rows(slot, "heading", ask, limit=limit)


def by_sound(slot: str, ways: list[list[list[str]]], ask: Ask, *, limit: int) -> list[int]:
    """Documents in whose title, names or telling words something sounds like one way of each
    word; a way is a list of sounds. Marks as in `ask`."""
    tokens = [[[SOUND + sound for sound in way] for way in word] for word in ways]
    texts = [[f" {' '.join(way)} " for way in word] for word in ways]
    return _rows(slot, "sounds", Ask(marks=ask.marks), limit=limit, also=(tokens, texts))


def by_initials(slot: str, letters: list[str], ask: Ask, *, limit: int) -> list[int]:
    """Documents in whose title or names the syllables begin with each of these runs of letters."""
    tokens = [[[INITIAL + pair for pair in pairs(run)]] for run in letters]
    texts = [[run] for run in letters]
    return _rows(slot, "initials", Ask(marks=ask.marks), limit=limit, also=(tokens, texts))


def size(slot: str) -> dict[str, int]:
    """Bytes of the slot's table and of each index."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_table_size(%s::regclass), pg_relation_size(%s::regclass),"
            " pg_relation_size(%s::regclass)",
            [
                table_of(slot),
                *(f"{table_of(slot)}_{name}" for name in ("whole_tokens", "heading_tokens")),
            ],
        )
        return dict(zip(("table", "whole", "heading"), cursor.fetchone(), strict=True))


def _columns(document):
    heading = (*document.titles, *document.names, *document.keywords)
    sounds = [sound for each in document.sounds for sound in each]
    heading_tokens = {
        *_tokens(heading),
        *document.marks,
        *(SOUND + sound for sound in sounds),
        *(INITIAL + pair for run in document.initials for pair in pairs(run)),
    }
    whole_tokens = {*_tokens(document.whole), *document.marks}
    return (
        "|".join(document.whole),
        sorted(whole_tokens),
        "|".join(heading),
        sorted(heading_tokens),
        "".join(f"| {' '.join(each)} " for each in document.sounds),
        "|".join(document.initials),
    )


def _tokens(pieces):
    return {token for piece in pieces for token in (*pairs(piece), *piece)}


def _rows(slot, where, ask, *, limit, before=None, since=None, also=((), ())):
    """`where` names the text that decides; `also` are tokens and texts to look for in it."""
    column = "whole_tokens" if where == "whole" else "heading_tokens"
    tokens = [_query(ask.words), _query(ask.marks)]
    tokens += [" | ".join(f"({_all(way)})" for way in word) for word in also[0]]
    if where == "whole":
        tokens += [f"!'{word}'" for word in ask.without if _is_proof(word)]
    query = " & ".join(f"({part})" for part in tokens if part)
    bounds = [("id < %s", before), ("id >= %s", since)]
    bounds = [(sql, value) for sql, value in bounds if value is not None]
    checks = _checks(where, column, ask, also)
    table = table_of(slot)
    newest = "".join(f" AND {sql}" for sql, _ in bounds)
    proven = "".join(f" AND {sql}" for sql, _ in checks)
    values = [value for _, each in checks for value in each]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id FROM (SELECT * FROM {table} WHERE {BY_INDEX}({column}) @@ %s::tsquery{newest}"
            " ORDER BY id DESC OFFSET 0) AS hit"
            " WHERE (SELECT true FROM series_searchdocument AS document WHERE document.id = hit.id)"
            f"{proven} ORDER BY id DESC LIMIT %s",
            [query, *(value for _, value in bounds), *values, limit],
        )
        return [row[0] for row in cursor.fetchall()]


def _checks(where, column, ask, also):
    """[(condition, its values)] of what the tokens alone do not prove. One pair, one character or
    a mark is its own proof; of a longer run the text is asked, of candidates in their order, so
    that it is read only until there are enough."""
    words = [word for word in ask.words if not all(map(_is_proof, word))]
    without = [word for word in ask.without if where != "whole" or not _is_proof(word)]
    found = [[_check(where, column, each) for each in word] for word in (*words, *also[1])]
    conditions = [
        ("(" + " OR ".join(sql for sql, _ in each) + ")", [value for _, value in each])
        for each in found
    ]
    return conditions + [("whole NOT LIKE %s", [f"%{word}%"]) for word in without]


def _is_proof(word):
    """Whether the word is one token, so that who has the token has the word."""
    return len(_parts(word)) == 1


def _query(words):
    return " & ".join(
        "(" + " | ".join(f"({_all(_parts(each))})" for each in word) + ")" for word in words
    )


def _parts(word):
    return [word] if word.startswith(SIGN) or len(word) == 1 else pairs(word)


def _all(tokens):
    return " & ".join(f"'{token}'" for token in tokens)


def _check(text, tokens, word):
    """What decides beside the pairs: the run itself in the text, or a mark among the tokens."""
    if word.startswith(SIGN):
        return f"{tokens} @@ %s::tsquery", f"'{word}'"
    return f"{text} LIKE %s", f"%{word}%"
