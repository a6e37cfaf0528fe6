"""Where an entry stands: 草稿, each level of its column, 发布; and whose turn it is.

Only reads. Lists ask `stages_of` once for all their rows.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from series.models import Decision, Entry, Review, Revision, Visibility
from series.roles import levels_of, may

from .reviewing import required_levels

DONE, NOW, NEXT, VOID = "done", "now", "next", "void"


@dataclass(frozen=True)
class Tooth:
    """One step: `state` is done, now, next, or void (a signature that an edit made void)."""

    name: str
    state: str
    person: str = ""


@dataclass(frozen=True)
class Stage:
    """`name` in a word or two; `note` is the reviewer's opinion when the text was returned."""

    name: str
    teeth: tuple[Tooth, ...]
    note: str = ""


def stages_of(entries):
    """{pk: Stage} of entries that were loaded with `column` and `newest__created_by`; one query."""
    entries = list(entries)
    reviews = defaultdict(list)
    rows = Review.objects.filter(entry__in=[entry.pk for entry in entries]).order_by("pk")
    for row in rows.select_related("reviewer"):
        reviews[row.entry_id].append(row)
    return {entry.pk: _stage(entry, reviews[entry.pk]) for entry in entries}


def _stage(entry, reviews):
    current = [row for row in reviews if row.digest == entry.newest.digest]
    signed = {row.level: row.reviewer for row in current if row.decision == Decision.APPROVE}
    earlier = {row.level for row in reviews if row.decision == Decision.APPROVE} - set(signed)
    returned = current[-1] if current and current[-1].decision == Decision.RETURN else None
    live = entry.live_id == entry.newest_id
    steps = [(level.value, level.label) for level in required_levels(entry.column)]
    teeth = [Tooth("草稿", NOW if returned else DONE, str(entry.newest.created_by or ""))]
    waiting = bool(returned)
    for value, label in steps:
        if value in signed:
            teeth.append(Tooth(label, DONE, str(signed[value])))
        elif live:
            # An archive import is public without signatures, and nothing here may claim one.
            teeth.append(Tooth(label, NEXT))
        elif not waiting:
            teeth.append(Tooth(label, NOW))
            waiting = True
        else:
            teeth.append(Tooth(label, VOID if value in earlier else NEXT))
    teeth.append(Tooth("发布", _last_tooth(entry, live=live, waiting=waiting)))
    note = f"{returned.reviewer}：{returned.opinion}" if returned else ""
    return Stage(_name(entry, teeth, live=live, returned=returned), tuple(teeth), note)


def _last_tooth(entry, *, live, waiting):
    if live:
        return DONE if entry.is_public else VOID
    return NEXT if waiting else NOW


def _name(entry, teeth, *, live, returned):
    if live:
        return entry.get_visibility_display()
    now = next(tooth.name for tooth in teeth if tooth.state == NOW)
    name = "退回修改" if returned else f"待{now}"
    return name if entry.live_id is None else f"修订{name}"


def pending():
    """Entries whose newest revision readers do not see, last saved first.

    The condition is that of the index `entry_pending`: its size is that of the work in hand.
    """
    rows = Entry.objects.exclude(newest=F("live")).filter(newest__isnull=False)
    return for_desk(rows).order_by("-newest_id")


def for_desk(rows):
    """Load what a row of the desk's lists prints, and no text.

    Columns come by a query of their own: joined, they lead SQLite to read every entry of the
    only column and sort (237 ms of 30,000) instead of walking the index (5 ms).
    """
    related = rows.select_related("series", "newest__created_by").prefetch_related("column")
    return related.defer("body", "plain_text", "newest__content")


def drafts_of(user):
    """What this person saved last; for editors also what an import wrote and a reviewer
    returned, which otherwise would come back to nobody."""
    mine = Q(newest__created_by=user)
    if may(user, "edit"):
        mine |= Q(newest__created_by=None) & Exists(_decisions(Decision.RETURN))
    return pending().filter(mine)


def waiting_for(user):
    """What this person may sign or publish now: the level is theirs, the text is not."""
    turn = Q(pk__in=[])
    for level in levels_of(user):
        turn |= _at(level.value)
    turn &= ~Exists(_of_entry(Revision, created_by=user))
    turn &= ~Exists(_approvals(reviewer=user))
    if may(user, "publish"):
        turn |= Q(*(Q(column__levels__lt=n) | _signed(n) for n in (1, 2, 3)))
    last = _of_entry(Review, digest=OuterRef("newest__digest")).order_by("-pk")
    decision = Coalesce(Subquery(last.values("decision")[:1]), Value(""))
    return pending().filter(turn).annotate(last=decision).exclude(last=Decision.RETURN)


def _at(level):
    lower = Q(*(_signed(n) for n in range(1, level)))
    return lower & ~_signed(level) & Q(column__levels__gte=level)


def _signed(level):
    return Q(Exists(_approvals(level=level)))


def _approvals(**fields):
    return _decisions(Decision.APPROVE, **fields)


def _decisions(decision, **fields):
    return _of_entry(Review, digest=OuterRef("newest__digest"), decision=decision, **fields)


def _of_entry(model, **fields):
    return model.objects.filter(entry=OuterRef("pk"), **fields)


def latest_public(count):
    return for_desk(Entry.objects.filter(visibility=Visibility.PUBLIC).newest_first())[:count]
