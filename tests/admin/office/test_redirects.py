"""The page 跳转: one by one and from a file."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from series.models import Redirect
from tests.helpers import making
from tests.helpers.forms import visible_text

pytestmark = pytest.mark.django_db
PAGE = "/desk/redirects/"


@pytest.fixture
def desk(as_person, chief):
    return as_person(chief)


def do(desk, **data):
    return visible_text(desk.post(PAGE, data, follow=True))


def test_a_redirect_is_added_changed_and_deleted(desk):
    making.flatpage("public")
    told = do(desk, do="add", old="/old/about.html", to="/pages/about/", code="301")
    assert "/old/about.html 现在跳到 /pages/about/" in told
    assert "关于工商联" in told
    assert Client().get("/old/about.html")["Location"] == "/pages/about/"
    row = Redirect.objects.get()
    do(desk, do="save", row=row.pk, to="/feeds/", code="302")
    answer = Client().get("/old/about.html")
    assert (answer.status_code, answer["Location"]) == (302, "/feeds/")
    assert "已删除" in do(desk, do="delete", row=row.pk)
    assert Client().get("/old/about.html").status_code == 404


def test_a_file_gives_a_receipt(desk):
    file = SimpleUploadedFile("a.csv", b"/old/a,/feeds/\n/old/b,/nowhere/\n")
    told = visible_text(desk.post(PAGE, {"do": "import", "file": file}))
    assert "添加 1 条，没有添加 1 条。" in told
    assert "第 2 行 /old/b：本站没有 /nowhere/ 这个地址，请核对" in told


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"do": "add", "old": "/articles/", "to": "/feeds/"}, "现有的地址"),
        ({"do": "add", "old": "/old/a", "to": "https://evil.example/"}, "别的网站"),
        ({"do": "add", "old": "/old/a", "to": "/feeds/", "code": "307"}, "301 永久或 302"),
        ({"do": "save", "row": "99"}, "已被删除"),
        ({"do": "import"}, "请先选一个"),
        ({"do": "fly"}, "请用页上的按钮"),
    ],
)
def test_what_cannot_be_done_is_said(desk, data, sentence):
    assert sentence in do(desk, **data)
    assert not Redirect.objects.exists()


def test_old_addresses_are_looked_for(desk):
    for old in ("/old/a.html", "/archiv/b.html"):
        do(desk, do="add", old=old, to="/feeds/")
    told = visible_text(desk.get(PAGE, {"q": "archiv"}))
    assert "/archiv/b.html" in told
    assert "/old/a.html" not in told
    assert "没有这样的旧地址" in visible_text(desk.get(PAGE, {"q": "nothing"}))


def test_who_does_not_publish_everywhere_looks_only(as_person, editor):
    client = as_person(editor)
    assert "添一条" not in visible_text(client.get(PAGE))
    assert "终审人员或管理员" in do(client, do="add", old="/old/a", to="/feeds/")
    assert not Redirect.objects.exists()
