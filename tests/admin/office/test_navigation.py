"""The page 导航, and what readers then see in header and footer."""

import pytest
from django.test import Client
from lxml import html

from series.actions.errors import EditorialError
from series.actions.site.navigation import add_link
from series.models import NavigationArea, NavigationLink
from tests.helpers import making, people
from tests.helpers.forms import visible_text

pytestmark = pytest.mark.django_db
PAGE = "/desk/navigation/"


@pytest.fixture
def desk(as_person, chief):
    return as_person(chief)


def links(part, path="/feeds/"):
    """[(label, address, whether it is the page's own)] of header or footer as a reader gets it."""
    tree = html.fromstring(Client().get(path).content)
    place = {"header": "//nav[@class='nav']//a", "footer": "//footer//ul[@class='cols']//a"}
    found = tree.xpath(place[part])
    return [(a.text.strip(), a.get("href"), a.get("aria-current") == "page") for a in found]


def do(desk, **data):
    return visible_text(desk.post(PAGE, data, follow=True))


def test_a_page_that_nobody_arranged_is_the_one_of_before(client):
    header = [
        ("首页", "/"),
        *(("文章", "/articles/"), ("倡议", "/initiatives/"), ("活动", "/events/")),
        *(("数说", "/figures/"), ("检索", "/search/")),
    ]
    assert [link[:2] for link in links("header")] == header
    assert [link[2] for link in links("header", "/events/")] == [False] * 3 + [True] + [False] * 2
    footer = [
        "文章",
        "倡议",
        "活动",
        "按月归档",
        "向工商联提问",
        "网站纠错",
        "订阅",
        "网站地图",
        "无障碍说明",
        "隐私说明",
    ]
    assert [link[0] for link in links("footer")] == footer


def test_a_text_marks_the_list_that_it_belongs_to(client):
    row = making.article("public")
    current = [link[0] for link in links("header", row.get_absolute_url()) if link[2]]
    assert current == ["文章"]


def test_links_are_added_changed_moved_and_deleted(desk):
    page = making.flatpage("public")
    told = do(desk, do="add", area="header", label="关于", to=page.get_absolute_url())
    assert "“关于”已放进页首" in told
    assert links("header")[-1][:2] == ("关于", "/pages/about/")
    row = NavigationLink.objects.get(label="关于")
    assert "现在是第 1" in do(desk, do="place", row=row.pk, position="1")
    assert links("header")[0][0] == "关于"
    assert "现在是第 2" in do(desk, do="down", row=row.pk)
    do(desk, do="save", row=row.pk, label="机构", to="/pages/about/", active="on")
    assert links("header")[1][0] == "机构"
    do(desk, do="save", row=row.pk, label="机构", to="/pages/about/")
    assert "机构" not in [link[0] for link in links("header")]
    assert "已停用" in visible_text(desk.get(PAGE))
    assert "已删除" in do(desk, do="delete", row=row.pk)
    do(desk, do="restore", area="header")
    assert links("header")[0][0] == "首页"


def test_the_desk_says_why_a_link_is_not_shown(desk):
    page = making.flatpage("signed")
    do(desk, do="add", area="about", label="关于", to=page.get_absolute_url())
    assert "目标公开了才显示" in visible_text(desk.get(PAGE))
    do(desk, do="add", area="help", label="征文", to="/archive/", **{"from": "2099-01-01T09:00"})
    assert "到时显示" in visible_text(desk.get(PAGE))
    shown = [link[0] for link in links("footer")]
    assert "关于" not in shown
    assert "征文" not in shown


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"do": "add", "area": "help", "label": "", "to": "/feeds/"}, "请写链接的文字"),
        ({"do": "add", "area": "help", "label": "x", "to": "/nowhere/"}, "本站没有"),
        ({"do": "add", "area": "nowhere", "label": "x", "to": "/feeds/"}, "请用页上的按钮"),
        ({"do": "delete", "row": "99"}, "已被删除"),
        ({"do": "fly"}, "请用页上的按钮"),
        (
            {
                "do": "add",
                "area": "help",
                "label": "x",
                "to": "/feeds/",
                "from": "2026-12-02T09:00",
                "until": "2026-12-01T09:00",
            },
            "结束须在开始之后",
        ),
    ],
)
def test_what_cannot_be_done_is_said(desk, data, sentence):
    assert sentence in do(desk, **data)
    assert not NavigationLink.objects.exists()


def test_who_does_not_publish_everywhere_looks_only(as_person, editor):
    client = as_person(editor)
    page = client.get(PAGE)
    assert page.status_code == 200
    assert "添一个链接" not in visible_text(page)
    told = do(client, do="add", area="help", label="x", to="/feeds/")
    assert "终审人员或管理员" in told
    assert not NavigationLink.objects.exists()


def test_a_label_is_text_and_nothing_else(desk):
    do(desk, do="add", area="help", label="<b>x</b>", to="/archive/")
    assert "&lt;b&gt;x&lt;/b&gt;" in Client().get("/feeds/").content.decode()


def test_the_official_account_stands_in_the_footer_as_a_qr_code(client):
    address = "http://weixin.qq.com/r/abc"
    assert "微信扫一扫" not in client.get("/").text
    with pytest.raises(EditorialError, match="公众号二维码里的网址"):
        add_link(NavigationArea.FOLLOW, label="新常商", to="/articles/", by=people.chief())
    add_link(NavigationArea.FOLLOW, label="新常商", to=address, by=people.chief())
    footer = client.get("/").text.partition("<footer")[2]
    assert "公众号“新常商”" in footer
    assert f'aria-label="二维码：{address}"' in footer
