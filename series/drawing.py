"""Marks of the admin pages: the kind as a seal, the stage as a comb."""

from functools import lru_cache

from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.html import format_html

from series.actions.progress.stages import DONE, NEXT, NOW, VOID
from series.models import ENTRY_KINDS

WORDS = {DONE: "已过", NOW: "在此", NEXT: "未到", VOID: "签字已失效"}
LENGTHS = {DONE: 18, NOW: 12, NEXT: 6, VOID: 18}
FIRST, STEP = 6, 16
MOST = 2_000  # of what is drawn once a process
KEY = 31_001  # stands for the key of an entry while an address is made


@lru_cache(maxsize=MOST)
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
    return entry_page_url(entry, "change")


def entry_page_url(entry, page):
    """Return the address of one of the entry's admin pages, such as `preview`."""
    before, after = _address(get_urlconf(), get_script_prefix(), entry.kind, page)
    return f"{before}{entry.pk}{after}"


@lru_cache(maxsize=MOST)
def _address(urlconf, prefix, kind, page):
    """Return what stands before and after the key in the address of a page."""
    name = f"admin:series_{kind}_{page}"
    before, _, after = reverse(name, args=[KEY], urlconf=urlconf).partition(str(KEY))
    return before, after


def comb(stage):
    """Return the stage as a small comb, and as words for screen readers."""
    return _comb(stage.name, tuple((tooth.name, tooth.state) for tooth in stage.teeth))


@lru_cache(maxsize=MOST)
def _comb(name, teeth):
    """Draw a comb of these steps (name, state).

    A column has few steps, in few states."""
    width = FIRST * 2 + STEP * (len(teeth) - 1)
    words = "；".join(f"{step}{WORDS[state]}" for step, state in teeth)
    return format_html(
        '<span class="comb"><svg class="mini" viewBox="0 0 {0} 22" width="{0}" height="22" '
        'aria-hidden="true"><path class="x" d="M0 2h{0}"/><path class="y" d="M0 2h{1}"/>'
        '<path class="y" d="{2}"/><path class="n" d="{3}"/><path class="x" d="{4}"/>'
        '<path class="v" d="{5}"/></svg><span class="stage-name">{6}</span>'
        '<span class="visually-hidden">（{7}）</span></span>',
        width,
        _reach(teeth, width),
        *(_teeth(teeth, state) for state in (DONE, NOW, NEXT, VOID)),
        name,
        words,
    )


def _reach(teeth, width):
    """Return how far the spine is red: up to the present step."""
    for position, (_, state) in enumerate(teeth):
        if state == NOW:
            return FIRST + STEP * position
    return width


def _teeth(teeth, wanted):
    return "".join(
        f"M{FIRST + STEP * position} 2v{LENGTHS[state]}"
        for position, (_, state) in enumerate(teeth)
        if state == wanted
    )
