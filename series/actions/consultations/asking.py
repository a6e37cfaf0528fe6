"""Asking the federation, from the public form. Decision 135."""

from dataclasses import asdict, dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from series.actions.errors import RegistrationError
from series.actions.notifying import notify, people_who
from series.models import Consultation, ConsultationMail, ConsultationMailKind
from series.registration.codes import new_code
from series.roles import EVERYWHERE

from .settings import consultation_settings, current_consent

CLOSED = "现在不接受网上咨询，请打电话给我们。"


@dataclass(frozen=True)
class ConsultationDraft:
    """What somebody wrote; the phone is in its stored form."""

    matter: str
    title: str
    question: str
    name: str
    phone: str
    organization: str = ""
    email: str = ""
    may_publish: bool = False


def ask(draft: ConsultationDraft, *, form_key: str) -> Consultation:
    """Store a question; a form that comes twice is one. Raises RegistrationError."""
    if not consultation_settings().is_open:
        raise RegistrationError(CLOSED)
    try:
        return _sent_before(form_key) or _store(draft, form_key)
    except IntegrityError:  # the same form a moment ago, in another request
        if sent := _sent_before(form_key):
            return sent
        raise


def _sent_before(form_key):
    return Consultation.objects.filter(form_key=form_key).first()


@transaction.atomic
def _store(draft, form_key):
    now = timezone.now()
    row = Consultation.objects.create(
        **asdict(draft),
        public_title=draft.title,
        public_question=draft.question,
        form_key=form_key,
        code=new_code(),
        consent=current_consent(),
        consented_at=now,
        received_at=now,
    )
    if row.email:
        add_mail(row, ConsultationMailKind.RECEIVED)
    notify(people_who("review_answer", EVERYWHERE), f"新咨询：{row}，{row.get_matter_display()}")
    return row


def add_mail(row, kind):
    """Store a message to whoever asked, once of a kind."""
    ConsultationMail.objects.get_or_create(consultation=row, kind=kind)
