"""Ways to look without a line, or to try passwords without a pause."""

import pytest
from django.urls import reverse

from series.models import AuditLine
from tests.helpers import making

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def seen():
    lines = AuditLine.objects.filter(verb="查看未发布稿件").order_by("pk")
    return [line.detail["revision"] for line in lines]


@pytest.mark.parametrize(
    ("way", "revisions"),
    [
        ("change/", [2]),
        ("change/?revision=1", [2]),
        ("change/?b=1", [2]),
        ("change/?from=1", [1, 2]),
        ("history/", [2]),
        ("proof/?revision=", [2]),
        ("proof/?revision=0000000001", [1]),
        ("proof/?revision=1", [1]),
        ("compare/", [2]),
        ("compare/?b=", [2]),
        ("compare/?a=1", [1, 2]),
        ("compare/?a=0000000001&b=0000000002", [1, 2]),
        ("compare/?b=2", [2, 2]),
        ("preview/?revision=00000000002", [2]),
        ("revisions/0000000000001/", [1]),
    ],
)
@pytest.mark.parametrize("padded", [False, True])
def test_every_look_leaves_its_line(as_person, editor, way, revisions, padded):
    row = making.article()
    making.change(row, headline="改过的标题")
    number = f"{row.pk:013}" if padded else row.pk
    answer = as_person(editor).get(f"/desk/series/article/{number}/{way}")
    assert answer.status_code == 200
    assert seen() == list(dict.fromkeys(revisions))


@pytest.mark.parametrize("page", ["revisions/1", "proof", "compare", "slip", "history", "preview"])
def test_a_look_by_post_is_a_look(as_person, first, page):
    row = making.article()
    assert as_person(first).post(f"/desk/series/article/{row.pk}/{page}/").status_code == 200
    assert seen() == [1]


def test_a_revised_public_text_is_not_hidden_behind_the_number_of_the_public_one(as_person, first):
    row = making.article("published")
    making.change(row, headline="尚未公开的标题")
    page = as_person(first).get(f"/desk/series/article/{row.pk}/change/?revision=1")
    assert "尚未公开的标题" in page.text
    assert seen() == [2]


@pytest.mark.parametrize(
    "spelling",
    [
        str.strip,
        lambda name: f"  {name}\u3000",
        lambda name: "".join(chr(ord(c) + 0xFEE0) for c in name),
    ],
)
def test_spellings_of_one_name_share_one_count(client, editor, spelling):
    """The form reads full-width letters as plain ones; so does the count."""
    for number in range(6):
        name = "editor" if number % 2 else spelling("editor")
        answer = client.post(reverse("admin:login"), {"username": name, "password": "x" * 12})
    assert answer.status_code == 429
    told = AuditLine.objects.filter(verb="登录", result="failed").values_list("object", flat=True)
    assert set(told) == {"editor"}
