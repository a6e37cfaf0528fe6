"""Merge a late save with the revision that somebody else saved before (decision 29)."""

from dataclasses import dataclass
from typing import Any

from series.actions.editorial.content import blank_content, tidy_content
from series.models import Revision
from series.models.content_fields import CONTENT_FIELDS, What
from series.text.diff.merge import Conflict, merge_contents
from series.text.diff.wording import ChangedText, compare_texts
from series.text.markup.stored_html import visible_text

from .compared import rows_of
from .comparison import LABELS, Comparison, compare_contents, readable_value

# Fields that are merged by their members; a programme is merged as a whole.
SETS = tuple(
    field.key for field in CONTENT_FIELDS if field.what in (What.NAMES, What.FILES, What.LINES)
)


@dataclass(frozen=True)
class Clash:
    """A field or paragraph that both changed: its label, and their text against mine."""

    name: str
    pieces: tuple[ChangedText, ...]


@dataclass(frozen=True)
class Merge:
    """The result of a merge, to be checked and saved again.

    `form` holds the work of both, with my wording where both changed the same place. `comparison`
    compares theirs with mine; `taken` names the fields taken over from theirs."""

    form: Any
    theirs: Revision
    comparison: Comparison
    clashes: tuple[Clash, ...]
    taken: tuple[str, ...]

    @property
    def rows(self):
        return rows_of(self.comparison)


def merge_late_save(
    form, *, base: Revision | None, theirs: Revision, columns=None, user=None
) -> Merge:
    """Merge a valid form that started from `base` with `theirs`, the newest revision."""
    kind = form.kind
    mine = tidy_content(kind, form.content())
    before = base.content if base else blank_content(kind)
    merged = merge_contents(before, mine, theirs.content, sets=SETS)
    options = {"columns": columns, "user": user}
    new_form = type(form)(content=merged.value, base=theirs.number, **options)
    new_form.initial["note"] = form.cleaned_data["note"]
    return Merge(
        new_form,
        theirs,
        compare_contents(kind, theirs.content, mine),
        tuple(_clash(conflict, mine, theirs.content) for conflict in merged.conflicts),
        tuple(LABELS.get(name, name) for name in merged.taken),
    )


def _clash(conflict: Conflict, mine, theirs) -> Clash:
    key = conflict.name
    if key in LABELS:
        return Clash(
            LABELS[key], compare_texts(readable_value(key, theirs), readable_value(key, mine))
        )
    return Clash(key, compare_texts(visible_text(conflict.theirs), visible_text(conflict.mine)))
