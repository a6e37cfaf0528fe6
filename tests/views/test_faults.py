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
    handler400 = urls.handler400


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
