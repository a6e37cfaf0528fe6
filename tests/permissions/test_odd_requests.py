"""Requests that no browser sends: other charsets, halves of characters, NUL, wild numbers."""

import json

import pytest
from django.test import Client

from series.models import AuditLine
from tests.helpers import making, people, permission_table

pytestmark = pytest.mark.django_db
HALF = "raw_unicode_escape"


def test_a_request_in_another_charset_is_refused(client, editor):
    """Some charsets of Python's make halves of characters, which no database takes."""
    client.force_login(editor)
    part = '--x\r\nContent-Disposition: form-data; name="{}"\r\n\r\n{}\r\n'
    body = part.format("name", "\\ud800") + part.format("query", "stage=first") + "--x--\r\n"
    for charset in (HALF, "utf-7", "utf-16"):
        kind = f"multipart/form-data; boundary=x; charset={charset}"
        answer = client.generic("POST", "/desk/filters/", body, content_type=kind)
        assert answer.status_code == 400, charset
        answer = client.get("/search/?q=\\ud800", CONTENT_TYPE=f"text/plain; charset={charset}")
        assert answer.status_code == 400, charset
    for charset in ("utf-8", "UTF-8", "unknown-to-all"):
        kind = f"multipart/form-data; boundary=x; charset={charset}"
        answer = client.generic("POST", "/desk/filters/", body, content_type=kind)
        assert answer.status_code == 302, charset


@pytest.mark.parametrize("words", ["\ud800", "\0", "\udfff\0"])
def test_halves_of_characters_in_json(client, editor, words):
    client.force_login(editor)
    given = json.dumps({"html": f"<p>{words}字</p>", "text": words, "alt": words, "address": words})
    for call in ("paste", "fetch", "topics"):
        answer = client.post(
            f"/desk/series/article/{call}/", given, content_type="application/json"
        )
        assert answer.status_code in (200, 422), call
        answer.content.decode()
        assert "\\ud" not in answer.text


def test_a_form_where_json_is_awaited(client, editor):
    """The protection of forms has read it before; then Django gives the body no more."""
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)
    strict.cookies["csrftoken"] = "c" * 32
    for call in ("paste", "fetch", "topics"):
        address, given = f"/desk/series/article/{call}/", {"html": "<p>字</p>"}
        answer = strict.post(address, given, headers={"X-CSRFToken": "c" * 32})
        assert (answer.status_code, "error" in answer.json()) == (422, True), call


def test_a_file_named_in_another_charset(client, editor):
    client.force_login(editor)
    for charset, name in ((HALF, "%5Cud800.txt"), ("rot13", "a.txt"), ("nonsense", "a.txt")):
        body = (
            '--x\r\nContent-Disposition: form-data; name="upload"; '
            f"filename*={charset}''{name}\r\n\r\n字\r\n--x--\r\n"
        )
        answer = client.generic(
            "POST",
            "/desk/series/article/word/",
            body.encode(),
            content_type="multipart/form-data; boundary=x",
        )
        assert answer.status_code < 500, charset


def test_nul_in_an_address_leaves_its_line(db):
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    assert strict.post("/desk/%00").status_code == 403
    assert AuditLine.objects.filter(verb="越权访问").count() == 1


@pytest.mark.parametrize(
    "query", ["q=%00", "stage=%00", "column__id__exact=%00", "holder=%00", "year=%00", "q=a%00b"]
)
def test_nul_in_the_query_of_an_export(client, chief, query):
    client.force_login(chief)
    making.article()
    for path in ("article/export.xlsx", "entry/export.xlsx", "auditline/export.jsonl"):
        assert client.get(f"/desk/series/{path}?{query}").status_code < 500, path


WILD = "9" * 40


@pytest.mark.parametrize("number", [WILD, "9" * 15, "9223372036854775808", "0"])
def test_wild_numbers(client, admin, number):
    row = making.article("public")
    client.force_login(admin)
    for path in (
        f"article/{row.pk}/revisions/{number}/",
        f"article/{row.pk}/share/{number}/revoke/",
        f"article/{number}/change/",
        f"article/{row.pk}/compare/?a={number}&b={number}",
        f"article/{row.pk}/proof/?revision={number}",
        f"picture/pick/?page={number}",
        f"article/?p={number}",
        f"article/?year={number}",
        f"article/?holder={number}",
        f"article/?column__id__exact={number}",
        f"article/export.xlsx?column__id__exact={number}",
        f"entry/export.xlsx?q={number}",
    ):
        for method in ("get", "post"):
            status = getattr(client, method)(f"/desk/series/{path}").status_code
            assert status < 500, (method, path)
    for path in (
        f"filters/{number}/delete/",
        f"notifications/?page={number}",
        f"reports/ageing/?p={number}",
    ):
        for method in ("get", "post"):
            status = getattr(client, method)(
                f"/desk/{path}", {"read": number, "next": number}
            ).status_code
            assert status < 500, (method, path)


