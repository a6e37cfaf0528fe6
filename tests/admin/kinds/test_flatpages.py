"""单页 at the desk: the same form and reviews as every text, without what belongs to lists."""

import re

import pytest

from series.actions.editorial.publication import publish
from series.actions.verification.verify import Verification
from series.models import Entry, FlatPage
from tests.helpers import making, people
from tests.helpers.forms import posted, visible_text

pytestmark = pytest.mark.django_db
ADD = "/desk/series/flatpage/add/"


@pytest.fixture
def desk(as_person, editor):
    return as_person(editor)


OF_LISTS = {"series", "number", "tags", "author", "dateline", "reprint", "figures"}


def names(page):
    return set(re.findall(r'name="([a-z_]+)"', page.text))


def test_the_form_has_an_address_and_nothing_that_belongs_to_lists(desk, column):
    found = names(desk.get(ADD))
    assert {"slug", "column", "headline", "summary", "body"} <= found
    assert found & OF_LISTS == set()


def test_control_the_form_of_an_article_has_them(desk, column):
    found = names(desk.get("/desk/series/article/add/"))
    assert found >= OF_LISTS
    assert "slug" not in found


def test_a_page_goes_the_same_way_as_every_text(desk, client, column):
    fields = {
        "column": column.pk,
        "headline": "投稿须知",
        "slug": "/Contribute/",
        "body": "每篇两千字。",
    }
    answer = desk.post(ADD, posted(desk.get(ADD), **fields), follow=True)
    assert "已建稿" in visible_text(answer)
    page = FlatPage.objects.get()
    assert page.slug == "contribute"
    assert client.get("/pages/contribute/").status_code == 404
    publish(page, revision=making.approve_fully(page), by=people.chief())
    assert "每篇两千字。" in client.get("/pages/contribute/").content.decode()
    assert list(Verification().faults()) == []


@pytest.mark.parametrize(
    ("slug", "sentence"), [("关于", "小写字母"), ("about", "已是《关于工商联》的")]
)
def test_an_address_that_cannot_be_used_is_told_beside_what_was_typed(desk, column, slug, sentence):
    making.flatpage("public")
    fields = {"column": column.pk, "headline": "另一页", "slug": slug, "body": "正文。"}
    answer = desk.post(ADD, posted(desk.get(ADD), **fields), follow=True)
    assert sentence in visible_text(answer)
    assert Entry.objects.count() == 1


def test_the_address_of_a_public_page_stays(desk):
    page = making.flatpage("public")
    url = f"/desk/series/flatpage/{page.pk}/change/"
    answer = desk.post(url, posted(desk.get(url), slug="us"), follow=True)
    assert "网址不能再改" in visible_text(answer)


def test_the_proof_of_a_page_is_its_readers_page(desk):
    page = making.flatpage(headline="投稿须知")
    answer = desk.get(f"/desk/series/flatpage/{page.pk}/proof/")
    assert "预览：第1版，未经发布。" in answer.text
    assert "交流技术改造的做法" in answer.text
