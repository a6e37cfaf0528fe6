"""Questions of the demonstration site, from its data file: asked, answered and reviewed."""

from datetime import timedelta

from django.utils import timezone

from series.actions.consultations.asking import ConsultationDraft, ask
from series.actions.consultations.handling import AnswerDraft, assign, save_draft, submit
from series.actions.consultations.reviewing import approve
from series.consultation.clock import days_taken
from series.models import Consultation, ConsultationMatter, ConsultationOutcome

FIRST_PHONE = 13800000900


def take_consultation(row, *, number, editor, chief):
    """Ask the question of a row and answer it where the row says how.

    Nothing happens the second time.

    Returns whether it is new. Its days are counted back from today.
    """
    key = f"demo-{number:027d}"
    if Consultation.objects.filter(form_key=key).exists():
        return False
    names = ("title", "question", "name", "may_publish")
    draft = ConsultationDraft(
        matter=ConsultationMatter(row["matter"]),
        organization=row.get("organization", ""),
        phone=str(FIRST_PHONE + number),
        **{name: row[name] for name in names},
    )
    asked = ask(draft, form_key=key)
    if "answer" in row:
        _answer(asked, row, editor=editor, chief=chief)
    _backdate(asked.pk, row)
    return True


def _answer(asked, row, *, editor, chief):
    assign(asked, to=editor, by=chief)
    draft = AnswerDraft(
        outcome=ConsultationOutcome.ANSWER,
        answer=row["answer"],
        department=row["department"],
        public_title=row["title"],
        public_question=row["public_question"],
    )
    stored = save_draft(asked, draft, version=asked.version, by=editor)
    sent = submit(stored, version=stored.version, by=editor)
    approve(sent, version=sent.version, publish=True, by=chief)


def _backdate(key, row):
    received = timezone.now() - timedelta(days=row["days_ago"])
    moments = {"received_at": received, "consented_at": received}
    if "took" in row:
        closed = received + timedelta(days=row["took"])
        moments |= {"submitted_at": closed, "closed_at": closed, "published_at": closed}
        moments["working_days"] = days_taken(received, closed)
    Consultation.objects.filter(pk=key).update(**moments)
