"""A save that came too late: their revision and my text, put together for another look."""

from dataclasses import dataclass
from typing import Any

from series.actions.editorial.content import blank_content, tidy_content
from series.models import Revision
from series.models.content_fields import CONTENT_FIELDS, What
from series.text.diff.merge import Conflict, merge_contents
from series.text.diff.wording import ChangedText, pieces
from series.text.markup.stored_html import plain

from .compared import rows_of
from .comparison import LABELS, Comparison, compare_contents, shown

# What is merged by its members; a programme is one thing.
SETS = tuple(
    field.key for field in CONTENT_FIELDS if field.what in (What.NAMES, What.FILES, What.LINES)
)


@dataclass(frozen=True)
class Clash:
    """One place that both changed: `name` as people call it, their words against mine."""

    name: str
    pieces: tuple[ChangedText, ...]


@dataclass(frozen=True)
class Merge:
    """`form` opens with both people's work, my wording where both changed the same place;
    `comparison` sets theirs against mine, `taken` names what was taken over from theirs."""

    form: Any
    theirs: Revision
    comparison: Comparison
    clashes: tuple[Clash, ...]
    taken: tuple[str, ...]

    @property
    def rows(self):
        return rows_of(self.comparison)


def merge_of(form, *, base: Revision | None, theirs: Revision, columns=None) -> Merge:
    """Return of a valid form that started from `base`, now that `theirs` is the newest revision."""
    kind = form.kind
    mine = tidy_content(kind, form.content())
    before = base.content if base else blank_content(kind)
    merged = merge_contents(before, mine, theirs.content, sets=SETS)
    again = type(form)(content=merged.value, base=theirs.number, columns=columns)
    again.initial["note"] = form.cleaned_data["note"]
    return Merge(
        again,
        theirs,
        compare_contents(kind, theirs.content, mine),
        tuple(_clash(conflict, mine, theirs.content) for conflict in merged.conflicts),
        tuple(LABELS.get(name, name) for name in merged.taken),
    )


def _clash(conflict: Conflict, mine, theirs) -> Clash:
    key = conflict.name
    if key in LABELS:
        return Clash(LABELS[key], pieces(shown(key, theirs), shown(key, mine)))
    return Clash(key, pieces(plain(conflict.theirs), plain(conflict.mine)))
