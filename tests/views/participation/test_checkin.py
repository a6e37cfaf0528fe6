"""The helpers' page as a helper without an account uses it, without script."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from series.actions.editorial.publication import withdraw
from series.actions.registration.check_in_links import revoke_link
from series.models import CheckIn, Registration
from series.registration.check_in_codes import check_in_code
from series.registration.finding import find_people
from series.registration.joined_rows import BETWEEN, END
from tests.helpers import people
from tests.helpers.deeds.checking_in import came, event_today, helper_link, person, wall_link
from tests.helpers.deeds.registering import enrol, new_phone
from tests.helpers.reading import whole

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return event_today()


@pytest.fixture
def page(client, event):
    """The helper's page: called with fields it posts, without them it reads."""
    path = reverse("series:check_in", args=[helper_link(event)[1]])

    def ask(do="", **fields):
        return client.post(path, {"do": do, **fields}) if do else client.get(path)

    ask.path = path
    return ask


def words(answer):
    """What stands on the page, without tags and with single spaces."""
    return " ".join(re.sub("<[^>]+>", "", answer.text).split())


def status(answer):
    found = re.search(r'data-status="(\w+)"', answer.text)
    return found and found[1]


def test_the_page_shows_nobody_before_a_search(page, event):
    person(event, "欧阳某", organization="某某企业")
    text = page().text
    assert event.headline in text
    assert "欧阳" not in text
    assert "某某企业" not in text


@pytest.mark.parametrize("typed", ["王敏", "敏", "wm", "WM", "wangmin", "8000", "某某企业"])
def test_a_person_is_found_by_name_pinyin_tail_and_organization(page, event, typed):
    row = person(event, "王敏", organization="某某企业")
    typed = row.phone[-4:] if typed == "8000" else typed
    person(event, "李强")
    text = page("find", q=typed).text
    assert "王敏" in text
    assert "李强" not in text
    assert row.phone not in text
    assert f"尾号 {row.phone[-4:]}" in text


def test_a_search_knows_who_came_was_renamed_or_cancelled_since_the_last(page, event):
    """Names and phones are kept between two searches, and used while nothing is different."""
    first = person(event, "王敏", organization="某某企业")
    assert "王敏" in page("find", q="wm").text
    second = person(event, "吴明", organization="另一家企业")
    assert "吴明" in page("find", q="wm").text
    Registration.objects.filter(pk=first.pk).update(name="王珉")
    for typed in ("wm", "王"):
        text = page("find", q=typed).text
        assert "王珉" in text
        assert "王敏" not in text
    Registration.objects.filter(pk=second.pk).update(state="cancelled")
    assert "吴明" not in page("find", q="wm").text
    Registration.objects.filter(pk=first.pk).update(phone="13912345678")
    assert "王珉" in page("find", q="5678").text


def test_a_name_with_separators_is_itself_and_nobody_else(page, event):
    other = person(event_today(), "别场的人")
    odd = f"王{BETWEEN}甲{END}{other.pk}{BETWEEN}李"
    row = person(event, "王敏", organization="某某企业")
    Registration.objects.filter(pk=row.pk).update(name=odd)
    found = [each.pk for each in find_people(event, "李", day=timezone.localdate())]
    assert found == [row.pk]
    assert find_people(event, "别场", day=timezone.localdate()) == []


def test_search_checks_in_and_a_second_time_tells_the_moment(page, event):
    row = person(event, "王敏")
    first = page("check_in", person=row.pk, key="a")
    at = timezone.localtime(CheckIn.objects.get().at)
    assert status(first) == "in"
    assert f"已签到 {at:%H:%M}" in words(first)
    second = page("check_in", person=row.pk, key="b")
    assert status(second) == "already"
    assert f"已签到 {at:%H:%M}" in words(second)
    assert "1 人已到" in words(second)
    assert f"已签到 {at:%H:%M}" in words(page("find", q="王敏"))
    assert CheckIn.objects.count() == 1


def test_a_code_typed_by_a_hand_scanner_into_the_search_is_a_scan(page, event):
    row = person(event, "王敏")
    assert status(page("find", q=check_in_code(row).lower(), key="a")) == "in"
    assert CheckIn.objects.get().way == "scan"


