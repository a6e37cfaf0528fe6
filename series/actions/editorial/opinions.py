"""What is typed beside a text and not yet sent: opinions, comments, answers, reasons.

All that one person typed in the fields of one page is a working copy, {name of a field: [words]}.
What was sent with a step leaves it; a refused step puts its words in (decision 123).
"""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from series.models import WorkingCopy

from .working_copies import copies_of, keep_copy, new_name, shown_copies

OPINION = WorkingCopy.Purpose.OPINION
PLACE = ("id_block", "id_quote")  # where a comment belongs, in the revision of its copy


@dataclass(frozen=True)
class TypedBeside:
    """What a person typed beside an entry.

    `words` are those by field, `elsewhere` what other windows have else."""

    copy: WorkingCopy | None = None
    words: dict[str, str] = field(default_factory=dict)
    elsewhere: tuple[str, ...] = ()

    @property
    def saved_at(self) -> datetime | None:
        return self.copy.saved_at if self.copy and self.words else None


def typed_beside(user, entry, copies=None) -> TypedBeside:
    """Return what this person typed beside the entry; the newest copy's words come first.

    `copies` are those of `shown_copies` where a page has read them."""
    copies = (copies or shown_copies(user, entry))[OPINION]
    words, elsewhere = {}, []
    for copy in copies:
        for name, value in _words_in(copy, base=entry.newest.number).items():
            if name in PLACE and copy is not copies[0]:
                continue
            if value not in words.setdefault(name, value) and value not in elsewhere:
                elsewhere.append(value)
    return TypedBeside(copies[0] if copies else None, words, tuple(elsewhere))


def _words_in(copy, *, base):
    """Return {field: words} of a copy.

    A comment's place is told only in the revision in which it was chosen."""
    fields = {name: "".join(values).replace("\r\n", "\n") for name, values in copy.fields.items()}
    placed = copy.base == base and fields.get("id_comment", "").strip()
    return {
        name: value
        for name, value in fields.items()
        if value.strip() and (placed or name not in PLACE)
    }


@transaction.atomic
def keep_refused(user, entry, *, name, words):
    """Keep the words of a refused step, in the copy that the page shows next."""
    copies = copies_of(user, entry=entry, purpose=OPINION).select_for_update()
    copy = copies.first()
    if copy is None:
        given = {"kind": entry.kind, "entry": entry, "base": entry.newest.number}
        keep_copy(user, **given, fields={name: [words]}, purpose=OPINION)
        return
    # Fields that are still on their way to this copy are those of a page that is gone.
    copy.fields, copy.page = {**copy.fields, name: [words]}, new_name()
    copy.save()


@transaction.atomic
def forget_sent(user, entry, *, names, words, form):
    """Take what was sent out of this person's copies.

    The copy of the page that sent it loses the field, another one if it has no other words there."""
    for copy in copies_of(user, entry=entry, purpose=OPINION).select_for_update():
        sent_here = copy.page == form.page or copy.key == form.copy
        typed = _words_in(copy, base=copy.base).get(names[0], "")
        if not sent_here and not words.strip().startswith(typed.strip()):
            continue
        left = {name: value for name, value in copy.fields.items() if name not in names}
        if any("".join(values).strip() for name, values in left.items() if name not in PLACE):
            copy.fields = left
            copy.save(update_fields=["fields"])
        else:
            copy.delete()


def discard_opinions(user, entry):
    """Delete what this person typed beside the entry and did not send."""
    copies_of(user, entry=entry, purpose=OPINION).delete()
