"""The numbered instalments of a series, and the numbers that are missing."""

from dataclasses import dataclass

from django.db.models import Q

from series.models import Entry


@dataclass(frozen=True)
class Instalment:
    """A published instalment, or the gap from `number` to `last` without a published one."""

    number: int
    last: int
    entry: Entry | None = None


@dataclass(frozen=True)
class Neighbours:
    """The neighbours of an instalment; `missing_…` is an adjacent number that is not public."""

    previous: Entry | None
    next: Entry | None
    missing_before: int | None
    missing_after: int | None


def with_gaps(entries, *, start=1):
    """Return an Instalment for each entry and for each gap, from number `start` on.

    The entries come in the order of their numbers.
    """
    instalments, expected = [], start
    for entry in entries:
        if entry.number > expected:
            instalments.append(Instalment(expected, entry.number - 1))
        instalments.append(Instalment(entry.number, entry.number, entry))
        expected = entry.number + 1
    return instalments


def neighbours_of(entry):
    """Return the public instalments before and after this one, whose pages link to it."""
    if entry.series_id is None or entry.number is None:
        return []
    run = Entry.objects.published().filter(series=entry.series_id)
    before = run.filter(number__lt=entry.number).order_by("-number").first()
    after = run.filter(number__gt=entry.number).order_by("number").first()
    return [row for row in (before, after) if row]


def find_neighbours(entry):
    """Return the neighbours of a numbered entry in its series; None for other entries."""
    if entry.series_id is None or entry.number is None:
        return None
    run = Entry.objects.published().filter(series=entry.series_id)
    below = run.filter(number__lt=entry.number).order_by("-number").values("pk")[:1]
    above = run.filter(number__gt=entry.number).order_by("number").values("pk")[:1]
    near = Entry.objects.filter(Q(pk__in=below) | Q(pk__in=above))
    return turn_between(entry, near.only("kind", "headline", "number"))


def turn_between(entry, near):
    """Return the Neighbours of a numbered entry among the rows next to it."""
    if entry.series_id is None or entry.number is None:
        return None
    rows = {row.number < entry.number: row for row in near}
    previous, following = rows.get(True), rows.get(False)
    before, after = entry.number - 1, entry.number + 1
    return Neighbours(
        previous,
        following,
        before if before and not (previous and previous.number == before) else None,
        after if not (following and following.number == after) else None,
    )
