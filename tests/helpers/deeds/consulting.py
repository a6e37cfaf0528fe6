"""Questions to the federation in any state, by the desk's own actions."""

from datetime import timedelta
from itertools import count

from django.utils import timezone

from series.actions.consultations.asking import ConsultationDraft, ask
from series.actions.consultations.handling import AnswerDraft, save_draft, submit
from series.actions.consultations.reviewing import approve
from series.models import Consultation
from tests.helpers import people

PHONE, MAIL = "13900139000", "ou@example.com"
TITLE, QUESTION, NAME, FIRM = (
    "开业不满一年能参加吗",
    "我们欧阳装备公司才八个月",
    "欧阳青松",
    "欧阳装备",
)
PUBLIC_QUESTION, ANSWER = "开业才八个月，能不能参加？", "可以参加，按实际月份填写。"
numbers = count(1)


def asked(**fields) -> Consultation:
    """A question as the public form stores it."""
    given = {
        "matter": "policy",
        "title": TITLE,
        "question": QUESTION,
        "name": NAME,
        "organization": FIRM,
        "phone": PHONE,
        "email": MAIL,
        "may_publish": True,
        **fields,
    }
    return ask(ConsultationDraft(**given), form_key=f"{next(numbers):032d}")


def drafted(row=None, *, by=None, **fields) -> Consultation:
    """A question with a draft of its answer, sent to review."""
    row, by = row or asked(), by or people.editor()
    given = {
        "outcome": "answer",
        "answer": ANSWER,
        "department": "会员处",
        "public_title": TITLE,
        "public_question": PUBLIC_QUESTION,
        **fields,
    }
    stored = save_draft(row, AnswerDraft(**given), version=row.version, by=by)
    return submit(stored, version=stored.version, by=by)


def answered(row=None, *, publish=True, **fields) -> Consultation:
    """A question that was answered and reviewed, and published where asked for."""
    sent = drafted(row, **fields)
    return approve(sent, version=sent.version, publish=publish, by=people.chief())


def received(row, *, days):
    """Set the moment of receipt some days back."""
    moment = timezone.now() - timedelta(days=days)
    Consultation.objects.filter(pk=row.pk).update(received_at=moment)
    row.refresh_from_db()
    return row
