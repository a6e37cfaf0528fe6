"""Who came to the desk: log-ins, log-outs, refused addresses, looks at unpublished texts."""

import pytest
import time_machine
from django.contrib import admin
from django.db import OperationalError
from django.test import RequestFactory
from django.urls import path, reverse

from series.actions.audit import access, chain, refusals
from series.middleware.desk_audit import entry_page
from series.middleware.request_origin import client_address, request_origin
from series.models import ENTRY_KINDS, AuditLine, Result
from tests.helpers import making, people
from tests.helpers.deeds.threads import run_together

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
GOOD, BAD = "qiu-tian-de-yuan-ye", "cuo-wu-de-mi-ma"
DETAIL = {"words": "", "revision": "1"}


@pytest.fixture
def known(editor):
    editor.set_password(GOOD)
    editor.save()
    return editor


def log_in(client, username, password, **also):
    given = {"username": username, "password": password, "next": "/desk/"}
    return client.post(reverse("admin:login"), given, **also)


def lines(**which):
    rows = AuditLine.objects.filter(**which).order_by("pk")
    return [(row.verb, row.result, row.object, row.actor and row.actor.username) for row in rows]


# Where it comes from


@pytest.mark.parametrize(
    ("told", "address"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:DB8:0::1", "2001:db8::1"),
        ("[2001:db8::1]:4711", "2001:db8::1"),
        ("192.0.2.1:4711", "192.0.2.1"),
        ("fe80::1%eth0", None),
        ("unix:", None),
        ("", None),
        ("192.0.2.1, 192.0.2.2", None),
        ("'; drop table", None),
    ],
)
def test_an_address_has_one_spelling_or_is_none(rf, told, address):
    assert client_address(rf.get("/", REMOTE_ADDR=told)) == address


def test_a_forwarded_address_counts_behind_a_proxy_alone_and_only_the_last(rf, settings):
    request = rf.get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR="203.0.113.9, 198.51.100.7")
    assert client_address(request) == "192.0.2.1"
    settings.BEHIND_PROXY = True
    assert client_address(request) == "198.51.100.7"
    assert client_address(rf.get("/", REMOTE_ADDR="192.0.2.1")) == "192.0.2.1"


def test_each_thread_has_its_own_origin_and_gives_it_back():
    def asked(number):
        seen = []
        answer = request_origin(lambda request: seen.append(chain.origin.get()))
        for turn in range(50):
            path = "/desk/" if turn % 2 else "/"
            answer(RequestFactory().get(path, REMOTE_ADDR=f"192.0.2.{number}"))
        return seen, chain.origin.get()

    results, errors = run_together(*[lambda number=number: asked(number) for number in range(1, 9)])
    assert errors == []
    for number, (seen, after) in enumerate(results, 1):
        assert {(row.channel, row.address) for row in seen} == {
            ("desk", f"192.0.2.{number}"),
            ("site", f"192.0.2.{number}"),
        }
        assert after == chain.NOWHERE


def test_the_origin_is_given_back_after_an_error(rf):
    def broken(request):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        request_origin(broken)(rf.get("/desk/"))
    assert chain.origin.get() == chain.NOWHERE


# Log-in, log-out, password


def test_log_in_and_log_out_leave_a_line_each(client, known):
    log_in(client, "editor", GOOD, REMOTE_ADDR="192.0.2.7")
    client.post(reverse("admin:logout"))
    assert lines() == [
        ("登录", Result.DONE, "editor", "editor"),
        ("退出", Result.DONE, "editor", "editor"),
    ]
    assert AuditLine.objects.earliest("pk").address == "192.0.2.7"
    assert AuditLine.objects.earliest("pk").channel == "desk"


def test_a_password_in_the_field_of_the_name_is_not_stored(client, known):
    log_in(client, "editor", BAD)
    log_in(client, GOOD, "editor")
    log_in(client, "nul\0byte", BAD)
    assert lines() == [
        ("登录", Result.FAILED, "editor", None),
        ("登录", Result.FAILED, "（无此账号）", None),
        ("登录", Result.FAILED, "（无此账号）", None),
    ]
    assert not [row for row in AuditLine.objects.values() if GOOD in str(row)]


