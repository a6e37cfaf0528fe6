"""会后反馈: given by code, once a person, told to the desk alone."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from series.actions.editorial.publication import withdraw
from series.actions.registration.purge import purge
from series.models import Event, Feedback
from tests.helpers import people
from tests.helpers.deeds.registering import enrol, open_event
from tests.helpers.reading import whole

pytestmark = pytest.mark.django_db
ANSWERS = {"overall": "5", "content": "4", "arrangement": "3", "again": "yes", "comment": "茶很好"}


def end(event, *, days=1):
    """Let the event have ended so many days ago."""
    over = timezone.now() - timedelta(days=days)
    Event.objects.filter(pk=event.pk).update(starts_at=over - timedelta(hours=3), ends_at=over)


@pytest.fixture
def event():
    return open_event(settings={"capacity": 5})


def page_of(group):
    return reverse("series:feedback", args=[group.code])


def give(client, group, **answers):
    return client.post(page_of(group), {**ANSWERS, **answers})


def test_each_person_of_a_form_answers_once(client, event):
    group = enrol(event, "甲", "乙")
    assert "活动结束后 30 天内" in client.get(page_of(group)).text
    assert not Feedback.objects.exists()
    end(event)
    assert "说说这场活动" in client.get(reverse("series:registration", args=[group.code])).text
    assert "收到了，谢谢" in give(client, group).text
    assert "收到了，谢谢" in give(client, group, overall="1").text
    assert "已经答过" in give(client, group).text
    assert "已经答过" in client.get(page_of(group)).text
    assert sorted(Feedback.objects.values_list("overall", flat=True)) == [1, 5]


def test_nothing_stored_leads_from_an_answer_to_a_registration(client, event):
    group = enrol(event, "甲", email="jia@example.com")
    end(event)
    give(client, group)
    row = Feedback.objects.values().get()
    known = {"event_id", "overall", "content", "arrangement", "again", "comment", "id"}
    assert set(row) == known  # neither form, person, address nor moment
    assert row["id"].version == 4  # random: no order of writing


@pytest.mark.parametrize("missing", ["overall", "again"])
def test_a_question_left_out_is_named_and_nothing_is_stored(client, event, missing):
    group = enrol(event, "甲")
    end(event)
    answer = give(client, group, **{missing: ""})
    assert answer.status_code == 422
    assert "请选一项" in answer.text
    assert "茶很好" in answer.text  # what was typed is still there
    assert not Feedback.objects.exists()


def test_who_had_no_place_or_comes_too_late_is_not_asked(client, event):
    placed = enrol(event, *"甲乙丙")
    enrol(event, "丁", "戊")
    waiting = enrol(event, "己")
    end(event)
    give(client, waiting)
    assert not Feedback.objects.exists()
    end(event, days=31)
    give(client, placed)
    assert not Feedback.objects.exists()
    end(event, days=29)
    give(client, placed)  # the control
    assert Feedback.objects.count() == 1


def test_the_desk_sees_numbers_from_three_answers_and_readers_no_comment(
    client, as_person, event, editor
):
    group = enrol(event, "甲", "乙", "丙")
    end(event)
    desk = reverse("admin:series_event_registration_feedback", args=[event.pk])
    give(client, group)
    give(client, group, overall="1", comment="<b>太长</b>")
    text = as_person(editor).get(desk).text
    assert "满 3 份才显示" in text
    assert "茶很好" not in text
    client.logout()
    give(client, group, overall="5", comment="")
    for path in (event.get_absolute_url(), "/", "/search/?q=茶很", page_of(group)):
        assert "茶很好" not in client.get(path).text, path
    text = as_person(editor).get(desk).text
    assert "茶很好" in text
    assert "&lt;b&gt;太长&lt;/b&gt;" in text
    assert "平均 3.7 分" in text  # of 5, 1 and 5
    assert "67%" in text


def test_comments_go_with_the_registrations_and_numbers_stay(client, event):
    group = enrol(event, "甲")
    end(event)
    give(client, group)
    purge(event.registration_settings)
    assert list(Feedback.objects.values_list("overall", "comment")) == [(5, "")]


def test_of_a_hidden_event_no_word_is_shown(client, event):
    group = enrol(event, "甲")
    end(event)
    withdraw(event, reason="有误", by=people.chief())
    text = whole(client.get(page_of(group)).text)
    assert event.headline not in text
    give(client, group)
    assert not Feedback.objects.exists()
