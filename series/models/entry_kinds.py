"""Every kind of entry, in the order in which readers find them."""

from .article import ARTICLE
from .event import EVENT
from .initiative import INITIATIVE
from .kind import EntryKind, Kind
from .site.flatpage import FLATPAGE

ENTRY_KINDS: dict[Kind, EntryKind] = {
    each.kind: each for each in (ARTICLE, INITIATIVE, EVENT, FLATPAGE)
}
CHILD = {kind: each.model for kind, each in ENTRY_KINDS.items()}


def listed_kinds() -> list[EntryKind]:
    """Return the kinds that have a list for readers."""
    return [each for each in ENTRY_KINDS.values() if each.is_listed]


def main_kind() -> EntryKind:
    """Return the kind whose list “more” links lead to."""
    return next(each for each in ENTRY_KINDS.values() if each.is_main)
