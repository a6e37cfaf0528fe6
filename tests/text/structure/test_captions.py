"""Captions by their place and look, the same in a page, a manuscript and a paste."""

import pytest

from series.text.clipboard.paste import paste
from series.text.markup import stored_html
from series.text.recognition import published
from series.text.typography.caption_words import is_caption_line, says_nothing
from series.text.web.page import read_page

TEXT = "<p>三月十日，会员走进横山桥镇的两家工厂，看新装的生产线，听车间主任讲用工和融资上的难处，逐条记下来。</p>"
PICTURE = "<img src='/pictures/3/0123456789ab.jpg'>"
GONE = "<img src='https://img.example.cn/1.jpg'>"
SAYS_CAPTION = (
    """
图为走访启动仪式。（刘某摄）|图1 走访组在车间（王强 摄）|图1：会员在车间|图一 会员在车间|▲ 会员在车间|▲会员参观
上图：会员|左图为展厅，右图为车间|资料图|（资料图）|会员代表参观展厅 王某摄|会员参观（通讯员 王某 摄）
新华社记者 李某 摄|摄影：王某|市工商联供图|受访者供图|会员参观。王某/摄|会员参观 图/王某|图源：市工商联
图片来源：新华社|（图/王某）|题图：开幕|▼会员在车间|图2-1 流程|图3会员大会现场|（王某供图）
会议现场（图片由商会提供）|会议现场。市工商联 供图。|本报记者 李某 摄影报道
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
SAYS_NONE = (
    "图书馆开放了|图文并茂的展览|图强路上的会员|一、图新图强|组织会员外出拍摄|图个方便|商会走进工厂"
    "|图们江的商会|绘就蓝图|下图书馆找资料|宏图大展|资料图书馆|图10个名额|会员分布（附图）"
).split("|")


@pytest.mark.parametrize("line", SAYS_CAPTION)
def test_words_that_say_caption(line):
    assert is_caption_line(line)


@pytest.mark.parametrize("line", SAYS_NONE)
def test_control_words_that_say_none(line):
    assert not is_caption_line(line)


def captions(html):
    figures = html.replace("\n", "").split("<figcaption>")[1:]
    return [figure.partition("</figcaption>")[0] for figure in figures]


LAYOUTS = [
    ("<p>{i}</p><p align=center><strong>图为走访启动仪式。（刘某摄）</strong></p>", "图为走访启动仪式。（刘某摄）"),
    ("<p>{i}</p><p style='text-align:center'>活动现场</p>", "活动现场"),
    ("<section>{i}</section><section style='text-align:center'><span>活动现场</span></section>", "活动现场"),
    ("<p>{i}</p><p><span style='font-size:12px;color:#888'>活动现场</span></p>", "活动现场"),
    ("<p>{i}<br>▲ 会员参观展厅</p>", "▲ 会员参观展厅"),
    ("<p>▼ 会员参观展厅</p><p>{i}</p>", "▼ 会员参观展厅"),
    ("<table><tr><td>{i}</td></tr><tr><td>图为会员（王某 摄）</td></tr></table>", "图为会员（王某 摄）"),
    ("<center>{i}</center><center>会员在车间</center><p align=right>王某 摄</p>", "会员在车间 王某 摄"),
    ("<p>{i}</p><p>会员在车间听介绍。</p><p>王某 摄</p>", "会员在车间听介绍。 王某 摄"),
    ("<p>{i}</p><h3>图为会员在车间</h3>", "图为会员在车间"),
    ("<div>{i}</div><div class='pic-desc'>会员在车间</div>", "会员在车间"),
    ("<p>{i}</p><p>&nbsp;</p><p>会员在车间。市工商联供图</p>", "会员在车间。市工商联供图"),
]  # fmt: skip


@pytest.mark.parametrize(("layout", "caption"), LAYOUTS)
def test_a_paste_joins_picture_and_caption(layout, caption):
    result = paste(f"{TEXT}{layout.format(i=PICTURE)}{TEXT}")
    assert captions(result.html) == [caption]
    assert f'alt="{caption}"' in result.html
    assert "<h" not in result.html
    assert "图下文字认作图注 1 处" in result.receipt.rewritten
    assert result.receipt.han.equal


@pytest.mark.parametrize(("layout", "caption"), LAYOUTS)
def test_where_the_picture_is_lost_the_caption_is_a_line_and_no_heading(layout, caption):
    page = f"<h1>会员走进工厂</h1>{TEXT}{layout.format(i=GONE)}{TEXT}{TEXT}"
    read = published.recognise(read_page(page))
    assert read.headings == ()
    assert f"<p>{caption}</p>" in read.body
    assert read.han_equal


@pytest.mark.parametrize(
    ("html", "heading"),
    [
        ("<p>{i}</p><p><strong>一、看现场</strong></p>", "一、看现场"),
        ("<p>{i}</p><p style='text-align:center'><strong>看现场</strong></p>", "看现场"),
        ("<p>{i}</p><h3>看现场</h3>", "看现场"),
    ],
)
def test_control_a_heading_below_a_picture_stays_one(html, heading):
    result = paste(f"{TEXT}{html.format(i=PICTURE)}{TEXT}")
    assert f">{heading}</h" in result.html
    assert captions(result.html) == []


@pytest.mark.parametrize(
    "html",
    [
        "<p style='text-align:center'>{i}</p><p style='text-align:center'>走访工厂记</p>" + TEXT,
        TEXT + "<p>{i}</p>" + TEXT,
        TEXT + "<p>{i}</p><p style='text-align:center'>- END -</p>",
        TEXT + "<p>{i}</p><p style='text-align:center'>长按二维码关注我们</p>",
        TEXT
        + "<p><img width='20' src='/pictures/3/0123456789ab.jpg'></p><p align=center>看现场</p>",
    ],
    ids=["title", "text", "end", "code", "icon"],
)
def test_control_what_is_no_caption_stays_text(html):
    assert captions(paste(html.format(i=PICTURE)).html) == []


def test_each_picture_has_the_caption_on_its_own_side():
    below = f"<p>{PICTURE}</p><p>图1 甲</p><p>{PICTURE}</p><p>图2 乙</p>"
    above = f"<p>图1 甲</p><p>{PICTURE}</p><p>图2 乙</p><p>{PICTURE}</p>"
    for html in (below, above):
        pasted = paste(TEXT + html + TEXT).html
        assert captions(pasted) == ["图1 甲", "图2 乙"]
        assert pasted.count("<figure>") == 2


@pytest.mark.parametrize(
    "html",
    [
        f"<center><p>{PICTURE}</p>图为会员</center>",
        f"<div>前文一句。<p>又一句。</p>{PICTURE}</div><p>图为会员（王某摄）</p>",
        f"<div>{PICTURE}图为会员<p>后文一句。</p></div>",
        f"<section>前文。<section>{PICTURE}</section>图为会员。<p>后文。</p></section>",
    ],
)
def test_loose_words_keep_their_order(html):
    result = paste(TEXT + html + TEXT)
    assert result.receipt.han.equal
    text = stored_html.visible_text(result.html).replace("\n", "")
    plain = stored_html.visible_text(stored_html.clean(TEXT + html + TEXT)).replace("\n", "")
    assert text == plain


def test_a_caption_of_several_pictures_stands_below_all():
    html = paste(f"{TEXT}<p>{PICTURE}</p><p>{PICTURE}</p><p>以上两图为会员参观。王某 摄</p>").html
    assert html.count("<figure>") == 1
    assert html.count('alt="以上两图为会员参观。王某 摄"') == 2


def test_an_alternative_text_of_its_own_stays_and_a_hash_is_none():
    pictured = PICTURE.replace("<img", "<img alt='{}'")
    html = f"{TEXT}<p>{pictured}</p><p>图为会员（王某摄）</p>"
    assert 'alt="车间里"' in paste(html.format("车间里")).html
    assert 'alt="图为会员（王某摄）"' in paste(html.format("d19d5e8014137c2e6ab2c1bea1ea70e")).html
    assert says_nothing("IMG_2031.JPG")
    assert not says_nothing("会员合影")


@pytest.mark.parametrize(
    "line", ["图1：会员走进工厂", "图为会员参观。王某 摄", "▲ 会员在车间", "会员参观展厅（王某摄）"]
)
def test_a_caption_in_plain_text_is_no_heading(line):
    body = TEXT.removeprefix("<p>").removesuffix("</p>")
    read = published.read_text(f"会员走进工厂\n{body}\n{line}\n{body}\n看现场\n{body}")
    assert read.headings == ("看现场",)
