"""Sessions end after a time without requests and after a day; their owner sees and ends them."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from chamber.models import UserSession
from series.actions.desk.devices import device_words
from series.models import AuditLine
from tests.helpers import people

pytestmark = pytest.mark.django_db
MORNING = "2026-11-24T08:00:00+08:00"
CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/131.0.0.0 Safari/537.36"
)
NEW = "qiu-tian-de-yuan-ye-2"


@pytest.fixture
def clock():
    with time_machine.travel(MORNING, tick=False) as clock:
        yield clock


def signed_in(*, agent=CHROME, address="192.0.2.7"):
    """A browser in which the editor has logged in by the form."""
    client = Client(HTTP_USER_AGENT=agent, REMOTE_ADDR=address)
    given = {"username": people.editor().username, "password": people.PASSWORD, "next": "/desk/"}
    assert client.post(reverse("admin:login"), given).status_code == 302
    return client


def is_in(client):
    return client.get("/desk/keys/").status_code == 200


# Limits


def test_idle_time_counts_from_the_last_request(clock):
    client = signed_in()
    for _ in range(6):
        clock.shift(timedelta(minutes=100))
        assert is_in(client)
    clock.shift(timedelta(minutes=121))
    assert not is_in(client)


def test_no_session_outlives_twelve_hours(clock):
    client = signed_in()
    for _ in range(11):
        clock.shift(timedelta(hours=1))
        assert is_in(client)
    clock.shift(timedelta(minutes=61))
    assert not is_in(client)


def test_both_limits_are_settings(clock, settings):
    settings.SESSION_IDLE_MINUTES, settings.SESSION_COOKIE_AGE = 10, 3600
    client = signed_in()
    clock.shift(timedelta(minutes=11))
    assert not is_in(client)
    client = signed_in()
    for _ in range(6):
        assert is_in(client)
        clock.shift(timedelta(minutes=9))
    assert is_in(client)
    clock.shift(timedelta(minutes=7))
    assert not is_in(client)


def test_a_log_in_over_a_session_begins_a_new_day(clock):
    client = signed_in()
    clock.shift(timedelta(minutes=90))
    given = {"username": "editor", "password": people.PASSWORD, "next": "/desk/"}
    client.post(reverse("admin:login"), given)
    assert UserSession.objects.get().started_at == timezone.now()


def test_a_log_in_sweeps_ended_sessions_away(clock):
    signed_in()
    clock.shift(timedelta(minutes=121))
    signed_in()
    assert UserSession.objects.count() == 1


def test_presence_of_an_open_page_and_public_pages_do_not_count(clock):
    client = signed_in()
    before = UserSession.objects.get().seen_at
    clock.shift(timedelta(minutes=30))
    client.get(reverse("admin:desk_session"))
    client.get("/")
    client.post("/desk/series/article/1/presence/")
    assert UserSession.objects.get().seen_at == before
    client.get("/desk/keys/")
    assert UserSession.objects.get().seen_at == timezone.now()


def test_a_request_within_a_minute_writes_nothing(clock, django_assert_num_queries):
    client = signed_in()
    client.get("/desk/keys/")
    clock.shift(59)
    with django_assert_num_queries(2) as asked:
        client.get(reverse("admin:desk_session"))
    client.get("/desk/keys/")
    assert not [row for row in asked if row["sql"].startswith("UPDATE")]
    assert UserSession.objects.get().seen_at == timezone.now() - timedelta(seconds=59)


def test_the_page_tells_when_the_session_ends_and_can_prolong_it(clock):
    client = signed_in()
    assert client.get("/desk/keys/").context["session_end"] == {"left": 7200, "prolongable": True}
    clock.shift(timedelta(minutes=116))
    address = reverse("admin:desk_session")
    user = {"user": people.editor().pk}
    assert client.get(address).json() == {"left": 240, "prolongable": True} | user
    assert client.post(address).json() == {"left": 7200, "prolongable": True} | user
    for _ in range(9):
        clock.shift(timedelta(minutes=64))
        client.get("/desk/keys/")
    assert client.get(address).json() == {"left": 28 * 60, "prolongable": False} | user


# The list


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (CHROME, "Chrome，Windows 电脑"),
        (f"{CHROME} Edg/131.0.0.0", "Edge，Windows 电脑"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Firefox/132.0", "Firefox，Linux 电脑"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 "
            "Mobile/15E148 MicroMessenger/8.0.53",
            "微信，iPhone",
        ),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/605.1.15", "Safari，Mac 电脑"),
        ("<script>alert(1)</script>", "未知设备"),
        ("", "未知设备"),
    ],
)
@pytest.mark.any_database
def test_a_device_is_told_in_words(agent, words):
    assert device_words(agent) == words


def test_the_list_shows_ones_own_sessions_and_ends_others():
    here, there = signed_in(), signed_in(agent="Firefox/132.0 Android", address="2001:db8::1")
    other = Client()
    other.force_login(people.chief())
    page = here.get(reverse("admin:desk_sessions"))
    assert [row.current for row in page.context["rows"]] == [True, False]
    for words in ("Chrome，Windows 电脑", "192.0.2.7", "Firefox，安卓设备", "2001:db8::1"):
        assert words in page.text
    assert not [key for key in UserSession.objects.values_list("pk", flat=True) if key in page.text]
    mark = page.context["rows"][1].mark
    assert "已结束这个登录" in here.post(page.wsgi_request.path, {"end": mark}, follow=True).text
    assert (is_in(here), is_in(there), is_in(other)) == (True, False, True)
    again = here.post(page.wsgi_request.path, {"end": mark}, follow=True).text
    assert "这个登录已经结束，请刷新本页" in again
    assert AuditLine.objects.filter(verb="结束登录", object="editor").count() == 1


def test_nobody_ends_a_session_of_somebody_else():
    mine, theirs = signed_in(), Client()
    theirs.force_login(people.chief())
    mark = theirs.get(reverse("admin:desk_sessions")).context["rows"][0].mark
    mine.post(reverse("admin:desk_sessions"), {"end": mark})
    mine.post(reverse("admin:desk_sessions"))
    assert (is_in(mine), is_in(theirs)) == (True, True)


def test_all_others_are_ended_at_once():
    here, others = signed_in(), [signed_in(), signed_in()]
    page = here.post(reverse("admin:desk_sessions"), follow=True).text
    assert "已结束其他 2 个登录" in page
    assert "没有其他登录" in page
    assert [is_in(client) for client in (here, *others)] == [True, False, False]


# Passwords


def test_ones_new_password_ends_the_other_sessions():
    here, there = signed_in(), signed_in()
    given = {"old_password": people.PASSWORD, "new_password1": NEW, "new_password2": NEW}
    assert here.post(reverse("admin:password_change"), given).status_code == 302
    assert UserSession.objects.filter(user=people.editor()).count() == 1
    assert (is_in(here), is_in(there)) == (True, False)


def test_a_password_given_by_an_administrator_ends_all_sessions():
    here, administrator = signed_in(), Client()
    administrator.force_login(people.admin())
    address = reverse("admin:chamber_user_new_password", args=[people.editor().pk])
    assert "首次密码" in administrator.post(address).content.decode()
    assert not UserSession.objects.filter(user=people.editor()).exists()
    assert (is_in(here), is_in(administrator)) == (False, True)
