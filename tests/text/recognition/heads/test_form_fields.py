"""Forms of manuscripts with labels that nobody knows: nothing private is published (decision 182)."""

from datetime import date

import pytest

from series.actions.imports.readings import read_source, reading_of
from series.text.recognition.heads.form_fields import is_private_field, length_of_form
from tests.text.recognition.test_forms import FIELDS, FIRST, LAST, TEXT, TITLE, body_of, word_form

PHONE, CARD = "13912345678", "320402198001011234"
BANK = "6222 0210 0100 1234 567"
UNKNOWN = [["推荐人", "石磊"], ["微信名", "fengyao_cz"], ["本人手机", PHONE], ["工号", "0217"]]
PRIVATE = [["身份证号码", CARD], ["开户银行", "江南银行钟楼支行"], ["银行卡号", BANK]]


def plain(*head, ending=".txt"):
    lines = ["\n".join(map("\t".join, part)) if isinstance(part, list) else part for part in head]
    apart = "\n\n" if ending == ".md" else "\n"
    source, witness = read_source(ending, apart.join([*lines, FIRST, LAST]).encode())
    return reading_of(source, file=f"a{ending}", witness=witness)


def colons(rows):
    return ["：".join(row) for row in rows]


def assert_nothing_private(reading):
    body = body_of(reading)
    assert [word for word in (PHONE, CARD, BANK, "fengyao_cz", "0217") if word in body] == []
    assert (reading.text.headline, reading.text.author) == (TITLE, "冯遥")
    assert reading.text.published_on == date(2024, 7, 1)
    assert (reading.receipt.han_equal, reading.receipt.left) == (True, ())
    assert body == f"<p>{FIRST}</p><p>{LAST}</p>"


@pytest.mark.parametrize(
    "rows",
    [
        [["标题", TITLE], *FIELDS, *UNKNOWN],
        [["标题", TITLE], UNKNOWN[0], FIELDS[0], UNKNOWN[2], *FIELDS[1:], UNKNOWN[3]],
        [*FIELDS, *PRIVATE, ["标题", TITLE]],
        [["标题", TITLE], *FIELDS, ["稿费寄往（必填）", "钟楼区一号"], *PRIVATE],
        [["标题", TITLE], ["单位", "常州市商会", "作者", "冯遥"], ["日期", "2024-07-01", "本人手机", PHONE]],
    ],
)  # fmt: skip
def test_a_table_with_unknown_labels(rows):
    for form in (word_form("投稿登记表", rows, below=(FIRST, LAST)), plain("投稿登记表", rows)):
        assert_nothing_private(form)
    assert_nothing_private(word_form("投稿登记表", [*rows, ["正文", TEXT]]))


@pytest.mark.parametrize(
    "head",
    [
        ("投稿登记表", f"标题：{TITLE}", *colons(FIELDS), *colons(UNKNOWN[1:])),
        (f"标题：{TITLE}", *colons([FIELDS[0], *UNKNOWN, *FIELDS[1:]]), *colons(PRIVATE)),
        (f"【标题】{TITLE}", "【单位】常州市商会", "【推荐人】石磊", "【作者】冯遥", f"【本人手机】{PHONE}", "【日期】2024-07-01"),
        (TITLE, *colons([*FIELDS, UNKNOWN[2]]), *colons(PRIVATE)),
        (TITLE, "作者：冯遥", f"本人手机：{PHONE}", "单位：常州市商会", "日期：2024年7月1日"),
        (f"标题：{TITLE}", *colons(FIELDS), f"收款账户：{BANK}", "正文："),
    ],
)  # fmt: skip
def test_lines_with_unknown_labels(head):
    assert_nothing_private(plain(*head))
    assert_nothing_private(plain(*head, ending=".md"))


@pytest.mark.parametrize(
    "lines",
    [
        ("联系人：石磊", f"本人手机：{PHONE}"),  # whom readers are to call
        ("报名邮箱：sh@example.org", "地点：商会三楼"),
        ("作者：冯遥", "问：企业怎么招人？", "答：先问工人要什么。"),
        ("冯遥说：我们等了三年", "石磊说：可以再等等"),
    ],
)
def test_control_lines_that_are_no_form_stay(lines):
    reading = plain(TITLE, *lines)
    kept = reading.body + reading.text.subtitle
    assert [line for line in lines if line not in kept and not line.startswith("作者")] == []


def test_control_a_table_of_people_stays():
    rows = [["姓名", "手机"], ["冯遥", PHONE], ["石磊", "13800000000"], ["邵英", "13700000000"]]
    body = word_form(TITLE, FIRST, rows, below=(LAST,)).body
    assert all(f"<td>{word}</td>" in body for row in rows for word in row)


@pytest.mark.parametrize(
    ("line", "is_private"),
    [
        (f"本人手机：{PHONE}", True),
        ("微信名：fengyao_cz", True),
        (f"证件：{CARD}", True),
        (f"【收款】{BANK}", True),
        ("投稿邮箱\tsh@example.org", True),
        ("推荐人：石磊", False),
        (f"他说，请打{PHONE}。", False),
        ("体裁要求：通讯", False),
    ],
)
def test_what_is_private(line, is_private):
    assert is_private_field(line) is is_private


def test_a_long_line_of_letters_costs_no_time():
    lines = ["甲" * 200_000, "：" * 200_000, "甲：" + "1" * 200_000, "【" * 200_000]
    assert length_of_form(lines, is_known=lambda line: False, is_named=True) == 0
