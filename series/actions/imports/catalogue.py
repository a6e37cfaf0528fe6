"""Lookup of columns, series and sources by name, and creation of missing ones."""

import re
from dataclasses import dataclass, field

from chamber.models import Organization
from series.actions.audit.chain import record
from series.actions.audit.registers import row_states
from series.actions.errors import EditorialError
from series.models import Column, Series

MADE = "导入新建"
SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Target:
    """The column, series and source of a text.

    An id is None while its row is missing; a name is "" where the text has none.
    """

    column: str
    column_id: int | None = None
    series: str = ""
    series_id: int | None = None
    source: str = ""
    source_id: int | None = None

    def missing(self):
        """Return [(label, name)] of the rows that the import has to make."""
        rows = (
            ("专栏", self.column, self.column_id),
            ("系列", self.series, self.series_id),
            ("来源", self.source, self.source_id),
        )
        return [(label, name) for label, name, pk in rows if name and pk is None]


@dataclass
class Catalogue:
    """The names that were looked up in one run.

    `ids` holds existing rows; `promised` the rows that an earlier text of a dry run would create.
    """

    ids: dict[tuple, int] = field(default_factory=dict)
    promised: set[tuple[str, str]] = field(default_factory=set)

    def announce(self, target):
        """Return one phrase for each missing row that this text is the first to need."""
        fresh = [item for item in target.missing() if item not in self.promised]
        return [f"新建{label}“{name}”" for label, name in fresh]

    def target(self, *, column, series, source):
        """Return the Target of these names. Writes nothing.

        Raises EditorialError where a name is too long.
        """
        for model, name, label in ((Column, column, "专栏名称"), (Organization, source, "来源")):
            _check_length(model, "name", name, label=label)
        _check_length(Series, "title", series, label="系列名称")
        column_id = self._id_of(("column", one_spelling(column)), _find_column)
        series_id = column_id and self._id_of(("series", column_id, series), _find_series)
        source_id = self._id_of(("source", source), _find_source)
        return Target(column, column_id, series, series_id or None, source, source_id)

    def _id_of(self, key, find):
        if key not in self.ids:
            row_id = find(*key[1:]) if key[-1] else None
            if row_id is None:
                return None
            self.ids[key] = row_id
        return self.ids[key]


def one_spelling(name):
    """Return a name with single spaces: names that differ only in spaces are one column."""
    return SPACES.sub(" ", name)


def _find_column(name):
    exact = Column.objects.filter(name=name).values_list("pk", flat=True).first()
    if exact:
        return exact
    rows = Column.objects.values_list("pk", "name")
    return next((pk for pk, stored in rows if one_spelling(stored) == name), None)


def _find_series(column_id, title):
    rows = Series.objects.filter(column=column_id, title=title)
    return rows.values_list("pk", flat=True).first()


def _find_source(name):
    organization = Organization.objects.named(name)
    return organization.pk if organization else None


def create_missing(target, *, channel):
    """Create the missing rows that a text names, with an audit line.

    All in the caller's transaction.

    Returns the Target with their ids.
    """
    made = []
    column_id = target.column_id or _made(made, Column(name=target.column))
    series_id, source_id = target.series_id, target.source_id
    if target.series and series_id is None:
        series_id = _made(made, Series(column_id=column_id, title=target.series))
    if target.source and source_id is None:
        source_id = _made(made, Organization(name=target.source))
    record_made(made, channel=channel)
    return Target(target.column, column_id, target.series, series_id, target.source, source_id)


def _made(made, row):
    """Save a new row, note it in `made` and return its key."""
    row.save()
    made.append(row)
    return row.pk


def record_made(rows, *, channel):
    """Record that a command created these rows of names, where there are any."""
    if rows:
        names = "、".join(f"{row._meta.verbose_name}“{row}”" for row in rows)
        record(MADE, by=None, channel=channel, object=names, **row_states(*rows))


def _check_length(model, field_name, value, *, label):
    most = model._meta.get_field(field_name).max_length
    if len(value) > most:
        raise EditorialError(f"{label}有 {len(value)} 个字，最多 {most} 个，请缩短后再导入")
