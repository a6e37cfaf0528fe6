"""Pages of offices and newspapers, in the layouts that are met in the wild."""

import base64
from datetime import date, time
from pathlib import Path

import pytest

from series.text.markup import stored_html
from series.text.markup.blocks import TextError
from series.text.web.page import charset_of, read_page
from tests.helpers.samples.docx_builder import png

PAGES = Path(__file__).parents[2] / "fixtures" / "html"


def read(name: str):
    data = (PAGES / name).read_bytes()
    html = data.decode(charset_of(data) or "utf-8")
    return read_page(html.replace("PLACEHOLDER_PNG", base64.b64encode(png()).decode()))


def texts(source) -> list[str]:
    return [block.text for block in source.blocks]


def kinds(source) -> list[str]:
    return [block.kind for block in source.blocks]


EXPECTED = {
    "trs.html": (
        ["p", "h2", "p", "p", "h3", "ul", "p"],
        "三月的一个上午，三十多位企业负责人围坐一堂，说变化、谈打算。|聚力同心|座谈会由会员部主持，会议材料已经发给各商会。|"
        "座谈会现场|一张清单|走访企业四十家\n收集建议二十二条|下一步，将按清单逐条回应。",
    ),
    "ucap.html": (
        ["p", "p", "h2", "p", "table", "p"],
        "各镇（街道）商会：|为做好年底走访，现将有关事项通知如下。|一、时间安排|走访从十一月开始，分两批进行。|"
        "分组表\n第一批\n镇商会\n11月10日\n12家\n第二批\n11月20日\n9家|某区政府办\n2022年11月8日",
    ),
    "wechat.html": (
        ["p", "p", "h2", "p"],
        "大年初八，厂门口的灯笼还红着，第一场座谈会就开了。|老陈说：“去年最难的三个月，是商会帮着跑下来的。”|"
        "三句心里话|第一句给同行，第二句给工人，第三句给自己。",
    ),
    "vsb.html": (
        ["p", "p", "figure", "p"],
        "六月三日，全县十二家商会的会长坐到一张桌前，商量怎样把链上的订单留在本县。|"
        "会议议定三件事：一是每季度碰头，二是共用一个样品间，三是重大项目一起投标。||"
        "散会时，样品间的钥匙已经交到三家商会手里。",
    ),
    "forum.html": (
        ["p", "p", "p"],
        "早上八点，大巴从商会门口出发。|第一站是轴承厂，车间里只听得见机器声。|第二站是电机厂，午饭就在食堂里吃。",
    ),
    "table_gbk.html": (
        ["p", "p", "p"],
        "五月的会议室里坐满了人，有人是第一次走进机关大院。|“请把难处都说出来。”主持人这样开场。|"
        "两个小时里，十一位厂长先后发言，记录员写满了两本笔记。",
    ),
    "news_sidebar.html": (
        ["p", "h2", "p", "blockquote", "h2", "p"],
        "清晨六点，装着第一批样机的货车驶出厂门，开往港口。|一封邮件|"
        "订单来自一封差点被当成垃圾邮件的询价信，厂里用三天做出了样机。|我们不怕小，只怕慢。|一条产业链|"
        "样机里的九十个零件，有七十个出自方圆十公里之内。",
    ),
    "fragment.html": (
        ["p", "ol", "p", "hr", "p"],
        "全市商会、各会员企业：|讲诚信，\n稳就业，\n促创新。|详见全文，或看附件。||某市工商联",
    ),
}

HEADS = {
    "trs.html": ("携手共进 再谱新篇", "工作动态", date(2024, 3, 15), time(9, 30), "会员部"),
    "ucap.html": ("关于组织会员企业参加集中走访的通知", "", date(2022, 11, 8), None, "某区政府办"),
    "wechat.html": ("新年第一会｜把心里话说给你听", "", date(2024, 2, 8), time(9, 30), "常商之声"),
    "vsb.html": ("商会联席会议召开", "", date(2021, 6, 3), None, ""),
    "forum.html": ("走进标杆企业的一天", "", date(2020, 9, 9), time(8, 15), ""),
    "table_gbk.html": ("全市私营经济座谈会侧记", "", date(2004, 5, 18), None, "宣传教育处"),
    "news_sidebar.html": ("小城里的大订单", "", date(2023, 7, 2), time(7, 30), "某某晚报"),
    "fragment.html": ("三项倡议", "", None, None, ""),
}


