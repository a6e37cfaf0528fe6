"""What letters to people of an event and of a call share. Decision 132."""

from dataclasses import dataclass

from series.actions.audit.chain import record
from series.actions.errors import RegistrationError
from series.models import GroupLetter
from series.registration.letters import tidy_template, wrong_placeholder


@dataclass(frozen=True)
class LetterDraft:
    """What somebody wrote, to whom; `form_key` is the same when it is sent twice."""

    chosen: tuple[str, ...]
    subject: str
    body: str
    form_key: str = ""


@dataclass(frozen=True)
class LetterPreview:
    """How many get a letter, how many cannot, and an example."""

    many: int
    without_address: int
    subject: str
    body: str


def check_draft(draft, *, groups, known):
    """Raise RegistrationError where a letter says or asks for what cannot be."""
    if not draft.chosen or not set(draft.chosen) <= set(groups):
        raise RegistrationError("请先选择发给哪些人", field="chosen")
    for field, typed in (("subject", draft.subject), ("body", draft.body)):
        template = tidy_template(typed)
        if not template.strip():
            raise RegistrationError("标题和正文都要写", field=field)
        if sentence := wrong_placeholder(template, known):
            raise RegistrationError(sentence, field=field)


def sent_before(draft: LetterDraft) -> GroupLetter | None:
    """Return the letter that this form has sent already."""
    return GroupLetter.objects.filter(form_key=draft.form_key).first()


def store_letter(entry, draft, *, groups, many, by) -> GroupLetter:
    """Store a letter with its audit line.

    The line tells to which groups and how many, and no word of it.
    """
    letter = GroupLetter.objects.create(
        entry_id=entry.pk,
        chosen=list(draft.chosen),
        subject=tidy_template(draft.subject),
        body=tidy_template(draft.body),
        form_key=draft.form_key,
        many=many,
        created_by=by,
    )
    names = "、".join(groups[key][0] for key in draft.chosen)
    record("群发邮件", by=by, entry=entry, object=f"群发 {letter.pk}", chosen=names, letters=many)
    return letter
