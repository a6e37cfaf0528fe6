import html5lib
import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import path

from chamber import urls
from tests.helpers import making
from tests.helpers.reading import read, words


def test_withdrawn_says_so(client, column):
    row = making.article("withdrawn", headline="撤下的文章")
    text = read(client, row.get_absolute_url(), status=410)
    assert "这篇稿件已由编辑部撤回" in words(text)
    assert "撤下的文章" not in text


def test_not_found_has_a_way_on(client, db):
    text = read(client, "/nowhere/", status=404)
    assert "没有这个页面" in words(text)
    assert 'action="/search/"' in text
    assert "aria-current" not in text


def fall(request):
    raise RuntimeError("fault")


def forbid(request):
    raise PermissionDenied


class FaultyUrls:
    urlpatterns = [*urls.urlpatterns, path("fall/", fall), path("forbid/", forbid)]
    handler400, handler403 = urls.handler400, urls.handler403
    handler404 = urls.handler404


TOKEN = "c" * 32
CUT_OFF = b"--x\r\n" + b"x" * 9000  # a part whose head is longer than Django takes


def send_cut_off(address):
    """The answer to a form that cannot be read, sent with a good token of the forms' protection."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.cookies["csrftoken"] = TOKEN
    kind = "multipart/form-data; boundary=x"
    return client.post(address, CUT_OFF, content_type=kind, headers={"X-CSRFToken": TOKEN})


@pytest.mark.parametrize(("address", "status"), [("/nowhere/", 404), ("/", 400)])
def test_a_form_that_is_cut_off_is_no_fault_of_the_site(db, address, status):
    assert send_cut_off(address).status_code == status


def test_control_django_s_own_page_reads_the_form_again_and_fails(db, settings):
    settings.ROOT_URLCONF = type("Urls", (), {"urlpatterns": urls.urlpatterns})
    assert send_cut_off("/nowhere/").status_code == 500


def test_a_fault_is_told_without_the_database(settings):
    """No database mark: a query would fail this test."""
    settings.ROOT_URLCONF = FaultyUrls
    answer = Client(raise_request_exception=False).get("/fall/")
    assert answer.status_code == 500
    text = answer.content.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    assert "暂时出了故障" in text
    assert "site/base.css" in text


def test_forbidden_says_for_whom_the_page_is(client, settings, db):
    settings.ROOT_URLCONF = FaultyUrls
    assert "只对有权限的人员开放" in words(read(client, "/forbid/", status=403))


def test_a_form_kept_open_too_long_is_told_in_chinese(site):
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/desk/login/", {"username": "x", "password": "y"})
    assert answer.status_code == 403
    text = answer.content.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    assert "刷新后再提交" in words(text)


@pytest.mark.django_db
def test_a_foreign_host_is_refused_in_chinese(client):
    answer = client.get("/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    html5lib.HTMLParser(strict=True).parse(answer.content.decode())
    assert "请求有误" in answer.content.decode()
    assert "evil.example" not in answer.content.decode()
