"""The index in SQLite: three contentless FTS5 tables a slot, rows only ever added.

whole    the pairs of everything, with positions: a phrase of pairs is the run itself
single   the different characters of everything, for questions of one character
heading  title, names, keyterms, sounds and initials, so that what is about a word is found
         however old it is, without reading the long lists of `whole`

The tokenizer is `ascii`, which takes every character above 127 as a letter, so pairs are made here
alone. GAP between pieces keeps a position free, so that no phrase runs across. Decision 66.
"""

from django.db import connection, transaction

from chamber.outages import outage_of
from series.text.language.index_form import joined_pairs, pairs

from .asking import ANY, DOCUMENTS, MARKER, Ask, IndexedDocument, table_name
from .damage import SIGNS, DamagedForWritingError, damage_named

GAP = f" {MARKER} "
TABLES = {
    "whole": ("text, marks", "columnsize=0"),
    "single": ("text", "columnsize=0, detail=none"),
    "heading": ("title, names, keywords, sounds, initials, marks", "columnsize=0"),
}
# What FTS5 keeps a table in, beside the table itself: https://sqlite.org/fts5.html, 10.
PARTS = ("config", "content", "data", "docsize", "idx")
PAGES = 500
HEADING = "{title names keywords}"


def create(slot: str) -> None:
    """Make the slot's tables where they are missing."""
    with connection.cursor() as cursor:
        for name, (columns, options) in TABLES.items():
            cursor.execute(
                f"CREATE VIRTUAL TABLE IF NOT EXISTS {_table(name, slot)} USING fts5"
                f"({columns}, content='', tokenize='ascii', {options})"
            )


def drop(slot: str) -> None:
    """Remove the slot's tables, also those that are too damaged to be opened."""
    for name in TABLES:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"DROP TABLE IF EXISTS {_table(name, slot)}")
        except SIGNS as error:
            if outage_of(error):
                raise
            _drop_unopened(_table(name, slot))


