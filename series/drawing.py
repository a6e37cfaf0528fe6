"""Marks of the admin pages: the kind as a seal, the stage as a comb."""

from django.urls import reverse
from django.utils.html import format_html

from series.actions.progress.stages import DONE, NEXT, NOW, VOID
from series.models import ENTRY_KINDS

WORDS = {DONE: "已过", NOW: "在此", NEXT: "未到", VOID: "签字已失效"}
LENGTHS = {DONE: 18, NOW: 12, NEXT: 6, VOID: 18}
FIRST, STEP = 6, 16


def seal(kind):
    """Return the kind as one character in a square: 文, 倡, 会."""
    entry_kind = ENTRY_KINDS[kind]
    return format_html(
        '<span class="kind {}" aria-hidden="true">{}</span><span class="visually-hidden">{}</span>',
        entry_kind.css,
        entry_kind.seal,
        entry_kind.label,
    )


def entry_url(entry):
    """Return the address of the entry's admin page."""
    return reverse(f"admin:series_{entry.kind}_change", args=[entry.pk])


def comb(stage):
    """Return the stage as a small comb, and as words for screen readers."""
    width = FIRST * 2 + STEP * (len(stage.teeth) - 1)
    words = "；".join(f"{tooth.name}{WORDS[tooth.state]}" for tooth in stage.teeth)
    return format_html(
        '<span class="comb"><svg class="mini" viewBox="0 0 {0} 22" width="{0}" height="22" '
        'aria-hidden="true"><path class="x" d="M0 2h{0}"/><path class="y" d="M0 2h{1}"/>'
        '<path class="y" d="{2}"/><path class="n" d="{3}"/><path class="x" d="{4}"/>'
        '<path class="v" d="{5}"/></svg><span class="stage-name">{6}</span>'
        '<span class="visually-hidden">（{7}）</span></span>',
        width,
        _reach(stage, width),
        *(_teeth(stage, state) for state in (DONE, NOW, NEXT, VOID)),
        stage.name,
        words,
    )


def _reach(stage, width):
    """Return how far the spine is red: up to the present step."""
    for position, tooth in enumerate(stage.teeth):
        if tooth.state == NOW:
            return FIRST + STEP * position
    return width


def _teeth(stage, state):
    return "".join(
        f"M{FIRST + STEP * position} 2v{LENGTHS[state]}"
        for position, tooth in enumerate(stage.teeth)
        if tooth.state == state
    )
