"""The public pages of registration: what a person without an account does and reads."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from series.actions.editorial.publication import withdraw
from series.actions.registration.settings import invite, set_questions, set_sessions
from series.models import Registration, RegistrationGroup
from series.registration.check_in_codes import check_in_code
from series.registration.form_tokens import make_token
from tests.helpers import people
from tests.helpers.deeds.registering import (
    admitted,
    enrol,
    new_phone,
    open_event,
    open_registration,
    post,
    posted,
)
from tests.helpers.reading import read, whole

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return open_event(settings={"capacity": 2})


def form_of(event):
    return reverse("series:register", args=[event.pk])


def page_of(group):
    return reverse("series:registration", args=[group.code])


def data_of(group):
    return reverse("series:own_data", args=[group.code])


def test_the_page_of_the_event_leads_to_the_form(client, event):
    text = read(client, event.get_absolute_url())
    assert "余 2 席" in text
    assert f'href="{form_of(event)}"' in client.get(event.get_absolute_url()).text
    enrol(event, "甲", "乙", "丙")
    assert "1 人候补" in read(client, event.get_absolute_url())


def test_an_event_without_registration_says_nothing_of_it(client, event):
    open_registration(event, way="none")
    assert "报名" not in client.get(event.get_absolute_url()).text.partition("<main")[2].partition(
        "<footer"
    )[0].replace("/registrations/", "")
    assert client.get(form_of(event)).status_code == 404


def test_elsewhere_is_a_link(client, event):
    open_registration(event, way="elsewhere", url="https://example.com/sign-up")
    assert 'href="https://example.com/sign-up"' in client.get(event.get_absolute_url()).text
    assert client.get(form_of(event)).status_code == 404


def test_a_person_registers_and_finds_place_code_and_calendar(client, event):
    answer = post(client, event, email="wang@example.com")
    group = RegistrationGroup.objects.get()
    assert answer.url == page_of(group)
    page = client.get(answer.url)
    text = read(client, answer.url)
    assert "第 1 席" in text
    assert f"{group.code[:5]} {group.code[5:]}" in text
    assert reverse("series:event_calendar", args=[event.pk]) in page.text
    assert f'aria-label="二维码：{check_in_code(group.people.get())}"' in page.text
    assert group.consent.version == 1


def test_phones_are_masked_on_the_page_of_the_code(client, event):
    group = enrol(event, "甲", "乙")
    text = client.get(page_of(group)).text
    for person in group.people.all():
        assert person.phone not in text
        assert f"{person.phone[:3]}****{person.phone[-4:]}" in text


def test_colleagues_register_in_one_form(client, event):
    post(client, event, name_2="李强", phone_2=new_phone(), name_3="赵敏", phone_3=new_phone())
    assert admitted(event) == ["王敏", "李强"]
    assert "候补第 1 位" in read(client, page_of(RegistrationGroup.objects.get()))


def test_a_wrong_form_says_where_and_keeps_what_was_typed(client, event):
    answer = post(client, event, phone_1="1380000", agree="", name_2="李强")
    assert answer.status_code == 422
    assert "有 3 处要改" in answer.text
    assert "不是电话号码" in answer.text
    assert "请填写李强的手机号" in answer.text
    assert 'value="李强"' in answer.text
    assert not Registration.objects.exists()


@pytest.mark.parametrize("missing", ["name_1", "phone_1", "agree"])
def test_what_is_needed_is_asked_for(client, event, missing):
    assert post(client, event, **{missing: ""}).status_code == 422
    assert not Registration.objects.exists()


def test_sending_twice_is_one_registration(client, event):
    fields = posted(event)
    first = client.post(form_of(event), fields)
    second = client.post(form_of(event), fields)
    assert first.url == second.url
    assert Registration.objects.count() == 1


def test_a_corrected_form_that_is_sent_twice_is_one_registration(client, event):
    fields = posted(event)
    wrong = client.post(form_of(event), {**fields, "phone_1": "1"})
    token = re.search(r'name="token" value="([^"]+)"', wrong.text)[1]
    assert token == fields["token"]


def test_a_stranger_who_tries_a_phone_learns_no_name_and_no_code(client, event):
    group = enrol(event, "欧阳某", organization="某某企业", email="ou@example.com")
    answer = post(client, event, phone_1=group.people.get().phone)
    assert answer.status_code == 422
    assert "不能再报一次" in answer.text
    for word in ("欧阳", "某某企业", "ou@example.com", group.code):
        assert word not in answer.text


def test_robots_are_refused_by_the_trap_and_by_their_speed(client, event):
    trapped = post(client, event, website="https://spam.example")
    assert trapped.status_code == 422
    assert "请留空" in trapped.text
    quick = post(client, event, token=make_token(event.pk))
    assert "交得太快" in quick.text
    forged = post(client, event, token="forged")
    assert "已经过期" in forged.text
    old = post(client, event, token=make_token(event.pk, now=timezone.now() - timedelta(days=2)))
    assert "已经过期" in old.text
    assert not Registration.objects.exists()


def test_a_token_of_another_event_is_none(client, event):
    other = open_event(headline="通报会")
    assert post(client, event, token=posted(other)["token"]).status_code == 422


def test_a_hundred_colleagues_behind_one_address_are_not_locked_out(client):
    event = open_event(settings={"capacity": 200})
    for _ in range(100):
        assert post(client, event).status_code == 302
    assert Registration.objects.count() == 100


def test_one_phone_is_tried_a_few_times_only(client, event):
    phone = new_phone()
    statuses = [post(client, event, phone_1=phone).status_code for _ in range(9)]
    assert statuses == [302] + [422] * 8
    assert "一小时后再试" in post(client, event, phone_1=phone).text


def test_questions_are_asked_and_answers_checked_by_their_kind(client, event):
    questions = [
        {"kind": "one", "label": "怎样来", "options": ["自驾", "地铁"], "required": True},
        {"kind": "several", "label": "想谈", "options": ["贷款", "设备"], "required": False},
        {"kind": "number", "label": "车位", "options": [], "required": False},
        {"kind": "yes_no", "label": "用餐", "options": [], "required": False},
        {"kind": "long", "label": "问题", "options": [], "required": False},
    ]
    set_questions(event, questions, by=people.editor())
    keys = list(event.registration_settings.questions.values_list("pk", flat=True))
    how, topics, cars, meal, words = (f"question_{key}" for key in keys)
    wrong = post(client, event, **{how: "火箭", cars: "两个"})
    assert wrong.status_code == 422
    assert "请写一个数字" in wrong.text
    good = {how: "自驾", topics: ["贷款", "设备"], cars: "2", meal: "是", words: "第一行\n第二行"}
    text = read(client, post(client, event, **good).url)
    for shown in ("自驾", "贷款、设备", "第一行"):
        assert shown in text


def test_sessions_are_chosen_in_the_form(client, event):
    set_sessions(event, [("下午参观", 1)], by=people.editor())
    key = event.registration_settings.sessions.get().pk
    assert "下午参观（余 1 席）" in client.get(form_of(event)).text
    first = post(client, event, sessions=[key])
    second = post(client, event, sessions=[key])
    assert "下午参观：有席位" in read(client, first.url)
    assert "下午参观：候补" in read(client, second.url)


def test_an_invitation_opens_its_form(client, event):
    open_registration(event, way="invitation")
    link = invite(event, name="一家企业", quota=1, by=people.editor())
    path = reverse("series:register_invited", args=[event.pk, link.code])
    assert "凭邀请报名" in client.get(form_of(event)).text
    assert "name_1" not in client.get(form_of(event)).text
    assert "一家企业，还可以报 1 人" in client.get(path).text
    assert client.post(path, posted(event)).status_code == 302
    assert "名额已用完" in client.post(path, posted(event)).text
    wrong = reverse("series:register_invited", args=[event.pk, "2222222222"])
    assert client.post(wrong, posted(event)).status_code == 200
    assert Registration.objects.count() == 1


def test_a_closed_window_shows_no_form(client, event):
    open_registration(event, closes_at=timezone.now() - timedelta(minutes=1))
    assert "截止" in client.get(form_of(event)).text
    assert post(client, event).status_code == 200
    assert not Registration.objects.exists()


def test_cancelling_promotes_whoever_waits(client, event):
    first = enrol(event, "甲", "乙")
    enrol(event, "丙")
    client.post(page_of(first), {"person": first.people.get(name="甲").pk})
    assert admitted(event) == ["乙", "丙"]
    client.post(page_of(first), {"do": "cancel"})
    assert admitted(event) == ["丙"]
    assert "报名已取消" in read(client, page_of(first))


def test_a_person_of_another_form_is_not_cancelled(client, event):
    mine, other = enrol(event, "甲"), enrol(event, "乙")
    client.post(page_of(mine), {"person": other.people.get().pk})
    assert admitted(event) == ["甲", "乙"]


def test_own_data_are_shown_corrected_and_deleted_by_code_and_phone(client, event):
    group = enrol(event, "甲", organization="某某企业", email="jia@example.com")
    person = group.people.get()
    wrong = client.post(data_of(group), {"phone": "13999999999", "do": "show"})
    assert wrong.status_code == 422
    assert "对不上" in wrong.text
    assert "某某企业" not in wrong.text
    shown = client.post(data_of(group), {"phone": person.phone, "do": "show"})
    for word in (person.phone, "某某企业", "jia@example.com", "第 1 版"):
        assert word in shown.text
    fields = {
        "phone": person.phone,
        f"name_{person.pk}": "甲某",
        f"phone_{person.pk}": "139 1111 2222",
        "organization": "新单位",
        "email": "",
    }
    assert client.post(data_of(group), {**fields, "do": "save"}).status_code == 302
    assert client.post(data_of(group), {"phone": person.phone, "do": "delete"}).status_code == 422
    gone = client.post(data_of(group), {"phone": "13911112222", "do": "delete"})
    assert "已从网站删除" in gone.text
    assert client.get(page_of(group)).status_code == 404
    assert not Registration.objects.exists()


def test_code_and_phone_open_the_registration_again(client, event):
    group = enrol(event, "甲")
    path = reverse("series:find_registration")
    typed = f"{group.code[:5].lower()} {group.code[5:]}"
    answer = client.post(path, {"code": typed, "phone": group.people.get().phone})
    assert answer.url == page_of(group)
    wrong = client.post(path, {"code": typed, "phone": "13999999999"})
    assert (wrong.status_code, group.code in wrong.text) == (422, False)


def test_no_page_is_cached_indexed_or_sends_its_address_on(client, event):
    group = enrol(event, "甲")
    find = reverse("series:find_registration")
    for path in (form_of(event), page_of(group), data_of(group), find):
        answer = client.get(path)
        assert "no-store" in answer["Cache-Control"], path
        assert "noindex" in answer["X-Robots-Tag"], path
        assert answer["Referrer-Policy"] == "no-referrer", path
        assert not answer.cookies, path
        assert 'rel="canonical"' not in answer.text


def test_a_withdrawn_event_leaves_no_word_on_the_pages_of_its_registrations(client, event):
    group = enrol(event, "甲")
    withdraw(event, reason="有误", by=people.chief())
    for path in (page_of(group), data_of(group)):
        assert event.headline not in whole(client.get(path).text)
    assert client.get(form_of(event)).status_code == 410
    assert post(client, event).status_code == 410


def test_registrations_cost_the_event_page_no_further_queries(
    client, event, django_assert_num_queries
):
    with CaptureQueriesContext(connection) as before:
        client.get(event.get_absolute_url())
    enrol(event, "甲", "乙", "丙")
    with django_assert_num_queries(len(before)):
        client.get(event.get_absolute_url())
