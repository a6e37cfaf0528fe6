"""Working copies: what a person has typed and not yet saved, kept as typed.

Every open form has a name and a copy of its own, so that two windows never overwrite each other
(decisions 24 and 116).
"""

import re
import secrets
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from series.actions.errors import EditorialError
from series.models import WorkingCopy

TEXT = WorkingCopy.Purpose.TEXT
MOST_CHARACTERS = 1_000_000
MOST_VALUES = 500
MOST_COPIES = 12  # of a person and an entry that a page shows
CLOSED_FOR = timedelta(days=1)
NAME = re.compile(r"[0-9a-f]{16,32}\Z")


def new_name():
    """Make the name of an opened form or of a copy."""
    return secrets.token_hex(8)


@dataclass(frozen=True)
class OpenForm:
    """One opened form: its name, and the copy that it shows.

    The copy is told in the state in which the form read it.

    `turn` counts the form's changes; without one the fields count as its newest. `recovered` is
    true for fields that only the browser had kept."""

    page: str = field(default_factory=new_name)
    copy: str = ""
    seen: str = ""
    turn: int = 0
    recovered: bool = False

    @classmethod
    def of(cls, data, *, turn=0):
        """Read the names that a form sends with its fields."""
        names = {key: data.get(f"form_{key}", "") for key in ("page", "copy")}
        valid = {key: value for key, value in names.items() if NAME.match(value)}
        seen, recovered = data.get("form_seen", "")[:64], "form_recovered" in data
        return cls(**valid, seen=seen, turn=turn, recovered=recovered)


@dataclass(frozen=True)
class Kept:
    """The answer to fields that were sent.

    The copy, and whether they were too late to be kept."""

    copy: WorkingCopy
    late: bool = False


@transaction.atomic
def keep_copy(user, *, kind, entry=None, base=0, fields, form=None, purpose=TEXT):
    """Store the raw `fields` as the working copy of one open form.

    They are {name: list of values}.

    A copy that another form has written since is left alone; this form then gets its own."""
    storable = _storable_fields(fields)
    form = form or OpenForm()
    copy = _locked_copy(user, form)
    if copy is None:
        copy = WorkingCopy(user=user, key=new_name(), kind=kind, purpose=purpose)
        copy.entry_id = entry and entry.pk
    elif _is_late(copy, form, base=base):
        return Kept(copy, late=True)
    copy.base = max(base, copy.base) if copy.closed_at else base
    copy.entry_id = copy.entry_id or (entry and entry.pk)
    copy.turn = form.turn or copy.turn + 1
    copy.page, copy.fields, copy.closed_at = form.page, storable, None
    copy.save()
    return Kept(copy)


def _storable_fields(fields):
    values = [value for row in fields.values() for value in row]
    if len(values) > MOST_VALUES or sum(map(len, values)) > MOST_CHARACTERS:
        raise EditorialError("稿件超过 100 万字，无法自动保存，请删减或分成几篇")
    return {name: [_storable(value) for value in row] for name, row in fields.items()}


def _storable(value):
    """Return a value without what PostgreSQL's JSON refuses: NUL and lone surrogates."""
    return value.replace("\0", "").encode("utf-8", "replace").decode()


def own_copy(user, form):
    """Return the copy that this form may write, open or closed.

    None where it has none yet.

    It is the one that it wrote last, else the one that it shows, unless another form wrote that.
    """
    return _own_among(WorkingCopy.objects, user, form)


def _locked_copy(user, form):
    return _own_among(WorkingCopy.objects.select_for_update(), user, form)


def _own_among(copies, user, form):
    names = Q(page=form.page) | Q(key=form.copy)
    found = {copy.page: copy for copy in copies.filter(names, user=user)}
    shown = found.get(form.seen.partition(":")[0])
    takes = shown and shown.key == form.copy and shown.seen == form.seen and not shown.closed_at
    return found.get(form.page) or (shown if takes else None)


def _is_late(copy, form, *, base):
    """Tell whether these fields are older than what the copy has.

    Or were sent before it was saved."""
    newest = copy.turn + 1 if form.recovered else copy.turn
    older = copy.page == form.page and 0 < form.turn < newest
    if copy.closed_at:
        return base < copy.base and (older or not form.recovered)
    return older


def shown_copies(user, entry):
    """Return {purpose: this person's newest unsaved copies of an entry}, read in one query."""
    rows = WorkingCopy.objects.filter(user=user, entry=entry.pk, closed_at=None)
    rows = list(rows.order_by("-saved_at"))
    return {
        purpose: [row for row in rows if row.purpose == purpose][:MOST_COPIES]
        for purpose in WorkingCopy.Purpose
    }


def copies_of(user, *, entry, purpose=TEXT):
    """Return this person's unsaved copies of an entry, newest first."""
    copies = WorkingCopy.objects.unsaved(purpose).filter(user=user, entry=entry.pk)
    return copies.order_by("-saved_at")


def copy_of(user, *, kind, entry=None, key="", purpose=TEXT):
    """Return this person's newest working copy, or the one with this key; None without one."""
    copies = WorkingCopy.objects.unsaved(purpose).filter(user=user)
    copies = copies.filter(entry=entry.pk) if entry else copies.filter(entry=None, kind=kind)
    if key:
        copies = copies.filter(key=key)
    return copies.order_by("-saved_at").first()


def new_texts_of(user):
    """Return this person's texts that are not yet an entry, newest first."""
    return WorkingCopy.objects.new_texts().filter(user=user).order_by("-saved_at")


@transaction.atomic
def close_copy(user, form, *, entry, purpose=TEXT):
    """Note that the entry's newest revision holds what this form sent.

    The closed copy answers a request that is repeated because its answer was lost."""
    copy = _locked_copy(user, form) or WorkingCopy(user=user, key=new_name(), purpose=purpose)
    copy.entry_id, copy.kind, copy.base = entry.pk, entry.kind, entry.newest.number
    copy.page, copy.fields, copy.closed_at = form.page, {}, timezone.now()
    copy.save()
    old = WorkingCopy.objects.filter(user=user, closed_at__lt=timezone.now() - CLOSED_FOR)
    old.delete()


def saved_by(user, form):
    """Return the closed copy of this form if it was saved before; otherwise None."""
    copy = own_copy(user, form)
    return copy if copy and copy.closed_at and copy.page == form.page else None


def discard_copy(user, *, kind, entry=None, key="", purpose=TEXT):
    """Delete this person's working copy with this key, else the newest, if there is one."""
    copy = copy_of(user, kind=kind, entry=entry, key=key, purpose=purpose)
    if copy:
        copy.delete()
