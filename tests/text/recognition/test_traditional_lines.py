"""Lines around a text in traditional script: read as those in simplified script, kept as written."""

import pytest

from series.text.language.folding import as_written, simplify
from series.text.markup import stored_html
from series.text.recognition.credit_line import author_inside, begins_with_surname, read_credits
from series.text.recognition.furniture_line import glued_furniture, is_furniture_line
from series.text.recognition.metadata_line import read_metadata_line
from series.text.recognition.published import read_text, recognise
from series.text.recognition.signed_names import read_signed_names
from series.text.web.page import read_page

TITLE = "雲州二十家企業進校園對接用工"
FIRST = "五月六日，雲州市工商聯組織二十多家會員企業到經開區對接用工，現場定下三批崗位。"
LAST = "工商聯把表格發給每家企業，約定六月底前再碰一次頭，逐項核對到崗人數。"


def copied(*lines, below=()):
    return read_text("\n".join([TITLE, *lines, FIRST, LAST, *below]))


def saved(above, *, first="", below=""):
    own = f"<div class=c><p>{first}{FIRST}</p><p>{LAST}</p>{below}</div>"
    return recognise(
        read_page(f"<html><title>{TITLE}</title><body><h1>{TITLE}</h1>{above}{own}</body></html>")
    )


def body(text):
    return stored_html.visible_text(text.body).split("\n")


@pytest.mark.parametrize(
    ("lines", "source", "author", "editor"),
    [
        (["記者 林怡君／雲州報導", "2024-05-06"], "", "林怡君", ""),
        (["2024-05-06", "記者陳志明、林怡君／綜合報導"], "", "陳志明、林怡君", ""),
        (["發佈日期：2024年5月6日　來源：雲州日報　瀏覽次數：120"], "雲州日報", "", ""),
        (["作者：張曉東", "來源：雲州網", "時間：2024-05-06"], "雲州網", "張曉東", ""),
        (["更新時間：2024/05/07", "發佈時間：2024/05/06", "責任編輯：劉敏"], "", "", "劉敏"),
        (["2024-05-06", "陳志明／文　林怡君／圖"], "", "陳志明", ""),
    ],
)
def test_lines_above_a_copied_text(lines, source, author, editor):
    text = copied(*lines)
    assert (text.headline, str(text.published_on)) == (TITLE, "2024-05-06")
    assert (text.source, text.author, text.editor) == (source, author, editor)
    assert (body(text), text.han_equal) == ([FIRST, LAST], True)


def test_credits_below_a_copied_text():
    text = copied("2024-05-06", below=["攝影：王大明", "編輯：許志明　審核：葉敏"])
    assert (text.author, text.editor, body(text)) == ("", "許志明", [FIRST, LAST])
    assert text.han_equal


@pytest.mark.parametrize(
    ("above", "source", "author"),
    [
        ("<p>2024-05-06 10:20</p><p>記者 林怡君／雲州報導</p>", "", "林怡君"),
        (
            "<p><i>2024/05/06 10:20</i> <b>雲州日報</b> <b>記者陳志明／雲州報導</b></p>",
            "雲州日報",
            "陳志明",
        ),
        (
            "<p>更新時間：2024/05/07 10:20</p><p>發佈時間：2024/05/06 10:20</p><p>文／林怡君 圖／王大明</p>",
            "",
            "林怡君",
        ),
        (
            "<ul><li>出版時間：2024/05/06 10:20</li><li>記者：葉小雲</li><li>來源：雲州電子報</li><li>點閱：300</li></ul>",
            "雲州電子報",
            "葉小雲",
        ),
        ("<p><b>記者 蔡宜芳</b> 2024-05-06 10:20 字級：小 中 大</p>", "", "蔡宜芳"),
        ("<p>【文／圖　記者鄭志明】2024-05-06 10:20</p>", "", "鄭志明"),
        ("<p>張曉東／雲州報導</p><p>2024-05-06 10:20</p>", "", "張曉東"),
        ("<p>2024-05-06 10:20 <a>列印</a> <a>複製連結</a></p>", "", ""),
    ],
)
def test_lines_above_the_text_of_a_page(above, source, author):
    text = saved(above)
    moment = f"{text.published_on} {text.published_time:%H:%M}"
    assert (text.headline, moment) == (TITLE, "2024-05-06 10:20")
    assert (text.source, text.author, body(text)) == (source, author, [FIRST, LAST])


@pytest.mark.parametrize(
    "below",
    [
        "<p>編輯：許志明　攝影：王大明</p>",
        "<p>攝影：王大明</p><p>責任編輯：許志明</p>",
        "<p>（責任編輯：許志明）</p><p>相關閱讀</p><p><a href=1>企業家座談會</a></p><p>返回首頁</p>",
    ],
)
def test_credits_and_furniture_below_the_text_of_a_page(below):
    text = saved("<p>2024-05-06</p>", below=below)
    assert (text.author, text.editor, body(text)) == ("", "許志明", [FIRST, LAST])


@pytest.mark.parametrize(
    ("first", "author"),
    [
        ("〔記者林怡君／雲州報導〕", "林怡君"),
        ("【記者陳志明雲州報導】", "陳志明"),
        ("（雲州日報記者陳明、林怡君／綜合報導）", "陳明、林怡君"),
        ("（雲州通訊社記者林怡君雲州6日電）", "林怡君"),
        ("【本報雲州報導】", ""),
    ],
)
def test_who_reported_at_the_beginning_of_a_text(first, author):
    text = saved("<p>2024-05-06</p>", first=first)
    assert (text.author, body(text)) == (author, [first + FIRST, LAST])


def test_values_keep_their_script():
    assert read_credits(["責任編輯：劉 敏 審核：葉敏"]).editor == "劉敏"
    assert read_metadata_line("來源：雲州網 作者：張曉東").pieces[-1] == ("author", "張曉東")
    assert read_signed_names("（記者 陳志明 通訊員 許敏）").author == "陳志明、許敏"
    assert author_inside("（作者陳志明係雲州商會會員）") == "陳志明"
    assert glued_furniture("約定六月底前答覆。（責任編輯：許志明）") == "（責任編輯：許志明）"
    assert begins_with_surname("陳志明")


@pytest.mark.parametrize(
    "line", ["編輯部的故事", "關注民生", "發佈會後，記者們都記得那一天。", "版權歸誰，合同要寫清。"]
)
def test_control_lines_of_a_text_stay(line):
    assert not is_furniture_line(line)
    assert copied("2024-05-06", below=[line]).body.endswith(f"{line}</p>")


@pytest.mark.parametrize("text", ["責任編輯：劉敏", "𪚥後裏", "会员企业 ABC", ""])
def test_a_simplified_text_is_as_long_and_its_words_are_found_again(text):
    simple = simplify(text)
    assert len(simple) == len(text)
    assert as_written(simple, simple, text) == text
