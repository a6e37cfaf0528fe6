"""What a page of an entry asks again and again, read once.

The open task, all reviews and all revisions.

A page sets the facts on the row that it shows, after everything is written; an action locks a row
of its own (`lock_entry`), which has none, and so always asks the database. Decision 125.
"""

from dataclasses import dataclass
from functools import cached_property

from series.models import Entry, Review, ReviewTask, Revision

NAME = "_page_facts"


@dataclass
class PageFacts:
    """The open task of an entry, or None, and its reviews, the oldest first."""

    entry: Entry
    task: ReviewTask | None
    reviews: tuple[Review, ...]

    @cached_property
    def writers(self) -> set[tuple[int | None, int | None]]:
        """Return {(who saved a revision, the level of an amendment or None)}."""
        return {(row.created_by_id, row.amended_level) for row in self.revisions}

    @cached_property
    def revisions(self) -> list[Revision]:
        """Return all revisions without their texts, the newest first; read when asked."""
        return list(self.entry.revisions.select_related("created_by").defer("content"))


def read_page_facts(entry):
    """Read the facts of an entry whose page is about to be shown; two queries."""
    tasks = ReviewTask.objects.open().filter(entry=entry).select_related("holder", "revision")
    setattr(entry, NAME, PageFacts(entry, tasks.first(), tuple(_reviews(entry))))


def facts_of(entry) -> PageFacts | None:
    """Return the facts that a page has read; None for every other row."""
    return getattr(entry, NAME, None)


def reviews_of(entry) -> list[Review]:
    """Return all reviews of the entry, the oldest first.

    As the page or the database knows them."""
    facts = facts_of(entry)
    return list(facts.reviews if facts else _reviews(entry))


def _reviews(entry):
    return Review.objects.filter(entry=entry).order_by("pk").select_related("reviewer")
