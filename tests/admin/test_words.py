"""Everything that a person reads at the desk is Chinese."""

import re

import pytest
from django.urls import reverse
from lxml import html

from tests.helpers import permission_table

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
# User names, file endings, units, tags in a help text, names of standards, programs and keys.
ALLOWED = {
    # Examples of addresses: /articles/12/, /pages/about/, https://…
    *("testserver", "articles", "events", "pages", "about", "old", "csv", "https"),
    *("http", "weixin", "qq", "com", "r"),  # an example of what the account's QR code holds
    *("o", "example"),  # a mailbox that was typed
    "admin",
    "outsider",
    "editor",
    "first",
    "second",
    "chief",
    "ColumnType",
    "MB",
    "h",
    "p",
    "small",
    "strong",
    *"AI Excel GIF HTML JPEG MP Markdown OFD PDF PNG PPT RSS URL WPS WebP Word ZIP".split(),
    *("CC", "BY"),  # CC BY 4.0, a licence
    *("A", "GB", "T"),  # A4, GB/T 9704
    *"doc docx gif html jpg jsonl md mp odt ofd pdf png ppt pptx rtf txt wps xls xlsx zip".split(),
    *("news", "cn"),  # an example of a domain
    *("Ctrl", "Enter", *"FKSaegijklnt"),
}
LATIN = re.compile(r"[A-Za-z]{1,}")
HIDDEN = (
    "//script|//style|//code|//textarea|//*[@class='hex']|//*[@class='at']|//div[@id='id_password']"
)
SHOWN = ("placeholder", "title", "alt", "aria-label", "value")


def words_of(page):
    """Text and readable attributes of a page, without scripts and code to copy."""
    tree = html.fromstring(page.text)
    for gone in tree.xpath(HIDDEN):
        gone.drop_tree()
    texts = [*tree.itertext()]
    for name in SHOWN:
        inputs = "//input[@type='submit']/@value" if name == "value" else f"//@{name}"
        texts += tree.xpath(inputs)
    return {word for text in texts for word in LATIN.findall(text)}


def unwanted(page):
    return words_of(page) - ALLOWED


def pages(rows):
    """The addresses of the desk's pages; 运行状况 names files and commands as they are called."""
    for name, (see, _) in permission_table.EXPECTED.items():
        if "admin" in see and name != "desk_operations":
            yield permission_table.address(name, rows)
    yield reverse("admin:index")
    yield reverse("admin:password_change")
    yield reverse("admin:app_list", args=["series"])


def test_no_page_speaks_english(as_person, admin):
    client, found = as_person(admin), {}
    for url in pages(permission_table.objects()):
        page = client.get(url, follow=True)
        is_page = page["Content-Type"].startswith("text/html")
        if page.status_code == 200 and is_page and (odd := unwanted(page)):
            found[url] = odd
    assert found == {}


def test_the_log_in_speaks_chinese(client):
    page = client.post("/desk/login/", {"username": "nobody", "password": "wrong"})
    assert unwanted(page) - {"nobody"} == set()


@pytest.mark.parametrize("kind", permission_table.KINDS)
def test_errors_are_chinese(as_person, editor, kind):
    wrong = {
        "number": "x",
        "original_url": "javascript:alert(1)",
        "dateline": "2023-02-30",
        "starts_on": "x",
        "open_from": "x",
        "programme": "25:00",
    }
    page = as_person(editor).post(f"/desk/series/{kind}/add/", wrong)
    assert page.status_code == 200
    # What was typed stays in its field.
    assert unwanted(page) - {"javascript", "alert"} == set()


def test_an_english_word_would_be_noticed(as_person, editor, column):
    column.name = "Hello"
    column.save()
    assert "Hello" in unwanted(as_person(editor).get("/desk/series/column/"))
