"""What a page of an entry asks again and again, read once.

The open task, all reviews, all revisions and the trusted sources of reprints.

A page sets the facts on the row that it shows, after everything is written; an action locks a row
of its own (`lock_entry`), which has none, and so always asks the database. Decision 125.
"""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Case, F, When

from series.models import Entry, Review, ReviewTask, Revision, TrustedSource

NAME = "_page_facts"


@dataclass
class PageFacts:
    """The open task of an entry, or None, and its reviews, the oldest first."""

    entry: Entry
    task: ReviewTask | None
    reviews: tuple[Review, ...]

    @cached_property
    def sources(self) -> dict[str, str]:
        """Return {name: domain} of the trusted sources; a page with a form has read them."""
        return trusted_sources()

    @cached_property
    def writers(self) -> set[tuple[int | None, int | None]]:
        """Return {(who saved a revision, the level of an amendment or None)}."""
        return {(row.created_by_id, row.amended_level) for row in self.revisions}

    @cached_property
    def revisions(self) -> list[Revision]:
        """Return all revisions without their texts, the newest first; read when asked."""
        return self._read(self._rows())

    def with_content(self, key: int) -> Revision:
        """Return the revision with this key and its text; `revisions` come by the same query."""
        if "revisions" in self.__dict__:
            return self.entry.revisions.get(pk=key)
        text = Case(When(pk=key, then=F("content")))
        self.revisions = self._read(self._rows().annotate(wanted=text))
        revision = next(row for row in self.revisions if row.pk == key)
        revision.content = revision.wanted
        return revision

    def _read(self, rows):
        """Return the revisions as a list; the entry's live one is among them."""
        revisions = list(rows)
        live = next((row for row in revisions if row.pk == self.entry.live_id), None)
        if live and not Entry.live.is_cached(self.entry):
            self.entry.live = live
        return revisions

    def _rows(self):
        return self.entry.revisions.select_related("created_by").defer("content")


def read_page_facts(entry, *, sources=None):
    """Read the facts of an entry whose page is about to be shown; two queries.

    `sources` are the trusted ones, where the page has read them."""
    tasks = ReviewTask.objects.open().filter(entry=entry).select_related("holder", "revision")
    facts = PageFacts(entry, tasks.first(), tuple(_reviews(entry)))
    if sources is not None:
        facts.sources = sources
    setattr(entry, NAME, facts)


def facts_of(entry) -> PageFacts | None:
    """Return the facts that a page has read; None for every other row."""
    return getattr(entry, NAME, None)


def reviews_of(entry) -> list[Review]:
    """Return all reviews of the entry, the oldest first.

    As the page or the database knows them."""
    facts = facts_of(entry)
    return list(facts.reviews if facts else _reviews(entry))


def trusted_sources() -> dict[str, str]:
    """Return {name: domain} of the trusted sources of reprints."""
    return dict(TrustedSource.objects.values_list("name", "domain"))


def revision_with_content(entry, key) -> Revision:
    """Return a revision of the entry with its text, by one query.

    On a page this query reads all its revisions, too."""
    facts = facts_of(entry)
    return facts.with_content(key) if facts else entry.revisions.get(pk=key)


def _reviews(entry):
    return Review.objects.filter(entry=entry).order_by("pk").select_related("reviewer")