@pytest.mark.parametrize(
    "there",
    [
        "nowhere",
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "javascript:1",
        "x",
        "\0",
    ],
)
def test_next_leads_nowhere_else(client, editor, there):
    client.force_login(editor)
    answer = client.post("/desk/notifications/", {"next": there})
    assert (answer.status_code, answer.url) == (302, "/desk/notifications/")
    assert client.post("/desk/notifications/", {"next": "/desk/"}).url == "/desk/"


LONG = "字" * 8_000  # in sixty fields under the limit of 5 MB, so that each is read
HOSTILE = "\0\u202e\u2066<script>alert(1)</script>\r\nBcc: a@b.example"
SLOW = pytest.mark.slow(reason="220 addresses a case, 6 MB of long words; one hostile case stays")
CASES = [
    pytest.param(HOSTILE, "admin", {}, marks=SLOW),
    pytest.param(HOSTILE, "admin", {"revision": "1", "do": "submit"}),
    pytest.param(HOSTILE, "first", {"revision": "1", "do": "submit"}, marks=SLOW),
    pytest.param(LONG, "admin", {}, marks=SLOW),
    pytest.param(LONG, "admin", {"revision": "1", "do": "submit"}, marks=SLOW),
    pytest.param(LONG, "first", {"revision": "1", "do": "submit"}, marks=SLOW),
]


@pytest.mark.parametrize(("words", "role", "right"), CASES, ids=range(len(CASES)))
def test_any_words_in_any_form(client, words, role, right):
    row = making.article("submitted")
    fields = (
        *("words", "at", "due_at", "to", "canned", "revision", "note", "days", "name", "query"),
        *("list", "email", "read", "next", "do", "back", "tags", "series", "row", "reason"),
        *("headline", "subtitle", "body", "body_html", "author", "number", "base", "title", "alt"),
        *("caption", "text", "decision", "order", "domain", "username", "absent", "starts_on"),
        *("original_title", "original_source", "original_at", "original_url", "dateline", "column"),
        *("corrections", "confirmed", "_selected_action", "focus_x", "description", "levels"),
    )
    rows = permission_table.objects()
    given = {**dict.fromkeys(fields, words), **right}
    if right:
        given["column"] = row.column_id
    client.force_login(getattr(people, role)())
    for name in (*permission_table.EXPECTED, "login"):
        url = permission_table.address(name, rows) if name != "login" else "/desk/login/"
        answer = client.post(url, given)
        assert answer.status_code < 500, name
        if not answer.streaming:
            assert b"<script>alert(1)" not in answer.content, name


def test_a_picture_of_a_wild_number(client, editor):
    row = making.article()
    client.force_login(editor)
    for number in (WILD, "9" * 15, "١٢٣"):
        body = f'<p>文</p><img src="/pictures/{number}/000000000000.png" alt="图">'
        given = {"column": row.column_id, "headline": "题", "body_html": body, "base": "1"}
        for path in ("add/", f"{row.pk}/change/"):
            assert client.post(f"/desk/series/article/{path}", given).status_code < 500, number


@pytest.mark.parametrize(
    "there", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""]
)
def test_the_log_in_leads_to_the_desk_alone(client, editor, there):
    given = {"username": "editor", "password": people.PASSWORD, "next": there}
    assert client.post("/desk/login/", given).url == "/desk/"


def test_nul_in_any_query(client, admin):
    """PostgreSQL takes none; every page has to ask before it does."""
    rows = permission_table.objects()
    client.force_login(admin)
    keys = ("q", "term", "from", "to", "month", "week", "page", "p", "a", "b", "revision", "width")
    keys = (*keys, "column", "stage", "next", "_popup", "_to_field", "_changelist_filters")
    query = "&".join(f"{key}=%00" for key in keys)
    field = "app_label=series&model_name=article&field_name=column"
    addresses = [permission_table.address(name, rows) for name in permission_table.EXPECTED]
    for url in (*addresses, f"/desk/autocomplete/?{field}", "/desk/", "/desk/login/"):
        address = f"{url}{'&' if '?' in url else '?'}{query}"
        assert client.get(address).status_code < 500, url
