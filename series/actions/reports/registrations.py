"""The registrations of an event as a worksheet; phones are masked unless `full`."""

from django.utils import timezone

from chamber.personal_data.phones import masked_phone
from series.models import Registration, RegistrationState
from series.registration.answers import shown_answer
from series.registration.attendance import with_check_ins

from .xlsx import Worksheet

AT_ONCE = 1000
WIDTHS = {
    "单位": 30,
    "手机号": 16,
    "电子邮箱": 26,
    "报名时间": 17,
    "备注": 30,
    "分场": 24,
    "签到": 17,
}
COLUMNS = (
    *("序号", "姓名", "手机号", "电子邮箱", "单位", "状态", "报名时间"),
    *("签到", "签到方式", "分场", "同意条款", "备注"),
)


def registrations_table(event, *, full) -> Worksheet:
    """Return the registrations of an event in the order of its queue, with their answers."""
    questions = list(event.registration_settings.questions.all())
    columns = (*COLUMNS, *(f"问：{question}" for question in questions))
    return Worksheet("报名", columns, _rows(event, questions, full=full), widths=WIDTHS)


def _rows(event, questions, *, full):
    rows = Registration.objects.filter(event=event.pk).order_by("queued_at", "pk")
    rows = with_check_ins(rows.select_related("group__consent").defer("group__code"))
    rows = rows.prefetch_related("choices__session")
    for number, row in enumerate(rows.iterator(AT_ONCE), start=1):
        group = row.group
        answers = (group.answers.get(str(question.pk), "") for question in questions)
        yield (
            *(number, row.name, row.phone if full else masked_phone(row.phone)),
            *(group.email if full else masked_email(group.email), group.organization),
            *(standing_word(row), group.created_at),
            "、".join(f"{timezone.localtime(one.at):%Y-%m-%d %H:%M}" for one in row.came),
            "、".join(one.get_way_display() for one in row.came),
            "、".join(str(choice.session) for choice in row.choices.all()),
            *(str(group.consent or "代报"), group.note),
            *map(shown_answer, answers),
        )


def standing_word(row) -> str:
    """Return a registration's state in a word, as lists show it."""
    if row.state == RegistrationState.LIVE:
        return "有席位" if row.admitted_at else "候补"
    return row.get_state_display()


def masked_email(email) -> str:
    """Return a mailbox with its name hidden but for the first character."""
    name, at, host = email.partition("@")
    return f"{name[:1]}***{at}{host}" if email else ""
