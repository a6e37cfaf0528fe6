"""The crawl finds what is wrong with a site, and nothing wrong with a good one."""

import pytest

from tests.audit import crawl
from tests.audit.controls import good_pages, serving, with_part

pytestmark = pytest.mark.any_database
FEED = "<feed xmlns='http://www.w3.org/2005/Atom'><entry><content>&lt;a href='/a/'&gt;</content></entry></feed>"
LINKED = "<link rel='alternate' type='application/atom+xml' href='/feed.xml'>"


def found(pages, headers=None, **bounds):
    with serving(good_pages() | pages, headers) as site:
        return crawl.check(crawl.crawl(site, **bounds)).findings


def rules(pages, headers=None, **bounds):
    return {(finding.page, finding.rule) for finding in found(pages, headers, **bounds)}


def test_a_good_site_passes():
    assert found({}) == []


@pytest.mark.parametrize(
    "part",
    [
        "<a href='/gone/'>去</a>",
        "<a href='gone/'>去</a>",
        "<img src='/gone.png' alt=''>",
        "<img srcset='/ 1x, /gone.png 2x' alt=''>",
        "<form action='/gone/'></form>",
        "<svg><use href='/gone.svg'/></svg>",
        '<script type=\'application/ld+json\'>{"url": "SITE/gone/"}</script>',
        "<a href='http://[bad'>去</a>",
    ],
)
def test_a_broken_address_is_found_wherever_it_stands(part):
    pages = good_pages()
    with serving(pages) as site:
        pages["/second/"] = with_part(part.replace("SITE", site))
        findings = crawl.check(crawl.crawl(site)).findings
    assert [(one.page, one.rule) for one in findings] == [("/second/", "失效链接 404")]


@pytest.mark.parametrize("name", ["/feed.xml", "/plain.css", "/sitemap.xml"])
def test_other_files_are_read_too(name):
    pages = good_pages() | {"/": with_part("", LINKED), "/feed.xml": FEED, "/a/": with_part("")}
    with serving(pages) as site:
        pages["/plain.css"] = f"p {{ background: url({site}/gone.png) }}"
        pages["/sitemap.xml"] = f"<urlset><loc>{site}/gone/</loc></urlset>"
        if name == "/feed.xml":
            del pages["/a/"]
        findings = crawl.check(crawl.crawl(site)).findings
    assert (name, "失效链接 404") in {(one.page, one.rule) for one in findings}


@pytest.mark.parametrize(
    "part",
    [
        "<img src='https://example.org/a.png' alt=''>",
        "<script src='//example.org/a.js'></script>",
        "<img srcset='https://example.org/a.png 2x' alt=''>",
        "<p style='background: url(https://example.org/a.png)'></p>",
        "<link rel='preconnect' href='https://example.org'>",
    ],
)
def test_a_third_party_is_found_and_a_mere_link_is_not(part):
    assert rules({"/": with_part(part)}) == {("/", "第三方资源")}
    assert found({"/": with_part("<a href='https://example.org/'>外</a>")}) == []


def test_a_style_sheet_that_asks_a_third_party_is_found():
    sheet = "@import 'https://example.org/a.css';"
    assert rules({"/plain.css": sheet}) == {("/plain.css", "第三方资源")}


@pytest.mark.parametrize(
    ("path", "cookie", "wrong"),
    [
        ("/second/", "seen=1", True),
        ("/display/?theme=dark", "display=dark; Max-Age=9", False),
        ("/display/?theme=dark", "display=7f3a91; Max-Age=9", True),
        ("/display/?theme=dark", "seen=1", True),
        ("/display/", "display=dark; Max-Age=9", True),
        ("/display/", 'display=""; Max-Age=0', False),
    ],
)
def test_only_the_readers_choice_may_be_a_cookie(path, cookie, wrong):
    status = (302, "") if path.startswith("/display/") else with_part("")
    headers = {path: [("Set-Cookie", cookie), ("Location", "/")]}
    pages = {"/": with_part(f"<a href='{path}'>选</a>"), path: status}
    assert rules(pages, headers) == ({(path, "Cookie")} if wrong else set())


def test_a_redirect_that_nobody_meant_is_found():
    pages = {"/": with_part("<a href='/old/'>旧</a>"), "/old/": (301, "")}
    assert rules(pages, {"/old/": [("Location", "/")]}) == {("/", "失效链接 301")}


def test_a_fragment_must_exist():
    part = "<a href='#top-line'>有</a><a href='/second/#nowhere'>没有</a>"
    assert [str(one) for one in found({"/": with_part(part)})] == [
        "/  页内位置不存在：/second/#nowhere"
    ]


def test_a_list_that_never_ends_is_found_and_left():
    pages = {f"/list/?p={n}": with_part(f"<a href='?p={n + 1}'>下一页</a>") for n in range(400)}
    pages["/"] = with_part("<a href='/list/?p=0'>列表</a>")
    assert rules(pages) == {("/list/", "翻不完的页")}


def test_the_bound_is_told():
    assert ("/", "没有走完") in rules({}, most=2)


def test_a_site_without_pages_does_not_pass():
    assert ("/", "没有页面") in rules({"/": (500, ""), "/search/": (500, "")})
