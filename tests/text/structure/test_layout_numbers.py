"""Numbers alone above headings: the layout of a page or an account, in each way a text comes in."""

from io import BytesIO

import docx
import pytest

from series.text.clipboard.paste import paste
from series.text.documents.docx import read_manuscript
from series.text.documents.plain_text import copied_source
from series.text.structure.layout_numbers import find_glued_numbers, find_layout_numbers
from series.text.web.page import read_page

FIRST = "全市民营企业座谈会昨天举行，二十家企业作了交流发言。会议由商会主持。"
LAST = "会议要求，把企业的诉求一件一件办好，月底前逐一答复到位。"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("01", "02"),
        ("1", "2"),
        ("壹", "贰"),
        ("①", "②"),
        ("一", "二"),
        ("【壹】", "【贰】"),
        ("PART.01", "PART.02"),
        ("Part One", "Part Two"),
        ("NO.1", "NO.2"),
    ],
)
def test_they_are_found_above_their_headings(first, second):
    lines = [first, "走进车间", FIRST, second, "", "听取建议", LAST]
    assert find_layout_numbers(lines) == {0: 1, 3: 5}


@pytest.mark.parametrize(
    "lines",
    [
        ["01", "走进车间", FIRST, LAST],  # one alone
        [FIRST, "1", "2", "3", LAST],  # a row of numbers
        ["2025", "成绩单", FIRST, "2026", "展望", LAST],  # years
        ["01", FIRST, "02", LAST],  # no heading below
        ["02", "走进车间", FIRST, "03", "听取建议", LAST],  # not from the first
        [
            "一",
            "春风吹过老城墙",
            "柳絮飘进新学堂",
            "二",
            "夏夜灯火照车间",
            "人人都说订单忙",
        ],  # verses
        ["壹", FIRST, "贰", LAST],
        ["第1名", "甲公司", FIRST, "第2名", "乙公司", LAST],
        ["序号", "单位", "1", "示例机械公司", "机床改造", "2", "示例纺织公司", "织机更新", LAST],
    ],
)
def test_control_other_numbers_stay(lines):
    assert find_layout_numbers(lines) == {}


def test_a_paste_has_the_headings_alone():
    html = f"<p>01</p><p>走进车间</p><p>{FIRST}</p><p>02</p><p>听取建议</p><p>{LAST}</p>"
    done = paste(html)
    assert done.html == f"<h2>走进车间</h2>\n<p>{FIRST}</p>\n<h2>听取建议</h2>\n<p>{LAST}</p>"
    assert "小标题上方单独成行的序号 2 个" in done.receipt.dropped
    plain = paste("", f"01\n走进车间\n{FIRST}\n02\n听取建议\n{LAST}")
    assert "01" not in plain.html
    assert plain.receipt.dropped == ("小标题上方单独成行的序号 2 个",)


def test_a_page_has_the_headings_alone():
    body = f"<p>01</p><p>走进车间</p><p>{FIRST}</p><p>02</p><p>听取建议</p><p>{LAST}</p>"
    source = read_page(
        f"<html><body><h1>商会走进企业</h1><div class='content'>{body}</div></body></html>"
    )
    assert [(block.kind, block.text) for block in source.blocks] == [
        ("h2", "走进车间"),
        ("p", FIRST),
        ("h2", "听取建议"),
        ("p", LAST),
    ]
    assert "小标题上方单独成行的序号 2 个（01、02）" in source.skipped


def test_a_plain_text_tells_which_numbers_went():
    source = copied_source(f"01\n走进车间\n{FIRST}\n02\n听取建议\n{LAST}")
    assert [block.text for block in source.blocks] == ["走进车间", FIRST, "听取建议", LAST]
    assert source.skipped == ("小标题上方单独成行的序号 2 处：01；02",)


def test_a_word_file_has_the_headings_alone():
    document = docx.Document()
    for line in ("商会走进企业纪实", "01", "走进车间", FIRST, "02", "听取建议", LAST):
        document.add_paragraph(line)
    document.save(stream := BytesIO())
    source = read_manuscript(stream.getvalue())
    assert [block.text for block in source.blocks][1:] == ["走进车间", FIRST, "听取建议", LAST]
    assert "小标题上方单独成行的序号 2 处：01、02" in source.skipped


