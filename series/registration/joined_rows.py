"""Read the people of an event as one text, and split it where it changed.

To make 20,000 strings for 10,000 people took half of a search at the door, and a helper searches for
each guest. The text is read from the database at each search, so that nobody is missed; what was
made of it is kept in the process and used while the text is the same. Decision 167.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable

from django.db.models import Aggregate, Count, Func, TextField, Value

from series.models.prepared_query import PreparedValues

BETWEEN, END = "\x1f", "\x1e"  # between two columns; after a row
KEPT_EVENTS = 3


class _Row(Func):
    """One text of columns that are never null; the framework's own asks each for that."""

    template, arg_joiner, output_field = "(%(expressions)s)", " || ", TextField()


class JoinedRows(Aggregate):
    """The given columns of all rows as one text; none of them is null."""

    output_field = TextField()

    def __init__(self, *columns):
        pieces = [columns[0]]
        for column in columns[1:]:
            pieces += [Value(BETWEEN), column]
        super().__init__(_Row(*pieces), Value(END))

    def as_sqlite(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, function="group_concat", **context)

    def as_postgresql(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, function="string_agg", **context)


class KeptRows:
    """What `derive` makes of the rows of an event, kept while they are the same."""

    def __init__(self, rows_of: Callable, columns: tuple, derive: Callable[[Iterable], object]):
        """Store the queryset of an event and the names of its columns, the key first."""
        self._columns, self._derive = columns, derive
        self._rows_of = PreparedValues(lambda event: self._values(rows_of(event)), values=1)
        self._joined = PreparedValues(lambda event: self._text(rows_of(event)), values=1)
        self._kept: OrderedDict[int, tuple[str, object]] = OrderedDict()
        self._lock = threading.Lock()

    def _values(self, rows):
        return rows.order_by().values_list(*self._columns)

    def _text(self, rows):
        whole = {"number": Count("pk"), "text": JoinedRows(*self._columns)}
        return rows.order_by().values("event").annotate(**whole).values_list("number", "text")

    def of(self, event: int):
        """Return what is made of the rows of this event as they are now."""
        found = self._joined.rows(event)
        number, text = found[0] if found else (0, "")
        with self._lock:
            known = self._kept.get(event)
        if known and known[0] == text:
            return known[1]
        made = self._derive(self._split(event, number, text))
        with self._lock:
            self._kept[event] = text, made
            self._kept.move_to_end(event)
            while len(self._kept) > KEPT_EVENTS:
                self._kept.popitem(last=False)
        return made

    def _split(self, event, number, text):
        """Return the rows of a text.

        Where a column holds a separator, as the database gives them."""
        rows = [row.split(BETWEEN) for row in text.split(END)] if number else []
        if len(rows) != number or any(len(row) != len(self._columns) for row in rows):
            return self._rows_of.rows(event)
        return [(int(key), *rest) for key, *rest in rows]
