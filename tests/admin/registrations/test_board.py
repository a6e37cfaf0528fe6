"""活动看板 and the numbers on 今日: what the office has to do, with few queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from series.actions.desk.start_page import waiting_numbers
from series.actions.registration.check_in import check_in_at_desk
from series.models import AuditLine, Event
from series.registration.board import board_of
from tests.helpers import making, people
from tests.helpers.deeds.registering import enrol, open_event

pytestmark = pytest.mark.django_db
BOARD = "/desk/event-board/"


def held_event(days=10, **content):
    end = timezone.now() - timedelta(days=days)
    start = end - timedelta(hours=3)
    return making.event("public", starts_at=start.isoformat(), ends_at=end.isoformat(), **content)


def columns_of_board(user):
    board = board_of(user, timezone.now())
    return {
        name: [row.headline for row in getattr(board, name)]
        for name in ("coming", "taking", "full", "held")
    }


def test_each_event_stands_where_it_is_to_be_dealt_with(as_person, editor):
    open_event(headline="接受报名")
    full = open_event(headline="已满", settings={"capacity": 1})
    enrol(full, "甲")
    enrol(full, "乙")
    open_event(headline="在别处报名", settings={"way": "elsewhere", "url": "https://example.cn/"})
    held = held_event(headline="办过")
    making.event(headline="草稿")
    assert columns_of_board(editor) == {
        "coming": ["在别处报名"],
        "taking": ["接受报名"],
        "full": ["已满"],
        "held": ["办过"],
    }
    text = as_person(editor).get(BOARD).text
    assert "未见报道，已过 10 天" in text
    assert "候补 1" in text
    assert "未登记人数" in text
    making.article("public", about_event=held.pk, aftermath="report")
    assert columns_of_board(editor)["held"] == ["办过"]  # still without a number of people
    as_person(editor).post(BOARD, {"event": held.pk, "attended": "36"})
    assert columns_of_board(editor)["held"] == []
    line = AuditLine.objects.get(verb="登记人数")
    assert (line.entry_id, line.detail["people"]) == (held.pk, 36)


def test_who_was_checked_in_is_counted_without_typing(as_person, editor):
    event = open_event(headline="办过的培训")
    enrol(event, "甲")
    registration = enrol(event, "乙").people.get()
    end = timezone.now() - timedelta(days=3)
    Event.objects.filter(pk=event.pk).update(starts_at=end - timedelta(hours=3), ends_at=end)
    assert "未登记人数" in as_person(editor).get(BOARD).text
    check_in_at_desk(Event.objects.get(pk=event.pk), registration, by=editor)
    text = as_person(editor).get(BOARD).text
    assert "签到 1 人" in text
    assert "未登记人数" not in text


def test_a_report_is_begun_with_its_event(as_person, editor):
    held = held_event(headline="办过的培训")
    address = f"/desk/series/article/add/?about_event={held.pk}"
    assert address in as_person(editor).get(BOARD).text
    assert f'<option value="{held.pk}" selected>' in as_person(editor).get(address).text
    elsewhere = people.of_column("编辑", making.column("别的专栏"))
    assert "办过的培训" not in as_person(elsewhere).get(address).text


def test_only_a_number_of_an_event_that_began_is_stored(as_person, editor):
    coming, held = open_event(), held_event()
    client = as_person(editor)
    assert (
        "活动还没有开始"
        in client.post(BOARD, {"event": coming.pk, "attended": "3"}, follow=True).text
    )
    assert (
        "请写到了几人" in client.post(BOARD, {"event": held.pk, "attended": "-3"}, follow=True).text
    )
    assert not AuditLine.objects.filter(verb="登记人数").exists()


def waiting(user):
    return waiting_numbers(user, timezone.now()).participation


def test_an_editor_of_one_column_sees_the_events_of_that_column(editor):
    other = making.column("另一专栏")
    held_event(headline="这里的")
    there = held_event(headline="别处的", column=other.pk)
    enrol(open_event(headline="别处将办", column=other.pk, settings={"capacity": 1}), "甲", "乙")
    helper = people.of_column("编辑", making.column())
    assert columns_of_board(helper) == {"coming": [], "taking": [], "full": [], "held": ["这里的"]}
    assert waiting(helper).waiting == 0
    assert waiting(editor).waiting == 1
    assert there.headline in columns_of_board(editor)["held"]


def test_the_start_page_counts_what_waits(as_person, editor, first):
    event = open_event(settings={"needs_approval": True})
    enrol(event, "甲", "乙")
    full = open_event(settings={"capacity": 1}, headline="满员")
    enrol(full, "丙", "丁")
    numbers = waiting(editor)
    assert (numbers.to_approve, numbers.waiting, numbers.to_verify) == (2, 1, 0)
    text = as_person(editor).get("/desk/").text
    assert "人报名待审核" in text
    assert "人候补" in text
    assert "条联署待核实" not in text
    # Who handles no registrations reads nothing of them.
    assert not waiting(first)
    assert "人报名待审核" not in as_person(first).get("/desk/").text


def test_more_events_ask_no_more_of_the_database(editor):
    def queries():
        with CaptureQueriesContext(connection) as caught:
            board_of(editor, timezone.now())
        return len(caught)

    open_event()
    held_event()
    queries()  # reads the roles of the person
    few = queries()
    for _ in range(2):
        enrol(open_event(), "甲")
        held_event()
    assert queries() == few == 4
