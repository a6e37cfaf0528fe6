"""The index in PostgreSQL: one table a slot, the pairs of its texts under GIN.

A tsvector keeps no more than 256 places of a token and none beyond 16,383, so a phrase cannot be
asked of it: the pairs give the candidates, and the squeezed text beside them decides.

The vectors are not stored, because they are three times the text: a function computes them when the
index is written. A query must never compute them, so it must use the index. The function declares a
high cost, but the planner multiplies it by its last count of the rows, which may be wrong for a minute
(autovacuum counts none while the texts of an import are not committed). So each query forbids the
planner to read the table from end to end, in the same message. Decision 66.
"""

from django.db import connection

from series.text.language.index_form import pairs

from .asking import ANY, DOCUMENTS, MARKER, Ask, IndexedDocument, mark, table_name
from .damage import DamagedForWritingError, damage_named

COLUMNS = "id, whole, marks, heading, heading_marks, sounds, initials"
BETWEEN = "|"  # between pieces; no squeezed text holds it
SOUND, INITIAL = f"{MARKER}~", f"{MARKER}="
TOKENS = "series_search_tokens"
# The characters and pairs of the pieces, and the marks, which stand between spaces.
FUNCTION = f"""
CREATE OR REPLACE FUNCTION {TOKENS}(pieces text, marks text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 1000000 AS $$
DECLARE
    characters text[] := string_to_array(pieces, NULL);
BEGIN
    RETURN (
        SELECT array_to_tsvector(coalesce(array_agg(token), '{{}}')) FROM (
            SELECT one FROM unnest(characters) AS one WHERE one <> '{BETWEEN}'
            UNION SELECT one || two FROM unnest(characters, characters[2:]) AS pair (one, two)
            WHERE one <> '{BETWEEN}' AND two <> '{BETWEEN}'
            UNION SELECT mark FROM unnest(string_to_array(btrim(marks), ' ')) AS mark
        ) AS found (token)
    );
END $$"""
# All hits of a frequent word would be read and sorted, so its newest are first looked for among the
# newest texts: of the block that the last key is in, and the one before. A block is a mark.
BLOCK = 10_000
# Neither from end to end nor by key (`id + 0` is no key): what is left is GIN.
INDEX_ALONE, ANY_PLAN = "SET enable_seqscan = off", "RESET enable_seqscan"
INDEXED = {"whole": "whole, marks", "heading": "heading, heading_marks"}


def create(slot: str) -> None:
    """Make the slot's table where it is missing."""
    table = table_name(slot)
    with connection.cursor() as cursor:
        cursor.execute(FUNCTION)
        cursor.execute(
            f"CREATE TABLE IF NOT EXISTS {table} (id bigint PRIMARY KEY, whole text NOT NULL,"
            " marks text NOT NULL, heading text NOT NULL, heading_marks text NOT NULL,"
            " sounds text NOT NULL, initials text NOT NULL)"
        )
        for name, columns in INDEXED.items():
            cursor.execute(
                f"CREATE INDEX IF NOT EXISTS {table}_{name} ON {table}"
                f" USING gin ({TOKENS}({columns}))"
            )
            # No statistics of the vectors: ANALYZE would make those of 30,000 texts to get them.
            cursor.execute(f"ALTER INDEX {table}_{name} ALTER COLUMN 1 SET STATISTICS 0")


def drop(slot: str) -> None:
    """Remove the slot's table."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {table_name(slot)}")


def add(slot: str, documents: list[tuple[int, IndexedDocument]]) -> None:
    """Store documents under these keys, in the transaction that is open."""
    with damage_named(DamagedForWritingError), connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table_name(slot)} ({COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s, %s)",
            [(key, *_columns(document, _block(key))) for key, document in documents],
        )


def finish(slot: str) -> None:
    """Move the waiting entries of the index into it, and update the planner's statistics."""
    with connection.cursor() as cursor:
        for name in INDEXED:
            cursor.execute(
                "SELECT gin_clean_pending_list(%s::regclass)", [f"{table_name(slot)}_{name}"]
            )
        cursor.execute(f"ANALYZE {table_name(slot)}")


def newest(
    slot: str, ask: Ask, *, limit: int, before: int | None = None, since: int = 0
) -> list[int]:
    """Return keys of reachable documents that match, the last added first.

    Only keys below `before` and from `since` on.
    """
    return _newest(slot, "whole", ask, limit=limit, before=before, since=since)