@transaction.atomic
def _drop_unopened(table):
    """Remove a table that FTS5 cannot open: its line in the schema, then its parts.

    SQLite opens a virtual table before it drops it, which a damaged one does not survive."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA writable_schema=ON")
        cursor.execute("DELETE FROM sqlite_master WHERE type = 'table' AND name = %s", [table])
        cursor.execute("PRAGMA writable_schema=RESET")
        for part in PARTS:
            cursor.execute(f"DROP TABLE IF EXISTS {table}_{part}")


def add(slot: str, documents: list[tuple[int, IndexedDocument]]) -> None:
    """Store documents under these keys, in the transaction that is open."""
    rows = [(key, *_columns(document)) for key, document in documents]
    with damage_named(DamagedForWritingError), connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {_table('whole', slot)} (rowid, text, marks) VALUES (%s, %s, %s)",
            [(key, whole, marks) for key, whole, _, _, marks in rows],
        )
        cursor.executemany(
            f"INSERT INTO {_table('single', slot)} (rowid, text) VALUES (%s, %s)",
            [(key, single) for key, _, single, _, _ in rows],
        )
        cursor.executemany(
            f"INSERT INTO {_table('heading', slot)} (rowid, title, names, keywords, sounds,"
            " initials, marks) VALUES (%s, %s, %s, %s, %s, %s, %s)",
            [(key, *heading, marks) for key, _, _, heading, marks in rows],
        )


def finish(slot: str) -> None:
    """Merge the parts of the index, so that it is smaller and faster to read.

    In many small steps, each its own transaction, so that no writer waits long. Decision 69.
    """
    for name in TABLES:
        table = _table(name, slot)
        pages = -PAGES  # negative: begin to merge everything; then go on
        while _merged(table, pages):
            pages = PAGES


def _merged(table, pages):
    """Do one step of the merge.
    Tell whether it changed anything beside its own two changes."""
    with connection.cursor() as cursor:
        before = _changes(cursor)
        cursor.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('merge', %s)", [pages])
        return _changes(cursor) - before >= 2


def _changes(cursor):
    cursor.execute("SELECT total_changes()")
    return cursor.fetchone()[0]


def newest(
    slot: str, ask: Ask, *, limit: int, before: int | None = None, since: int = 0
) -> list[int]:
    """Return keys of reachable documents that match, the last added first.

    Only keys below `before` and from `since` on.
    """
    words = tuple(words for words in ask.words if len(words[0]) > 1)
    chars = " AND ".join(words[0] for words in ask.words if len(words[0]) == 1)
    bounds = _left_out(slot, ask)
    if words or ask.marks:
        name, match = "whole", _match(words, ask.marks)
        bounds += [_among(_table("single", slot), "IN", chars)] if chars else []
    else:
        name, match = "single", chars
    if since:
        bounds.append(("rowid >= %s", since))
    return _rows(name, slot, match, limit=limit, before=before, bounds=bounds)


def in_headings(slot: str, ask: Ask, *, limit: int) -> list[int]:
    """Return keys, as `newest`, where every word stands in title, names or keyterms.

    The words have two characters or more; words of `without` stand nowhere in the entry.
    """
    match = _match(ask.words, ask.marks, HEADING)
    return _rows("heading", slot, match, limit=limit, bounds=_left_out(slot, ask))


def by_sound(slot: str, ways: list[list[list[str]]], ask: Ask, *, limit: int) -> list[int]:
    """Return keys where title, names or keyterms sound like each word.

    `ways` has for each word the ways in which it can sound; a way is a list of sounds. Marks as in
    `ask`.
    """
    words = [" OR ".join(f'"{" ".join(way)}"' for way in word) for word in ways]
    match = " AND ".join([*(f"sounds : ({word})" for word in words), *map(_any, ask.marks)])
    return _rows("heading", slot, match, limit=limit)


def by_initials(slot: str, letters: list[str], ask: Ask, *, limit: int) -> list[int]:
    """Return keys where the first letters in title or names hold each of these runs."""
    words = [f'initials : "{" ".join(pairs(run))}"' for run in letters]
    match = " AND ".join([*words, *map(_any, ask.marks)])
    return _rows("heading", slot, match, limit=limit)


def size(slot: str) -> dict[str, int]:
    """Return the size of each table of the slot in bytes."""
    with connection.cursor() as cursor:
        sizes = {}
        for name in TABLES:
            cursor.execute(f"SELECT SUM(LENGTH(block)) FROM {_table(name, slot)}_data")
            sizes[name] = cursor.fetchone()[0] or 0
    return sizes


def _table(name, slot):
    return f"{table_name(slot)}_{name}"


def _columns(document):
    """Return (text of `whole`, of `single`, the columns of `heading`, marks) as FTS5 takes them."""
    heading = (
        _runs(document.titles),
        _runs(document.names),
        _runs(document.keywords),
        GAP.join(" ".join(sounds) for sounds in document.sounds),
        _runs(document.initials),
    )
    single = " ".join(sorted(set("".join(document.whole))))
    return _runs(document.whole), single, heading, " ".join(document.marks)


def _runs(pieces):
    return GAP.join(joined_pairs(piece) for piece in pieces if len(piece) > 1)


def _phrase(word):
    if word.startswith(MARKER):
        return f'marks : "{word.removesuffix(ANY)}"{"*" if word.endswith(ANY) else ""}'
    return f'"{" ".join(pairs(word))}"'


def _any(words, columns="{text}"):
    """Return the match for any of the words in these columns.
    A mark has its own column."""
    return "(" + " OR ".join(_one(word, columns) for word in words) + ")"


def _one(word, columns):
    return _phrase(word) if word.startswith(MARKER) else f"({columns} : {_phrase(word)})"


def _match(words, marks, columns="{text}"):
    return " AND ".join([*(_any(options, columns) for options in words), *map(_any, marks)])


def _left_out(slot, ask):
    """Return the conditions that leave out entries with one of the unwanted words anywhere."""
    long = [word for word in ask.without if len(word) > 1]
    chars = [word for word in ask.without if len(word) == 1]
    bounds = [_among(_table("whole", slot), "NOT IN", _any(long))] if long else []
    if chars:
        bounds.append(_among(_table("single", slot), "NOT IN", " OR ".join(chars)))
    return bounds


def _among(table, which, match):
    return f"rowid {which} (SELECT rowid FROM {table} WHERE {table} MATCH %s)", match


def _rows(name, slot, match, *, limit, before=None, bounds=()):
    """Return the keys of the newest hits.
    The index is read from its end, up to the limit."""
    table = _table(name, slot)
    if before is not None:
        bounds = [*bounds, ("rowid < %s", before)]
    where = "".join(f" AND {table}.{condition}" for condition, _ in bounds)
    with damage_named(), connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {table}.rowid FROM {table} CROSS JOIN {DOCUMENTS[slot]} AS document"
            f" ON document.id = {table}.rowid WHERE {table} MATCH %s{where}"
            f" ORDER BY {table}.rowid DESC LIMIT %s",
            [match, *(value for _, value in bounds), limit],
        )
        return [row[0] for row in cursor.fetchall()]