def test_every_page_is_expected_to_say_something():
    assert {path.name for path in PAGES.glob("*.html")} == set(EXPECTED) == set(HEADS)


@pytest.mark.parametrize("name", EXPECTED)
def test_text(name):
    expected_kinds, expected_text = EXPECTED[name]
    source = read(name)
    assert "|".join(texts(source)) == expected_text
    assert kinds(source) == expected_kinds


@pytest.mark.parametrize("name", HEADS)
def test_head(name):
    source = read(name)
    found = (source.title, source.column, source.published_on, source.published_time, source.source)
    assert found == HEADS[name]


@pytest.mark.parametrize("name", EXPECTED)
def test_markup_is_clean(name):
    joined = "\n".join(block.html for block in read(name).blocks)
    assert stored_html.clean(joined) == joined


def test_merged_cells_stay():
    (table,) = (block for block in read("ucap.html").blocks if block.kind == "table")
    assert '<td rowspan="2">第一批</td><td colspan="2">镇商会</td>' in table.html


def test_picture_inside_the_page_is_kept():
    source = read("vsb.html")
    (image,) = source.images
    assert (image.data, image.content_type, image.alt) == (png(), "image/png", "会场")
    assert f'<figure><img src="picture:{image.token}" alt="会场"></figure>' in [
        b.html for b in source.blocks
    ]


def test_pictures_elsewhere_are_named_and_not_fetched():
    source = read("trs.html")
    assert source.images == ()
    assert "未随文保存的网络图片 1 幅：座谈会现场" in source.skipped


def test_what_was_left_out_is_counted():
    assert read("wechat.html").skipped == (
        "脚本、样式 1 处",
        "文前 1 处：点击上方蓝字关注我们",
        "文末 2 处：长按识别二维码关注我们｜阅读原文",
        "未随文保存的网络图片 1 幅：灯笼",
    )


def test_links_of_another_site_keep_no_half_address():
    html = '<p>见<a href="/a.html">甲</a><a href="b.html">乙</a><a href="javascript:x()">丙</a><a href="https://c.cn/">丁</a>。</p>'
    (block,) = read_page(html).blocks
    assert block.html == '<p>见甲乙丙<a href="https://c.cn/" rel="noopener">丁</a>。</p>'


def test_links_are_completed_when_the_page_names_its_address():
    html = '<meta name="Url" content="https://www.example.cn/a/b.html"><div id="zoom"><p>附件见<a href="./c.pdf">这里</a>，请下载后仔细阅读。</p></div>'
    (block,) = read_page(html).blocks
    assert 'href="https://www.example.cn/a/c.pdf"' in block.html


@pytest.mark.parametrize(
    ("label", "day", "clock"),
    [
        ("2023-11-17 10:20:30", date(2023, 11, 17), time(10, 20)),
        ("2023—11—17 10:20", date(2023, 11, 17), time(10, 20)),
        ("2023/1/7", date(2023, 1, 7), None),
        ("2023年1月7日", date(2023, 1, 7), None),
        ("2023-11-17T10:20:00+08:00", date(2023, 11, 17), time(10, 20)),
        ("2023-11-16T23:00:00Z", date(2023, 11, 17), time(7, 0)),
        ("2023-13-45", None, None),
        ("昨天", None, None),
        ("20231117", date(2023, 11, 17), None),
        ("20231117102030", date(2023, 11, 17), time(10, 20)),
        ("1700187600000", date(2023, 11, 17), time(10, 20)),
    ],
)
def test_dates(label, day, clock):
    source = read_page(
        f'<head><meta name="PubDate" content="{label}"></head><body><p>正文一句，不长也不短。</p></body>'
    )
    assert (source.published_on, source.published_time) == (day, clock)


@pytest.mark.parametrize(
    ("window", "title"),
    [
        ("同心同行_某市工商联", "同心同行"),
        ("同心同行 - 工作动态 - 某市工商联", "同心同行"),
        ("同心同行|某市工商联", "同心同行"),
        ("同心同行-某市工商联", "同心同行"),
        ("同心 同行", "同心 同行"),
        ("2023-2024年工作要点", "2023-2024年工作要点"),
    ],
)
def test_title_without_the_name_of_the_site(window, title):
    html = f"<html><head><title>{window}</title></head><body><div><p>正文第一句，说得很清楚。</p></div></body></html>"
    assert read_page(html).title == title


