"""Lines whose characters a layout set apart are closed up, ligatures become letters."""

import pytest

from series.text.characters.spaced import close_up, close_up_markup, part_ligatures
from series.text.clipboard.paste import paste
from series.text.markup.blocks import Block, Source
from series.text.recognition.source_characters import settle_characters

WIDE = "关 于 召 开 年 会 的 通 知"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (WIDE, "关于召开年会的通知"),
        ("会　议　纪　要", "会议纪要"),
        ("讣　告", "讣告"),
        ("慰 问 信", "慰问信"),
        ("第 3 届 理 事 会 名 单", "第3届理事会名单"),
        ("第 一 章　总 则 和 任 务", "第一章　总则和任务"),
    ],
)
def test_a_line_set_wide_is_closed_up(line, words):
    assert close_up(line) == words


@pytest.mark.parametrize(
    "line",
    [
        "王 强",
        "甲 乙 丙 丁",
        "通　知",
        "王 强 李 明",
        "常州 商会 通知",
        "是 否 是 否 是 否",
        "1 2 3 4 5 6",
        "年 会 的 通知",
    ],
)
def test_control_other_lines_keep_their_blanks(line):
    assert close_up(line) == line


def test_markup_keeps_the_blanks_inside_its_tags():
    assert close_up_markup('<p><b>关 于</b> <a href="/a b">召 开</a></p>', "关 于 召 开") == (
        '<p><b>关于</b><a href="/a b">召开</a></p>'
    )


def test_ligatures_are_the_letters_they_join():
    assert (
        part_ligatures("o\ufb03ce \ufb01le \ufb02ow e\ufb00ort \ufb04")
        == "office file flow effort ffl"
    )
    assert part_ligatures("æ œ ß") == "æ œ ß"


def test_a_paste_closes_them_up_and_says_so():
    for done in (
        paste(f"<p><b>{WIDE[:9]}</b>{WIDE[9:]}</p><p>\ufb01le</p>"),
        paste("", f"{WIDE}\n\ufb01le"),
    ):
        assert "关于召开年会的通知" in done.html.replace("<strong>", "").replace("</strong>", "")
        assert "<p>file</p>" in done.html
        assert {"字间空格 1 行去掉", "连体字母 1 个拆开（ﬁ→fi）"} <= set(done.receipt.rewritten)
        assert done.receipt.han.equal


def test_an_import_closes_them_up_and_says_so():
    blocks = (Block("p", WIDE, f"<p>{WIDE}</p>"), Block("p", "\ufb01le", "<p>\ufb01le</p>"))
    source = settle_characters(Source(blocks, title=WIDE))
    assert source.title == "关于召开年会的通知"
    assert [block.html for block in source.blocks] == ["<p>关于召开年会的通知</p>", "<p>file</p>"]
    assert source.rewritten == ("字间空格 2 行去掉", "连体字母 1 个拆开（ﬁ→fi）")
