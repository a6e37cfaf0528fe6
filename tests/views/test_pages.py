"""Every page as a reader meets it: what it says, and that it is well-formed."""

import html5lib
import pytest
import time_machine
from django.urls import reverse

from series.models import Kind
from tests.helpers import making
from tests.helpers.reading import archived, disorder, flat, read, words

pytestmark = pytest.mark.django_db


def test_home_shows_the_lead_with_its_cover_and_every_section(client, site):
    with time_machine.travel("2026-11-24T04:00:00Z", tick=False):
        text = read(client, "/")
    seen = words(text)
    assert "2026年11月24日 星期二" in seen
    assert "农历丙午年十月十六" in seen
    assert "一齿一句" in seen
    for heading in ("最新文章", "近期活动", "倡议", "常商论坛", "常州“企业家日”"):
        assert heading in seen
    assert "下一次是2027年2月13日，星期六" in seen
    assert "还有81天" in seen


def test_home_leaves_out_what_is_empty(client, db):
    seen = words(read(client, "/"))
    assert "还没有发布任何内容" in seen
    for heading in ("最新文章", "近期活动", "全部倡议", "常商论坛"):
        assert heading not in seen


def test_a_single_article_stands_alone_as_the_lead(client, column):
    archived(headline="独此一篇")
    seen = words(read(client, "/"))
    assert seen.count("独此一篇") == 1
    assert "最新文章" not in seen


def test_the_festival_itself_is_today(client, site):
    with time_machine.travel("2027-02-13T04:00:00Z", tick=False):
        seen = words(read(client, "/"))
    assert "就是今天" in seen
    assert "还有" not in seen


def test_a_call_with_a_long_title_has_no_upright_verse(client, site):
    assert read(client, "/initiatives/").count('class="verse') == 1
    title = "敢于创新勇立潮头" * 8
    long = archived(Kind.INITIATIVE, headline=title)
    text = read(client, long.get_absolute_url())
    assert title in words(text)
    assert 'class="verse' not in text
    assert read(client, "/initiatives/").count('class="verse') == 1


def test_an_empty_list_does_not_lead_to_itself(client, db):
    assert "看全部文章" not in words(read(client, "/articles/"))
    assert "看全部文章" in words(read(client, "/articles/?year=2001"))


def test_article_shows_its_parts_and_labels(client, site):
    text = read(client, site["article"].get_absolute_url())
    seen = words(text)
    assert "发布日期 2023-11-18 09:30" in seen
    assert "来源 常州市工商业联合会" in seen
    assert "作者 本刊编辑部" in seen
    assert '<meta name="PubDate" content="2023-11-18 09:30">' in text
    assert '<meta name="ContentSource" content="常州市工商业联合会">' in text
    assert '<span class="half words">会员总数超过32000家</span>' in text
    assert (
        f'<link rel="canonical" href="http://testserver{site["article"].get_absolute_url()}">'
        in text
    )


def test_article_without_source_or_time_names_the_owner_and_the_day_alone(client, column):
    text = read(client, archived(headline="只有日期").get_absolute_url())
    assert "来源 常州市工商业联合会" in words(text)
    assert '<meta name="ContentSource" content="常州市工商业联合会">' in text
    assert '<meta name="PubDate" content="2023-11-17">' in text


def test_article_lists_its_sections(client, column):
    body = "<p>开头。</p><h2>以学促干，凝聚合力</h2><p>第一节。</p><h2>办好实事</h2><p>第二节。</p>"
    text = read(client, archived(body=body + "<hr><p>结束语。</p>").get_absolute_url())
    assert '<a href="#s1">' in text
    assert '<h2 id="s2"><i>二</i><span class="half words">办好实事</span></h2>' in flat(text)
    assert text.index("结束语") > text.index("第二节")
    close = text.partition('<div class="part close">')[2]
    assert words(close).startswith("结束语。")


def test_article_names_the_gaps_of_its_series(client, work):
    second, fifth = work.entries.order_by("number")
    seen = words(read(client, second.get_absolute_url()))
    assert "——深化“两个健康”先行区建设工作展示（二）" in seen
    assert "工作展示（一），尚未发布" in seen
    assert "工作展示（三），尚未发布" in seen
    assert f"下一篇（五）{fifth.headline}" in seen


def test_neighbours_without_a_gap_are_only_links(client, column):
    run = making.series("连载", in_column=column)
    for number in (1, 2, 3):
        archived(headline=f"第{number}篇文章", series=run.pk, number=number)
    seen = words(read(client, run.entries.get(number=2).get_absolute_url()))
    assert "上一篇（一）第1篇文章" in seen
    assert "下一篇（三）第3篇文章" in seen
    assert "尚未发布" not in seen


def test_series_lists_its_run_with_gaps(client, work):
    seen = words(read(client, work.get_absolute_url()))
    assert "第一期，尚未发布" in seen
    assert "第三期至第四期，尚未发布" in seen
    assert "已发布2篇" in seen
    assert seen.index("履职尽责展新姿") < seen.index("第三期至") < seen.index("服务企业再提速")


