"""E-mail to registered people: stored with the deed, sent once by the timer.

Decisions 128 and 132.
"""

from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone

from series.actions.outbox import SentMails, send_waiting_mails
from series.models import (
    EventState,
    Registration,
    RegistrationMail,
    RegistrationMailKind,
    RegistrationState,
)
from series.models.entry import TEXTS
from series.registration.calendar_items import calendar_of_event
from series.registration.codes import shown_code
from series.registration.letters import EVENT_GROUPS, fill, in_groups, values_of_group
from series.registration.moments import when_of
from series.registration.places import standing_of

SUBJECTS = {
    RegistrationMailKind.RECEIVED: "报名已收到",
    RegistrationMailKind.ADMITTED: "您有席位了",
    RegistrationMailKind.REFUSED: "报名未通过",
    RegistrationMailKind.CANCELLED: "报名已取消",
    RegistrationMailKind.CODE: "您的报名码",
    RegistrationMailKind.SESSION: "分场有席位了",
    RegistrationMailKind.REMINDER: "活动提醒",
    RegistrationMailKind.FEEDBACK: "请说说这场活动",
}
CALENDAR_TYPE = "text/calendar"


def send_registration_mails(*, root="") -> SentMails:
    """Send what waits; `root` is the public address for links, without it there are none."""
    return send_waiting_mails(RegistrationMail, lambda key: _message_of(key, root))


def _message_of(key, root):
    rows = RegistrationMail.objects.select_related(
        "group__event", "registration", "letter", "choice__session"
    )
    mail = rows.defer(*(f"group__event__{name}" for name in TEXTS)).filter(pk=key).first()
    if mail is None or not mail.group.email or not _holds(mail):
        return None
    return build_mail(mail, root=root)


def _holds(mail) -> bool:
    """Tell whether a message is still true when it is sent."""
    event = mail.group.event
    if mail.kind == RegistrationMailKind.LETTER:
        return event.is_public
    if mail.kind == RegistrationMailKind.SESSION:
        return mail.registration.state == RegistrationState.LIVE
    if mail.kind not in (RegistrationMailKind.REMINDER, RegistrationMailKind.FEEDBACK):
        return True
    going = event.is_public and event.state != EventState.CANCELLED
    if mail.kind == RegistrationMailKind.REMINDER:
        going = going and timezone.now() < event.starts_at
    return going and with_place(mail.group).exists()


def with_place(group):
    """Return the people of a form who have a place at the event."""
    return group.people.live().exclude(admitted_at=None).order_by("pk")


def build_mail(mail, *, root) -> EmailMessage:
    """Return one message; of an event that is no longer public it tells no word."""
    event = mail.group.event
    if mail.kind == RegistrationMailKind.LETTER:
        subject, text = _letter(mail, root)
        return EmailMessage(subject, text, to=[mail.group.email])
    name = f"《{event.headline}》" if event.is_public else "一场活动"
    subject = f"{SUBJECTS[mail.kind]}：{name}"[:120]
    message = EmailMessage(subject, "\n".join(_lines(mail, name, root)) + "\n")
    message.to = [mail.group.email]
    if mail.kind == RegistrationMailKind.REMINDER:
        url = f"{root}{event.get_absolute_url()}" if root else ""
        content = calendar_of_event(event, url=url).decode()
        message.attach(f"event-{event.pk}.ics", content, CALENDAR_TYPE)
    return message


def _letter(mail, root):
    chosen = mail.group.people.filter(in_groups(EVENT_GROUPS, mail.letter.chosen))
    values = values_of_group(
        mail.group, people=chosen if chosen.exists() else mail.group.people, root=root
    )
    code = f"{root}{reverse('series:registration', args=[mail.group.code])}" if root else ""
    text = fill(mail.letter.body, values)
    return fill(mail.letter.subject, values)[:120], f"{text}\n\n{code}\n" if code else f"{text}\n"


def _lines(mail, name, root):
    group = mail.group
    yield f"{name}报名"
    yield ""
    if mail.kind == RegistrationMailKind.FEEDBACK:
        yield from _about_feedback(group, root)
        return
    if mail.kind == RegistrationMailKind.REMINDER:
        yield from _about_event(group.event)
        yield ""
    for person in _people(mail):
        yield f"{person.name}：{_standing(person)}"
        for choice in person.choices.select_related("session"):
            yield f"　分场“{choice.session}”：{_session_word(person, choice)}"
    yield ""
    yield f"报名码 {shown_code(group.code)}，签到时出示。凭报名码和手机号可以随时查看、更改、取消。"
    if root:
        yield f"{root}{reverse('series:registration', args=[group.code])}"


def _about_feedback(group, root):
    yield "感谢参加。想请您用一分钟答五个问题，不记名，答了什么与您的报名不连在一起。"
    if root:
        yield f"{root}{reverse('series:feedback', args=[group.code])}"
    else:
        yield f"请凭报名码 {shown_code(group.code)} 打开报名页，点“说说这场活动”。"


def _people(mail):
    if mail.registration:
        return [mail.registration]
    if mail.kind == RegistrationMailKind.REMINDER:
        return with_place(mail.group)
    return mail.group.people.order_by("pk")


def _about_event(event):
    if event.state == EventState.POSTPONED:
        yield f"改期：{event.state_note}" if event.state_note else "活动改期"
    yield f"时间：{when_of(event)}"
    place = f"{event.venue}（{event.address}）" if event.address else event.venue
    yield f"地点：{place}"
    if event.directions:
        yield f"怎样到达：{event.directions}"


def _session_word(person, choice):
    if person.state not in (RegistrationState.PENDING, RegistrationState.LIVE):
        return "已取消"
    return "有席位" if choice.admitted_at else "候补"


def _standing(person: Registration):
    standing = standing_of(person, person.event.registration_settings)
    return f"{standing.word}，{standing.sentence}"
