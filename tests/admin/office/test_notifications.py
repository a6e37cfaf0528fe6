"""Notifications at the desk: mine alone, read one by one or all; who is told of what."""

from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import html

from series.actions.desk.reminders import _remind, remind
from series.actions.editorial.assignments import claim, hand_over
from series.actions.editorial.publication import publish
from series.actions.editorial.reviews import return_for_changes, sign
from series.models import AuditLine, ColumnRole, Notification, ReviewTask
from tests.helpers import making, people
from tests.helpers.forms import visible_text

pytestmark = pytest.mark.django_db
PAGE = "/desk/notifications/"


def told(user):
    return list(Notification.objects.filter(user=user).values_list("text", flat=True))


def tell(user, text="《座谈会》待初审", **fields):
    return Notification.objects.create(user=user, text=text, **fields)


def test_the_header_counts_what_is_unread(as_person, editor, first):
    tell(editor), tell(editor), tell(first)
    tell(editor, read_at=timezone.now())
    bell = html.fromstring(as_person(editor).get("/desk/").text).find_class("bell")[0]
    assert bell.text_content().split() == ["通知", "2", "条未读"]


def test_mine_alone_are_listed_with_the_way_to_the_entry(as_person, editor, first):
    entry = making.article()
    tell(editor, "给编辑的", entry_id=entry.pk), tell(first, "给初审的")
    page = as_person(editor).get(PAGE)
    assert "给编辑的" in visible_text(page)
    assert "给初审的" not in visible_text(page)
    assert f'href="/desk/series/article/{entry.pk}/change/"' in page.text


def test_one_or_all_are_marked_as_read(as_person, editor):
    one, other = tell(editor, "甲"), tell(editor, "乙")
    client = as_person(editor)
    client.post(PAGE, {"read": one.pk})
    assert set(Notification.objects.unread().values_list("text", flat=True)) == {"乙"}
    client.post(PAGE)
    assert not Notification.objects.unread().exists()
    other.refresh_from_db()
    assert other.read_at


def test_nobody_marks_what_is_somebody_elses(as_person, editor, first):
    theirs = tell(first)
    client = as_person(editor)
    assert client.post(PAGE, {"read": theirs.pk}).status_code == 404
    client.post(PAGE)
    assert Notification.objects.unread().count() == 1


@pytest.mark.parametrize("there", ["https://evil.example/", "//evil.example", "javascript:x"])
def test_the_way_back_stays_on_this_site(as_person, editor, there):
    answer = as_person(editor).post(PAGE, {"next": there})
    assert answer.url == PAGE


def test_an_address_of_ones_own_is_kept_and_dropped(as_person, editor):
    client = as_person(editor)
    assert "通知将发到" in visible_text(
        client.post("/desk/settings/", {"email": "chen@example.org"}, follow=True)
    )
    editor.refresh_from_db()
    assert editor.email == "chen@example.org"
    assert "不再给您发邮件" in visible_text(
        client.post("/desk/settings/", {"email": ""}, follow=True)
    )
    assert AuditLine.objects.filter(verb="改邮箱", actor=editor).count() == 2
    wrong = client.post("/desk/settings/", {"email": "不是邮箱", "username": "x"})
    assert wrong.status_code == 200
    editor.refresh_from_db()
    assert (editor.email, editor.username) == ("", "editor")


# Who gets what


def test_submission_tells_the_reviewers_of_that_level_in_that_column(editor):
    from django.contrib.auth.models import Group

    from chamber.models import User

    column = making.column("甲栏")
    first, second = people.first(), people.second()
    here, there = (User.objects.create_user(name, is_staff=True) for name in ("here", "there"))
    group = Group.objects.get(name="初审")
    ColumnRole.objects.create(user=here, role=group, column=column)
    ColumnRole.objects.create(user=there, role=group, column=making.column("乙栏"))
    making.article("submitted", column=column)
    assert told(first) == told(here) == ["《民营企业座谈会召开》待初审"]
    assert told(second) == told(there) == told(editor) == []


def test_who_wrote_the_text_is_not_asked_to_sign_it(first):
    from django.contrib.auth.models import Group

    both = people._person("both", name="两任", group="初审")
    both.groups.add(Group.objects.get_or_create(name="编辑")[0])
    entry = making.article()
    making.change(entry, by=both, summary="两任写的")
    making.bring_to(entry, "submitted")
    assert told(both) == []
    assert told(first) == ["《民营企业座谈会召开》待初审"]


def test_a_return_and_a_void_signature_reach_the_writer(editor, first, second, admin):
    entry = making.article("submitted")
    return_for_changes(entry, revision=making.newest(entry), by=first, opinion="核对数字")
    assert told(editor) == ["《民营企业座谈会召开》被周初退回修改：核对数字"]
    other = making.article("submitted", headline="乙")
    sign(other, revision=making.newest(other), by=first)
    making.change(other, by=admin, summary="改了")
    assert any("签字失效" in text for text in told(editor))
    assert any("签字失效" in text for text in told(first))


def test_all_signed_tells_the_publishers_and_publication_the_writer(editor, chief, second):
    entry = making.article("signed")
    other_chief = people._person("chief2", name="郑二", group="终审")
    Notification.objects.all().delete()
    again = making.article("signed", headline="乙")
    assert "《乙》待发布" in told(other_chief)
    assert "《乙》待发布" not in told(second)
    for row in (entry, again):
        publish(row, revision=making.newest(row), by=chief)
    assert "《乙》第1版已发布" in told(editor)


def test_a_handover_tells_that_person(first):
    entry = making.article("submitted")
    other = people._person("first2", name="周二", group="初审")
    hand_over(entry, revision=making.newest(entry), by=first, to=other, opinion="请代看")
    assert told(other) == ["周初把《民营企业座谈会召开》的初审转交给您：请代看"]


# Reminders


def due(entry, **delta):
    moment = timezone.now() + timedelta(**delta)
    ReviewTask.objects.open().filter(entry=entry).update(due_at=moment)


def test_a_task_that_falls_due_is_told_once(first, second):
    near, far = making.article("submitted", headline="近"), making.article("submitted")
    due(near, hours=3)
    due(far, hours=5)
    Notification.objects.all().delete()
    assert remind() == 1
    assert remind() == 0
    assert [text.split("将于")[0] for text in told(first)] == ["《近》待初审"]
    assert told(second) == []


def test_a_late_task_is_told_to_its_holder_alone(first):
    other = people._person("first2", name="周二", group="初审")
    entry = making.article("submitted")
    claim(entry, by=other)
    due(entry, hours=-1)
    Notification.objects.all().delete()
    assert remind() == 1
    assert told(first) == []
    assert "已逾期" in told(other)[0]


def test_a_closed_task_is_not_told(first):
    entry = making.article("submitted")
    due(entry, hours=-1)
    return_for_changes(entry, revision=making.newest(entry), by=first, opinion="核对")
    assert remind() == 0


def test_a_new_date_is_told_anew(chief):
    from series.actions.editorial.assignments import set_due

    entry = making.article("submitted")
    due(entry, hours=1)
    assert remind() == 1
    set_due(entry, due_at=timezone.now() + timedelta(hours=2), by=chief)
    assert remind() == 1


def test_of_two_that_notice_at_once_one_tells(first):
    entry = making.article("submitted")
    due(entry, hours=1)
    both_read = [ReviewTask.objects.get(entry=entry) for _ in range(2)]
    Notification.objects.all().delete()
    assert [_remind(task, timezone.now()) for task in both_read] == [1, 0]
    assert len(told(first)) == 1
