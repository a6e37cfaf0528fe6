"""Working copies: what a person has typed and not yet saved (decision 24).
It is kept as typed."""

from datetime import timedelta

from django.utils import timezone

from series.actions.errors import EditorialError
from series.models import Revision, WorkingCopy

MOST_CHARACTERS = 1_000_000
MOST_VALUES = 500
LATE = timedelta(seconds=10)


def keep_copy(user, *, kind, entry=None, base=0, fields):
    """Store the raw `fields` (name → list of values) as this person's working copy.

    There is one copy a person of an entry, or of a new text of this kind.
    """
    values = [value for row in fields.values() for value in row]
    if len(values) > MOST_VALUES or sum(map(len, values)) > MOST_CHARACTERS:
        raise EditorialError("稿件超过 100 万字，无法自动保存，请删减或分成几篇")
    storable = {name: [_storable(value) for value in row] for name, row in fields.items()}
    copy, _ = WorkingCopy.objects.update_or_create(
        user=user,
        entry_id=entry and entry.pk,
        **({} if entry else {"kind": kind}),
        defaults={"kind": kind, "base": base, "fields": storable, "saved_at": timezone.now()},
    )
    return copy


def _storable(value):
    """Return a value without what PostgreSQL's JSON refuses: NUL and lone surrogates."""
    return value.replace("\0", "").encode("utf-8", "replace").decode()


def overtaken(user, *, entry=None, base=0):
    """Tell whether this person just saved a revision that is newer than these fields.

    Such fields were sent before the save; a copy of them would bring back an older text.
    """
    since = timezone.now() - LATE
    last = Revision.objects.filter(created_by=user).order_by("-pk").defer("content").first()
    if last is None or last.created_at < since:
        return False
    return last.number == 1 if entry is None else last.entry_id == entry.pk and last.number > base


def copy_of(user, *, kind, entry=None):
    """Return this person's working copy, or None."""
    copies = WorkingCopy.objects.filter(user=user)
    copies = copies.filter(entry=entry.pk) if entry else copies.filter(entry=None, kind=kind)
    return copies.first()


def discard_copy(user, *, kind, entry=None):
    """Delete this person's working copy, if there is one."""
    copy = copy_of(user, kind=kind, entry=entry)
    if copy:
        copy.delete()
