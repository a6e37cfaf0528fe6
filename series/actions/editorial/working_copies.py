"""Working copies: what a person has typed and not yet saved, kept as it was typed."""

from datetime import timedelta

from django.utils import timezone

from series.actions.errors import EditorialError
from series.models import Revision, WorkingCopy

MOST_CHARACTERS = 1_000_000
MOST_VALUES = 500
LATE = timedelta(seconds=10)


def keep_copy(user, *, kind, entry=None, base=0, fields):
    """Keep the raw `fields` (name → list of values) as this person's one working copy of the
    entry, or of a new text of this kind."""
    values = [value for given in fields.values() for value in given]
    if len(values) > MOST_VALUES or sum(map(len, values)) > MOST_CHARACTERS:
        raise EditorialError("稿件超过 100 万字，无法自动保存，请删减或分成几篇")
    plain = {name: [_plain(value) for value in given] for name, given in fields.items()}
    copy, _ = WorkingCopy.objects.update_or_create(
        user=user,
        entry_id=entry and entry.pk,
        **({} if entry else {"kind": kind}),
        defaults={"kind": kind, "base": base, "fields": plain, "saved_at": timezone.now()},
    )
    return copy


def _plain(value):
    """Without what PostgreSQL's JSON does not take: NUL and halves of a character."""
    return value.replace("\0", "").encode("utf-8", "replace").decode()


def overtaken(user, *, entry=None, base=0):
    """Did this person just save a revision that these words, sent before it, know nothing of?
    A copy of them would bring back a text that was already saved."""
    since = timezone.now() - LATE
    last = Revision.objects.filter(created_by=user).order_by("-pk").defer("content").first()
    if last is None or last.created_at < since:
        return False
    return last.number == 1 if entry is None else last.entry_id == entry.pk and last.number > base


def copy_of(user, *, kind, entry=None):
    """Return this person's working copy, or None."""
    copies = WorkingCopy.objects.filter(user=user)
    found = copies.filter(entry=entry.pk) if entry else copies.filter(entry=None, kind=kind)
    return found.first()


def discard_copy(user, *, kind, entry=None):
    copy = copy_of(user, kind=kind, entry=entry)
    if copy:
        copy.delete()