def test_the_sixth_attempt_must_wait_even_with_the_right_password(client, known):
    with time_machine.travel("2026-11-24T09:00:00+08:00", tick=False) as clock:
        for _ in range(5):
            assert log_in(client, "editor", BAD).status_code == 200
        page = log_in(client, "editor", GOOD)
        assert (page.status_code, page["Retry-After"]) == (429, "900")
        assert "请 15 分钟后再试" in page.text
        assert log_in(client, "editor", GOOD).status_code == 429
        assert log_in(client, "editor", GOOD, REMOTE_ADDR="192.0.2.8").status_code == 302
        client.logout()
        clock.shift(15 * 60 + 1)
        assert log_in(client, "editor", GOOD).status_code == 302
    refused = AuditLine.objects.filter(result=Result.REFUSED)
    assert [line.detail["sentence"] for line in refused] == ["失败次数过多，暂停登录"]


def test_names_that_do_not_exist_wait_like_those_that_do(client, known):
    """Otherwise the pause would tell which accounts exist."""
    for name in ("editor", "meiyou"):
        statuses = [log_in(client, name, BAD).status_code for _ in range(6)]
        assert statuses == [200] * 5 + [429]


def test_many_names_from_one_address_wait_and_stop_filling_the_audit(client, monkeypatch):
    monkeypatch.setattr("series.actions.audit.logins.MOST_FROM_ONE_ADDRESS", 8)
    statuses = [log_in(client, f"name{n}", BAD).status_code for n in range(30)]
    assert statuses == [200] * 8 + [429] * 22
    assert AuditLine.objects.count() <= 16


def test_an_own_password_change_leaves_a_line_and_a_refused_one_none(client, known):
    client.force_login(known)
    given = {
        "old_password": BAD,
        "new_password1": "shan-chuan-yi",
        "new_password2": "shan-chuan-yi",
    }
    client.post(reverse("admin:password_change"), given)
    assert lines() == []
    client.post(reverse("admin:password_change"), {**given, "old_password": GOOD})
    assert lines() == [("改密码", Result.DONE, "editor", "editor")]


