"""Lists as editors on the web copy them, each item a list of its own."""

import pytest

from series.text.clipboard.paste import paste
from series.text.web.page import read_page

NESTED = "<ol><li>甲<ol><li>子</li><li>丑</li></ol></li><li>乙</li></ol>"


def ol(number, *items, **attributes):
    written = "".join(f" {name.replace('_', '-')}='{value}'" for name, value in attributes.items())
    start = f" start='{number}'" if number else ""
    return f"<ol{start}{written}>{''.join(f'<li>{item}</li>' for item in items)}</ol>"


def flat(html):
    return paste(html).html.replace("\n", "")


@pytest.mark.parametrize(
    "html",
    [
        ol(1, "甲") + ol(2, "乙") + ol(3, "丙"),
        f"<div>{ol(1, '甲')}</div>\n<div>{ol(2, '乙')}</div><div> </div><div>{ol(3, '丙')}</div>",
        f"<section>{ol(1, '甲', '乙')}</section>{ol(3, '丙')}",
        f"{ol(1, '甲')}<span data-x='1'></span>{ol(2, '乙')}<p>&nbsp;</p>{ol(3, '丙')}",
        "<ol><li value='1'>甲</li></ol><ol><li value='2'>乙</li></ol><ol><li value='3'>丙</li></ol>",
        ol(1, "<div>甲</div>") + ol(2, "<p>乙</p>") + ol(3, "<span>丙</span>"),
    ],
)
def test_neighbours_whose_numbers_go_on_are_one_list(html):
    assert flat(html) == "<ol><li>甲</li><li>乙</li><li>丙</li></ol>"


@pytest.mark.parametrize(
    "html",
    [
        f"{ol(1, '甲', class_='x')}<ol class='list-number2' start='1'><li>子</li></ol>"
        f"<ol class='list-number2' start='2'><li>丑</li></ol>{ol(2, '乙')}",
        "".join(
            ol(number, item, data_lake_indent=level)
            for number, item, level in ((1, "甲", 0), (1, "子", 1), (2, "丑", 1), (2, "乙", 0))
        ),
        "<ol><li>甲</li><li class='ql-indent-1'>子</li><li class='ql-indent-1'>丑</li><li>乙</li></ol>",
        "<ol><li>甲</li><ol><li>子</li><li>丑</li></ol><li>乙</li></ol>",
        "<ol><li aria-level='1'>甲</li></ol><ol><li aria-level='2'>子</li>"
        "<li aria-level='2'>丑</li></ol><ol start='2'><li aria-level='1'>乙</li></ol>",
        ol(1, "甲", style="margin-left:0px")
        + ol(1, "子", style="margin-left:28px")
        + ol(2, "丑", style="margin-left:28px")
        + ol(2, "乙", style="margin-left:0px"),
        f"<ol><li>甲{ol(1, '子')}{ol(2, '丑')}</li><li>乙</li></ol>",
    ],
    ids=["feishu", "yuque", "shimo", "google", "levels", "indents", "inside"],
)
def test_deeper_levels_stand_inside_their_item(html):
    assert flat(html) == NESTED


def test_bullets_join_and_another_kind_goes_inside():
    bullet = "<ul class='list-bullet{}'><li>{}</li></ul>".format
    html = bullet(1, "甲") + bullet(2, "子") + bullet(1, "乙")
    assert flat(html) == "<ul><li>甲<ul><li>子</li></ul></li><li>乙</li></ul>"
    assert "相邻的列表接成一个 1 处" in paste(html).receipt.rewritten


def test_kinds_that_change_inside_one_list_keep_their_order():
    kinds = ("ordered", "ordered", "bullet", "bullet", "ordered")
    items = "".join(f"<li data-list='{kind}'>{at}项</li>" for at, kind in enumerate(kinds))
    assert flat(f"<ol>{items}</ol>") == (
        "<ol><li>0项</li><li>1项</li></ol><ul><li>2项</li><li>3项</li></ul><ol><li>4项</li></ol>"
    )


@pytest.mark.parametrize(
    "html",
    [
        "<ul><li>甲</li></ul>一句话<ul><li>乙</li></ul>",
        "<ul><li>甲</li></ul><p>一句话</p><ul><li>乙</li></ul>",
        "<ol><li>甲</li></ol><ol><li>乙</li></ol>",
        "<ul><li>甲</li></ul><ol><li>乙</li></ol>",
    ],
)
def test_control_others_stay_lists_of_their_own(html):
    assert flat(html).count("<li>") == 2
    assert len(paste(html).html.replace("</ol>", "</ul>").split("</ul>")) == 3


