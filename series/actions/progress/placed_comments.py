"""The comments of an entry at their places in one revision.

They are found by the quoted words.

Decision 118.
"""

from dataclasses import dataclass

from series.actions.editorial.comments import may_settle, squeezed
from series.models import Comment, CommentState
from series.text.diff.alignment import align_blocks, body_blocks
from series.text.diff.block_names import block_names


@dataclass(frozen=True)
class PlacedComment:
    """A comment at the `block` of a revision.

    None where nothing is left of its block.

    `gone`: the quoted words no longer stand there. `name` is the block's name (节二·3).
    """

    comment: Comment
    block: int | None
    gone: bool
    name: str
    settles: bool = False

    @property
    def settled(self):
        return self.comment.state in (CommentState.DONE, CommentState.WAIVED)


def placed_comments(entry, revision, *, user):
    """Return the PlacedComments of the entry in `revision`; `settles` is said for this user."""
    rows = list(
        entry.comments.select_related("revision", "author", "settled_by").prefetch_related(
            "replies__author"
        )
    )
    if not rows:
        return []
    blocks = body_blocks(revision.content["body"])
    names, ways = block_names(blocks), {}
    placed = []
    for row in rows:
        if row.revision_id not in ways:
            ways[row.revision_id] = _way(row.revision, revision, blocks)
        block, gone = _place(row, ways[row.revision_id], blocks)
        name = "" if block is None else names[block]
        placed.append(PlacedComment(row, block, gone, name, may_settle(user, row, entry)))
    return placed


def _way(origin, revision, blocks):
    """Return {block of the comment's revision: block of this one}."""
    if origin.pk == revision.pk:
        return {at: at for at in range(len(blocks))}
    alignment = align_blocks(body_blocks(origin.content["body"]), blocks)
    return dict((*alignment.kept, *alignment.moved))


def _place(comment, way, blocks):
    """Return (block, whether the words are gone)."""
    words = squeezed(comment.quote)
    held = [at for at, part in enumerate(blocks) if words in squeezed(part.block.text)]
    block = way.get(comment.block)
    if block in held:
        return block, False
    if held:
        return held[0], False
    picture = block is not None and not blocks[block].block.text
    return block, not picture
