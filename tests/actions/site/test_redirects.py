"""Old addresses: what is refused, what a reader gets, what the audit knows."""

import pytest
from django.db import DatabaseError, OperationalError, connection
from django.test.utils import CaptureQueriesContext

from series.actions.audit.registers import differences, record_states, told_states
from series.actions.counters.redirect_hits import write_hits
from series.actions.errors import EditorialError
from series.actions.site.redirects import add_redirect, change_redirect, delete_redirect
from series.models import AuditLine, Redirect
from tests.helpers import making, people
from tests.helpers.reading import whole

pytestmark = pytest.mark.django_db


def add(old="/old/about.html", to="/feeds/", **more):
    return add_redirect(old, to, by=people.chief(), **more)


def where(client, path):
    answer = client.get(path)
    return answer.status_code, answer.get("Location", "")


def test_an_old_address_leads_to_a_text(client):
    page = making.flatpage("published")
    add(to=page.get_absolute_url())
    assert where(client, "/old/about.html") == (301, "/pages/about/")


def test_control_without_the_row_the_address_is_not_there(client):
    assert where(client, "/old/about.html") == (404, "")


@pytest.mark.parametrize("code", [301, 302])
def test_the_reader_is_told_whether_it_is_for_ever(client, code):
    add(code=code)
    assert where(client, "/old/about.html") == (code, "/feeds/")


def test_a_link_follows_its_text_and_never_shows_what_is_not_public(client):
    making.flatpage("draft", headline="草稿单页")
    add(to="/pages/about/")
    assert where(client, "/old/about.html") == (404, "")
    row = making.flatpage("withdrawn", slug="gone")
    add("/old/gone.html", "/pages/gone/")
    answer = client.get("/old/gone.html")
    assert answer.status_code == 410
    assert row.headline not in whole(answer.text)


@pytest.mark.parametrize(
    ("old", "asked", "to"),
    [
        ("/old/a", "/old/a/", "/feeds/"),
        ("/old/a/", "/old/a", "/feeds/"),
        ("/old/a", "/old/a?x=1", "/feeds/?x=1"),
        ("/show.asp?id=7", "/show.asp?id=7", "/feeds/"),
        ("/关于/我们.html", "/%E5%85%B3%E4%BA%8E/%E6%88%91%E4%BB%AC.html", "/feeds/"),
        ("/%E5%85%B3%E4%BA%8E.html", "/关于.html", "/feeds/"),
    ],
)
def test_an_address_is_found_as_it_is_asked(client, old, asked, to):
    add(old)
    status, location = where(client, asked)
    if status == 301 and location.endswith(("/", "=1")) and location.startswith("/old"):
        status, location = where(client, location)  # the framework adds the slash first
    assert (status, location) == (301, to)


def test_another_query_is_another_address(client):
    add("/show.asp?id=7")
    assert where(client, "/show.asp?id=8") == (404, "")
    assert where(client, "/show.asp") == (404, "")


def test_a_form_that_is_sent_to_an_old_address_is_not_led_on(client):
    add()
    assert client.post("/old/about.html").status_code == 404


@pytest.mark.parametrize(
    "old",
    [
        *("/", "/articles/", "/feeds/all.atom", "/search/", "/desk/", "/desk/x/", "/feeds"),
        *("/static/site/base.css", "/articles/999999/", "/columns/1/", "/tags/两个健康/"),
        *("/archive/2023/11/", "/api/"),
    ],
)
def test_an_address_of_the_site_is_never_shadowed(old):
    with pytest.raises(EditorialError, match=r"现有的地址|不能用"):
        add(old)


@pytest.mark.parametrize("state", ["draft", "public", "withdrawn"])
def test_the_address_of_a_page_is_never_shadowed(state):
    making.flatpage(state)
    with pytest.raises(EditorialError, match="现有的地址"):
        add("/pages/about/")


def test_the_address_of_no_page_may_lead_to_one(client):
    making.flatpage("public")
    add("/pages/us/", "/pages/about/")
    assert where(client, "/pages/us/") == (301, "/pages/about/")


