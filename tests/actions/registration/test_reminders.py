"""Reminders of the day before, letters to chosen groups, mails of sessions: each goes once."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.core import mail

from series.actions.editorial.publication import withdraw
from series.actions.errors import EditorialError
from series.actions.letters import LetterDraft
from series.actions.registration import reminders
from series.actions.registration.letters import preview_letter, send_letter
from series.actions.registration.mail import send_registration_mails
from series.actions.registration.own_data import cancel
from series.actions.registration.settings import set_sessions
from series.models import AuditLine, Event, GroupLetter
from tests.helpers import people
from tests.helpers.deeds.registering import enrol, open_event

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def event():
    day = datetime.now(ZONE).date() + timedelta(days=7)
    hours = {"starts_at": f"{day}T14:00:00+08:00", "ends_at": f"{day}T17:00:00+08:00"}
    return open_event(settings={"capacity": 2}, venue="常州大剧院", **hours)


def clock(event, *, days, hour):
    """A moment so many days from the event's day, at this hour of Shanghai."""
    day = event.starts_at.astimezone(ZONE).date() + timedelta(days=days)
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZONE)


def mails_sent(**given):
    mail.outbox.clear()
    send_registration_mails(**given)
    return list(mail.outbox)


def test_who_has_a_place_is_reminded_once_the_day_before_with_a_calendar_file(event):
    enrol(event, "甲", "乙", email="jia@example.com")
    enrol(event, "丙", email="bing@example.com")  # waits
    enrol(event, "丁")  # no address
    mails_sent()
    before = clock(event, days=-1, hour=8)
    assert reminders.remind_registered(before) == 0
    assert reminders.remind_registered(before + timedelta(hours=1)) == 1
    assert reminders.remind_registered(before + timedelta(hours=2)) == 0
    (message,) = mails_sent(root="https://example.cn")
    assert message.to == ["jia@example.com"]
    assert "地点：常州大剧院" in message.body
    assert "甲：已报名，第 1 席" in message.body
    assert "乙：已报名，第 2 席" in message.body
    ((name, content, kind),) = message.attachments
    (item,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert (name, kind) == (f"event-{event.pk}.ics", "text/calendar")
    assert item.decoded("dtstart") == event.starts_at
    assert mails_sent() == []


def test_the_item_of_the_mail_is_that_of_the_public_file(event, client):
    enrol(event, "甲", email="jia@example.com")
    reminders.remind_registered(clock(event, days=-1, hour=10))
    content = mails_sent()[-1].attachments[0][1]
    public = client.get(f"/events/{event.pk}.ics").content
    said = [
        {key: item[key].to_ical() for key in ("uid", "sequence", "dtstart", "summary")}
        for file in (content, public)
        for item in icalendar.Calendar.from_ical(file).walk("VEVENT")
    ]
    assert said[0] == said[1]


def test_nobody_is_reminded_of_what_is_cancelled_hidden_or_given_up(event):
    group = enrol(event, "甲", email="jia@example.com")
    mails_sent()
    moment = clock(event, days=-1, hour=10)
    Event.objects.filter(pk=event.pk).update(state="cancelled")
    assert reminders.remind_registered(moment) == 0
    Event.objects.filter(pk=event.pk).update(state="planned")
    assert reminders.remind_registered(moment) == 1  # the control
    cancel(group)
    assert [each.subject.partition("：")[0] for each in mails_sent()] == ["报名已取消"]
    other = enrol(event, "乙", email="yi@example.com")
    mails_sent()
    assert reminders.remind_registered(moment) == 1
    withdraw(event, reason="有误", by=people.chief())
    assert mails_sent() == []
    assert other.mails.filter(kind="reminder").exists()


def test_an_event_that_is_put_off_is_told_again(event):
    enrol(event, "甲", email="jia@example.com")
    assert reminders.remind_registered(clock(event, days=-1, hour=10)) == 1
    later = {"starts_at": event.starts_at + timedelta(days=30), "ends_at": event.ends_at}
    later["ends_at"] += timedelta(days=30)
    Event.objects.filter(pk=event.pk).update(**later)
    event.refresh_from_db()
    assert reminders.remind_registered(clock(event, days=-1, hour=10)) == 1


def test_after_the_event_each_form_is_asked_once(event):
    enrol(event, "甲", "乙", email="jia@example.com")
    mails_sent()
    assert reminders.ask_for_feedback(clock(event, days=0, hour=23)) == 0
    assert reminders.ask_for_feedback(clock(event, days=1, hour=10)) == 1
    assert reminders.ask_for_feedback(clock(event, days=2, hour=10)) == 0
    (message,) = mails_sent(root="https://example.cn")
    assert "https://example.cn/registrations/" in message.body
    assert "/feedback/" in message.body


def test_who_gets_a_place_in_a_session_later_is_told(event):
    settings = event.registration_settings
    set_sessions(event, [("参观", 1)], by=people.chief())
    session = settings.sessions.get()
    first = enrol(event, "甲", email="jia@example.com", sessions=(session.pk,))
    enrol(event, "乙", email="yi@example.com", sessions=(session.pk,))
    told = mails_sent()
    assert not [each for each in told if "分场有席位了" in each.subject]
    assert "分场“参观”：候补" in told[-1].body
    cancel(first)
    (message,) = [each for each in mails_sent() if "分场有席位了" in each.subject]
    assert message.to == ["yi@example.com"]
    assert "分场“参观”：有席位" in message.body


def draft(*chosen, body="{姓名}：请带证件，报名码 {报名码}。", key="a" * 32):
    return LetterDraft(chosen, "{活动}：通知", body, form_key=key)


def test_a_letter_goes_once_to_each_form_of_the_chosen_groups(event, editor):
    group = enrol(event, "王小明", "李四", email="wang@example.com")
    enrol(event, "候补人", email="hou@example.com")
    enrol(event, "没有邮箱")
    mails_sent()
    example = preview_letter(event, draft("in", "waiting"), by=editor)
    assert (example.many, example.without_address) == (2, 1)
    assert example.body == "王**、李*：请带证件，报名码 •••••。"
    letter = send_letter(event, draft("in"), by=editor)
    assert send_letter(event, draft("in"), by=editor) == letter  # the button pressed twice
    (message,) = mails_sent()
    assert message.to == ["wang@example.com"]
    assert message.subject == f"《{event.headline}》：通知"
    assert message.body.startswith("王小明、李四：请带证件，报名码 ")
    assert group.code[:5] in message.body
    line = AuditLine.objects.get(verb="群发邮件")
    assert line.detail == {"chosen": "有席位", "letters": 1}
    assert mails_sent() == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (draft(), "请先选择发给哪些人"),
        (draft("friends"), "请先选择发给哪些人"),
        (draft("in", body="{电话}"), "没有“{电话}”这个代码"),
        (draft("in", body="{姓名"), "花括号没有成对"),
        (draft("in", body=" "), "标题和正文都要写"),
        (draft("refused"), "都没有留邮箱"),
    ],
)
def test_what_cannot_be_sent_is_said_before(event, editor, given, said):
    enrol(event, "甲", email="jia@example.com")
    with pytest.raises(EditorialError, match=said):
        preview_letter(event, given, by=editor)
    assert preview_letter(event, draft("in"), by=editor).many == 1  # the control


def test_a_name_with_braces_stays_a_name_and_others_send_nothing(event, editor, first):
    enrol(event, "{报名码}", email="jia@example.com")
    mails_sent()
    with pytest.raises(EditorialError, match="不能办理"):
        send_letter(event, draft("in"), by=first)
    send_letter(event, draft("in", body="｛姓名｝您好"), by=editor)
    assert mails_sent()[0].body.startswith("{报名码}您好")


def test_of_a_hidden_event_no_letter_goes(event, editor):
    enrol(event, "甲", email="jia@example.com")
    send_letter(event, draft("in"), by=editor)
    withdraw(event, reason="有误", by=people.chief())
    assert all(event.headline not in f"{each.subject}{each.body}" for each in mails_sent())
    with pytest.raises(EditorialError, match="没有公开"):
        send_letter(event, draft("in", key="b" * 32), by=editor)
    assert GroupLetter.objects.count() == 1