def test_codes_that_are_none_and_persons_of_other_events_are_refused(page, event):
    other = person(event_today(headline="通报会"), "乙")
    assert "另一场活动" in page("scan", code=check_in_code(other)).text
    for fields in ({"code": "https://example.com"}, {"code": "\0"}, {}):
        answer = page("scan", **fields)
        assert (answer.status_code, status(answer)) == (422, "refused")
    for number in (other.pk, "9" * 30, "x"):
        assert status(page("check_in", person=number)) == "refused"
    assert status(page("undo", check_in="9" * 15)) == "refused"
    assert not CheckIn.objects.exists()


def test_colleagues_of_a_form_are_offered(page, event):
    group = enrol(event, "甲", "乙")
    first, second = group.people.order_by("pk")
    answer = page("scan", code=check_in_code(first), key="a")
    assert "同来的 乙 还没有签到" in words(answer)
    answer = page("check_in", person=second.pk, key="b")
    assert "还没有签到" not in words(answer)


def test_a_mistake_is_taken_back(page, event):
    row = person(event, "王敏")
    page("check_in", person=row.pk, key="a")
    answer = page("undo", check_in=CheckIn.objects.get().pk)
    assert status(answer) == "undone"
    assert "0 人已到" in words(answer)
    assert status(page("check_in", person=row.pk, key="a")) == "undone"


def test_who_waits_is_let_in_by_a_second_press(page, event):
    rows = [person(event, name) for name in "甲乙丙"]
    assert status(page("scan", code=check_in_code(rows[2]))) == "waiting"
    assert "按现场进" in page("find", q="丙").text
    assert status(page("check_in", person=rows[2].pk, let_in="1", key="a")) == "in"


def test_a_walk_in_agrees_and_is_checked_in_once(page, event):
    given = {"name": "丁", "phone": new_phone(), "organization": "一家企业", "key": "a"}
    refused = page("walk_in", **given)
    assert refused.status_code == 422
    assert "同意后勾选" in refused.text
    assert not Registration.objects.exists()
    assert status(page("walk_in", **given, agree="on")) == "in"
    assert status(page("walk_in", **given, agree="on")) == "already"
    known = page("walk_in", **{**given, "key": "b", "agree": "on"})
    assert "已经报名" in known.text
    assert Registration.objects.count() == 1


def test_a_queued_deed_keeps_its_moment(page, event):
    row, at = person(event, "王敏"), timezone.now() - timedelta(minutes=5)
    page("scan", code=check_in_code(row), key="a", at=at.isoformat())
    assert CheckIn.objects.get().at == at
    for odd in ("yesterday", "2026-13-45T00:00:00Z", "2026-01-01T00:00:00"):
        assert page("check_in", person=row.pk, key=odd, at=odd).status_code == 200


def test_the_count_is_live(client, page, event):
    came(event, "甲")
    assert client.get(f"{page.path}count/").json() == {"came": 1, "places": 1}


def test_an_ended_link_shows_no_word_of_the_event(client, page, event):
    revoke_link(event.check_in_links.get(), by=people.editor())
    for answer in (page(), page("find", q="甲"), client.get(f"{page.path}count/")):
        assert answer.status_code == 410
        assert "收回" in answer.text
        assert event.headline not in whole(answer.text)


def test_a_link_opens_on_the_day_and_ends_with_the_event(page, event):
    person(event, "王敏")
    for hours, code in ((-30, 410), (0, 200), (7, 410)):
        with time_machine.travel(timezone.now() + timedelta(hours=hours)):
            answer = page("find", q="王敏")
            assert (answer.status_code, "王敏" in answer.text) == (code, code == 200)


def test_a_withdrawn_event_shows_no_word(page, event):
    withdraw(event, reason="有误", by=people.chief())
    assert page().status_code == 410
    assert event.headline not in whole(page().text)


def test_a_wall_link_or_a_guess_is_no_helper(client, event):
    for token in (wall_link(event)[1], "guess", "%00"):
        assert client.get(reverse("series:check_in", args=[token])).status_code == 404


def test_the_page_is_not_cached_indexed_and_sets_no_cookie(page):
    answer = page()
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies


def test_a_search_asks_few_queries(page, event, django_assert_max_num_queries):
    for name in ("王一", "王二", "王三", "王四"):
        person(event, name)
    with django_assert_max_num_queries(20):
        page("find", q="王")