@pytest.mark.parametrize(
    ("attributes", "first", "second"),
    [
        ("type='a'", "a. 甲", "b. 乙"),
        ("type='A' start='3'", "C. 甲", "D. 乙"),
        ("type='i'", "i. 甲", "ii. 乙"),
        ("style='list-style-type: upper-roman'", "I. 甲", "II. 乙"),
        ("style='list-style: simp-chinese-informal inside'", "一、甲", "二、乙"),
        ("style='list-style-type:cjk-ideographic' start='11'", "十一、甲", "十二、乙"),
        ("style='list-style-type:simp-chinese-formal'", "壹、甲", "贰、乙"),
        ("style='list-style-type:cjk-heavenly-stem'", "甲、甲", "乙、乙"),
        ("style='list-style-type:decimal-leading-zero'", "01. 甲", "02. 乙"),
        ("start='4'", "4. 甲", "5. 乙"),
        ("reversed", "2. 甲", "1. 乙"),
        ("style='list-style-type:none'", "甲", "乙"),
    ],
)
def test_labels_that_a_plain_list_cannot_say_are_words(attributes, first, second):
    result = paste(f"<ol {attributes}><li>甲</li><li><p>乙</p></li></ol>")
    assert result.html == f"<p>{first}</p>\n<p>{second}</p>"
    assert result.receipt.han.equal


def test_numbers_that_go_on_behind_text_are_words_on_both_sides():
    html = f"{ol(1, '甲')}<p>说明一句。</p>{ol(2, '乙')}"
    assert flat(html) == "<p>1. 甲</p><p>说明一句。</p><p>2. 乙</p>"
    assert "列表编号改为文字 2 处" in paste(html).receipt.rewritten


def test_a_page_reads_signs_alike():
    text = "三月十日，会员走进工厂看新装的生产线，听车间主任讲用工和融资上的难处，逐条记下来。"
    mark = "<span style='font-family:Wingdings'>{}</span>".format
    read = read_page(f"<div><p>{text}</p><p>{mark('l')} 甲</p><p>{mark('þ')}已办</p></div>")
    assert [block.text for block in read.blocks] == [text, "甲", "☑已办"]
    assert "符号字体的字母改为符号 2 处" in read.skipped


def test_a_page_joins_and_labels_alike():
    text = "三月十日，会员走进工厂看新装的生产线，听车间主任讲用工和融资上的难处，逐条记下来。"
    read = read_page(f"<div><p>{text}</p>{ol(1, '甲')}{ol(2, '乙')}{ol(3, '丙', type='a')}</div>")
    assert [block.kind for block in read.blocks] == ["p", "ol", "p"]
    assert read.blocks[2].text == "c. 丙"
    assert "相邻的列表接成一个 1 处" in read.skipped


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<p><span style='font-family:Wingdings'>l</span>&nbsp;&nbsp;甲</p>"
            "<p><span style='font-family:Wingdings'>l</span>&nbsp;&nbsp;乙</p>",
            "<ul><li>甲</li><li>乙</li></ul>",
        ),
        (
            "<p style='font-family:Wingdings'>Ø <span style='font-family:宋体'>甲</span></p>",
            "<ul><li>甲</li></ul>",
        ),
        ("<p><font face='Wingdings'>þ</font>已办<font face='Wingdings'>¨</font>未办</p>", "<p>☑已办☐未办</p>"),
        ("<p><span style='font-family:\"Wingdings 2\"'>R</span>同意</p>", "<p>☑同意</p>"),
        ("<p><span style='font-family:Arial'>l</span> 甲</p>", "<p>l 甲</p>"),
    ],
)  # fmt: skip
def test_letters_of_symbol_fonts_are_signs(html, expected):
    assert flat(html) == expected


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<ul>甲</ul><ul><li>乙</li></ul>", "<ul><li>甲</li><li>乙</li></ul>"),
        ("<ul>甲</ul><ul><li></li></ul>", "<ul><li>甲</li></ul>"),
        (
            "<ul><li>甲</li>乙</ul><ul><li>丙</li></ul>",
            "<ul><li>甲</li><li>乙</li><li>丙</li></ul>",
        ),
        ("<ul></ul><ul>甲</ul>乙", "<ul><li>甲</li></ul><p>乙</p>"),
        (
            "<ol><li>甲</li></ol><ol start='2'><li>乙</li></ol>丙",
            "<ol><li>甲</li><li>乙</li></ol><p>丙</p>",
        ),
    ],
)
def test_words_beside_the_items_are_not_lost(html, kept):
    assert flat(html) == kept
    assert paste(html).receipt.han.equal
