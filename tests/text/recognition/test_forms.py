"""Forms of manuscripts: a table or lines of 标题, 单位, 作者 and 日期 at the head of a text."""

from datetime import date
from io import BytesIO

import docx
import pytest

from series.actions.imports.readings import read_source, reading_of
from series.text.documents.docx import read_manuscript
from series.text.documents.plain_text import copied_source

TITLE = "会员走进工厂听难处"
FIRST = "三月十日，天宁区商会的三十多位会员走进横山桥镇的两家工厂，听车间主任讲难处。"
LAST = "商会把问题一一记下，答应两周内给每家企业回话。"
BODY = f"<p>{FIRST}</p><p>{LAST}</p>"
FIELDS = [["单位", "常州市商会"], ["作者", "冯　遥"], ["日期", "2024年7月1日"]]


def read_plain(*head):
    lines = ["\n".join(map("\t".join, part)) if isinstance(part, list) else part for part in head]
    return reading_of(copied_source("\n".join([*lines, FIRST, LAST])), file="a.txt")


def read_word(*head):
    document = docx.Document()
    for part in (*head, FIRST, LAST):
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        table = document.add_table(len(part), len(part[0]))
        for row, words in zip(table.rows, part, strict=True):
            for cell, word in zip(row.cells, words, strict=True):
                cell.text = word
    stream = BytesIO()
    document.save(stream)
    return reading_of(read_manuscript(stream.getvalue()), file="a.docx")


def facts_of(reading):
    text = reading.text
    assert (reading.receipt.han_equal, text.han_equal) == (True, True)
    return text.headline, text.source, text.author, text.published_on


def body_of(reading):
    return reading.body.replace("\n", "")


@pytest.mark.parametrize("read", [read_plain, read_word])
@pytest.mark.parametrize(
    "head",
    [
        (TITLE, FIELDS),
        ("投稿登记表", [["标题", TITLE], *FIELDS]),
        ("常州市工商联信息报送单", [["标 题", TITLE], ["部门", "常州市商会"], *FIELDS[1:]]),
        (
            TITLE,
            [["报送单位", "常州市商会", "撰稿", "冯遥"], ["时间", "2024-07-01", "审核", "石磊"]],
        ),
        (TITLE, [["单位", "常州市商会", "作者", "冯遥"], ["日期", "2024.7.1", "电话", "81680000"]]),
        ("投稿表", [["标题", TITLE], FIELDS[0], ["联系人", "石磊"], *FIELDS[1:]]),
        (TITLE, [*FIELDS, ["联系人", "石磊"]]),
    ],
)
def test_a_table_of_a_form_below_a_title(read, head):
    reading = read(*head)
    assert facts_of(reading) == (TITLE, "常州市商会", "冯遥", date(2024, 7, 1))
    assert body_of(reading) == BODY


@pytest.mark.parametrize("read", [read_plain, read_word])
@pytest.mark.parametrize(
    "head",
    [
        (TITLE, "单位：常州市商会", "作者：冯遥", "日期：2024年7月1日"),
        (TITLE, "报送单位:常州市商会", "撰稿人:冯遥", "审核人:石磊", "报送日期:2024年7月1日"),
        (TITLE, "单位：常州市商会　作者：冯遥　日期：2024年7月1日"),
        (
            "稿件信息",
            f"标题：{TITLE}",
            "单　位：常州市商会",
            "姓　名：冯　遥",
            "日　期：2024-07-01",
        ),
        (
            "来稿登记表",
            f"题目：{TITLE}",
            "作者：冯遥  单位：常州市商会",
            "日期：2024-07-01",
            "正文：",
        ),
    ],
)
def test_lines_of_a_form_below_a_title(read, head):
    reading = read(*head)
    assert facts_of(reading) == (TITLE, "常州市商会", "冯遥", date(2024, 7, 1))
    assert body_of(reading) == BODY


@pytest.mark.parametrize(
    "table",
    [
        [["单位", "人数"], ["常州市商会", "12"], ["常州市工商联", "30"]],
        [["时间", "2024年7月1日"], ["地点", "商会三楼"], ["主持", "冯遥"]],
        [["单位", "常州市商会"], ["电话", "81680000"], ["地址", "钟楼区一号"]],
        [["单位", "常州市商会"], ["姓名", "冯遥"], ["获奖作品", "听难处"]],
    ],
)
def test_control_a_table_of_data_below_a_title_stays(table):
    reading = read_plain(TITLE, table)
    assert facts_of(reading) == (TITLE, "", "", None)
    assert all(f"<td>{word}</td>" in reading.body for row in table for word in row)


@pytest.mark.parametrize(
    "lines",
    [
        ("单位：常州市商会", "电话：81680000", "地址：钟楼区一号"),
        ("单位：常州市商会", "时间：2024年7月1日", "地点：商会三楼"),
        ("时间\t2024年7月1日", "地点\t商会三楼"),
    ],
)
def test_control_lines_of_an_announcement_stay(lines):
    reading = read_plain(TITLE, *lines)
    assert reading.text.headline == TITLE
    assert all(f"<p>{line}</p>" in reading.body for line in lines)


