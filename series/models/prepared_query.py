"""Database queries that never change and are run again and again."""

from datetime import date
from functools import cached_property

from django.db import connection
from django.db.models.base import ModelState
from django.db.models.query import get_related_populators

# Stand for values while a query is compiled; small, so that every integer column takes them.
MARKS = tuple(range(31_001, 31_041))
# The same for days: none that a row of the site can hold.
DAY_MARKS = (date(1001, 1, 1), date(1001, 1, 2))


class PreparedQuery:
    """A queryset that is the same each time, whose SQL is compiled once.

    Compiling takes 0.1 ms for a query that runs 0.02 ms.
    """

    def __init__(self, make):
        """Store `make`, which returns a `values_list`; it is called once, at the first use."""
        self._make = make

    @cached_property
    def _sql(self):
        return self._make().query.sql_with_params()

    def rows(self) -> list[tuple]:
        """Return the rows as the database gives them, without Django's conversions."""
        with connection.cursor() as cursor:
            cursor.execute(*self._sql)
            return cursor.fetchall()

    def first(self):
        """Return the first value of the first row, or None."""
        rows = self.rows()
        return rows[0][0] if rows else None


class PreparedRows:
    """A queryset of model rows whose SQL is compiled once; some of its values change.

    Compiling takes 0.5 to 2 ms for the rows of a page, running and reading them a quarter of that. `make` is
    called once with MARKS in place of the values; the marks among the parameters are then replaced by the
    values of each call. Rows are made as the framework's own ModelIterable makes them.
    """

    def __init__(self, make, *, values: int, days: int = 0):
        """Store `make(*marks)`, which returns a queryset, and how many values change.

        `days` of them, the last ones, are dates.
        """
        self._make, self._marks = make, MARKS[: values - days] + DAY_MARKS[:days]

    @cached_property
    def _compiled(self):
        queryset = self._make(*self._marks)
        compiler = queryset.query.get_compiler(using=connection.alias)
        sql, params = compiler.as_sql()
        columns = [expression for expression, *_ in compiler.select]
        fields = compiler.klass_info["select_fields"]
        start, end = fields[0], fields[-1] + 1
        return {
            "sql": sql,
            "params": [self._place(value) for value in params],
            "converters": compiler.get_converters(columns),
            "compiler": compiler,
            "model": compiler.klass_info["model"],
            "start": start,
            "end": end,
            "names": [each[0].target.attname for each in compiler.select[start:end]],
            "related": get_related_populators(
                compiler.klass_info, compiler.select, connection.alias
            ),
            "annotated": list(compiler.annotation_col_map.items()),
        }

    def _place(self, value):
        """Return (the place of the value, None), or (None, a value that stays)."""
        marks = adapted(self._marks)
        is_mark = type(value) is not bool and value in marks
        return (marks.index(value), None) if is_mark else (None, value)

    def rows(self, *values) -> list:
        """Return the model's rows for these values."""
        known = self._compiled
        params = filled(known["params"], values)
        with connection.cursor() as cursor:
            cursor.execute(known["sql"], params)
            found = cursor.fetchall()
        if known["converters"]:
            found = known["compiler"].apply_converters(found, known["converters"])
        alias = connection.alias
        return [self._row(values, known, alias) for values in found]

    def _row(self, values, known, alias):
        own = values[known["start"] : known["end"]]
        row = known["model"].from_db(alias, known["names"], own)
        for populator in known["related"]:
            populator.populate(values, row)
        for name, place in known["annotated"]:
            setattr(row, name, values[place])
        return row


class PreparedValues(PreparedRows):
    """The same for a queryset of plain values, without the framework's conversions."""

    @cached_property
    def _compiled(self):
        sql, params = self._make(*self._marks).query.sql_with_params()
        return sql, [self._place(value) for value in params]

    def rows(self, *values) -> list[tuple]:
        """Return the rows as the database gives them."""
        sql, places = self._compiled
        params = filled(places, values)
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return cursor.fetchall()


def filled(places, values) -> list:
    """Return the parameters of a prepared query, with these values in their places."""
    values = adapted(values)
    return [kept if place is None else values[place] for place, kept in places]


def adapted(values) -> tuple:
    """Return the values as the database takes them: dates are text on SQLite."""
    adapt = connection.ops.adapt_datefield_value
    return tuple(adapt(value) if isinstance(value, date) else value for value in values)


def row_of(model, db, names, values):
    """Return the row of a model that was read, as `Model.from_db` makes it.

    Its constructor sets each column by itself, which costs four times as much; a row that was read
    needs no defaults, and what was not loaded is read when it is asked for. Not for models with pictures or
    files among their columns."""
    row = model.__new__(model)
    row.__dict__.update(zip(names, values, strict=True))
    row._state = state = ModelState()
    state.adding, state.db = False, db
    return row
