"""The sidebar of an entry: its stage, the buttons of the task, signatures, the timeline."""

from dataclasses import dataclass

from django.utils import timezone

from series.actions.desk.start_page import waiting_by_due
from series.actions.editorial.assignments import candidates
from series.actions.editorial.content import check_complete
from series.actions.editorial.reviews import missing_levels, obstacle, verb_of
from series.actions.editorial.tasks import saving_warning, task_of
from series.actions.errors import EditorialError
from series.actions.imports.word import import_of_newest
from series.actions.media.covers import missing_on_cover
from series.actions.progress.signature_status import standing_of
from series.actions.progress.stages import stage_on_page
from series.actions.progress.timeline import latest_steps
from series.models import CannedOpinion, Decision, Step
from series.roles import levels_of, may, stood_in_for
from series.text.markup import stored_html

from .schedule_buttons import timing_context

RECENT = 6


def sidebar_context(user, entry, *, opinions=None):
    """Return the template context of the sidebar for this user.

    `opinions` are the canned ones, where the page has read them."""
    task = task_of(entry)
    # It may need the text of an earlier revision, which then comes with all of them.
    standing = standing_of(entry, task)
    missing = missing_levels(entry, revision=entry.newest)
    steps, imported = latest_steps(entry, limit=RECENT, beside=import_of_newest(entry))
    entry.import_receipt = imported and imported.detail["receipt"]
    return {
        "stage": stage_on_page(entry, steps=steps),
        "next_level": missing[0] if missing else None,
        "is_last_level": len(missing) == 1,
        "is_reviewer": bool(levels_of(user, entry)),
        "obstacle": obstacle(entry, revision=entry.newest, by=user),
        "timing": timing_context(user, entry, ready=not missing),
        "ready": not missing,
        "can_withdraw": may(user, "withdraw", entry) and entry.is_public,
        "task": task,
        "turn": task_choices(user, entry, task, opinions) if task else None,
        "submission": submission_of(user, entry, task),
        "standing": standing,
        "passage": steps,
        "cover_lacks": missing_on_cover(entry.newest.content["headline"]),
        "now": timezone.now(),
        "recallable": is_recallable(user, entry, task),
        "saving_warning": saving_warning(entry) if may(user, "edit", entry) else "",
    }


def is_recallable(user, entry, task):
    """Tell whether the user may take the text back from review (撤回送审)."""
    planned = entry.scheduled_id == entry.newest_id
    return task is not None and not planned and may(user, "submit", entry)


def next_task(user, entry):
    """Return (the next entry that waits for the user, how many wait), or None."""
    rows = waiting_by_due(user).exclude(pk=entry.pk)
    first = rows.first()
    return (first, rows.count()) if first else None


@dataclass(frozen=True)
class Submittable:
    """A text that the user may submit for review.

    `lacks` is a sentence about what must be filled in first, or ""; `picture` the number of the
    first picture without an alternative text, where that is what it lacks."""

    lacks: str = ""
    picture: int | None = None


def submission_of(user, entry, task):
    """Return Submittable if the user may submit the entry now; otherwise None."""
    if (
        task
        or entry.discarded_at
        or entry.live_id == entry.newest_id
        or not may(user, "submit", entry)
    ):
        return None
    try:
        check_complete(entry.kind, entry.newest.content)
    except EditorialError as error:
        silent = stored_html.silent_pictures(entry.newest.content["body"])
        words = str(error)
        return Submittable(words, silent[0] if silent and "缺替代文字" in words else None)
    return Submittable()


@dataclass(frozen=True)
class TaskChoices:
    """What the user may do with the open task.

    `opinions` are [(decision, sentences)]; `finishes` tells whether they may publish, too; `absent` is the reviewer for whom they would sign."""

    claims: bool
    releases: bool
    decides: bool
    others: list
    opinions: list
    finishes: bool
    absent: object

    @property
    def speaks(self):
        return self.decides or bool(self.others)


def task_choices(user, entry, task, opinions=None):
    """Return TaskChoices for a user who may act on the task; None for others."""
    verb = verb_of(task.step)
    if not may(user, "assign", entry) and not may(user, verb, entry):
        return None
    people = candidates(entry, task)
    mine = task.holder_id == user.pk
    is_review = task.step != Step.PUBLISH
    return TaskChoices(
        claims=task.holder_id is None and user in people,
        releases=mine or (task.holder_id is not None and may(user, "assign", entry)),
        decides=is_review and user in people and task.holder_id in (None, user.pk),
        others=[person for person in people if person != user],
        opinions=_by_decision(CannedOpinion.objects.all() if opinions is None else opinions),
        finishes=is_review and may(user, "publish", entry),
        absent=stood_in_for(user, task.step, entry) if is_review and user in people else None,
    )


def _by_decision(opinions):
    rows = list(opinions)
    groups = (
        (label, [row for row in rows if row.decision == key]) for key, label in Decision.choices
    )
    return [(label, opinions) for label, opinions in groups if opinions]
