"""Columns, series and sources by the names that texts use: found, or made when they are new."""

import re
from dataclasses import dataclass, field

from chamber.models import Organization
from series.actions.errors import EditorialError
from series.models import Column, Series

SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Target:
    """Where a text belongs. An id is None while its row is missing; a name is "" where the
    text has none."""

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
    """Names looked up once a run. `ids` remembers rows that are there; `promised` what an
    earlier text of a dry run would have made."""

    ids: dict[tuple, int] = field(default_factory=dict)
    promised: set[tuple[str, str]] = field(default_factory=set)

    def announce(self, place):
        """Return one phrase for each row that this text is the first to need."""
        fresh = [item for item in place.missing() if item not in self.promised]
        return [f"新建{label}“{name}”" for label, name in fresh]

    def place(self, *, column, series, source):
        """Return the Place of these names, read only. Raises EditorialError on a name too long."""
        for model, name, label in ((Column, column, "专栏名称"), (Organization, source, "来源")):
            _check_length(model, "name", name, label=label)
        _check_length(Series, "title", series, label="系列名称")
        column_id = self._known(("column", one_spelling(column)), _find_column)
        series_id = column_id and self._known(("series", column_id, series), _find_series)
        source_id = self._known(("source", source), _find_source)
        return Target(column, column_id, series, series_id or None, source, source_id)

    def _known(self, key, find):
        if key not in self.ids:
            found = find(*key[1:]) if key[-1] else None
            if found is None:
                return None
            self.ids[key] = found
        return self.ids[key]


def one_spelling(name):
    """Return names that differ only in their spaces are one column."""
    return SPACES.sub(" ", name)


def _find_column(name):
    exact = Column.objects.filter(name=name).values_list("pk", flat=True).first()
    if exact:
        return exact
    rows = Column.objects.values_list("pk", "name")
    return next((pk for pk, known in rows if one_spelling(known) == name), None)


def _find_series(column_id, title):
    rows = Series.objects.filter(column=column_id, title=title)
    return rows.values_list("pk", flat=True).first()


def _find_source(name):
    known = Organization.objects.named(name)
    return known.pk if known else None


def create_missing(place):
    """Make the rows that the text names and nobody has made yet; in the caller's transaction."""
    column_id = place.column_id or Column.objects.create(name=place.column).pk
    series_id, source_id = place.series_id, place.source_id
    if place.series and series_id is None:
        series_id = Series.objects.create(column_id=column_id, title=place.series).pk
    if place.source and source_id is None:
        source_id = Organization.objects.create(name=place.source).pk
    return Target(place.column, column_id, place.series, series_id, place.source, source_id)


def _check_length(model, field_name, value, *, label):
    most = model._meta.get_field(field_name).max_length
    if len(value) > most:
        raise EditorialError(f"{label}有 {len(value)} 个字，最多 {most} 个，请缩短后再导入")
