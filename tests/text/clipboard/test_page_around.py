"""A paste that took more of a page than its text: what is around goes by name, the text stays."""

import pytest

from series.text.clipboard.paste import paste

FIRST = "<p>全市民营企业座谈会昨天举行，二十家企业作了交流发言。会议由商会主持。</p>"
LAST = "<p>会议要求，把企业的诉求一件一件办好，月底前逐一答复到位。</p>"
TEXT = f"{FIRST}\n{LAST}"


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("<p>首页 &gt; 工作动态 &gt; 正文</p>", ""),
        ("<p>【字体：大 中 小】 打印 关闭窗口</p>", "<p>打印本页</p><p>关闭窗口</p>"),
        ("", "<p>版权所有：示例商会网 苏ICP备10000001号</p>"),
        ("", "<p>Copyright © 2025 示例商会 版权所有</p><p>技术支持：某网络</p>"),
        ("<p>2025-03-12 09:10 来源：示例日报 【字体：大 中 小】 打印</p>", ""),
        ("<p>发布日期：2025-03-12 浏览次数：120</p>", "<p>最后更新：2025-03-15</p>"),
        ("", "<p>编辑于 2025-03-15 10:20</p>"),
        (
            "",
            "<p>版权所有：示例商会</p><p>地址：和平路8号 邮编：213000</p><p>电话：0519-80000000</p>",
        ),
        ("", "<p>往期回顾</p><p><a href='/1'>商会走进高校</a></p><p>读书会开讲</p>"),
        ("", "<p>相关阅读：</p><ul><li><a href='/2'>人才驿站启用</a></li></ul>"),
    ],
)
def test_what_a_page_puts_around_its_text_goes_by_name(above, below):
    done = paste(f"{above}{FIRST}{LAST}{below}")
    assert done.html == TEXT
    assert done.receipt.han.equal
    assert any(phrase.startswith("网页的按钮、版权、推荐阅读等") for phrase in done.receipt.dropped)


@pytest.mark.parametrize(
    "kept",
    [
        "<p>联系电话：0519-80000000</p>",
        "<p>投稿邮箱：a@b.cn</p>",
        "<p>附件：报名表.doc</p>",
        "<p>联系我们</p>",
    ],
)
def test_control_what_a_notice_ends_with_stays(kept):
    done = paste(f"{FIRST}{LAST}{kept}")
    assert done.html.startswith(f"{TEXT}\n<p")
    assert not any("网页" in phrase for phrase in done.receipt.dropped)


def test_plain_text_is_read_alike():
    above = "2025-03-12 09:10 来源：示例日报 打印 关闭"
    below = "编辑于 2025-03-15 10:20\n© 2025 示例商会\n地址：和平路8号\n邮编：213000"
    lines = TEXT.replace("<p>", "").replace("</p>", "")
    done = paste("", f"{above}\n{lines}\n{below}")
    assert done.html == TEXT
    assert done.receipt.han.equal


@pytest.mark.parametrize(
    "kept",
    [
        "<p>主办单位：示例商会</p><p>地址：和平路8号</p><p>电话：0519-80000000</p>",
        "<p>会议强调，版权所有人的权益受法律保护，人人都要依法办事。</p><p>地址：和平路8号</p>",
    ],
)
def test_control_contacts_without_an_owner_of_the_site_stay(kept):
    assert paste(f"{FIRST}{LAST}{kept}").html == TEXT + "\n" + kept.replace("</p><p>", "</p>\n<p>")


def test_control_a_day_without_buttons_stays_for_the_editor():
    line = "<p>2025-03-12 来源：示例日报</p>"
    assert paste(f"{line}{FIRST}{LAST}").html == f"{line}\n{TEXT}"


def test_control_lines_without_a_sentence_are_all_the_text():
    assert paste("<p>打印</p><p>关闭窗口</p>").html == "<p>打印</p>\n<p>关闭窗口</p>"


def test_edit_buttons_of_an_encyclopaedia_go():
    html = f"<h2>历程<span class='edit-btn'>编辑</span><em>播报</em></h2>{FIRST}"
    assert paste(html).html == f"<h2>历程</h2>\n{FIRST}"
    assert paste(f"<h2>编辑</h2>{FIRST}").html == f"<h2>编辑</h2>\n{FIRST}"
    assert "编辑" in paste(f"{FIRST}<p>招聘<span>编辑</span>两名。</p>").html


@pytest.mark.parametrize(
    "hidden",
    [
        "<span class='sr-only'>打开新窗口</span>",
        "<span style='position:absolute;clip:rect(0 0 0 0)'>打开新窗口</span>",
        "<span style='opacity:0'>打开新窗口</span>",
        "<span style='height:0;overflow:hidden'>打开新窗口</span>",
    ],
)
def test_words_that_nobody_sees_go_by_name(hidden):
    done = paste(f"{FIRST}<p>地址{hidden}在此。</p>")
    assert done.html == f"{FIRST}\n<p>地址在此。</p>"
    assert any(phrase.startswith("隐藏文字 1 处") for phrase in done.receipt.dropped)


@pytest.mark.parametrize("style", ["opacity:1", "height:40px;overflow:hidden", "opacity:0.6"])
def test_control_words_that_are_seen_stay(style):
    assert "示例" in paste(f"{FIRST}<p><span style='{style}'>示例</span></p>").html


def test_control_a_text_that_a_script_shows_little_by_little_stays():
    assert paste(f"<div style='opacity:0'>{FIRST}{LAST}</div>").html == TEXT


def test_hidden_and_empty_rows_of_a_sheet_go():
    rows = "<tr><td>企业</td></tr><tr height=0><td>隐藏</td></tr><tr><td>甲</td></tr>"
    done = paste(f"<table>{rows}<tr><td>&nbsp;</td></tr><tr><td></td></tr></table>")
    assert done.html == "<table><tbody><tr><td>企业</td></tr><tr><td>甲</td></tr></tbody></table>"
    assert "表格末尾的空行 2 行" in done.receipt.dropped
    inside = "<table><tr><td>甲</td></tr><tr><td></td></tr><tr><td>乙</td></tr></table>"
    assert paste(inside).html.count("<tr>") == 3


def test_pictures_of_faces_are_characters_or_go():
    face = "<img class='emoji' src='https://a.cn/f.png' alt='{}'>"
    done = paste(f"<p>欢迎{face.format('😀')}大家{face.format('[微笑]')}。</p>")
    assert done.html == "<p>欢迎😀大家。</p>"
    assert done.receipt.pictures == ()
    assert "表情图片 1 个" in done.receipt.dropped
