"""The second step of a log-in: who is asked, what passes once, what it says, what ends it."""

import re

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.urls import reverse

from series.actions.media.pictures import store_picture
from series.models import AuditLine
from tests.helpers import people
from tests.helpers.picture_server import png
from tests.helpers.second_factor import code_now, give_factor

pytestmark = pytest.mark.django_db
STEP, OWN = "/desk/second-step/", "/desk/second-factor/"
DAY = 24 * 3600


@pytest.fixture
def person(editor):
    with time_machine.travel("2026-03-02 09:00 +0800", tick=False) as clock:
        editor.secret, editor.codes = give_factor(editor)
        clock.shift(60)
        editor.clock = clock
        yield editor


def log_in(client, user, password=people.PASSWORD):
    given = {"username": user.username, "password": password, "next": "/desk/keys/"}
    return client.post(reverse("admin:login"), given, follow=True)


def answer(client, code, **also):
    return client.post(STEP, {"code": code, "next": "/desk/keys/", **also})


def is_in(client):
    return client.get("/desk/keys/").status_code == 200


def audit():
    rows = AuditLine.objects.filter(verb="第二步验证").order_by("pk")
    return [(row.result, row.object, row.detail.get("means", "")) for row in rows]


def told(page):
    return re.sub(r"<[^>]+>", "", page.content.decode())


# At log-in


def test_after_the_password_the_code_is_asked_and_leads_on(client, person):
    page = log_in(client, person)
    assert page.redirect_chain[-1][0] == f"{STEP}?next=%2Fdesk%2Fkeys%2F"
    assert "请输入手机验证器上显示的 6 位数字" in told(page)
    assert answer(client, code_now(person.secret))["Location"] == "/desk/keys/"
    assert is_in(client)
    assert audit() == [("done", "editor", "验证码")]


def test_the_password_alone_opens_nothing(client, person):
    picture = store_picture(png(), alt="座谈会", by=person)
    log_in(client, person)
    for path in ("/desk/", "/desk/series/article/", OWN, "/desk/settings/", "/desk/nowhere/"):
        page = client.get(path)
        assert (page.status_code, page["Location"].partition("?")[0]) == (302, STEP), path
    assert client.post("/desk/settings/", {"email": "a@example.org"}).status_code == 302
    person.refresh_from_db()
    assert person.email == ""
    assert client.get(picture.get_absolute_url()).status_code == 404
    answer(client, code_now(person.secret))
    assert client.get(picture.get_absolute_url()).status_code == 200


def test_control_without_a_factor_the_password_opens_the_desk(client, editor):
    log_in(client, editor)
    assert is_in(client)
    assert client.get("/").wsgi_request.user == editor


def test_a_code_is_taken_once(client, person):
    code = code_now(person.secret)
    for again in (False, True):
        client.logout()
        log_in(client, person)
        page = answer(client, code)
        assert (page.status_code == 302) is not again
    assert "已经用过" in told(page)


def test_a_recovery_code_is_taken_once_as_it_is_typed(client, person):
    typed = person.codes[3].upper().replace("-", " ")
    for again in (False, True):
        client.logout()
        log_in(client, person)
        assert (answer(client, typed).status_code == 302) is not again
    assert audit() == [("done", "editor", "恢复码"), ("failed", "editor", "验证码")]
    person.refresh_from_db()
    assert len(person.recovery_digests) == 9


def test_wrong_codes_pause_the_account_for_a_quarter_of_an_hour(client, person):
    log_in(client, person)
    for number in range(5):
        page = answer(client, "000000", REMOTE_ADDR=f"192.0.2.{number}")
        assert page.status_code == 200
    for _ in range(2):
        page = answer(client, code_now(person.secret))
        assert (page.status_code, page["Retry-After"]) == (429, "900")
    assert [row[0] for row in audit()] == ["failed"] * 5 + ["refused"]
    person.clock.shift(901)
    assert answer(client, code_now(person.secret)).status_code == 302


def test_a_stranger_without_the_password_cannot_pause_it(client, person):
    for _ in range(6):
        assert answer(client, "000000")["Location"].startswith("/desk/login/")
    log_in(client, person)
    assert answer(client, code_now(person.secret)).status_code == 302


def test_it_leads_to_no_other_site(client, person):
    log_in(client, person)
    page = client.post(STEP, {"code": code_now(person.secret), "next": "//evil.example/"})
    assert page["Location"] == "/desk/"


@pytest.mark.parametrize("next_one", ["字字字", "desk", "admin", "/desk/keys/\0"])
def test_a_next_address_that_is_no_path_leads_to_the_start(client, editor, next_one):
    client.force_login(editor)
    page = client.get(STEP, {"next": next_one})
    assert (page.status_code, page["Location"]) == (302, "/desk/")
    own = client.get(STEP, {"next": "/desk/keys/"})  # control
    assert own["Location"] == "/desk/keys/"


def test_odd_codes_get_a_sentence(client, person):
    log_in(client, person)
    for code in ("", "\0", "é", "９" * 41, "x" * 40):
        page = answer(client, code)
        assert page.status_code == 200, code
        assert 'class="errorlist"' in page.content.decode()


# Required of everybody