def test_a_page_that_comes_later_is_shown_itself(client):
    add("/pages/about/", "/feeds/")
    making.flatpage("public")
    assert where(client, "/pages/about/") == (200, "")


@pytest.mark.parametrize("to", ["/old/a", "/old/a/", "/OLD/../nowhere"])
def test_no_address_leads_to_itself_or_to_nothing(to):
    with pytest.raises(EditorialError, match=r"不能跳到自己|本站没有"):
        add("/old/a", to)


def test_chains_and_loops_are_refused():
    add("/old/b", "/feeds/")
    with pytest.raises(EditorialError, match="请直接写 /feeds/"):
        add("/old/a", "/old/b")
    with pytest.raises(EditorialError, match="请直接写 /feeds/"):
        add("/old/a", "/old/b/")
    with pytest.raises(EditorialError, match="不能跳到自己"):
        change_redirect(Redirect.objects.get(), to="/old/b", code=301, by=people.chief())


@pytest.mark.parametrize(
    "to", ["https://evil.example/", "//evil.example/", "http:evil.example", "/\\evil.example"]
)
def test_no_redirect_leads_to_another_site(to):
    with pytest.raises(EditorialError, match=r"别的网站|须从 / 写起"):
        add(to=to)


def test_control_a_site_that_the_operator_allowed(client, settings):
    settings.REDIRECT_HOSTS = frozenset({"gsl.example.org"})
    add(to="https://gsl.example.org/list/")
    assert where(client, "/old/about.html") == (301, "https://gsl.example.org/list/")


def test_one_old_address_leads_to_one_place():
    add()
    with pytest.raises(EditorialError, match="已有跳转"):
        add(to="/archive/")


def test_readers_are_counted_without_a_write_per_request(client):
    row = add()
    with CaptureQueriesContext(connection) as asked:
        client.get("/old/about.html")
    assert {query["sql"].split()[0].strip("(") for query in asked} == {"SELECT"}
    client.get("/old/about.html")
    row.refresh_from_db()
    assert row.hits == 0
    assert write_hits() == 2
    row.refresh_from_db()
    assert row.hits == 2


def test_a_page_that_is_found_asks_no_redirect(client, monkeypatch):
    def fail(*_):
        raise AssertionError

    monkeypatch.setattr("series.middleware.redirects.redirect_at", fail)
    assert client.get("/feeds/").status_code == 200
    with pytest.raises(AssertionError):
        client.get("/nowhere/")


@pytest.mark.parametrize("person", ["editor", "first", "second"])
def test_only_those_who_publish_everywhere_set_redirects(person):
    with pytest.raises(EditorialError, match="终审人员或管理员"):
        add_redirect("/old/a", "/feeds/", by=getattr(people, person)())


def test_each_change_is_in_the_audit_and_nothing_else_is_right(client):
    people.chief()
    record_states()
    row = add()
    change_redirect(row, to="/archive/", code=302, by=people.chief())
    client.get("/old/about.html")
    write_hits()
    assert list(differences(told_states())) == []
    verbs = list(AuditLine.objects.order_by("-number").values_list("verb", flat=True)[:2])
    assert verbs == ["修改跳转", "新增跳转"]
    Redirect.objects.update(new_address="/search/")
    assert [each.names for each in differences(told_states())] == [["new_address"]]
    delete_redirect(Redirect.objects.get(), by=people.chief())
    assert list(differences(told_states())) == []


def test_an_outage_leaves_the_page_of_what_is_not_there(client, monkeypatch):
    def broken(*_):
        raise OperationalError from ConnectionError(111, "refused")

    def faulty(*_):
        raise DatabaseError("no such column")

    monkeypatch.setattr("series.middleware.redirects.redirect_at", broken)
    monkeypatch.setattr("series.middleware.redirects.outage_of", lambda error: "outage")
    assert client.get("/nowhere/").status_code == 404
    monkeypatch.undo()
    monkeypatch.setattr("series.middleware.redirects.redirect_at", faulty)
    with pytest.raises(DatabaseError):
        client.get("/nowhere/")
