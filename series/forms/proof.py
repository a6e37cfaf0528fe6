"""A text as its reviewer reads it: changes marked, comments at their places (decision 118)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from series.actions.progress.last_look import LastLook, last_look
from series.actions.progress.placed_comments import PlacedComment, placed_comments
from series.models import Picture
from series.text.diff.compare import ChangedBlock
from series.text.diff.summary import FieldChange, SetChange, block_phrase

from .comparison import compare_contents


@dataclass(frozen=True)
class ProofBlock:
    """One block of the text, or one that was removed.

    `block` is its position in the body, `anchor` that of a change, `html` the markup of a block
    without marks.
    """

    place: ChangedBlock
    anchor: str = ""
    html: str = ""
    comments: tuple[PlacedComment, ...] = ()

    @property
    def block(self) -> int | None:
        return self.place.at[0] if self.place.at else None

    @property
    def plain(self) -> bool:
        """Tell whether the block is shown by its own markup: unchanged, new, moved or restyled."""
        return self.block is not None and not self.place.marked and len(self.place.at) == 1

    @property
    def phrase(self) -> str:
        return block_phrase(self.place) if self.anchor else ""


@dataclass(frozen=True)
class Proof:
    """A body to read, its `passages` and the changed fields.

    And the look that it is compared with.

    `fields` are [(anchor, FieldChange or SetChange)], `lost` the comments whose block is gone.
    """

    body: str
    passages: tuple[ProofBlock, ...]
    fields: tuple[tuple[str, FieldChange | SetChange], ...] = ()
    look: LastLook | None = None
    summary: str = ""
    lost: tuple[PlacedComment, ...] = ()
    comments: tuple[PlacedComment, ...] = field(default=())

    @property
    def changes(self) -> list[str]:
        """Return the anchors of the changes, in order."""
        return [
            *(anchor for anchor, _ in self.fields),
            *(one.anchor for one in self.passages if one.anchor),
        ]

    @property
    def choices(self) -> list[tuple[int, str]]:
        """Return (position, name and first words) of each block, for a comment without script."""
        return [
            (at, f"{one.place.name}　{one.place.new[:12]}")
            for one in self.passages
            for at in one.place.at[:1]
        ]

    @cached_property
    def shown_pictures(self):
        """Return {address: Picture} of the pictures that the body shows."""
        return Picture.objects.in_text(self.body)


def proof_of(entry, task, *, user, clean=False) -> Proof:
    """Return the newest revision's Proof for this user; `clean` leaves all marks out (清样)."""
    newest = entry.newest
    look = None if clean else last_look(entry, task)
    before: Mapping = look.revision.content if look else newest.content
    comparison = compare_contents(entry.kind, before, newest.content)
    fields = [*comparison.lines, *comparison.sets]
    named = [(f"b{count}", change) for count, change in enumerate(fields, start=1)]
    placed = [] if clean else placed_comments(entry, newest, user=user)
    passages = _passages(comparison.places, placed, first=len(named) + 1)
    return Proof(
        newest.content["body"],
        tuple(passages),
        tuple(named),
        look,
        comparison.summary if look else "",
        tuple(one for one in placed if one.block is None),
        tuple(placed),
    )


def _passages(places, placed, *, first):
    count = first
    for place in places:
        anchor = f"b{count}" if place.altered else ""
        count += place.altered
        own = tuple(one for one in placed if one.block in place.at)
        yield ProofBlock(place, anchor, comments=own)
