"""Pieces of the clipboard as Word, WPS, WeChat and browsers write them."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from series.text.clipboard import paste as paste_module
from series.text.clipboard.paste import paste
from series.text.language.han import han
from series.text.markup import stored_html
from series.text.markup.blocks import TextError

CLIPBOARD = Path(__file__).parents[2] / "fixtures/clipboard"


def pasted(name):
    return paste((CLIPBOARD / f"{name}.html").read_text(encoding="utf-8"), site="https://desk.test")


def test_word_becomes_clean_structure():
    assert pasted("word").html.split("\n") == [
        "<h2>商会服务进厂区</h2>",
        "<p>三月的一个上午,商会联络员来到横山桥镇,把用工、融资、用能三张清单送到车间。</p>",
        "<h2>清单怎么来</h2>",
        "<p>联络员先问<strong>最急的一件事</strong>,再记办结时限。</p>",
        "<ul><li>用工清单<ul><li>技工12名</li></ul></li><li>融资清单</li></ul>",
        "<p>办理分三步:</p>",
        "<ol><li>登记</li><li>交办</li><li>回访</li></ol>",
        "<p>一、各商会要有专人</p>",
        '<table><tbody><tr><td colspan="2"><strong>二季度办件</strong></td></tr>'
        '<tr><td rowspan="2">融资</td><td>受理36件</td></tr><tr><td>办结31件</td></tr></tbody></table>',
        '<p>详见<a href="https://example.cn/list?a=1&amp;b=2" rel="noopener">清单全文</a><small>清单每季度更新一次。</small>。</p>',
    ]


def test_word_says_what_it_left_out():
    receipt = pasted("word").receipt
    assert receipt.kept == (
        *(
            "段落 5 段",
            "小标题 2 个",
            "加粗 2 处",
            "列表 3 个",
            "表格 1 个",
            "链接 1 个",
            "脚注 1 条",
        ),
    )
    assert receipt.rewritten == (
        "Word 脚注移到所注的文字后 1 条",
        "全角缩进去掉 1 处",
        "修订中插入的文字 1 处转为正文",
        "Word 列表符号改为列表 6 项",
        "自动编号改为文字 1 处",
    )
    assert set(receipt.dropped) == {
        "修订中已删除的文字 1 处，含汉字 4 个：“旧的说法”",
        "隐藏文字 1 处，含汉字 6 个：“藏起来的一句”",
        "批注 2 处，含汉字 7 个：“这里请核实数字”",
        "空段 1 个",
        "样式 52 处",
        "本机图片 1 幅（浏览器读不到，请另行上传）",
    }
    assert (receipt.han.before, receipt.han.after, receipt.han.equal) == (137, 120, True)
    assert receipt.sentence == (
        "汉字 137 个，保留 120 个；去掉的 17 个在修订中已删除的文字、批注、隐藏文字里"
    )


def test_small_print_of_a_page_is_no_footnote():
    assert paste("<p>价格<small>含税</small></p>").html == "<p>价格含税</p>"


def test_half_width_marks_are_offered_and_left():
    receipt = pasted("word").receipt
    first = receipt.offers[0]
    assert (first.before, first.half, first.full, first.after) == (
        *("三月的一个上午", ",", "，", "商会联络员来到横"),
    )
    assert [offer.half for offer in receipt.offers] == [",", ",", ",", ":"]


def test_wps_becomes_clean_structure():
    result = pasted("wps")
    assert result.html.split("\n") == [
        "<h2>把车间开成课堂</h2>",
        "<p>青年企业家轮流当“班长”，每月到一家工厂上课.</p>",
        "<ol><li>看一条生产线</li><li>听一位老师傅</li></ol>",
        "<p>4. 写一页体会</p>",
        "<h2>课后有作业</h2>",
        "<p>每人回到自己的车间改一处，下月当月见效。</p>",
    ]
    assert result.receipt.sentence == "汉字 66 个，全部保留"
    assert "居中大字改为节题 1 个" in result.receipt.rewritten
    assert "整行加粗改为节题 1 个" in result.receipt.rewritten
    assert "删除线去掉 1 处，文字保留" in result.receipt.rewritten


def test_wechat_without_its_furniture():
    result = pasted("wechat")
    assert result.html.split("\n") == [
        "<h2>夜校开课了</h2>",
        "<p>五月起，商会夜校每周三晚开课，第一讲讲的是怎样读懂一张资产负债表。</p>",
        "<h2>谁来上课</h2>",
        "<p>报名的有车间主任,也有刚接班的年轻人。</p>",
    ]
    dropped = "；".join(result.receipt.dropped)
    for said in (
        "看不见的字符 2 个",
        "跟踪像素 1 个",
        "音频、视频、卡片 1 处",
        "关注、分享语 3 处",
    ):
        assert said in dropped
    assert "隐藏文字 1 处，含汉字 8 个：“供稿系统编号七三”" in dropped


def test_distant_pictures_are_listed_with_their_place():
    pictures = pasted("wechat").receipt.pictures
    assert [(row.host, row.alt, row.after) for row in pictures] == [
        ("mmbiz.qpic.cn", "", 0),
        ("mmbiz.qpic.cn", "学员在听讲", 4),
    ]
    assert pictures[1].address == "https://mmbiz.qpic.cn/mmbiz_png/def/640?wx_fmt=png"


def test_a_page_without_what_surrounds_its_text():
    result = pasted("web")
    assert result.html.startswith("<h2>老字号开了新窗口</h2>\n<h2>窗口朝着街</h2>\n<p>巷口的糕团店")
    assert "<blockquote><p>“看得见，才放心。”店主说。</p></blockquote>" in result.html
    assert "<p>分享到微博</p>" in result.html
    assert "搜索" not in result.html
    assert "列表编号改为文字 2 处" in result.receipt.rewritten
    assert "无法打开的链接 1 处，文字保留" in result.receipt.dropped
    assert result.receipt.pictures[0].after == 4


@pytest.mark.parametrize("name", ["wps", "wechat", "web"])
def test_pasting_again_changes_nothing(name):
    once = pasted(name)
    twice = paste(once.html)
    assert twice.html == once.html
    assert stored_html.clean(once.html) == once.html
    assert twice.receipt.sentence == f"汉字 {once.receipt.han.after} 个，全部保留"


def test_our_own_pictures_stay_ours():
    src = "/pictures/7/0123456789ab.png"
    for address in (src, f"https://desk.test{src}"):
        html = paste(f'<img src="{address}" alt="图示">', site="https://desk.test").html
        assert html == f'<figure><img src="{src}" alt="图示"></figure>'
    elsewhere = paste(f'<img src="https://other.test{src}">', site="https://desk.test")
    assert elsewhere.html == ""
    assert elsewhere.receipt.pictures[0].host == "other.test"


def test_a_picture_inside_the_text_comes_along():
    gif = "R0lGODlhAQABAAD/ACwAAAAAAQABAAACADs="
    result = paste(f'<p>看图</p><p><img src="data:image/gif;base64,{gif}" alt="一点"></p>')
    assert [(image.content_type, image.alt) for image in result.images] == [("image/gif", "一点")]
    assert f'src="picture:{result.images[0].token}"' in result.html
    broken = paste('<p>看图</p><img src="data:image/png;base64,AAAA">')
    assert (broken.images, broken.html) == ((), "<p>看图</p>")
    assert "无法保存的图片 1 幅" in broken.receipt.dropped


def test_plain_text_is_one_paragraph_a_line():
    result = paste("", "　　第一段,话不多。\r\n\r\n\t第二段<b>\u200b。")
    assert result.html == "<p>第一段,话不多。</p>\n<p>第二段&lt;b&gt;。</p>"
    assert result.receipt.rewritten == ("缩进去掉 2 处",)
    assert result.receipt.dropped == ("看不见的字符 1 个", "空行 1 个")
    assert [offer.full for offer in result.receipt.offers] == ["，"]


LIST = (
    "<p style='mso-list:l0 level{level} lfo1'><span style='mso-list:Ignore'>{mark}</span>{text}</p>"
)


def listed(*items):
    return "".join(LIST.format(level=level, mark=mark, text=text) for level, mark, text in items)


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([(1, "·", "甲"), (1, "·", "乙")], "<ul><li>甲</li><li>乙</li></ul>"),
        ([(1, "a)", "甲"), (1, "b)", "乙")], "<p>a)甲</p>\n<p>b)乙</p>"),
        ([(1, "①", "甲"), (1, "②", "乙")], "<p>① 甲</p>\n<p>② 乙</p>"),
        ([(1, "2.", "甲"), (1, "3.", "乙")], "<p>2. 甲</p>\n<p>3. 乙</p>"),
        ([(1, "（一）", "甲"), (1, "（二）", "乙")], "<p>（一）甲</p>\n<p>（二）乙</p>"),
        (
            [(1, "1.", "甲"), (2, "§", "乙"), (1, "2.", "丙")],
            "<ol><li>甲<ul><li>乙</li></ul></li><li>丙</li></ol>",
        ),
        (
            [(1, "1.", "甲"), (2, "1)", "乙"), (2, "2)", "丙"), (1, "2.", "丁"), (2, "1)", "戊")],
            "<ol><li>甲<ol><li>乙</li><li>丙</li></ol></li><li>丁<ol><li>戊</li></ol></li></ol>",
        ),
    ],
)
def test_list_marks(items, expected):
    assert paste(listed(*items)).html == expected


def test_text_between_list_paragraphs_keeps_its_place():
    one, two = listed((1, "·", "甲")), listed((1, "·", "乙"))
    assert paste(f"{one}散{two}尾").html.replace("\n", "") == (
        "<ul><li>甲</li></ul><p>散</p><ul><li>乙</li></ul><p>尾</p>"
    )


def test_numbers_that_go_on_after_a_paragraph_stay_words():
    html = listed((1, "1.", "甲")) + "<p>中间</p>" + listed((1, "2.", "乙"))
    assert paste(html).html == "<p>1. 甲</p>\n<p>中间</p>\n<p>2. 乙</p>"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<b style='font-weight:normal'><p>不粗</p></b>", "<p>不粗</p>"),
        ("<p><span style='font-weight:700'>粗</span>细。</p>", "<p><strong>粗</strong>细。</p>"),
        ("<p>x<span style='vertical-align:super'>2</span></p>", "<p>x<sup>2</sup></p>"),
        (
            "<h1>一</h1><p>甲。</p><h1>二</h1><h2>三</h2>",
            "<h2>一</h2>\n<p>甲。</p>\n<h2>二</h2>\n<h3>三</h3>",
        ),
        ("<p style='mso-outline-level:1'>纲</p><p>文。</p>", "<h2>纲</h2>\n<p>文。</p>"),
        ("<p style='text-align:center'>图：小字</p><p>文。</p>", "<p>图：小字</p>\n<p>文。</p>"),
        ("<table><tr><td><p>框</p></td></tr></table>", "<p>框</p>"),
    ],
)
def test_what_looks_mean(html, expected):
    assert paste(html).html == expected


@pytest.mark.parametrize(("html", "text"), [("", ""), ("  \n", " ")])
def test_nothing_to_paste(html, text):
    with pytest.raises(TextError, match="没有可以贴入的文字"):
        paste(html, text)


@pytest.mark.parametrize(
    "html",
    ["<div>" * 3000 + "深", "<p>" + "大" * (5 * 1024 * 1024 // 3 + 1)],
    ids=["deep", "large"],
)
def test_what_is_too_much_is_refused_in_one_sentence(html):
    with pytest.raises(TextError):
        paste(html)


@pytest.mark.parametrize(
    "html",
    [
        "<section>" * 1900 + "深" + "</section>" * 1900,
        "<b><i>" * 900 + "斜",
        listed(*[(1, "·", "项")] * 8000),
        listed(*[(level % 9 + 1, "·", "项") for level in range(5000)]),
        "<p style='font-weight:bold'><span style='" + "a:b;" * 50000 + "'>甲</span></p>",
        "<table><tr><td>" * 600 + "格",
        "<p>　　段</p><p></p>" * 15000,
    ],
    ids=["nest", "formats", "list", "levels", "style", "tables", "many"],
)
def test_hostile_input_takes_little_time(html):
    began = time.process_time()
    assert paste(html).receipt.han.equal
    assert time.process_time() - began < 10


@pytest.mark.parametrize(
    "payload",
    [
        "<img src=x onerror=alert(1)>",
        "<a href='java&#10;script:alert(1)'>点</a>",
        "<svg><script>alert(1)</script></svg>",
        "<p style='mso-list:l0 level1 lfo1' onclick=alert(1)>点</p>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    ],
)
def test_nothing_that_acts_comes_through(payload):
    html = paste(f"<p>前</p>{payload}<p>后</p>").html
    assert all(sign not in html for sign in ("on", "script", "<iframe", "<svg", "src=x"))


TAGS = ["p", "div", "section", "span", "b", "i", "h1", "h3", "li", "ul", "ol", "table", "tr", "td", "th",
        "blockquote", "figure", "figcaption", "caption", "center", "font", "pre", "a", "del", "ins", "nav",
        "dl", "dt", "em", "sup", "strong", "o:p", "thead", "tfoot", "article", "header", "head", "body"]  # fmt: skip
STYLES = ["", "display:none", "font-weight:bold", "font-weight:normal", "text-align:center", "font-size:22pt",
          "mso-list:l0 level1 lfo1", "mso-list:l1 level2 lfo2", "mso-list:Ignore", "mso-hide:all",
          "mso-outline-level:2", "vertical-align:super", "font-style:italic"]  # fmt: skip
WORDS = [
    "甲乙",
    "1.",
    "·",
    "　　丙",
    "一、",
    "丁。",
    " ",
    "\n",
    "戊,己",
    "&nbsp;&nbsp;庚",
    "<br>",
    "<hr>",
    "<img src='https://a.cn/b.png'>",
]
nodes = st.recursive(
    st.sampled_from(WORDS),
    lambda inside: st.builds(
        lambda tag, style, parts: f'<{tag} style="{style}">{"".join(parts)}</{tag}>',
        st.sampled_from(TAGS),
        st.sampled_from(STYLES),
        st.lists(inside, max_size=5),
    ),
    max_leaves=25,
)


@settings(max_examples=200, deadline=None)
@given(st.lists(nodes, min_size=1, max_size=6).map("".join))
def test_no_han_character_is_lost_changed_or_moved(html):
    if not html.strip():
        return
    result = paste(html)
    assert result.receipt.han.equal, (html, result.html)
    assert result.receipt.han.after == len(han(stored_html.visible_text(result.html)))
    assert stored_html.clean(result.html) == result.html


def test_the_promise_would_notice_a_lost_character(monkeypatch):
    """The control: where a step drops a character, the receipt says so."""
    monkeypatch.setattr(
        "series.text.clipboard.paste.promote_bold_lines", lambda blocks: blocks[:-1] and blocks[:-1]
    )
    monkeypatch.setattr(
        "series.text.clipboard.paste.zip", lambda *a, strict: zip(*a, strict=False), raising=False
    )
    receipt = paste("<p>甲。</p><p>乙。</p>").receipt
    assert not receipt.han.equal
    assert receipt.sentence.startswith("汉字核对不一致")


CELL = "<p>会员<span style='{}'>内部话</span>办事。</p>"


@pytest.mark.parametrize("style", ["font-size:0", "font-size:1px", "font-size:0pt;color:#fff"])
def test_words_too_small_to_be_read_go_and_are_named(style):
    pasted = paste(CELL.format(style))
    assert pasted.html == "<p>会员办事。</p>"
    assert pasted.receipt.dropped[0] == "隐藏文字 1 处，含汉字 3 个：“内部话”"


@pytest.mark.parametrize("style", ["font-size:9px", "font-size:10.5pt", "color:#fff"])
def test_control_small_words_stay(style):
    assert "内部话" in paste(CELL.format(style)).html


def test_control_a_box_without_size_shows_what_sets_its_own():
    html = "<section style='font-size:0'><p><span style='font-size:16px'>会员办事。</span></p></section>"
    assert paste(html).html == "<p>会员办事。</p>"


def test_the_sound_above_a_character_goes():
    pasted = paste("<p><ruby>张<rp>(</rp><rt>zhāng</rt><rp>)</rp></ruby>某说。</p>")
    assert pasted.html == "<p>张某说。</p>"


@pytest.mark.parametrize(
    "html",
    [
        "<ul><li><input type='checkbox' checked disabled> 用工</li><li><input type=checkbox> 融资</li></ul>",
        "<ul><li data-list='checked'>用工</li><li data-list='unchecked'>融资</li></ul>",
    ],
)
def test_boxes_of_a_list_of_tasks_are_signs(html):
    assert paste(html).html == "<ul><li>☑ 用工</li><li>☐ 融资</li></ul>"


@pytest.mark.parametrize("alt", ["d19d5e8014137c2e6ab2c1bea1ea70e", "IMG_20250312.jpg", "图片"])
def test_what_no_person_wrote_is_no_alternative_text(alt):
    (picture,) = paste(
        f"<p>文</p><p><img src='https://example.com/a' alt='{alt}'></p>"
    ).receipt.pictures
    assert picture.alt == ""


def test_a_distant_pictures_caption_is_told_with_its_place():
    html = "<p>文</p><p><img src='https://example.com/a.png'></p><p>图1 走访现场（王某 摄）</p>"
    pasted = paste(html)
    (picture,) = pasted.receipt.pictures
    assert (picture.after, picture.caption) == (1, "图1 走访现场（王某 摄）")
    assert pasted.html.endswith("<p>图1 走访现场（王某 摄）</p>")


def without_first(tree, tag="p"):
    element = next(tree.iter(tag))
    element.getparent().remove(element)
    return tree


DESTROYED = {
    "parsing": ("html_parser", "parse_tree", lambda whole: lambda html: without_first(whole(html))),
    "notes": (None, "take_notes", lambda whole: lambda tree, notes: whole(without_first(tree), notes)),
    "lists": (None, "make_lists", lambda whole: lambda tree, notes: whole(without_first(tree, "li"), notes)),
    "cleaning": ("stored_html", "clean", lambda whole: lambda html: whole(html).replace("摸实情", "")),
}  # fmt: skip
WHOLE = "<p><b>看现场，摸实情</b></p><p>会员办事，逐条答复。</p><ul><li>用工清单</li></ul>"


@pytest.mark.parametrize("step", DESTROYED)
def test_a_destroyed_reader_is_told_on(monkeypatch, step):
    """The account takes the words from the clipboard itself, and not from the reader."""
    room, name, lossy = DESTROYED[step]
    place = getattr(paste_module, room) if room else paste_module
    monkeypatch.setattr(place, name, lossy(getattr(place, name)))
    receipt = paste(WHOLE).receipt
    assert not receipt.han.equal
    assert "汉字核对不一致" in receipt.sentence


def test_control_a_whole_reader_keeps_all():
    assert paste(WHOLE).receipt.sentence == "汉字 18 个，全部保留"


@pytest.mark.parametrize("style", ["white-space:pre-wrap", "white-space: pre-line"])
def test_line_ends_that_a_style_keeps_are_lines(style):
    html = f"<div><span style='{style}'>第一行<b>说</b>完。\n第二行。<i>三</i>\n第四行。\n</span></div>"
    shown = "<p>第一行<strong>说</strong>完。<br>第二行。<em>三</em><br>第四行。</p>"
    assert paste(html).html == shown


def test_control_line_ends_of_ordinary_markup_are_blanks():
    assert paste("<p>first\nline</p>\n<p>二</p>").html == "<p>first line</p>\n<p>二</p>"


def test_a_table_of_contents_goes_and_is_named():
    entries = "<p>目录</p><p>一、范围……1</p><p>二、要求……3</p>"
    pasted = paste(f"{entries}<p>一、范围</p><p>会员办事。</p><p>二、要求</p><p>逐条答复。</p>")
    assert pasted.html.split("\n")[0] == "<p>一、范围</p>"
    assert pasted.receipt.dropped[0].startswith("目录 3 行，含汉字 8 个")
    assert pasted.receipt.han.equal


SIGNED = ("请各单位准时参加。", "常州市工商联", "2026年11月25日")
AT_THE_RIGHT = '<p class="closing">常州市工商联</p>\n<p class="closing">2026年11月25日</p>'


@pytest.mark.parametrize(
    "given",
    [
        {"html": "".join(f"<p style='text-align:right'>{line}</p>" for line in SIGNED)},
        {"html": "", "text": "\n".join(SIGNED)},
    ],
)
def test_who_signs_and_the_day_go_to_the_right(given):
    result = paste(**given)
    assert result.html.split("\n", 1)[1] == AT_THE_RIGHT
    assert "落款靠右 2 行" in result.receipt.rewritten
    assert result.receipt.han.equal


def test_control_a_last_sentence_stays_at_the_left():
    result = paste("<p>请各单位准时参加。</p><p>学习心得请交给工商联</p>")
    assert "closing" not in result.html
    assert not any("落款" in phrase for phrase in result.receipt.rewritten)
