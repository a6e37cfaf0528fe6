"""What an engine is asked: squeezed words, and marks for kind, column and the like.

A *mark* is a token of its own beside the pairs of a text, written with a sign that no squeezed text
holds: §karticle, §c12, §y2025. A filter is then one more word to intersect.
"""

from dataclasses import dataclass, field

MARKER = "§"
LATIN = f"{MARKER}w"  # the mark of a Latin word that stands by itself
SLOTS = ("a", "b")


def mark(name: str, value) -> str:
    """Return the mark of one property: mark("c", 12) → §c12. `value` is a key, a year or a kind."""
    return f"{MARKER}{name}{value}"


def squeezed_word(word: str) -> str | None:
    """Return the squeezed word itself, also of the mark of a Latin word; None of another mark."""
    if word.startswith(LATIN):
        return word.removeprefix(LATIN)
    return None if word.startswith(MARKER) else word


def table_name(slot: str) -> str:
    """Return the name of the slot's tables, which no outsider may choose."""
    if slot not in SLOTS:
        raise ValueError(f"no slot {slot!r}")
    return f"series_search_{slot}"


@dataclass(frozen=True)
class Ask:
    """Entries that hold one of each of `words` (alternatives in squeezed form; marks may be among
    them, not first), one of each of `marks`, and none of `without`."""

    words: tuple[tuple[str, ...], ...] = ()
    marks: tuple[tuple[str, ...], ...] = ()
    without: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document:
    """One entry as the engine stores it: squeezed pieces, a phrase never runs from one into the
    next. `whole` holds the title's and the names' pieces too."""

    titles: tuple[str, ...]
    names: tuple[str, ...]
    keywords: tuple[str, ...]
    whole: tuple[str, ...]
    marks: tuple[str, ...] = ()
    sounds: tuple[tuple[str, ...], ...] = field(default=())
    initials: tuple[str, ...] = ()