def test_where_it_is_required_the_password_leads_to_the_enrolment_only(client, editor, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    page = log_in(client, editor)
    assert page.redirect_chain[-1][0] == f"{OWN}?next=%2Fdesk%2Fkeys%2F"
    assert "完成下面三步之后才能进入工作台" in told(page)
    assert not is_in(client)
    assert client.get("/desk/settings/")["Location"].startswith(OWN)
    assert client.get("/").wsgi_request.user.is_anonymous
    codes = enrol_by_page(client, page)
    assert len(codes) == 10
    assert is_in(client)
    client.post(OWN, {"step": "remove", "password": people.PASSWORD})
    editor.refresh_from_db()
    assert editor.totp_secret


# One's own page


def enrol_by_page(client, page, password=people.PASSWORD):
    shown = re.search(r"密钥 <code>([A-Z2-7 ]+)</code>", page.content.decode())[1]
    code = code_now(shown.replace(" ", ""))
    page = client.post(OWN, {"step": "enrol", "code": code, "password": password})
    return re.findall(r"<li><code>([a-z2-9-]+)</code></li>", page.content.decode())


def test_an_account_enrols_and_sees_its_recovery_codes_once(client, editor):
    client.force_login(editor)
    page = client.get(OWN)
    assert page.content.decode().count("<svg") >= 1
    assert "no-store" in page["Cache-Control"]
    codes = enrol_by_page(client, page)
    assert len(set(codes)) == 10
    assert is_in(client)
    again = client.get(OWN).content.decode()
    assert "还有 10 个没有用过的恢复码" in again
    assert not any(code in again for code in codes)
    editor.refresh_from_db()
    assert not any(code in str(vars(editor)) for code in codes)
    assert AuditLine.objects.filter(verb="启用第二步验证", actor=editor).count() == 1


def test_enrolment_asks_the_password_and_a_right_code(client, editor):
    client.force_login(editor)
    assert enrol_by_page(client, client.get(OWN), password="cuo") == []
    page = client.post(OWN, {"step": "enrol", "code": "000000", "password": people.PASSWORD})
    assert "验证码不正确" in told(page)
    editor.refresh_from_db()
    assert editor.totp_secret == ""


def test_a_session_that_was_open_elsewhere_is_asked_then(client, editor):
    client.force_login(editor)
    assert is_in(client)
    give_factor(editor)
    assert client.get("/desk/keys/")["Location"].startswith(STEP)


def test_a_renewed_factor_ends_old_codes(client, person):
    client.force_login(person)
    answer(client, person.codes[0])
    page = client.post(OWN, {"step": "renew"}, follow=True)
    assert len(enrol_by_page(client, page)) == 10
    client.logout()
    log_in(client, person)
    for old in (code_now(person.secret), person.codes[1]):
        assert answer(client, old).status_code == 200
    person.refresh_from_db()
    assert answer(client, code_now(person.totp_secret, steps=1)).status_code == 302


def test_it_is_removed_with_the_password(client, person):
    client.force_login(person)
    answer(client, person.codes[0])
    page = client.post(OWN, {"step": "remove", "password": "cuo-wu"})
    assert "密码不正确" in told(page)
    client.post(OWN, {"step": "remove", "password": people.PASSWORD})
    client.logout()
    log_in(client, person)
    assert is_in(client)


# A trusted device


def test_a_trusted_device_is_not_asked_for_thirty_days(client, person, settings):
    settings.TRUSTED_DEVICES, settings.SESSION_COOKIE_AGE = True, 60 * DAY
    log_in(client, person)
    cookie = answer(client, code_now(person.secret), trust="on").cookies["trusted_device"]
    assert (cookie["httponly"], cookie["path"], cookie["max-age"]) == (True, "/desk/", 30 * DAY)
    client.cookies.pop("sessionid")
    log_in(client, person)
    assert is_in(client)
    assert audit()[-1] == ("done", "editor", "受信任的设备")
    person.clock.shift(30 * DAY + 1)
    client.cookies.pop("sessionid")
    log_in(client, person)
    assert not is_in(client)


@pytest.mark.parametrize("change", ["password", "factor", "setting", "somebody else"])
def test_trust_ends_with_password_factor_and_setting(client, person, settings, change):
    settings.TRUSTED_DEVICES = True
    log_in(client, person)
    answer(client, code_now(person.secret), trust="on")
    client.cookies.pop("sessionid")
    who = person
    if change == "password":
        person.set_password(people.PASSWORD)
        person.save()
    elif change == "factor":
        give_factor(person)
    elif change == "setting":
        settings.TRUSTED_DEVICES = False
    else:
        who = people.chief()
        give_factor(who)
    log_in(client, who)
    assert not is_in(client)


def test_where_the_office_does_not_allow_it_no_device_is_trusted(client, person):
    page = log_in(client, person)
    assert "30 天内不再询问" not in told(page)
    page = answer(client, code_now(person.secret), trust="on")
    assert "trusted_device" not in page.cookies


# Reset


def test_the_administrator_resets_it(client, person, admin):
    client.force_login(admin)
    change = client.get(reverse("admin:chamber_user_change", args=[person.pk])).content.decode()
    address = reverse("admin:chamber_user_second_factor", args=[person.pk])
    assert address in change
    assert person.secret not in change
    assert "重置第二步验证" in told(client.get(address))
    assert "已重置" in told(client.post(address, follow=True))
    line = AuditLine.objects.get(verb="重置第二步验证")
    assert (line.actor, line.object) == (admin, "editor")
    client.logout()
    log_in(client, person)
    assert is_in(client)


def test_nobody_resets_their_own_by_that_page(client, admin):
    secret, codes = give_factor(admin)
    client.force_login(admin)
    answer(client, codes[0])
    client.post(reverse("admin:chamber_user_second_factor", args=[admin.pk]))
    admin.refresh_from_db()
    assert admin.totp_secret == secret


def test_the_operator_resets_it_by_command(person, capsys):
    call_command("accounts", "--reset-factor", person.username)
    assert "已重置“editor”的第二步验证" in capsys.readouterr().out
    person.refresh_from_db()
    assert (person.totp_secret, person.recovery_digests) == ("", [])
    for name, sentence in (("editor", "没有启用"), ("nemo", "没有账号“nemo”")):
        with pytest.raises(CommandError, match=sentence):
            call_command("accounts", "--reset-factor", name)