def test_forum_series_is_a_shelf_and_festival_names_its_days(client, site):
    assert '<ol class="shelf">' in read(client, site["forum"].get_absolute_url())
    with time_machine.travel("2026-11-24T04:00:00Z", tick=False):
        seen = words(read(client, site["festival"].get_absolute_url()))
    assert "每年农历正月初八" in seen
    assert "2027年2月13日 星期六" in seen
    assert "2028年2月2日 星期三" in seen


def test_initiative_shows_verse_and_letter(client, site):
    text = read(client, site["initiative"].get_absolute_url())
    assert "<span>敢为</span><span>敢闯</span><span>敢干</span><span>敢首创</span>" in text
    assert '<p class="to">全市企业家：</p>' in text
    assert '<p class="sign">常州市工商业联合会</p>' in text


def test_event_shows_time_programme_and_state(client, site):
    with time_machine.travel("2026-12-04T07:00:00Z", tick=False):
        seen = words(read(client, site["event"].get_absolute_url()))
    assert "2026年12月4日（十月廿六，星期五）14:00—17:00" in seen
    assert "进行中" in seen
    assert "09:30 产业的下一程 主题演讲 专家学者" in " ".join(seen.split())


@pytest.mark.parametrize(
    ("content", "state"),
    [
        ({"state": "postponed", "state_note": "原定2月22日"}, "改期，原定2月22日"),
        ({"state": "cancelled"}, "已取消"),
        ({}, "即将举行"),
        (
            {"starts_at": "2020-01-02T09:00:00+08:00", "ends_at": "2020-01-02T10:00:00+08:00"},
            "往期活动",
        ),
    ],
)
def test_events_page_says_how_an_event_stands(client, column, content, state):
    archived(Kind.EVENT, **content)
    with time_machine.travel("2026-11-24T04:00:00Z", tick=False):
        assert state in words(read(client, reverse("series:events")))


def test_events_page_is_a_month_with_lunar_days(client, column):
    archived(
        Kind.EVENT,
        headline="常州“企业家日”",
        form="festival",
        starts_at="2024-02-17T00:00:00+08:00",
        ends_at="2024-02-17T23:59:00+08:00",
        all_day=True,
    )
    text = read(client, "/events/?m=2024-02")
    for note in ("立春", "除夕", "春节", "元宵", "初八", "癸卯年腊月、甲辰年正月"):
        assert note in text
    assert '<td class="fest">17<small>初八</small>' in flat(text)
    assert 'href="?m=2024-03"' in text


def test_the_calendar_ends_where_the_events_end(client, column):
    """Else whoever follows its links would never be done."""
    making.event(
        "draft", starts_at="2020-01-05T09:00:00+08:00", ends_at="2099-01-01T09:00:00+08:00"
    )
    for month in ("2024-02", "2024-11"):
        moments = {f"{end}s_at": f"{month}-17T09:00:00+08:00" for end in ("start", "end")}
        archived(Kind.EVENT, headline=f"{month}的活动", **moments)
    first = read(client, "/events/?m=2024-02")
    assert 'href="?m=2024-01"' not in first
    assert 'href="?m=2024-03"' in first
    assert 'href="?m=2024-02"' in read(client, "/events/?m=2024-03")
    assert 'rel="next' not in read(client, "/events/")


def test_lists_carry_kinds_as_words_and_years_with_counts(client, site):
    archived(headline="旧闻一则", dateline="2022-05-06")
    text = read(client, site["column"].get_absolute_url())
    assert "倡议：" in text
    assert "活动：" in text
    seen = words(read(client, "/articles/"))
    assert "2022年1" in seen
    assert "2023年3篇" in seen
    only = words(read(client, "/articles/?year=2022"))
    assert "旧闻一则" in only
    assert "会员总数" not in only


def test_tag_page_lists_its_entries(client, site):
    seen = words(read(client, "/tags/两个健康/"))
    assert "会员总数超过32000家" in seen
    assert "共 1 篇" in seen


def test_no_page_sets_a_cookie(client, site):
    for name in ("home", "articles", "events", "search"):
        assert not client.get(reverse(f"series:{name}")).cookies


def test_footer_fields_are_absent_rather_than_empty(client, db, settings):
    assert "网站标识码" not in read(client, "/")
    settings.SITE = {
        **settings.SITE,
        "icp": "苏ICP备1号",
        "id_code": "3204000001",
        "contact": "0519-1",
    }
    text = read(client, "/")
    assert "网站标识码：3204000001" in text
    assert "苏ICP备1号" in text
    assert "联系方式：0519-1" in text
    assert '<meta name="SiteIDCode" content="3204000001">' in text


def test_a_page_in_disorder_is_noticed():
    """Control of what `read` asks of every page."""
    page = "<!doctype html><title>x</title><h1 id=a>甲</h1><h3 id=a>乙</h3><h1>丙</h1>"
    tree = html5lib.HTMLParser(namespaceHTMLElements=False).parse(page)
    assert disorder(tree) == ["2 h1", "h1 → h3", "id a twice"]
