"""单页: at an address with a word, found by search and site map, in no list. Decision 122."""

import pytest

from series.actions.editorial.bin import discard, restore
from series.actions.editorial.copies import copy_entry
from series.actions.editorial.publication import withdraw
from series.actions.errors import EditorialError
from series.models import Entry, EntryFeature, PendingRelation, Tally
from tests.helpers import making, people
from tests.helpers.reading import flat, whole, words

pytestmark = pytest.mark.django_db
WORDS = "本会设办公室和宣传教育处，受理会员来访和投稿。"
BODY = f"<p>{WORDS}</p><h2>办公时间</h2><p>工作日上午九时至下午五时。</p>"


@pytest.fixture
def about():
    return making.flatpage("published", body=BODY)


def read(client, path):
    answer = client.get(path)
    return answer.status_code, flat(answer.content.decode())


def test_a_page_is_read_at_the_word_that_its_editor_chose(client, about):
    status, text = read(client, "/pages/about/")
    assert status == 200
    assert about.get_absolute_url() == "/pages/about/"
    assert f"<p>{WORDS}</p>" in text
    assert "办公时间" in words(text)
    assert '<link rel="canonical" href="http://testserver/pages/about/">' in text
    assert "相关阅读" not in text


def test_its_number_is_no_address(client, about):
    assert client.get(f"/pages/{about.pk}/").status_code == 404


@pytest.mark.parametrize("state", ["draft", "submitted", "signed"])
def test_a_page_that_is_not_public_is_not_there(client, state):
    making.flatpage(state, body=BODY)
    assert client.get("/pages/about/").status_code == 404


LISTS = ("/", "/articles/", "/columns/{}/", "/archive/", "/feeds/all.atom", "/feeds/all.rss")
LISTS += ("/feeds/columns/{}.atom", "/feeds/columns/{}.rss", "/calendar.ics")


@pytest.mark.parametrize("path", LISTS)
def test_a_page_stands_in_no_list(client, about, path):
    making.article("public", headline="民营企业座谈会召开")
    answer = whole(client.get(path.format(about.column_id)).text)
    shown = answer.partition("<main")[2].partition("</main>")[0] or answer
    assert about.headline not in shown


def test_control_an_article_of_the_same_words_stands_in_the_lists(client):
    row = making.article("public", headline="关于工商联")
    for path in ("/", "/articles/", f"/columns/{row.column_id}/", "/feeds/all.atom"):
        assert "关于工商联" in whole(client.get(path).text)


def test_no_month_and_no_other_text_leads_to_a_page(client, about):
    other = making.article("public", headline="关于工商联的办公室", body=BODY)
    day = about.published_at
    for path in (f"/archive/{day.year}/{day.month}/", other.get_absolute_url()):
        assert about.get_absolute_url() not in main_of(client, path)
    assert Tally.objects.filter(kind="flatpage").count() == 0
    assert not EntryFeature.objects.filter(entry=about.pk).exists()
    assert not PendingRelation.objects.filter(entry=about.pk).exists()


def main_of(client, path):
    return client.get(path).content.decode().partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize(
    "path",
    ["/search/?q=宣传教育处", "/sitemap/", "/sitemap-0.xml", "/search/suggest/?q=关于工商联"],
)
def test_search_and_site_maps_lead_to_a_page(client, about, path):
    assert "/pages/about/" in client.get(path).content.decode()


def test_a_page_has_the_outputs_and_the_card_of_every_kind(client, about):
    for ending in ("/print/", ".docx", ".md", ".txt"):
        assert client.get(f"/pages/{about.pk}{ending}").status_code == 200
    card = client.get("/oembed/?url=/pages/about/")
    assert card.json()["title"] == "关于工商联"
    entry = client.get(f"/api/entries/{about.pk}/").json()
    assert entry["address"].endswith("/pages/about/")


def test_a_withdrawn_page_is_gone_everywhere(client, about):
    withdraw(about, reason="内容有误", by=people.chief())
    assert client.get("/pages/about/").status_code == 410
    assert client.get("/oembed/?url=/pages/about/").status_code == 410
    assert client.get(f"/pages/{about.pk}.docx").status_code == 410
    for path in ("/search/?q=宣传教育处", "/sitemap/"):
        assert "/pages/about/" not in client.get(path).content.decode()


@pytest.mark.parametrize(
    "slug", ["关于", "about us", "-about", "about-", "2026", "a/b", "about.html"]
)
def test_an_address_of_other_signs_is_refused(slug):
    with pytest.raises(EditorialError, match="小写字母"):
        making.flatpage(slug=slug)


def test_two_pages_never_have_one_address(about):
    with pytest.raises(EditorialError, match="已是《关于工商联》的"):
        making.flatpage(headline="另一页", slug="about")
    assert Entry.objects.filter(slug="about").count() == 1


def test_a_page_without_an_address_is_not_submitted():
    with pytest.raises(EditorialError, match="还缺网址"):
        making.flatpage("submitted", slug="")


def test_a_page_that_was_public_keeps_its_address(about):
    with pytest.raises(EditorialError, match="网址不能再改"):
        making.change(about, slug="us")
    assert making.republish(about, headline="关于我们").get_absolute_url() == "/pages/about/"


def test_what_belongs_to_lists_is_never_stored_of_a_page():
    row = making.flatpage(tags=["两个健康"], number=3, series=making.series())
    assert (row.number, row.series, row.tags.count()) == (None, None, 0)


def test_a_copy_and_a_restored_draft_take_no_address_of_another(about):
    first = Entry.objects.select_related("newest", "column").get(pk=about.pk)
    assert copy_entry(first, by=people.editor()).slug == ""
    draft = making.flatpage(headline="投稿须知", slug="contribute")
    discard(draft, revision=making.newest(draft), by=people.editor())
    making.flatpage(headline="投稿", slug="contribute")
    assert restore(draft, by=people.editor()).slug == ""
