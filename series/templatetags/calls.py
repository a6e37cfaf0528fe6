"""What is told of a call beside its text.

历程, 承诺, 结果, the count as a comb."""

from dataclasses import dataclass

from django import template
from django.utils import timezone

from series.models import Entry, ThresholdReached
from series.text.markup import call_lines
from series.text.markup.count_comb import count_comb

register = template.Library()


@dataclass(frozen=True)
class CallProgress:
    """The lines of a call, read; `answers` are the promises that were kept."""

    milestones: list
    coming: list
    promises: list
    answers: list
    outcome: list
    public: frozenset  # the linked addresses that readers may open


@register.simple_tag
def call_progress(entry):
    """Return the CallProgress of a call; a link counts only while its page is public."""
    milestones = [call_lines.split_milestone(line) for line in entry.milestones]
    promises = _promises(entry)
    outcome = [call_lines.split_outcome(line) for line in entry.outcome]
    today = timezone.localdate().isoformat()
    return CallProgress(
        [step for step in milestones if step.when <= today],
        [step for step in milestones if step.when > today],
        promises,
        [promise for promise in promises if promise.answered],
        outcome,
        _public([each.link for each in (*milestones, *promises, *outcome) if each.link]),
    )


@dataclass(frozen=True)
class CallPromise(call_lines.Threshold):
    """A promise with the day on which its number was reached; empty before."""

    reached: str = ""


def _promises(entry):
    """Return the promises of a call, in one query where it has any."""
    lines = [call_lines.split_threshold(line) for line in entry.thresholds]
    if not lines:
        return []
    rows = ThresholdReached.objects.filter(initiative=entry.pk).values_list("number", "day")
    days = {number: day.isoformat() for number, day in rows}
    return [CallPromise(**vars(each), reached=days.get(each.number, "")) for each in lines]


def _public(links):
    """Return those of the links that lead to a public page, asked in one query."""
    if not links:
        return frozenset()
    keys = {int(link.split("/")[2]): link for link in links}
    rows = Entry.objects.published().filter(pk__in=keys)
    paths = {row.get_absolute_url() for row in rows.only("pk", "kind")}
    return frozenset(paths.intersection(links))


@register.inclusion_tag("series/_count_comb.html")
def comb_of_count(count, goal):
    """Draw how many there are of how many there should be."""
    return {"comb": count_comb(count, goal), "count": count, "goal": goal}
