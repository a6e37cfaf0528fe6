"""Whatever the address says, the answer is a page, never a fault."""

import pytest

from tests.helpers.module_pages import column
from tests.helpers.reading import archived

__all__ = ["column"]
pytestmark = pytest.mark.django_db
HUGE = "9" * 400
ADDRESSES = [
    "/search/?q=%00",
    "/search/?q=%00%00新",
    "/search/?q=" + "新" * 30_000,
    "/search/?q=%ff%fe",
    "/search/?q=%25_%5c&kind=nonsense",
    "/search/?q=新&before=garbage",
    "/articles/?before=garbage",
    "/articles/?before=99999999T9999-1",
    "/articles/?before=00010101T0000-1",
    "/articles/?before=20231117T0000-" + "9" * 18,
    "/articles/?after=20231117T0000-" + HUGE,
    "/articles/?page=x",
    "/articles/?year=abcd",
    "/articles/?year=0000",
    "/articles/?year=" + HUGE,
    "/articles/" + HUGE + "/",
    f"/articles/{2**63}/",
    f"/initiatives/{2**64}/",
    f"/events/{2**64}/",
    f"/columns/{2**64}/",
    f"/series/{2**64}/",
    f"/attachments/{2**64}/",
    f"/pictures/{2**64}/abc.png",
    "/pictures/1/../../../etc/passwd",
    "/pictures/1/a%00b.p%00g",
    "/pictures/1/%2e%2e%2fsecret_key.png",
    f"/sitemap-{2**64}.xml",
    f"/feeds/columns/{2**64}.atom",
    "/series/1/?after=-1",
    "/series/1/?after=" + HUGE,
    "/tags/%00/",
    "/tags/%ff/",
    "/tags/" + "长" * 3000 + "/",
    "/events/?m=2024-13",
    "/events/?m=0000-00",
    "/events/?m=9999-12",
    "/events/?m=%00",
    "/events/?before=x",
    "/display/?size=%00&next=//evil.example/",
    "/display/?theme=" + "x" * 5000 + "&next=javascript:alert(1)",
    "/nowhere/?" + "a" * 5000,
]


@pytest.fixture(scope="module")
def some(column):
    return archived(headline="新的一篇")


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda text: text[:50])
def test_no_address_is_a_fault(client, some, address):
    assert client.get(address).status_code in {200, 302, 400, 404}


def test_a_long_question_stays_short_on_the_page(client, some):
    text = client.get("/search/?q=" + "新" * 30_000).content.decode()
    assert text.count("新" * 101) == 0
    assert len(text) < 20_000


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_public_pages_are_only_read(client, some, method):
    for address in ("/", "/articles/", "/search/", some.get_absolute_url()):
        assert getattr(client, method)(address).status_code == 405


def test_markup_in_a_question_is_text(client, some):
    text = client.get("/search/?q=<script>alert(1)</script>").content.decode()
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_bad_cookies_change_nothing(client, some):
    plain = client.get("/").content
    for cookie in ("x" * 4000, "large.<b>", "a.b.c", "%00", "."):
        client.cookies["display"] = cookie
        page = client.get("/").content
        if "large" not in cookie:
            assert page == plain
        assert b"<b>" not in page.split(b"<body>")[0]