def test_no_password_is_changed_without_its_line(client, known, monkeypatch):
    client.force_login(known)
    client.raise_request_exception = False

    def unwritable(*args, **kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr("series.middleware.desk_audit.record", unwritable)
    given = {
        "old_password": GOOD,
        "new_password1": "shan-chuan-yi",
        "new_password2": "shan-chuan-yi",
    }
    assert client.post(reverse("admin:password_change"), given).status_code == 500
    known.refresh_from_db()
    assert known.check_password(GOOD)


# Refused addresses


def test_a_refused_address_leaves_a_line(client, first):
    client.force_login(first)
    client.get("/desk/chamber/user/")
    client.get("/desk/")
    assert lines() == [("越权访问", Result.REFUSED, "GET /desk/chamber/user/", "first")]


def test_a_post_without_the_token_leaves_a_line(first):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.post(reverse("admin:login"), {"username": "first", "password": BAD})
    assert lines() == [("越权访问", Result.REFUSED, "POST /desk/login/", None)]


def test_a_flood_of_refusals_becomes_twenty_lines_and_a_number(client, first, second):
    client.force_login(first)
    with time_machine.travel("2026-11-24T09:00:00+08:00", tick=False) as clock:
        for _ in range(100):
            client.get("/desk/chamber/user/")
        assert AuditLine.objects.count() == 20
        clock.shift(60)
        client.force_login(second)
        client.get("/desk/")
    last = AuditLine.objects.latest("pk")
    assert (last.object, last.detail["count"], last.actor) == ("同一分钟内另有 80 次", 80, first)
    assert AuditLine.objects.count() == 21


def test_many_addresses_share_one_count(rf, monkeypatch):
    monkeypatch.setattr(refusals, "MOST_PEOPLE", 3)
    from django.contrib.auth.models import AnonymousUser

    counted = refusals.RefusedRequests()
    for number in range(200):
        token = chain.origin.set(chain.Origin("desk", f"192.0.2.{number}"))
        counted.refused(AnonymousUser(), "POST /desk/login/")
        chain.origin.reset(token)
    assert AuditLine.objects.count() <= 3 + refusals.MOST_A_MINUTE


def test_a_refused_step_leaves_its_sentence(client, chief):
    draft = making.article("submitted")
    client.force_login(chief)
    client.post(reverse("admin:series_article_publish", args=[draft.pk]), DETAIL)
    line = AuditLine.objects.latest("pk")
    assert (line.verb, line.result, line.entry_id) == ("发布", Result.REFUSED, draft.pk)
    assert "还缺初审、复审、终审签字" in line.detail["sentence"]


# Looks at what is not public


def looks():
    return list(
        AuditLine.objects.filter(verb__in=(access.SEEN, access.OPENED))
        .order_by("pk")
        .values_list("actor__username", "entry", "detail__revision")
    )


def test_a_look_at_a_draft_is_one_line_within_half_an_hour(client, second):
    draft = making.article()
    client.force_login(second)
    with time_machine.travel("2026-11-24T09:00:00+08:00", tick=False) as clock:
        for page in ("change", "history", "change"):
            client.get(reverse(f"admin:series_article_{page}", args=[draft.pk]))
        assert looks() == [("second", draft.pk, 1)]
        clock.shift(31 * 60)
        client.get(reverse("admin:series_article_change", args=[draft.pk]))
        assert looks() == [("second", draft.pk, 1)] * 2


def test_each_person_and_each_revision_has_its_line(client, second, chief):
    draft = making.article()
    making.change(draft, headline="第二版的标题")
    for person in (second, chief):
        client.force_login(person)
        client.get(reverse("admin:series_article_change", args=[draft.pk]))
        client.get(reverse("admin:series_article_revision", args=[draft.pk, 1]))
    assert looks() == [
        ("second", draft.pk, 2),
        ("second", draft.pk, 1),
        ("chief", draft.pk, 2),
        ("chief", draft.pk, 1),
    ]


def test_a_comparison_and_a_preview_show_the_revisions_they_name(client, second):
    draft = making.article()
    for number in (2, 3, 4):
        making.change(draft, headline=f"第{number}版的标题")
    client.force_login(second)
    compare = reverse("admin:series_article_compare", args=[draft.pk])
    assert client.get(compare, {"a": "1", "b": "2"}).status_code == 200
    proof = reverse("admin:series_article_proof", args=[draft.pk])
    assert client.get(proof, {"revision": "3"}).status_code == 200
    assert client.get(compare).status_code == 200
    assert client.get(compare, {"a": "9" * 30}).status_code == 404
    assert [row[2] for row in looks()] == [1, 2, 3, 4]


def test_what_readers_see_anyway_leaves_no_line(client, second):
    public = making.article("published")
    client.force_login(second)
    client.get(reverse("admin:series_article_change", args=[public.pk]))
    client.get(public.get_absolute_url())
    assert looks() == []
    making.change(public, headline="改后的标题")
    client.get(reverse("admin:series_article_change", args=[public.pk]))
    assert looks() == [("second", public.pk, 2)]


def unwatched(patterns, kinds):
    """Addresses of an entry's own pages at the desk that `DeskAudit` does not recognise."""
    inner = [each for pattern in patterns for each in getattr(pattern, "url_patterns", [pattern])]
    own = tuple(f"series_{kind}_" for kind in kinds)
    named = [each for each in inner if (each.name or "").startswith(own)]
    return [
        each.name
        for each in named
        if "object_id" in str(each.pattern) and not entry_page(each.name)
    ]


def test_every_page_of_an_entry_is_watched():
    """By the address's name: a page that is called otherwise is not recognised."""
    assert unwatched(admin.site.urls[0], ENTRY_KINDS) == []


def test_control_a_page_of_a_kind_that_nobody_registered_is_found():
    strange = path("<path:object_id>/change/", lambda request: None, name="series_talk_change")
    assert unwatched([strange], [*ENTRY_KINDS, "talk"]) == ["series_talk_change"]


def test_a_page_is_shown_also_when_its_line_cannot_be_written(client, second, monkeypatch, caplog):
    draft = making.article()
    client.force_login(second)

    def unwritable(*args, **kwargs):
        raise OperationalError("attempt to write a readonly database")

    monkeypatch.setattr("series.actions.audit.access.record", unwritable)
    url = reverse("admin:series_article_change", args=[draft.pk])
    assert client.get(url).status_code == 200
    assert f"no audit line for GET {url}" in caplog.text
    assert looks() == []


def test_an_unpublished_attachment_leaves_a_line_and_a_public_one_none(client, second):
    from series.actions.media.attachments import store_attachment

    file = store_attachment(b"%PDF-1.7", name="a.pdf", by=people.editor())
    making.article(attachments=[file.pk])
    client.force_login(second)
    client.get(file.get_absolute_url())
    client.get(file.get_absolute_url())
    assert [row[0] for row in looks()] == ["second"]
    assert AuditLine.objects.get(verb=access.OPENED).object == f"附件 {file.pk}"
    making.article("published", attachments=[file.pk])
    with time_machine.travel("2099-01-01T00:00:00+08:00"):
        client.force_login(second)
        client.get(file.get_absolute_url())
    assert len(looks()) == 1