def test_control_a_title_that_ends_like_a_form_stays():
    reading = read_plain("走访会员发现的问题清单", "作者：冯遥")
    assert (reading.text.headline, reading.text.author) == ("走访会员发现的问题清单", "冯遥")


@pytest.mark.parametrize("ending", [".md", ".txt"])
def test_a_table_of_a_form_below_a_heading_of_markdown(ending):
    rows = "| 单位 | 常州市商会 |\n| --- | --- |\n| 作者 | 冯遥 |\n| 日期 | 2024-07-01 |"
    text = f"# {TITLE}\n\n{rows}\n\n{FIRST}\n\n{LAST}\n"
    source, witness = read_source(ending, text.encode())
    reading = reading_of(source, file=f"a{ending}", witness=witness)
    assert facts_of(reading) == (TITLE, "常州市商会", "冯遥", date(2024, 7, 1))
    assert body_of(reading) == BODY


TEXT = "\n".join([FIRST, LAST])
FORM = [["标题", TITLE], *FIELDS, ["电话", "13900000000"], ["正文", TEXT]]


def word_form(*head, below=()):
    """Return the reading of a Word form whose rows may be shorter than its widest one."""
    document = docx.Document()
    for part in (*head, *below):
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        width = max(map(len, part))
        table = document.add_table(len(part), width)
        for row, words in zip(table.rows, part, strict=True):
            for cell, word in zip(row.cells, words, strict=False):
                first, *others = word.split("\n")
                cell.text = first
                for line in others:
                    cell.add_paragraph(line)
            if len(words) < width:
                row.cells[len(words) - 1].merge(row.cells[width - 1])
    stream = BytesIO()
    document.save(stream)
    source, witness = read_source(".docx", stream.getvalue())
    return reading_of(source, file="a.docx", witness=witness)


@pytest.mark.parametrize(
    "parts",
    [
        ("信息投稿登记表", FORM),
        (FORM,),
        ("信息投稿登记表", [*FIELDS, ["标题", TITLE], ["内容", TEXT]]),
        ("来稿登记表", [["标题", TITLE], *FIELDS, ["稿件内容（500字以内）", TEXT], ["审核意见", "同意报送"]]),
        ([["信息投稿登记表"], ["稿件标题", TITLE], ["单位", "常州市商会", "作者", "冯遥"], ["日期", "2024年7月1日", "电话", "81680000"], ["正文", TEXT]],),
        ("投稿表", [["题 目", TITLE], ["作 者", "冯遥", "单 位", "常州市商会"], ["日 期", "2024-07-01"], ["正 文"], [TEXT], ["备注", ""]]),
        ("投稿表", "填表日期：2024年7月1日", [["标题", TITLE], *FIELDS[:2], ["正文", TEXT]]),
    ],
)  # fmt: skip
def test_the_text_of_a_form_comes_out_of_its_cell(parts):
    reading = word_form(*parts)
    assert facts_of(reading) == (TITLE, "常州市商会", "冯遥", date(2024, 7, 1))
    assert (body_of(reading), reading.receipt.left) == (BODY, ())


def test_rows_below_the_text_of_a_form_are_named():
    reading = word_form([["标题", TITLE], *FIELDS, ["正文", TEXT], ["审核意见", "同意报送"]])
    named = "；".join(reading.receipt.dropped)
    assert "审核意见；同意报送" in named
    assert (body_of(reading), reading.receipt.left) == (BODY, ())


@pytest.mark.parametrize("ending", [".md", ".txt"])
def test_a_form_that_holds_the_text_in_lines_of_tabs_or_in_markdown(ending):
    if ending == ".txt":
        words = "信息投稿登记表\n" + "\n".join(map("\t".join, FORM))
    else:
        rows = "\n".join(f"| {label} | {said} |".replace("\n", "<br>") for label, said in FORM)
        words = f"信息投稿登记表\n\n|  |  |\n|---|---|\n{rows}\n"
    source, witness = read_source(ending, words.encode())
    reading = reading_of(source, file=f"a{ending}", witness=witness)
    assert facts_of(reading) == (TITLE, "常州市商会", "冯遥", date(2024, 7, 1))
    assert (body_of(reading), reading.receipt.left) == (BODY, ())


@pytest.mark.parametrize(
    "parts",
    [
        ("优秀会员企业申报表", [["单位", "横山轴承厂"], ["姓名", "冯遥"], ["电话", "81680000"], ["主要事迹", TEXT]]),
        ("培训报名表", [["单位", ""], ["姓名", ""], ["内容", ""]], FIRST),
        (TITLE, FIRST, [["时间", "3月10日"], ["地点", "横山厂"], ["内容", "参观车间"]], LAST),
        (TITLE, FIRST, [["标题", "一封信"], ["字数", "八百"], ["正文", "见附件"]], LAST),
    ],
)  # fmt: skip
def test_control_other_tables_of_labels_stay(parts):
    reading = word_form(*parts)
    (table,) = (part for part in parts if isinstance(part, list))
    assert all(f"<td>{label}</td>" in reading.body for label, _ in table)
    assert (reading.text.author, reading.receipt.left) == ("", ())