def _newest(slot, where, ask, *, limit, before=None, since=0, also=((), ())):
    """Return keys of hits in the newest blocks, then in all others.
    Until there are enough.

    `where` names the column whose text decides; `also` are tokens and texts to look for in it.
    """
    end = _last_key(slot) + 1 if before is None else before
    edge = ((end - 1) // BLOCK - 1) * BLOCK
    near = Ask(ask.words, (*ask.marks, (_block(edge), _block(edge + BLOCK))), ask.without)
    keys = _rows(slot, where, near, limit=limit, between=(since, end), also=also)
    if len(keys) < limit and since < edge:
        rest = limit - len(keys)
        keys += _rows(slot, where, ask, limit=rest, between=(since, edge), also=also)
    return keys


def _last_key(slot):
    with damage_named(), connection.cursor() as cursor:
        cursor.execute(f"SELECT COALESCE(MAX(id), 0) FROM {table_name(slot)}")
        return cursor.fetchone()[0]


def _block(key):
    return mark("n", key // BLOCK)


def in_headings(slot: str, ask: Ask, *, limit: int) -> list[int]:
    """Return keys, as `newest`, where every word stands in title, names or keyterms.

    The words have two characters or more; words of `without` stand nowhere in the entry.
    """
    return _newest(slot, "heading", ask, limit=limit)


def by_sound(slot: str, ways: list[list[list[str]]], ask: Ask, *, limit: int) -> list[int]:
    """Return keys where title, names or keyterms sound like each word.

    `ways` has for each word the ways in which it can sound; a way is a list of sounds. Marks as in
    `ask`.
    """
    tokens = [[[SOUND + sound for sound in way] for way in word] for word in ways]
    texts = [[f" {' '.join(way)} " for way in word] for word in ways]
    return _newest(slot, "sounds", Ask(marks=ask.marks), limit=limit, also=(tokens, texts))


def by_initials(slot: str, letters: list[str], ask: Ask, *, limit: int) -> list[int]:
    """Return keys where the first letters in title or names hold each of these runs."""
    tokens = [[[INITIAL + pair for pair in pairs(run)]] for run in letters]
    texts = [[run] for run in letters]
    return _newest(slot, "initials", Ask(marks=ask.marks), limit=limit, also=(tokens, texts))


def size(slot: str) -> dict[str, int]:
    """Return the size of the slot's table and of each index in bytes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_table_size(%s::regclass), pg_relation_size(%s::regclass),"
            " pg_relation_size(%s::regclass)",
            [table_name(slot), *(f"{table_name(slot)}_{name}" for name in INDEXED)],
        )
        return dict(zip(("table", *INDEXED), cursor.fetchone(), strict=True))


def _columns(document, block):
    marks = (*document.marks, block)
    heading = (*document.titles, *document.names, *document.keywords)
    sounds = (SOUND + sound for reading in document.sounds for sound in reading)
    initials = (INITIAL + pair for run in document.initials for pair in pairs(run))
    return (
        BETWEEN.join(document.whole),
        _spaced(marks),
        BETWEEN.join(heading),
        _spaced(dict.fromkeys((*marks, *sounds, *initials))),
        "".join(f"{BETWEEN} {' '.join(reading)} " for reading in document.sounds),
        BETWEEN.join(document.initials),
    )


def _spaced(marks):
    return f" {' '.join(marks)} "


def _rows(slot, where, ask, *, limit, between, also):
    indexed = INDEXED["whole" if where == "whole" else "heading"]
    tokens = [_query(ask.words), _query(ask.marks)]
    tokens += [" | ".join(f"({_all(way)})" for way in word) for word in also[0]]
    if where == "whole":
        tokens += [f"!'{word}'" for word in ask.without if _is_proof(word)]
    query = " & ".join(f"({part})" for part in tokens if part)
    checks = _checks(where, ask, also)
    table = table_name(slot)
    proven = "".join(f" AND {sql}" for sql, _ in checks)
    values = [value for _, each in checks for value in each]
    with damage_named(), connection.cursor() as cursor:
        cursor.execute(
            f"{INDEX_ALONE}; SELECT id FROM (SELECT *, id + 0 AS number FROM {table}"
            f" WHERE {TOKENS}({indexed}) @@ %s::tsquery AND id + 0 >= %s AND id + 0 < %s"
            " ORDER BY number DESC OFFSET 0) AS hit"
            f" WHERE (SELECT true FROM {DOCUMENTS[slot]} AS document WHERE document.id = hit.id)"
            f"{proven} ORDER BY number DESC LIMIT %s; {ANY_PLAN}",
            [query, *between, *values, limit],
        )
        cursor.nextset()
        return [row[0] for row in cursor.fetchall()]


def _checks(where, ask, also):
    """Return [(condition, its values)] for what the tokens alone do not prove.

    One pair, one character or a mark is its own proof. For a longer run the text is compared, of
    candidates in their order, so that texts are read only until there are enough.
    """
    words = [word for word in ask.words if not all(map(_is_proof, word))]
    without = [word for word in ask.without if where != "whole" or not _is_proof(word)]
    checks = [[_check(where, option) for option in word] for word in (*words, *also[1])]
    conditions = [
        ("(" + " OR ".join(sql for sql, _ in options) + ")", [value for _, value in options])
        for options in checks
    ]
    return conditions + [("whole NOT LIKE %s", [f"%{word}%"]) for word in without]


def _is_proof(word):
    """Tell whether the word is one token.
    A text with the token then has the word."""
    return len(_parts(word)) == 1


def _query(words):
    return " & ".join(
        "(" + " | ".join(f"({_all(_parts(option))})" for option in options) + ")"
        for options in words
    )


def _parts(word):
    return [word] if word.startswith(MARKER) or len(word) == 1 else pairs(word)


def _all(tokens):
    return " & ".join(map(_token, tokens))


def _token(token):
    return f"'{token.removesuffix(ANY)}':*" if token.endswith(ANY) else f"'{token}'"


def _check(text, word):
    """Return (condition, value) that decides.
    The run in the text, or a mark among the marks."""
    if word.startswith(MARKER):
        return "position(%s IN marks) > 0", _spaced([word])
    return f"{text} LIKE %s", f"%{word}%"
