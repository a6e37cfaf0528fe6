"""What others build search on, over the same texts: each gives the first ten and all keys."""

import sqlite3
import tempfile
from importlib.util import find_spec
from pathlib import Path

import jieba

from series.models import Entry


class Like:
    """icontains on the stored text, newest first, as a small site does it."""

    def __init__(self, rows):
        self.rows = rows

    def _holding(self, line):
        rows = Entry.objects.published()
        for word in line.split():
            rows = rows.filter(plain_text__icontains=word)
        return rows

    def first_ten(self, line):
        rows = self._holding(line)
        return list(rows.newest_first().values_list("pk", flat=True)[:10]), rows.count()

    def all(self, line):
        return set(self._holding(line).values_list("pk", flat=True))

    def size(self):
        return 0


class Fts5:
    """One FTS5 table in a database of its own; bm25, as its documentation shows."""

    def __init__(self, rows, *, tokenizer, prepare, ask):
        self.path = Path(tempfile.mkdtemp()) / "other.sqlite3"
        self.ask, self.database = ask, sqlite3.connect(self.path)
        self.database.execute(
            f"CREATE VIRTUAL TABLE texts USING fts5(text, content='', tokenize='{tokenizer}')"
        )
        pairs = rows.values_list("pk", "plain_text").iterator()
        self.database.executemany(
            "INSERT INTO texts (rowid, text) VALUES (?, ?)",
            ((key, prepare(text)) for key, text in pairs),
        )
        self.database.commit()

    def first_ten(self, line):
        if not (match := self.ask(line)):
            return [], 0
        found = self.database.execute(
            "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT 10", [match]
        ).fetchall()
        counted = self.database.execute(
            "SELECT COUNT(*) FROM (SELECT 1 FROM texts WHERE texts MATCH ? LIMIT 1001)", [match]
        ).fetchone()
        return found, counted[0]

    def all(self, line):
        match = self.ask(line)
        found = self.database.execute("SELECT rowid FROM texts WHERE texts MATCH ?", [match])
        return {key for (key,) in found}

    def size(self):
        return self.database.execute("SELECT SUM(LENGTH(block)) FROM texts_data").fetchone()[0]


def trigrams(rows):
    return Fts5(
        rows, tokenizer="trigram", prepare=str,
        ask=lambda line: " AND ".join(f'"{word}"' for word in line.split()),
    )  # fmt: skip


def jieba_words(rows):
    def cut(text):
        return " ".join(word for word in jieba.cut_for_search(text) if word.strip())

    def ask(line):
        return " AND ".join(f'"{cut(word)}"' for word in line.split())

    return Fts5(rows, tokenizer="unicode61", prepare=cut, ask=ask)


class Whoosh:
    """Whoosh with jieba's own analyzer, as jieba's documentation shows."""

    def __init__(self, rows):
        from jieba.analyse import ChineseAnalyzer
        from whoosh import fields, index
        from whoosh.qparser import QueryParser

        self.folder = tempfile.mkdtemp()
        schema = fields.Schema(
            key=fields.NUMERIC(stored=True), text=fields.TEXT(analyzer=ChineseAnalyzer())
        )
        self.index = index.create_in(self.folder, schema)
        writer = self.index.writer(limitmb=512)
        for key, text in rows.values_list("pk", "plain_text").iterator():
            writer.add_document(key=key, text=text)
        writer.commit()
        self.searcher = self.index.searcher()
        self.parser = QueryParser("text", schema)

    def first_ten(self, line):
        return [hit["key"] for hit in self.searcher.search(self.parser.parse(line), limit=10)]

    def all(self, line):
        found = self.searcher.search(self.parser.parse(line), limit=None)
        return {hit["key"] for hit in found}

    def size(self):
        return sum(path.stat().st_size for path in Path(self.folder).rglob("*"))


def whoosh(rows):
    return Whoosh(rows) if find_spec("whoosh") else None


def like(rows):
    return Like(rows)


# (name, how it is made, the largest site it is asked for)
OTHERS = [
    ("LIKE", like, None),
    ("FTS5, trigrams", trigrams, None),
    ("FTS5, jieba's words", jieba_words, None),
    ("Whoosh, jieba's analyzer", whoosh, 10_000),
]
