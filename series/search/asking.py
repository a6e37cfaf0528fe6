"""What an engine is asked: squeezed words, and marks for kind, column and the like.

A *mark* is a token beside the pairs of a text. It begins with a character that no squeezed text
holds: §karticle, §c12, §y2025. So a filter is one more word to intersect. Decision 66.
"""

from dataclasses import dataclass, field

MARKER = "§"
LATIN = f"{MARKER}w"  # the mark of a Latin word that stands by itself
ANY = "*"  # ends a mark that stands for all marks with this beginning
SLOTS = ("a", "b")
DRAFTS = "drafts"
# The rows that make a text of the engine's tables reachable. No reader's question reads the third:
# it asks the slot that a row of SearchIndex names, and the database takes only a or b there.
DOCUMENTS = {**dict.fromkeys(SLOTS, "series_searchdocument"), DRAFTS: "series_draftdocument"}


def mark(name: str, value) -> str:
    """Return the mark of one property, as §c12 for mark("c", 12).

    `value` is a key, a year or a kind.
    """
    return f"{MARKER}{name}{value}"


def word_start(letters: str) -> str:
    """Return the mark of all Latin words that begin with these letters."""
    return f"{LATIN}{letters}{ANY}"


def squeezed_word(word: str) -> str | None:
    """Return the squeezed word, also for the mark of a Latin word.
    None for other marks."""
    if word.startswith(LATIN):
        return word.removeprefix(LATIN)
    return None if word.startswith(MARKER) else word


def table_name(slot: str) -> str:
    """Return the name of the slot's tables; ValueError for anything but a slot or DRAFTS."""
    if slot not in DOCUMENTS:
        raise ValueError(f"no slot {slot!r}")
    return f"series_search_{slot}"


@dataclass(frozen=True)
class Ask:
    """A question to the index.
    Words and marks that must be there, words that must not.

    An entry must hold one alternative of each of `words` (squeezed; marks may be among them, not
    first), one alternative of each of `marks`, and none of `without`.
    """

    words: tuple[tuple[str, ...], ...] = ()
    marks: tuple[tuple[str, ...], ...] = ()
    without: tuple[str, ...] = ()


@dataclass(frozen=True)
class IndexedDocument:
    """One entry as the engine stores it, in squeezed pieces.

    A phrase never runs from one piece into the next. `whole` holds the pieces of the title and the
    names too.
    """

    titles: tuple[str, ...]
    names: tuple[str, ...]
    keywords: tuple[str, ...]
    whole: tuple[str, ...]
    marks: tuple[str, ...] = ()
    sounds: tuple[tuple[str, ...], ...] = field(default=())
    initials: tuple[str, ...] = ()
