"""The wall, checking oneself in, certificates and their verification."""

import pytest
from django.urls import reverse
from django.utils import timezone

from series.actions.editorial.publication import withdraw
from series.actions.registration.check_in import undo
from series.actions.registration.own_data import delete_data
from series.models import CheckIn
from series.registration.check_in_codes import certificate_number, check_in_code
from tests.helpers import people
from tests.helpers.deeds.checking_in import came, event_today, helper_link, person, wall_link
from tests.helpers.deeds.registering import enrol
from tests.helpers.reading import read, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return event_today()


@pytest.fixture
def token(event):
    return wall_link(event)[1]


def at(name, *given):
    return reverse(f"series:{name}", args=given)


def test_the_wall_shows_title_code_and_numbers_and_no_person(client, event, token):
    row = came(event, "欧阳某", link=helper_link(event)[0])
    text = read(client, at("wall", token))
    assert "1 人已到，共 1 席" in words(text)
    assert f"二维码：http://testserver{at('check_in_oneself', token)}" in text
    for secret in ("欧阳", row.phone, row.phone[-4:], row.group.code, check_in_code(row)):
        assert secret not in text
    assert client.get(at("wall_count", token)).json() == {"came": 1, "places": 1}


def test_one_checks_oneself_in_by_name_and_tail_or_by_code(client, event, token):
    path = at("check_in_oneself", token)
    first, second = person(event, "王敏"), person(event, "李强")
    read(client, path)
    answer = client.post(path, {"name": "王敏", "tail": first.phone[-4:], "key": "a"})
    moment = timezone.localtime(CheckIn.objects.get().at)
    assert f"已签到 {moment:%H:%M}" in words(answer.text)
    again = client.post(path, {"name": "王敏", "tail": first.phone[-4:], "key": "b"})
    assert "没有重复" in again.text
    client.post(path, {"code": second.group.code.lower(), "key": "c"})
    assert list(CheckIn.objects.values_list("way", flat=True)) == ["self", "self"]


def test_with_one_code_for_several_the_name_is_asked_for(client, event, token):
    path, group = at("check_in_oneself", token), enrol(event, "甲", "乙")
    assert "姓名也填上" in client.post(path, {"code": group.code}).text
    assert client.post(path, {"code": group.code, "name": "乙"}).status_code == 200
    assert CheckIn.objects.get().registration.name == "乙"


def test_what_does_not_fit_checks_nobody_in_and_cannot_be_guessed(client, event, token):
    path, row = at("check_in_oneself", token), person(event, "王敏")
    other = person(event_today(headline="通报会"), "乙")
    wrong = [{}, {"name": "王敏"}, {"tail": row.phone[-4:]}, {"code": other.group.code}]
    for fields in (*wrong, {"code": "x"}, {"name": "乙", "tail": other.phone[-4:]}):
        answer = client.post(path, fields)
        assert (answer.status_code, "对不上" in answer.text) == (422, True)
    for _ in range(8):
        client.post(path, {"name": "王敏", "tail": "0000"})
    answer = client.post(path, {"name": "王敏", "tail": row.phone[-4:]})
    assert "试得太多" in answer.text
    assert not CheckIn.objects.exists()


def test_who_waits_is_sent_to_the_desk(client, event, token):
    rows = [person(event, name) for name in "甲乙丙"]
    answer = client.post(at("check_in_oneself", token), {"name": "丙", "tail": rows[2].phone[-4:]})
    assert "候补" in answer.text
    assert not CheckIn.objects.exists()


def test_a_helpers_link_is_no_wall(client, event):
    token = helper_link(event)[1]
    for name in ("wall", "wall_count", "check_in_oneself"):
        assert client.get(at(name, token)).status_code == 404


def test_a_certificate_is_for_those_who_came(client, event):
    row = person(event, "张国荣", organization="一家企业")
    path = at("attendance_certificate", row.group.code)
    assert client.get(path).status_code == 404
    assert path not in client.get(at("registration", row.group.code)).text
    came(event, "李强")
    assert client.get(path).status_code == 404
    link = helper_link(event)[0]
    client.post(at("check_in", helper_link(event)[1]), {"do": "check_in", "person": row.pk})
    assert path in client.get(at("registration", row.group.code)).text
    text = read(client, path)
    assert f"编号 {certificate_number(row)}" in words(text)
    for word in ("张国荣", "一家企业", event.headline):
        assert word in words(text)
    assert row.group.code not in text
    undo(row.check_ins.get().pk, link=link)
    assert client.get(path).status_code == 404


def test_verification_tells_event_day_and_masked_name_and_nothing_else(client, event):
    row = came(event, "张国荣")
    path = at("verify_certificate", certificate_number(row))
    text = read(client, path)
    day = timezone.localdate(event.starts_at)
    assert (
        f"真实 活动 {event.headline} 日期 {day.year}年{day.month}月{day.day}日 姓名 张*"
        in words(text)
    )
    for secret in ("国荣", row.phone[-4:], row.group.code):
        assert secret not in text
    assert "noindex" in client.get(path)["X-Robots-Tag"]


def test_no_number_is_true_by_guess_or_after_the_data_are_gone(client, event):
    row, absent = came(event, "张国荣"), person(event, "李强")
    number = certificate_number(row)
    for wrong in (
        certificate_number(absent),
        f"{number[:-1]}A2",
        f"{row.pk}-",
        "1",
        check_in_code(row),
    ):
        answer = client.get(at("verify_certificate", wrong))
        assert (answer.status_code, "真实" in answer.text) == (404, False)
    assert client.get(at("verify_certificate", number)).status_code == 200
    delete_data(row.group)
    assert client.get(at("verify_certificate", number)).status_code == 404


def test_of_a_withdrawn_event_neither_certificate_nor_verification_says_a_word(client, event):
    row = came(event, "张国荣")
    paths = (
        at("attendance_certificate", row.group.code),
        at("verify_certificate", certificate_number(row)),
    )
    assert all(event.headline in client.get(path).text for path in paths)
    withdraw(event, reason="有误", by=people.chief())
    for path in paths:
        answer = client.get(path)
        assert (answer.status_code, event.headline in answer.text) == (404, False)
