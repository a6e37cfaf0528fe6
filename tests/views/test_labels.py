"""网页标签 and OpenGraph: present, never empty, and equal to what a reader sees."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.template import Context, engines
from django.urls import resolve, reverse

from series.actions.editorial.share_links import share, token_of
from series.actions.media.pictures import store_picture
from series.models import ENTRY_KINDS, Column, Entry, Kind
from series.sections import every_list
from tests.helpers import making, people
from tests.helpers.heads import head_of
from tests.helpers.module_pages import column, site, work
from tests.helpers.pictures import PNG
from tests.helpers.reading import archived, read

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
__all__ = ["column", "site", "work"]
SITE = ("SiteName", "SiteDomain")
COLUMN = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
ARTICLE = ("ArticleTitle", "PubDate", "ContentSource", "Url")
GRAPH = ("og:type", "og:title", "og:description", "og:url", "og:site_name", "og:locale")
KINDS = ("article", "initiative", "event")
HOSTILE = '</script><script>alert(1)</script>"><b>&'


def lists(site):
    """{address: the name of its column}."""
    rows = [site[name] for name in ("column", "series", "forum")]
    return {
        "/": "首页",
        "/articles/": "文章",
        "/initiatives/": "倡议",
        "/events/": "活动",
        "/search/": "检索",
        "/feeds/": "订阅",
        "/tags/两个健康/": "两个健康",
        **{row.get_absolute_url(): str(getattr(row, "title", row)) for row in rows},
    }


def every_page(site):
    return [*lists(site), *(site[kind].get_absolute_url() for kind in KINDS)]


def test_no_page_has_an_empty_label_or_lacks_one(client, site):
    for address in every_page(site):
        head = head_of(client, address)
        for name in (*SITE, *COLUMN, *GRAPH, "Description"):
            assert head.one(name).strip(), (address, name)
        contents = [text for each in head.metas.values() for text in each]
        assert all(text and text.strip() for text in contents), address


def test_lists_are_called_what_their_heading_says(client, site):
    for address, name in lists(site).items():
        head = head_of(client, address)
        assert head.one("ColumnName") == name
        seen = head.text("h1") if address != "/" else "首页"
        assert seen == name, address
        if address != site["column"].get_absolute_url():  # a column has a sentence of its own
            assert head.one("ColumnDescription") == head.one("Description")
        assert head.one("og:type") == "website"
    assert head_of(client, "/").one("ColumnType") == "首页"
    assert head_of(client, "/articles/").one("ColumnType") == "工作动态"


def test_every_list_with_an_address_of_its_own_has_its_words():
    """The other names of `every_list` belong to pages that may come; these are here."""
    for name in ("home", "articles", "initiatives", "events", "search", "feeds"):
        assert name in every_list()
        assert all(every_list()[name])
        assert reverse(f"series:{name}")


def test_a_column_says_what_its_row_says(client, site):
    own = {"description": "企业家的故事", "keywords": "民营经济，新常商、 常州"}
    Column.objects.filter(pk=site["column"].pk).update(**own, type="政策解读")
    for address in (site["column"].get_absolute_url(), site["article"].get_absolute_url()):
        head = head_of(client, address)
        found = [head.one(name) for name in COLUMN]
        assert found == [site["column"].name, "企业家的故事", "民营经济,新常商,常州", "政策解读"]


@pytest.mark.parametrize("kind", KINDS)
def test_an_entry_is_labelled_with_what_is_seen(client, site, kind):
    head = head_of(client, site[kind].get_absolute_url())
    assert head.one("ArticleTitle") == head.text("h1") == head.one("og:title")
    assert head.one("PubDate") in (head.told("发布日期"), head.told("发布"))
    assert head.one("ContentSource") == head.told("来源")
    assert head.one("Url") == head.links["canonical"][0] == head.one("og:url")
    assert head.one("ColumnName") == site["column"].name
    assert head.one("og:type") == "article"
    assert head.one("article:section") == site["column"].name
    assert head.one("article:modified_time") >= head.one("article:published_time")


def test_an_article_names_its_author_and_tags_in_their_order(client, site):
    head = head_of(client, site["article"].get_absolute_url())
    seen = [e.text for e in head.page.iter("a") if (e.get("href") or "").startswith("/tags/")]
    assert head.one("Author") == head.told("作者") == "本刊编辑部"
    assert head.one("Keywords").split(",") == head.metas["article:tag"] == seen
    assert head.one("Description") == head.one("og:description") == "全市会员总数超过32000家。"
    assert head.one("article:published_time") == "2023-11-18T09:30+08:00"


@pytest.mark.parametrize(
    "kind", [kind for kind in Kind if "author" not in ENTRY_KINDS[kind].leaves_out]
)
def test_the_author_is_seen_on_every_kind(client, column, kind):
    head = head_of(client, archived(kind, author="张三").get_absolute_url())
    assert head.one("Author") == head.told("作者") == "张三"


def test_what_is_not_known_is_absent(client, column):
    head = head_of(client, archived(headline="只有日期").get_absolute_url())
    for name in ("Author", "Keywords", "Image", "SiteIDCode", "article:tag"):
        assert head.metas.get(name) is None
    assert head.one("PubDate") == "2023-11-17"


def test_the_source_is_the_reprints_and_else_the_owner(client, column, settings):
    reprint = {
        "reprint": True,
        "original_title": "原来的题目",
        "original_source": "新华社",
        "original_url": "https://example.org/1",
        "original_at": "2023-11-16",
    }
    row = archived(headline="转载的一篇", **reprint)
    head = head_of(client, row.get_absolute_url())
    assert head.one("ContentSource") == head.told("来源") == "新华社"
    settings.SITE = {**settings.SITE, "owner": "某工商联"}
    for kind in Kind:
        head = head_of(client, archived(kind, headline="没有来源").get_absolute_url())
        assert head.one("ContentSource") == head.told("来源") == "某工商联"


def test_a_picture_of_the_text_is_named_whole(client, column):
    address = store_picture(PNG).get_absolute_url()
    body = f'<p>有图。</p><figure><img src="{address}" alt="图"></figure>'
    head = head_of(client, archived(body=body).get_absolute_url())
    assert head.one("Image") == f"http://testserver{address}"
    assert address in [image.get("src") for image in head.page.iter("img")]


def test_the_site_is_named_by_its_settings(client, site, settings):
    settings.SITE = {
        **settings.SITE,
        "base_url": "https://zt.example.cn:8443",
        "id_code": "3204000001",
    }
    for address in every_page(site):
        head = head_of(client, address)
        assert head.one("SiteDomain") == "zt.example.cn"
        assert head.one("SiteIDCode") == "3204000001"
        assert head.one("og:url").startswith("https://zt.example.cn:8443/")
        assert head.links["canonical"] == [head.one("og:url")]


@pytest.mark.parametrize(
    ("asked", "own"),
    [
        ("/articles/?year=2023&utm_source=wx", "/articles/?year=2023"),
        ("/articles/?before=20231117T0000-99&year=2023",
         "/articles/?year=2023&before=20231117T0000-99"),
        ("/events/?m=2026-12", "/events/?m=2026-12"),
        ("/events/?m=x", "/events/"),
        ("/search/?q=会员", "/search/"),
        ("/tags/两个健康/", "/tags/%E4%B8%A4%E4%B8%AA%E5%81%A5%E5%BA%B7/"),
        ("/series/{work}/?after=1", "/series/{work}/?after=1"),
        ("/series/{work}/?after=0", "/series/{work}/"),
    ],
)  # fmt: skip
def test_a_page_has_one_address_of_its_own(client, site, asked, own):
    place = {"work": site["series"].pk}
    head = head_of(client, asked.format(**place))
    assert head.links["canonical"] == [f"http://testserver{own.format(**place)}"]
    assert head.one("og:url") == head.links["canonical"][0]


def test_a_later_page_of_a_list_is_not_indexed(client, site):
    later = head_of(client, "/articles/?before=20231119T0000-1")
    assert later.one("robots") == "noindex, follow"
    assert "robots" not in head_of(client, "/articles/").metas


@pytest.mark.parametrize("make", [making.article, making.initiative, making.event])
def test_faults_are_not_labelled(client, make):
    gone = client.get(make("withdrawn").get_absolute_url()).text
    lost = client.get("/articles/987654/").text
    for text in (gone, lost):
        for label in ("canonical", "ColumnName", "ArticleTitle", "og:", "ld+json", 'content=""'):
            assert label not in text


@pytest.mark.parametrize("make", [making.article, making.initiative, making.event])
def test_a_proof_tells_machines_nothing(client, make):
    row = make("signed", headline="送审的标题")
    link = share(row, revision=making.newest(row), by=people.chief(), days=3)
    text = client.get(f"/share/{token_of(link)}/").text
    assert "送审的标题" in text
    assert "来源" in text
    for label in ("canonical", "ColumnName", "ArticleTitle", "og:", "ld+json", "oembed", "/api/"):
        assert label not in text


def test_hostile_words_stay_words(client, column):
    row = archived(headline=HOSTILE, summary=HOSTILE, author=HOSTILE[:50], tags=["<b>&"])
    head = head_of(client, row.get_absolute_url())
    assert head.one("ArticleTitle") == HOSTILE
    assert head.one("Description") == head.one("og:description") == HOSTILE
    assert head.one("og:title") == HOSTILE
    scripts = [e for e in head.page.iter("script") if e.get("type") != "application/ld+json"]
    names = ("site", "tools")
    assert [e.get("src") for e in scripts] == [f"/static/site/{name}.js" for name in names]


def test_a_newer_revision_does_not_show(client, column):
    row = making.article("public", headline="公开的标题")
    before = head_of(client, row.get_absolute_url())
    making.change(row, headline="尚未公开", author="某人")
    after = head_of(client, row.get_absolute_url())
    assert before.metas == after.metas
    assert before.data == after.data
    making.republish(row, headline="改过的标题")
    assert head_of(client, row.get_absolute_url()).one("ArticleTitle") == "改过的标题"


def test_an_error_page_without_a_request_has_no_empty_label(client, db):
    before = Entry.objects.count()
    text = client.get("/", headers={"host": "evil.example"}).text
    assert 'content=""' not in text
    assert read(client, "/") != text
    assert Entry.objects.count() == before


TITLE = "{% page_title %}数说 &amp; 图\n表{% endpage_title %}"
DESCRIPTION = "{% page_description %}&quot;一句&quot;{% endpage_description %}"


def page_written(text, rf):
    """A page of this template for the address of 数说, and its labels."""
    request = rf.get("/figures/")
    request.resolver_match = resolve("/figures/")
    template = engines["django"].from_string("{% load labels %}" + text).template
    context = Context({"request": request, "root": "https://example.cn"})
    return template.render(context), context.get("labels")


def test_title_and_description_are_printed_as_they_are_and_told_as_words(rf):
    head = f'<meta content="{DESCRIPTION}" name="Description"><title lang="zh">{TITLE}</title>'
    page, labels = page_written(head + "{% page_labels as labels %}", rf)
    assert page == (
        '<meta content="&quot;一句&quot;" name="Description"><title lang="zh">数说 &amp; 图\n表</title>'
    )
    assert (labels.title, labels.description) == ("数说 & 图 表", '"一句"')


@pytest.mark.parametrize(
    ("head", "tag"),
    [
        (DESCRIPTION, "page_title"),
        (TITLE, "page_description"),
        ("{% page_title %} {% endpage_title %}" + DESCRIPTION, "page_title"),
        (TITLE + "{% page_description %}{% endpage_description %}", "page_description"),
    ],
)
@pytest.mark.parametrize("labels", ["{% page_labels as labels %}", "{% linked_data %}"])
def test_a_page_without_title_or_description_is_an_error(rf, head, tag, labels):
    with pytest.raises(ImproperlyConfigured, match=tag):
        page_written(head + labels, rf)