def test_hidden_and_noisy_parts_go_but_a_large_form_stays():
    html = (
        '<html><body><form><div class="content"><p>整个网页都在表单里，正文当然要留下。</p></div>'
        '<p hidden>看不见的话。</p><p style="DISPLAY: none">看不见的话。</p><div class="share">分享</div></form></body></html>'
    )
    assert texts(read_page(html)) == ["整个网页都在表单里，正文当然要留下。"]


@pytest.mark.parametrize(
    "button",
    [
        "打印本页 关闭窗口",
        "【打印】【关闭】",
        "上一篇：没有了",
        "下一条：又一次走访",
        "扫一扫在手机打开当前页",
        "分享到：微信 微博",
    ],
)
def test_buttons_below_the_text_go(button):
    html = f"<div id='zoom'><p>座谈会开了一个上午，大家都说有收获。</p><p>{button}</p></div>"
    assert texts(read_page(html)) == ["座谈会开了一个上午，大家都说有收获。"]


@pytest.mark.parametrize(
    "line",
    [
        "关闭一家旧厂，开一家新厂",
        "打印机行业的一次转身",
        "分享发展成果",
        "上一篇文章说到，企业要走出去",
        "相关阅读推广活动正在进行",
    ],
)
def test_text_that_only_begins_like_a_button_stays(line):
    html = f"<div id='zoom'><p>座谈会开了一个上午，大家都说有收获。</p><p>{line}</p></div>"
    assert line in texts(read_page(html))


def test_related_links_end_the_text():
    html = "<div id='zoom'><p>座谈会开了一个上午，大家都说有收获。</p><p>相关阅读：</p><ul><li><a href='/1'>别的事</a></li></ul></div>"
    assert texts(read_page(html)) == ["座谈会开了一个上午，大家都说有收获。"]


def test_frame_with_one_cell_is_no_table():
    html = "<div id='zoom'><table><tr><td><p>第一段，在框里。</p><p>第二段，也在框里。</p></td></tr></table></div>"
    assert kinds(read_page(html)) == ["p", "p"]


@pytest.mark.parametrize(
    "html", ["", "   ", "<html></html>", "<!-- 无 -->", "<div></div>", "<script>x</script>"]
)
def test_page_without_text(html):
    with pytest.raises(TextError, match="没有找到正文"):
        read_page(html)


@pytest.mark.parametrize(
    "html", ["<div>" * 100_000 + "文", "<p>" + "<b>" * 100_000 + "文", "<table><tr><td>" * 50_000]
)
def test_absurd_depth_is_refused(html):
    with pytest.raises(TextError, match="嵌套超过"):
        read_page(html)


def test_depth_that_careless_pages_have_is_read():
    html = "<div>" * 1500 + "<p>很深的地方也有正文，照样读出来。</p>" + "</div>" * 1500
    assert texts(read_page(html)) == ["很深的地方也有正文，照样读出来。"]


def test_too_large():
    with pytest.raises(TextError, match="超过 5 MB"):
        read_page("<p>" + "长" * 2_000_000)


@pytest.mark.parametrize(
    "html",
    [
        "<a " * 300_000,
        pytest.param(
            "<p>一句话，" * 60_000,
            marks=pytest.mark.slow(reason="7 s: 60,000 paragraphs; other hostile pages stay"),
        ),
        "<div><a href=x>链接，。" * 1_900,
        "<b>粗<i>斜</b>" * 900,
        "<ul><li>" * 900 + "末，端。",
        "&nbsp;" * 400_000 + "末尾一句，正文。",
        "<div class=nav>" * 1_900 + "，".join("正文" * 20),
    ],
)
def test_hostile_input_ends_in_a_text_or_a_sentence(html):
    assert outcome(html) == "read" or "请" in outcome(html)


def outcome(html: str) -> str:
    try:
        read_page(f"<html><body>{html}</body></html>")
    except TextError as error:
        return str(error)
    return "read"


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b'<meta charset="utf-8">', "utf-8"),
        (b"<META CHARSET=GBK>", "gb18030"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=gb2312" />', "gb18030"),
        (b'<?xml version="1.0" encoding="UTF-8"?>', "utf-8"),
        (b'<meta charset="x-no-such">', None),
        (b"<p>none</p>", None),
        (b"\xff\xfe\x00", None),
    ],
)
def test_charset(head, name):
    assert charset_of(head) == name
