"""The way to a page, the name of a site and a kicker above a title."""

import pytest

from series.text.documents.markdown import read_markdown
from tests.helpers.samples.text_heads import ONE, read_file, read_head

H = "县里来了“算账先生”"
DAY = "2026-02-09"
SUBTITLE = "——琼枝县夜经济调查"


@pytest.mark.parametrize("ending", [".txt", ".docx"])
@pytest.mark.parametrize(
    "way",
    [
        "首页 / 商会新闻 / 正文",
        "首页 > 要闻 > 正文",
        "当前位置：首页 > 要闻 > 正文",
        "首页 | 新闻中心 | 县里来了“算账先生”",
        "云州商会首页 » 动态 » 详情",
        "商会网 / 要闻 / 正文",
        "Home > News > Chamber",
    ],
)
def test_the_way_above_a_title_goes(ending, way):
    reading = read_head(way, H, f"发布时间：{DAY} 来源：云州商会 阅读量：302", ending=ending)
    read = reading.receipt
    assert (read.headline, read.date, read.source) == (H, DAY, "云州商会")
    assert reading.first == ONE


@pytest.mark.parametrize("mark", ["#", "##"])
@pytest.mark.parametrize(
    "way",
    [
        "[首页](/) / [商会新闻](/news) / 正文",
        "首页 > [要闻](news.html) > 正文",
        "> 当前位置：[首页](../) > 要闻",
        "- [首页](/)\n- [要闻](/news)\n- 正文",
    ],
)
def test_the_way_above_a_markdown_title_goes(way, mark):
    facts = f"发布时间：{DAY} &nbsp; 来源：云州商会 &nbsp; 阅读量：302"
    reading = _markdown(f"{way}\n\n{mark} {H}\n\n{facts}\n\n{ONE}\n\n{ONE}\n")
    read = reading.receipt
    assert (read.headline, read.date, read.source) == (H, DAY, "云州商会")
    assert reading.first == ONE


@pytest.mark.parametrize(
    "foot",
    [
        "[原文链接](https://example.com/a) [返回顶部](#top)",
        "[阅读原文](/a/1.html)",
        "[查看更多](/more)",
    ],
)
def test_links_alone_below_a_markdown_text_go(foot):
    assert _markdown(f"# {H}\n\n{ONE}\n\n{ONE}\n\n{foot}\n").last == ONE


def test_the_address_of_a_link_that_stays_is_named():
    text = f"# {H}\n\n{ONE}详见[名单](/files/list.html)。\n\n{ONE}\n"
    assert "站内链接的地址：/files/list.html" in read_markdown(text).skipped
    assert "详见名单。" in _markdown(text).first


def test_control_an_address_in_words_is_no_address_of_a_link():
    assert "/files/list.html" in _markdown(f"# {H}\n\n{ONE}见 /files/list.html\n\n{ONE}\n").first


@pytest.mark.parametrize("line", ["城乡 / 内外 / 新旧", "过去 > 现在", "工资 | 奖金 | 补贴"])
def test_control_a_line_of_parts_is_no_way(line):
    reading = read_head(H, line)
    assert (reading.receipt.headline, reading.first) == (H, line)


@pytest.mark.parametrize(
    "site",
    [
        "涪溪县人民政府门户网站",
        "涪溪县人民政府",
        "涪溪县工商联",
        "涪溪新闻网",
        "涪溪日报",
        "涪溪商会官网",
    ],
)
def test_the_name_of_a_site_is_no_part_of_the_title(site):
    reading = read_head(site, H, DAY)
    assert (reading.receipt.headline, reading.receipt.source) == (H, site)
    named = read_head(site, H, f"{DAY} 来源：云州商会").receipt
    assert (named.headline, named.source) == (H, "云州商会")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("涪溪县工商联", "举行迎新座谈会"),
        ("涪溪县人民政府", "关于春耕的几点体会"),
        ("打造政务网站", "服务会员企业解难题"),
        ("喜报", "我会三家会员获评先进"),
        ("会员企业走进横山桥", "服务送到示例发展公司"),
    ],
)
def test_control_a_title_in_two_lines(first, second):
    assert read_head(first, second, DAY).receipt.headline == f"{first} {second}"


@pytest.mark.parametrize("ending", [".txt", ".docx"])
@pytest.mark.parametrize(
    "below", [(), (DAY,), ("《琼枝日报》2026年2月9日A4版", "记者 费晨 通讯员 戎一丹")]
)
@pytest.mark.parametrize(
    ("kicker", "title"),
    [
        ("探路县域商业新业态", "一根网线织出“云上夜市”"),
        ("从“送补贴”到“送订单”", "葛岭商会账本变厚了"),
        ("聚焦两个健康", "商会里的“老娘舅”"),
        ("商会搭台 企业唱戏", "葛岭新增就业三千人"),
        ("民营经济高质量发展调研行", "老茶厂装上“新大脑”"),
    ],
)
def test_a_kicker_above_title_and_subtitle(ending, kicker, title, below):
    reading = read_head(kicker, title, SUBTITLE, *below, ending=ending)
    read = reading.receipt
    assert (read.kicker, read.headline, read.subtitle) == (kicker, title, SUBTITLE[2:])
    assert reading.first == ONE


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("商会走进企业", "问需问计问策"),
        ("在民营经济发展中", "看见商会的力量"),
        ("会员企业走进横山桥", "服务送到示例发展公司"),
        ("葛岭市工商联", "三年走访一万家会员"),
    ],
)
def test_control_a_title_in_two_lines_above_a_subtitle(first, second):
    read = read_head(first, second, SUBTITLE).receipt
    assert (read.kicker, read.headline) == ("", f"{first} {second}")


def test_control_a_dedication_is_no_subtitle():
    reading = read_head("春天的信", "燕子飞过屋檐", "——题记")
    assert (reading.receipt.headline, reading.first) == ("春天的信", "燕子飞过屋檐")


def _markdown(text):
    return read_file(text.encode(), ending=".md")