@pytest.mark.parametrize("unseen", ["<span style='opacity:0'>", "<span class='sr-only'>"])
def test_a_page_drops_words_that_nobody_sees_and_says_so(unseen):
    body = f"<div class='content'>{unseen}占位文字</span><p>{FIRST}</p><p>{LAST}</p></div>"
    source = read_page(f"<html><body><h1>商会走进企业</h1>{body}</body></html>")
    assert [block.text for block in source.blocks] == [FIRST, LAST]
    assert "隐藏文字 1 处" in source.skipped
    seen = read_page(f"<html><body><h1>商会</h1>{body.replace(unseen, '<span>')}</body></html>")
    assert seen.blocks[0].text == "占位文字"
    faded = f"<div class='content' style='opacity:0'><p>{FIRST}</p><p>{LAST}</p></div>"
    whole = read_page(f"<html><body><h1>商会走进企业</h1>{faded}</body></html>")
    assert [block.text for block in whole.blocks] == [FIRST, LAST]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("01看产线", "02看质检"),
        ("01 看产线", "02 看质检"),
        ("01｜看产线", "02｜看质检"),
        ("PART 1 看产线", "PART 2 看质检"),
    ],
)
def test_numbers_glued_to_headings_go_in_every_way(first, second):
    lines = [first, FIRST, second, LAST]
    markup = "".join(f"<p>{line}</p>" for line in lines)
    done = paste(markup)
    assert done.html == f"<h2>看产线</h2>\n<p>{FIRST}</p>\n<h2>看质检</h2>\n<p>{LAST}</p>"
    assert "粘在小标题前的序号 2 个" in done.receipt.dropped
    page = read_page(
        f"<html><body><h1>走进工厂</h1><div class=content>{markup}</div></body></html>"
    )
    words = BytesIO()
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(words)
    for source in (page, read_manuscript(words.getvalue()), copied_source("\n".join(lines))):
        assert [block.text for block in source.blocks] == ["看产线", FIRST, "看质检", LAST]
        assert any(piece.name == "粘在小标题前的序号" for piece in source.dropped)


@pytest.mark.parametrize(
    "lines",
    [
        ["01看产线", FIRST, LAST],  # one alone
        ["01看产线", "02看质检", "03看仓储", LAST],  # a list
        ["01号车间", FIRST, "02号车间", LAST],
        ["01年级", FIRST, "02年级", LAST],
        ["1看产线", FIRST, "2看质检", LAST],
        ["02看产线", FIRST, "03看质检", LAST],
        ["01看了半天的产线，大家都说好。", FIRST, "02看了半天的质检，也说好。", LAST],
    ],
)
def test_control_other_lines_keep_their_numbers(lines):
    assert find_glued_numbers(lines) == {}


def _cells(*rows):
    """A table whose cells hold paragraphs, as Word and offices' editors write them."""
    lines = ("".join(f"<td><p>{cell}</p></td>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


NUMBERED = (
    ("序号", "单位名称", "项目"),
    ("1", "示例机械公司", "机床改造"),
    ("2", "示例纺织公司", "织机更新"),
    ("3", "示例电子公司", "检测线"),
)
GLUED = (("01看产线", FIRST), ("02看质检", LAST))


@pytest.mark.parametrize("rows", [NUMBERED, GLUED])
def test_numbers_in_the_rows_of_a_table_stay_in_every_way(rows):
    document = docx.Document()
    document.add_paragraph("关于下达资金的公示")
    document.add_paragraph(FIRST)
    table = document.add_table(len(rows), len(rows[0]))
    for at, row in enumerate(rows):
        for column, words in enumerate(row):
            table.cell(at, column).text = words
    document.add_paragraph(LAST)
    document.save(stream := BytesIO())
    markup = f"<p>{FIRST}</p>{_cells(*rows)}<p>{LAST}</p>"
    page = read_page(f"<html><body><h1>公示</h1><div class=content>{markup}</div></body></html>")
    done = paste(markup)
    words = "\n".join(cell for row in rows for cell in row)
    for source in (read_manuscript(stream.getvalue()), page):
        assert words in [block.text for block in source.blocks if block.kind == "table"]
        assert not any("序号" in phrase for phrase in source.skipped)
    assert all(f"<td>{cell}</td>" in done.html for row in rows for cell in row)


def test_control_numbers_in_a_table_of_one_column_go_as_before():
    lines = ("01", "走进车间", FIRST, "02", "听取建议", LAST)
    rows = "".join(f"<tr><td><p>{line}</p></td></tr>" for line in lines)
    done = paste(f"<table>{rows}</table>")
    assert "小标题上方单独成行的序号 2 个" in done.receipt.dropped
