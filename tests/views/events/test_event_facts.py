"""What a page of an event says beside its text: hosts, the way there, how to take part."""

import pytest

from tests.helpers import making
from tests.helpers.module_pages import column
from tests.helpers.reading import flat, read, words

__all__ = ["column"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def event(column):
    return making.event(
        "public",
        host="常州市工商业联合会",
        organizer="会员服务处",
        co_host="新能源产业企业家联盟",
        enterprise=making.organization("东方润安集团", kind="other").pk,
        map_url="https://uri.amap.com/marker?position=1",
        directions="地铁1号线龙城大道站2号口",
        participation="会员企业，每家至多3人",
        deadline="2026-12-03T18:00:00+08:00",
        contact="会员服务处",
        phone="0519-8568 0000 转 8021",
    )


def test_the_page_says_how_to_take_part(client, event):
    page = read(client, event.get_absolute_url())
    said = words(page)
    for line in (
        *("承办 会员服务处", "协办 新能源产业企业家联盟", "接待企业 东方润安集团"),
        *("怎样参加 会员企业，每家至多3人", "报名截止 2026年12月3日 18:00"),
        "地铁1号线龙城大道站2号口",
    ):
        assert line in said
    assert '<a href="tel:051985680000,8021">0519-8568 0000 转 8021</a>' in flat(page)
    assert '<a href="https://uri.amap.com/marker?position=1" rel="noopener">地图</a>' in flat(page)
    assert f'<a href="/organizations/{event.enterprise_id}/">东方润安集团</a>' in flat(page)


def test_calendar_interface_and_paper_say_it_too(client, event):
    file = client.get(f"/events/{event.pk}.ics").content.decode().replace("\r\n ", "")
    assert "怎样参加：会员企业，每家至多3人" in file
    told = client.get(f"/api/entries/{event.pk}/").json()["meeting"]
    assert told["phone"] == "0519-8568 0000 转 8021"
    assert told["enterprise"] == "东方润安集团"
    assert told["deadline"] == "2026-12-03T18:00:00+08:00"
    assert "报名截止：2026年12月3日 18:00" in words(
        read(client, f"{event.get_absolute_url()}print/")
    )


def test_what_is_not_known_leaves_no_row(client, column):
    said = words(read(client, making.event("public").get_absolute_url()))
    for label in ("承办", "怎样参加", "报名截止", "联系 ", "接待企业"):
        assert label not in said
