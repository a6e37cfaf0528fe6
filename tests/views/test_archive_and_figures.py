"""Months, figures and the pages about the site."""

import pytest

from series.actions.editorial.publication import withdraw
from series.models import Kind
from tests.helpers import making, people
from tests.helpers.reading import archived, read, words

pytestmark = pytest.mark.django_db
BODY = "<p>开头。</p><h2>凝聚合力</h2><p>会员超过32000家，信息近3万条。</p>"
FIGURES = ["会员｜会员超过32000家", "信息近3万条"]


def test_months_tell_their_numbers_and_lead_to_their_entries(client):
    archived(headline="十一月的文章", dateline="2023-11-30")
    archived(Kind.INITIATIVE, headline="十二月的倡议", dateline="2023-12-01")
    text = words(read(client, "/archive/"))
    assert "11月1篇" in text
    assert "12月1篇" in text
    november = words(read(client, "/archive/2023/11/"))
    assert "十一月的文章" in november
    assert "十二月的倡议" not in november
    assert "十二月的倡议" in words(read(client, "/archive/2023/12/"))


def test_a_month_is_one_in_shanghai(client):
    archived(headline="元旦零点的文章", dateline="2024-01-01T00:00")
    assert "元旦零点的文章" in read(client, "/archive/2024/1/")
    assert "元旦零点的文章" not in read(client, "/archive/2023/12/")


def test_an_empty_month_helps_and_an_impossible_one_is_not_found(client):
    assert "其他月份" in read(client, "/archive/2023/5/")
    assert "还没有发布任何内容" in read(client, "/archive/")
    for month in ("2023/13", "2023/0", "1899/1", "99999/1", f"{10**20}/1"):
        read(client, f"/archive/{month}/", status=404)


def test_figures_are_quoted_with_their_place(client):
    row = making.article("public", headline="履职尽责展新姿", body=BODY, figures=FIGURES)
    text = read(client, "/figures/")
    assert "“会员超过32000家”" in text
    assert f'href="{row.get_absolute_url()}#s1"' in text
    assert "《履职尽责展新姿》第一节" in words(text)
    assert "一齿 = 1000家；末尾渐隐表示“超过”" in text
    assert "一齿 = 1000条；虚齿表示“近”" in text
    assert "<small>超过</small>32000<small>家</small>" in read(client, "/")
    withdraw(row, reason="有误", by=people.chief())
    assert "32000" not in read(client, "/figures/")
    assert "32000" not in read(client, "/")
    assert "还没有单列的数字" in read(client, "/figures/")


def test_figures_of_drafts_are_nowhere(client):
    making.article("signed", body=BODY, figures=FIGURES)
    assert "32000" not in read(client, "/figures/") + read(client, "/")


def test_more_figures_cost_no_more_queries(client, django_assert_num_queries):
    making.article("public", body=BODY, figures=FIGURES)
    with django_assert_num_queries(3):  # one of them for the navigation
        read(client, "/figures/")
    for number in range(3):
        making.article("public", headline=f"第{number}篇", body=BODY, figures=FIGURES)
    with django_assert_num_queries(3):
        read(client, "/figures/")


@pytest.mark.parametrize("path", ["/sitemap/", "/accessibility/", "/privacy/"])
def test_pages_about_the_site(client, column, path):
    assert "网站地图" in read(client, path)
    assert "no-cache" in client.get(path)["Cache-Control"]


def test_the_footer_has_the_seven_fields_where_they_are_configured(client, settings):
    bare = read(client, "/").partition('class="legal"')[2]
    assert "主办单位：常州市工商业联合会" in bare
    for word in ("联系方式", "备", "网站标识码", "党政机关网站标识", "我为政府网站找错"):
        assert word not in bare
    settings.SITE = {
        **settings.SITE,
        "contact": "0519-00000000",
        "icp": "苏ICP备00000000号",
        "police": "苏公网安备00000000000000号",
        "id_code": "3204000000",
        "party_mark": "https://example.org/mark",
        "find_errors": "https://example.org/errors",
    }
    full = words(read(client, "/").partition('class="legal"')[2])
    for word in (
        *("联系方式：0519-00000000", "苏ICP备00000000号", "苏公网安备00000000000000号"),
        *("网站标识码：3204000000", "党政机关网站标识", "我为政府网站找错"),
    ):
        assert word in full
