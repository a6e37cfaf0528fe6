import pytest

from tests.helpers.reading import flat

pytestmark = pytest.mark.django_db


def test_the_choice_is_remembered_in_one_cookie(client):
    answer = client.get("/display/?size=large&next=/articles/")
    assert (answer.status_code, answer["Location"]) == (302, "/articles/")
    client.get("/display/?theme=dark")
    client.get("/display/?view=elder")
    assert client.cookies["display"].value == "large.dark.elder"
    text = flat(client.get("/").text)
    assert '<html lang="zh-CN" data-size="large" data-theme="dark" data-view="elder">' in text
    assert "标准模式" in text
    assert "浅色" in text


def test_going_back_to_the_default_forgets_it(client):
    client.get("/display/?size=large")
    answer = client.get("/display/?size=normal")
    assert answer.cookies["display"].value == ""
    assert answer.cookies["display"]["max-age"] == 0
    assert 'data-size="normal">' in flat(client.get("/").text)


@pytest.mark.parametrize(
    "target",
    [
        *("https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"),
        *("", "evil.example", "http:evil.example", "\t//evil.example", "///evil.example"),
    ],
)
def test_the_way_back_never_leads_away(client, target):
    assert client.get("/display/", {"size": "large", "next": target})["Location"] == "/"


def test_the_way_back_keeps_the_question(client):
    text = client.get("/search/?q=新能源&kind=article").content.decode()
    assert "next=%2Fsearch%2F%3Fq%3D" in text
    target = "/search/?q=%E6%96%B0"
    assert client.get("/display/", {"next": target})["Location"] == target


def test_pages_vary_by_the_cookie(client):
    assert "Cookie" in client.get("/")["Vary"]
